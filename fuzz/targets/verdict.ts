import { secondReading } from "../../src/cli/second-opinion.ts";
import { parse } from "../../src/hcl/parser.ts";
import { readJson } from "../seeds.ts";
import type { Target } from "../target.ts";
import { hclText } from "./lexer.ts";

interface Letters {
  readonly continue: readonly (readonly [number, number])[];
}

let letters: Letters["continue"] | undefined;

/** Of names that hcl v2.25 has and hcl2json's v2.24 hasn't: it knows Unicode 9. */
function hasYoungLetters(text: string): boolean {
  const candidates = text.match(/[^\x00-\x7f]/gu)?.filter((one) => /\p{ID_Continue}/u.test(one)) ?? [];
  if (candidates.length === 0) return false;
  letters ??= readJson<Letters>("test/data/syntax/identifiers.json").continue;
  const known = letters;
  return candidates.some((one) => {
    const code = one.codePointAt(0) ?? 0;
    return !known.some(([first, last]) => first <= code && code <= last);
  });
}

export const verdict: Target = {
  name: "verdict",
  holds: "native syntax is accepted when HashiCorp's parser (hcl2json) accepts it",
  input: hclText,
  async problem(text) {
    const [mistake] = parse({ name: "main.tf", text }).diagnostics.filter(({ severity }) => severity === "error");
    const theirs = await secondReading(text);
    if (hasYoungLetters(text)) return null;
    if (mistake) return theirs.kind === "refused" ? null : `refused: ${mistake.headline}`;
    return theirs.kind === "refused" ? `accepted: ${theirs.message}` : null;
  },
};
