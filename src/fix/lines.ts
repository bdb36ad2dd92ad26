/** Lines of two texts side by side: the same, removed, added. */

export interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Above this many pairs of lines the stretch that differs is taken as a whole. */
const mostPairs = 4_000_000;

export function comparedLines(before: readonly string[], after: readonly string[]): readonly Line[] {
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

/** Stretches of changed lines with so many of what is around them, as [from, to) in the lines. */
export function hunks(lines: readonly Line[], context: number): readonly (readonly [from: number, to: number])[] {
  const changed = lines.flatMap((line, index) => (line.sign === " " ? [] : [index]));
  const found: (readonly [number, number])[] = [];
  for (let at = 0; at < changed.length; ) {
    let last = at;
    while (last + 1 < changed.length && (changed[last + 1] ?? 0) - (changed[last] ?? 0) <= context * 2 + 1) last++;
    const from = Math.max(0, (changed[at] ?? 0) - context);
    found.push([from, Math.min(lines.length, (changed[last] ?? 0) + context + 1)]);
    at = last + 1;
  }
  return found;
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
