/** "Did you mean": the nearest of some legal words. */

/** Null when nothing is near enough, or when the word is one of them. Ties go to the candidate that comes first. */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  // Two letters in five may be wrong, and one of a short word.
  const limit = Math.max(1, Math.min(5, Math.floor(word.length * 0.4)));
  const wanted = folded(word);
  let best: string | null = null;
  let bestDistance = limit + 1;
  let left = mostCandidates;
  for (const candidate of candidates) {
    if (candidate === word) return null;
    if (left-- <= 0) break;
    const distance = editDistance(wanted, candidate, bestDistance - 1);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Whoever has more names than that has made them by a program, and mistakes with them may be as many. */
const mostCandidates = 1_000;

/** Words beyond this length aren't compared: nobody mistypes them, and hostile ones cost time. */
const longest = 64;

/** Three rows of a table of distances. */
const rows = [0, 1, 2].map(() => new Uint8Array(longest + 1)) as [Uint8Array, Uint8Array, Uint8Array];

/**
 * Letters to insert, delete, replace or swap with their neighbour. Case and "-" for "_" don't count (`left` comes without
 * them), unless they are the only difference: then they are one mistake. Stops counting above `limit` and answers
 * `limit + 1`.
 */
function editDistance(left: string, candidate: string, limit: number): number {
  if (Math.abs(left.length - candidate.length) > limit || left.length > longest) return limit + 1;
  const right = folded(candidate);
  if (left === right) return 1;
  const width = right.length;
  if (width > longest) return limit + 1;
  let [beforeLast, last, current] = rows;
  for (let column = 0; column <= width; column++) last[column] = column;
  for (let row = 1; row <= left.length; row++) {
    current[0] = row;
    let least = row;
    const letter = left.charCodeAt(row - 1);
    for (let column = 1; column <= width; column++) {
      const same = letter === right.charCodeAt(column - 1);
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped =
        row > 1 &&
        column > 1 &&
        letter === right.charCodeAt(column - 2) &&
        left.charCodeAt(row - 2) === right.charCodeAt(column - 1);
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return at(last, width);
}

function at(row: Uint8Array, column: number): number {
  return row[column] ?? 0;
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll("-", "_");
}
