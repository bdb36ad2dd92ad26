/** Delta debugging: the smallest text that shows the same problem, as far as taking pieces out of it leads. */

/** `same` is asked for a smaller text; it stops when `until` (milliseconds since the epoch) is over. */
export async function minimised(
  text: string,
  same: (smaller: string) => Promise<boolean>,
  until: number,
): Promise<string> {
  let best = text;
  for (const split of [/(?<=\n)/, /(?<=[\s{}[\](),])|(?=[{}[\](),])/, /(?:)/u]) {
    if (split.source === "(?:)" && best.length > 2000) break;
    let size = Math.ceil(best.split(split).length / 2);
    while (size >= 1 && Date.now() < until) {
      const parts = best.split(split);
      let removed = false;
      for (let at = 0; at < parts.length && Date.now() < until; ) {
        const rest = [...parts.slice(0, at), ...parts.slice(at + size)];
        if (rest.length < parts.length && (await same(rest.join("")))) {
          parts.splice(at, size);
          best = parts.join("");
          removed = true;
        } else {
          at += size;
        }
      }
      if (size === 1 && !removed) break;
      if (!removed || size > 1) size = Math.max(1, size >> 1);
    }
  }
  return best;
}
