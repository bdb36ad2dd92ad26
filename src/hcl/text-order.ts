/** How texts are ordered wherever Terraform orders them. */

/** The order of Go's strings, which are UTF-8: by code point, not by UTF-16 unit. */
export function compareCodePoints(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    // Surrogates stand for what lies above all other units.
    const leftRank = left >= 0xd800 && left < 0xe000 ? left + 0x10000 : left;
    const rightRank = right >= 0xd800 && right < 0xe000 ? right + 0x10000 : right;
    return leftRank < rightRank ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}
