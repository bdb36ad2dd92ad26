import { isDeepStrictEqual } from "node:util";
import { secondReading } from "../../src/cli/second-opinion.ts";
import { parse } from "../../src/hcl/parser.ts";
import type { Body, Expression } from "../../src/hcl/tree.ts";
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
  holds:
    "native syntax is accepted when HashiCorp's parser (hcl2json) accepts it, and has the same names and constants",
  input: hclText,
  async problem(text) {
    const [mistake] = parse({ name: "main.tf", text }).diagnostics.filter(({ severity }) => severity === "error");
    const theirs = await secondReading(text);
    if (hasYoungLetters(text)) return null;
    if (mistake) return theirs.kind === "refused" ? null : `refused: ${mistake.headline}`;
    if (theirs.kind === "refused") return `accepted: ${theirs.message}`;
    return theirs.kind === "read" ? constantProblem(parse({ name: "main.tf", text }).body, theirs.document) : null;
  },
};

/** Attributes and blocks by their names, and constants by their values. */
function constantProblem(body: Body, theirs: unknown): string | null {
  if (body.kind !== "body") return null;
  const counts = new Map<string, number>();
  const blocks = new Set(body.items.flatMap((item) => (item.kind === "block" ? [item.type] : [])));
  // One key for both there.
  if (body.items.some((item) => item.kind === "attribute" && blocks.has(item.name))) return null;
  for (const item of body.items) {
    if (item.kind === "attribute") {
      const value = constantOf(item.expr);
      const other = memberOf(theirs, item.name);
      if (other === undefined) return `missing: ${item.name}`;
      if (value !== undefined && !isDeepStrictEqual(value, other))
        return `constant: ${item.name} is ${JSON.stringify(value)}, and ${JSON.stringify(other)} there`;
      continue;
    }
    const path = [item.type, ...item.labels.map(({ value }) => value)];
    const key = JSON.stringify(path);
    const index = counts.get(key) ?? 0;
    counts.set(key, index + 1);
    const list = path.reduce<unknown>(memberOf, theirs);
    // A block and a label of one name are one key there.
    if (!Array.isArray(list)) continue;
    const problem = constantProblem(item.body, list[index]);
    if (problem && counts.size === 1) return problem;
  }
  return null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** Undefined for what isn't, or is written in another way there. */
function constantOf(expr: Expression): unknown {
  switch (expr.kind) {
    case "literal":
      if (expr.type === "string") return /[$%<>&\u2028\u2029\ufffd]/.test(String(expr.value)) ? undefined : expr.value;
      if (expr.type !== "number") return expr.value;
      return Math.abs(Number(expr.value)) < 1e15 ? Number(expr.value) : undefined;
    case "template": {
      const parts = expr.parts.map(constantOf);
      return parts.every((part) => typeof part === "string") ? parts.join("") : undefined;
    }
    case "tuple-cons": {
      const items = expr.items.map(constantOf);
      return items.includes(undefined) ? undefined : items;
    }
    default:
      return undefined;
  }
}
