/**
 * Names in files that aren't UTF-8, as HashiCorp's scanner reads them (hcl v2.24). Its tables of letters end where Unicode's
 * ranges end, but within a range any byte passes for the last of a character: GBK in a name may be no mistake to it.
 */

/** Within a function: reading the Unicode classes takes milliseconds, and hardly any file needs them. */
function groups(): readonly RegExp[] {
  return [/^[\p{Lu}\p{Ll}\p{Lt}]$/u, /^\p{Lm}$/u, /^\p{Lo}$/u, /^\p{Nl}$/u, /^\p{Mn}$/u, /^\p{Mc}$/u, /^\p{Nd}$/u];
}

export interface MalformedLetter {
  /** In bytes. */
  readonly length: number;
  /** It may begin a name; otherwise it only goes on with one. */
  readonly starts: boolean;
}

/** The letter that HashiCorp's scanner sees at a byte that begins no character, if it sees one. */
export function malformedLetter(bytes: Uint8Array, at: number): MalformedLetter | null {
  const lead = bytes[at] ?? 0;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return null;
  let codePoint = lead & (0xff >> (length + 1));
  for (let next = 1; next < length; next++) {
    const byte = bytes[at + next] ?? 0;
    if (byte < 0x80 || byte > 0xbf) {
      const width = 6 * (length - next);
      const first = codePoint << width;
      const [before, after] = byte < 0x80 ? [first - 1, first] : [first + (1 << width) - 1, first + (1 << width)];
      if (!sameRange(before, after, /^\p{ID_Continue}$/u)) return null;
      return { length, starts: sameRange(before, after, /^\p{ID_Start}$/u) };
    }
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  return null;
}

/** Unicode lists letters in ranges of one category. */
function sameRange(before: number, after: number, property: RegExp): boolean {
  if (before < 0 || after > 0x10ffff) return false;
  const [a, b] = [String.fromCodePoint(before), String.fromCodePoint(after)];
  if (!property.test(a) || !property.test(b)) return false;
  return groups().some((group) => group.test(a) && group.test(b));
}
