/** What Go's `strings` and `unicode` answer where JavaScript's methods of the same name answer something else. */

const asciiSpaces = "\t\n\f\r ";

/** What `\s` means in Go's regular expressions. */
export function isAsciiSpace(char: string): boolean {
  return char !== "" && asciiSpaces.includes(char);
}

/** One code point at a time: no final sigma, and "İ" becomes one letter. */
export function goToLower(text: string): string {
  let lower = "";
  for (const char of text) lower += char === "İ" ? "i" : char.toLowerCase();
  return lower;
}

/** One code point becomes one: "ß" stays. */
export function goToUpper(text: string): string {
  let upper = "";
  for (const char of text) {
    const raised = char.toUpperCase();
    upper += raised.length === char.length ? raised : char;
  }
  return upper;
}

/** Go counts U+0085 as a space, and U+FEFF not. */
function isGoSpace(char: string): boolean {
  return char === "\u0085" || (char !== "\uFEFF" && char !== "" && char.trim() === "");
}

export function goTrimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isGoSpace(text.charAt(start))) start++;
  while (end > start && isGoSpace(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Equal under simple case folding: "K" (Kelvin) is "k", but "ß" isn't "SS". */
export function equalFold(a: string, b: string): boolean {
  if (a === b) return true;
  const left = [...a];
  const right = [...b];
  return left.length === right.length && left.every((char, at) => foldChar(char) === foldChar(right[at] ?? ""));
}

function foldChar(char: string): string {
  if (char === "ı" || char === "İ") return char;
  const upper = char.toUpperCase();
  return (upper.length === char.length ? upper : char).toLowerCase();
}

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Go's `len`. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
