/** Lines that differ between two texts, as a unified diff shows them. */

const context = 3;
/** Above this many pairs of lines the stretch that differs is shown as a whole. */
const mostPairs = 4_000_000;

interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Empty when they are the same; otherwise `---` and `+++` with the names, and hunks with three lines of context. */
export function unifiedDiff(before: string, after: string, beforeName: string, afterName: string): string {
  if (before === after) return "";
  const lines = compared(before.split("\n"), after.split("\n"));
  const changed = lines.flatMap((line, index) => (line.sign === " " ? [] : [index]));
  let out = `--- ${beforeName}\n+++ ${afterName}\n`;
  for (let at = 0; at < changed.length; ) {
    let last = at;
    while (last + 1 < changed.length && (changed[last + 1] ?? 0) - (changed[last] ?? 0) <= context * 2 + 1) last++;
    const from = Math.max(0, (changed[at] ?? 0) - context);
    const to = Math.min(lines.length, (changed[last] ?? 0) + context + 1);
    out += hunk(lines, from, to);
    at = last + 1;
  }
  return out;
}

function hunk(lines: readonly Line[], from: number, to: number): string {
  const count = (sign: "-" | "+", start: number, end: number): number =>
    lines.slice(start, end).filter((line) => line.sign === " " || line.sign === sign).length;
  const header = (["-", "+"] as const).map((sign) => `${sign}${count(sign, 0, from) + 1},${count(sign, from, to)}`);
  const body = lines.slice(from, to).map(({ sign, text }) => `${sign}${text}\n`);
  return `@@ ${header.join(" ")} @@\n${body.join("")}`;
}

function compared(before: readonly string[], after: readonly string[]): readonly Line[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const same = (text: string): Line => ({ sign: " ", text });
  return [
    ...before.slice(0, head).map(same),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** By the longest common subsequence: `common[i][j]` is its length from line i and line j on. */
function middle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1;
  const tooMany = (before.length + 1) * width > mostPairs;
  const common = new Uint32Array(tooMany ? 0 : (before.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0 && !tooMany; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (!tooMany && i < before.length && before[i] === after[j]) {
      lines.push({ sign: " ", text: before[i++] ?? "" });
      j++;
    } else if (i < before.length && (j >= after.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: "-", text: before[i++] ?? "" });
    } else {
      lines.push({ sign: "+", text: after[j++] ?? "" });
    }
  }
  return lines;
}
