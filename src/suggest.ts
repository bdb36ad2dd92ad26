/** "Did you mean": the nearest of some legal words. */

/** Null when nothing is near enough, or when the word is one of them. Ties go to the candidate that comes first. */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  // Two letters in five may be wrong, and one of a short word.
  const limit = Math.max(1, Math.min(5, Math.floor(word.length * 0.4)));
  let best: string | null = null;
  let bestDistance = limit + 1;
  let left = mostCandidates;
  for (const candidate of candidates) {
    if (candidate === word) return null;
    if (left-- <= 0) break;
    const distance = editDistance(word, candidate, bestDistance - 1);
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

/**
 * Letters to insert, delete, replace or swap with their neighbour. Case and "-" for "_" don't count, unless they are the
 * only difference: then they are one mistake. Stops counting above `limit` and answers `limit + 1`.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || a.length > longest || b.length > longest) return limit + 1;
  const left = folded(a);
  const right = folded(b);
  if (left === right) return 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? limit + 1;
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll("-", "_");
}
