/** Which characters make up names and white space. */

/**
 * Identifiers follow Unicode's ID_Start and ID_Continue, as in hcl v2.25 (Unicode 17). v2.24 knows Unicode 9,
 * and refuses letters that are younger.
 */
export function isIdentifierStart(codePoint: number): boolean {
  if (codePoint < 128) return isLetter(codePoint);
  // Within the function: reading the Unicode classes takes milliseconds, and few files have such letters.
  return /^[\p{ID_Start}_]$/u.test(String.fromCodePoint(codePoint));
}

export function isIdentifierPart(codePoint: number): boolean {
  if (codePoint < 128) return isLetter(codePoint) || isDigit(codePoint) || codePoint === 0x2d;
  return /^[\p{ID_Continue}-]$/u.test(String.fromCodePoint(codePoint));
}

/** True for a name that native syntax could refer to: HCL's `ValidIdentifier`. */
export function isIdentifier(text: string): boolean {
  let first = true;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (!(first ? isIdentifierStart(codePoint) : isIdentifierPart(codePoint))) return false;
    first = false;
  }
  return !first;
}

/** A loop starts faster than a regular expression, which is compiled when it comes again. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

/** Go's `unicode.IsSpace`, which differs from JavaScript's `trim` in U+0085 and U+FEFF. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** How much white space `text` begins with. */
export function leadingSpace(text: string): number {
  let length = 0;
  while (length < text.length && isSpace(text.charCodeAt(length))) length++;
  return length;
}

export function trimLeft(text: string): string {
  return text.slice(leadingSpace(text));
}

export function trimRight(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}
