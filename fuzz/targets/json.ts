import { isDeepStrictEqual } from "node:util";
import { primaryLabel } from "../../src/diagnostic.ts";
import { parseJson } from "../../src/hcl/json-parser.ts";
import { mutated } from "../mutate.ts";
import { printJson } from "../print-tree.ts";
import type { Random } from "../random.ts";
import { jsonSources } from "../seeds.ts";
import type { Target } from "../target.ts";

const pieces = [
  ..."{}[]\",:\\ \n\t0-+.eE1/#'",
  ...[
    "true",
    "null",
    "\\u",
    "\\ud83d",
    "\\udc00",
    "\\u0000",
    "1e999",
    "01",
    "é",
    "🙂",
    "\ufeff",
    "${",
    "%{if",
    "\\/",
    '"a":',
    "NaN",
  ],
];

export const json: Target = {
  name: "json",
  holds: "JSON syntax is accepted as by JSON.parse, and read as the same values; printed it is read the same",
  input: (random) => {
    const text = random.chance(0.5) ? random.pick(jsonSources) : JSON.stringify(randomJson(random, 4));
    return random.chance(0.8) ? mutated(text, random, pieces, jsonSources) : text;
  },
  problem(text) {
    const file = { name: "main.tf.json", text };
    const { body, diagnostics } = parseJson(file);
    for (const diagnostic of diagnostics) {
      const { start, end } = primaryLabel(diagnostic).span;
      if (start < 0 || end < start || end > text.length) return `place: "${diagnostic.headline}" at ${start}–${end}`;
    }
    const standard = standardReading(text);
    const [mistake] = diagnostics;
    // HashiCorp's JSON takes a byte order mark for a wrong character, and files for objects or lists of them.
    if (mistake) {
      const expected = standard === undefined || typeof standard !== "object" || standard === null;
      return expected || !/^\s*[{[]/.test(text) ? null : `verdict: refused (${mistake.headline})`;
    }
    if (standard === undefined) return "verdict: accepted";
    const printed = printJson(body.value);
    const again = parseJson({ name: "main.tf.json", text: printed });
    if (again.diagnostics.length > 0 || printJson(again.body.value) !== printed) return `printed: ${printed}`;
    if (/\\u[dD][89a-fA-F]|[\ud800-\udfff\ufffd]/.test(text)) return null;
    return isDeepStrictEqual(standardReading(printed), standard) ? null : `values: ${printed}`;
  },
};

function standardReading(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function randomJson(random: Random, depth: number): unknown {
  const name = (): string => random.pick(["locals", "a", "b", "resource", "", "é", "//", "${a}", "__proto__", "🙂"]);
  if (depth <= 0)
    return random.pick([null, true, 0, -1.5, 1e21, "", "text", "${a.b}", "%{if x}", "\u0000", "\ud83d\ude00"]);
  return random.choose<unknown>([
    () => random.pick([null, 1, "x"]),
    () => random.times(0, 4, () => randomJson(random, depth - 1)),
    () => Object.fromEntries(random.times(0, 4, () => [name(), randomJson(random, depth - 1)])),
    () => Object.fromEntries(random.times(0, 4, () => [name(), randomJson(random, depth - 1)])),
  ]);
}
