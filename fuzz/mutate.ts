/** Texts made from others: cut, doubled, spliced, with pieces that mean something to a parser. */

import type { Random } from "./random.ts";

export const hclPieces: readonly string[] = [
  ..."{}[]()\"$%~,=.:?#\\'`;^&|<>+-*/! \t\r\n0",
  ...[
    "${",
    "%{",
    "${~",
    "~}",
    "$${",
    "%%{",
    "<<E\n",
    "<<-E\n",
    "\nE\n",
    "/*",
    "*/",
    "//",
    "...",
    "=>",
    "::",
    "==",
    "&&",
  ],
  ...["a", "b", "for ", " in ", "if ", "true", "null", "1.5", "1e9", "1..2", "\\n", "\\u12", "\\u00e9", "\\U0001F600"],
  ...["é", "e\u0301", "🙂", "\ufeff", "\u00a0", "\u2028", "\0", "\x7f", "\ufffd", "\u202e"],
  ...["a = 1\n", "b {\n", 'c "l" {', "f(", "[*]", ".*", "%{if a}", "%{else}", "%{endif}", "%{for x in y}", "%{endfor}"],
  ...["__proto__", "constructor", "local.a", "var.x", "each.key", "count.index", "self", "-1", "99999999999999999999"],
];

/** Between one and four changes. */
export function mutated(text: string, random: Random, pieces: readonly string[], others: readonly string[]): string {
  let result = text;
  for (let count = random.between(1, 4); count > 0; count--) result = changed(result, random, pieces, others);
  // A file is UTF-8, which has no halves of pairs.
  return result.replace(/\p{Cs}/gu, "\ufffd");
}

function changed(text: string, random: Random, pieces: readonly string[], others: readonly string[]): string {
  const at = random.below(text.length + 1);
  const length = random.below(random.chance(0.3) ? text.length + 1 : 12);
  const [before, taken, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  return random.choose([
    () => before + after,
    () => before + random.pick(pieces) + taken + after,
    () => before + random.pick(pieces) + after,
    () => before + taken + taken + after,
    () => before + random.pick(pieces).repeat(random.between(2, 40)) + taken + after,
    () => withoutLine(text, random),
    () => before,
    () => {
      const other = random.pick(others);
      const from = random.below(other.length + 1);
      return before + other.slice(from, from + random.below(80)) + taken + after;
    },
    () => {
      // A token, number or name is exchanged for another of the same text.
      const words = text.match(/[A-Za-z_][\w-]*|\d+/g) ?? [];
      if (words.length === 0) return text;
      const [old, replacement] = [random.pick(words), random.pick(words)];
      const where = text.indexOf(old, random.chance(0.5) ? 0 : at);
      return where === -1 ? text : text.slice(0, where) + replacement + text.slice(where + old.length);
    },
  ]);
}

function withoutLine(text: string, random: Random): string {
  const lines = text.split("\n");
  lines.splice(random.below(lines.length), 1);
  return lines.join("\n");
}
