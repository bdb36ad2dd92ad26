/** Lines that differ between two texts, as a unified diff shows them. */

import { comparedLines, hunks, type Line } from "../fix/lines.ts";

const context = 3;

/** Empty when they are the same; otherwise `---` and `+++` with the names, and hunks with three lines of context. */
export function unifiedDiff(before: string, after: string, beforeName: string, afterName: string): string {
  if (before === after) return "";
  const lines = comparedLines(before.split("\n"), after.split("\n"));
  const parts = hunks(lines, context).map(([from, to]) => hunk(lines, from, to));
  return `--- ${beforeName}\n+++ ${afterName}\n${parts.join("")}`;
}

function hunk(lines: readonly Line[], from: number, to: number): string {
  const count = (sign: "-" | "+", start: number, end: number): number =>
    lines.slice(start, end).filter((line) => line.sign === " " || line.sign === sign).length;
  const header = (["-", "+"] as const).map((sign) => `${sign}${count(sign, 0, from) + 1},${count(sign, from, to)}`);
  const body = lines.slice(from, to).map(({ sign, text }) => `${sign}${text}\n`);
  return `@@ ${header.join(" ")} @@\n${body.join("")}`;
}
