/** A bound for documents that the host's own JSON parser reads: it makes a value of everything, however much there is. */

/** Of a document: each but the first of an object or list stands behind a comma. Those in texts are counted, too. */
const mostCommas = 3_000_000;

/** Null when a document may be parsed; otherwise one clause for people. */
export function jsonExcess(text: string, most = mostCommas): string | null {
  let count = 0;
  for (let at = text.indexOf(","); at !== -1; at = text.indexOf(",", at + 1)) {
    if (++count >= most) return `it has more than ${most} values`;
  }
  return null;
}
