/** Strings of JSON: what their escapes stand for, and which place of the source a place of the text came from. */

import type { Span } from "../source.ts";

/** The span is that of what is wrong, in the source. */
export type DecodedString =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly wrong: "unclosed" | "control" | "escape"; readonly span: Span };

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
/** Go's decoder puts the replacement character for them. */
const loneSurrogates = /\p{Surrogate}/gu;
const unicodeEscape = /^[0-9a-fA-F]{4}$/;

/** `span` is that of a string token: it begins with a quote and ends with one unless it was broken off. */
export function decodeJsonString(text: string, span: Span): DecodedString {
  const raw = text.slice(span.start + 1, span.end);
  const firstEscape = raw.indexOf("\\");
  if (firstEscape === -1) {
    return raw.endsWith('"') ? { ok: true, value: raw.slice(0, -1) } : brokenOff(text, span);
  }
  const pieces: string[] = [];
  let from = span.start + 1;
  while (from < span.end) {
    const backslash = text.indexOf("\\", from);
    if (backslash === -1 || backslash >= span.end) {
      if (text.charAt(span.end - 1) !== '"') return brokenOff(text, span);
      pieces.push(text.slice(from, span.end - 1));
      return { ok: true, value: pieces.join("").replace(loneSurrogates, "\ufffd") };
    }
    pieces.push(text.slice(from, backslash));
    const read = readEscape(text, backslash, span.end);
    if (!read) return wrongEscape(text, backslash, span);
    pieces.push(read.value);
    from = backslash + read.length;
  }
  return brokenOff(text, span);
}

/** An escape of one UTF-16 code unit; halves of a surrogate pair meet when the pieces are joined. */
function readEscape(text: string, at: number, end: number): { value: string; length: number } | null {
  const letter = text.charAt(at + 1);
  if (letter === "u") {
    const digits = text.slice(at + 2, Math.min(at + 6, end));
    if (!unicodeEscape.test(digits)) return null;
    return { value: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 };
  }
  const value = escapes.get(letter);
  return value === undefined ? null : { value, length: 2 };
}

function wrongEscape(text: string, at: number, span: Span): DecodedString {
  const isUnicode = text.charAt(at + 1) === "u";
  let end = at + 2;
  while (isUnicode && end < at + 6 && /[0-9a-fA-F]/.test(text.charAt(end))) end += 1;
  if (!isUnicode && (text.codePointAt(at + 1) ?? 0) > 0xffff) end += 1;
  if (end > span.end) return brokenOff(text, span);
  return { ok: false, wrong: "escape", span: { start: at, end } };
}

function brokenOff(text: string, span: Span): DecodedString {
  return span.end < text.length
    ? { ok: false, wrong: "control", span: { start: span.end, end: span.end + 1 } }
    : { ok: false, wrong: "unclosed", span: { start: span.start, end: span.start + 1 } };
}

/**
 * The source offset of each UTF-16 code unit of a decoded string, and of its end. Only for strings that decode.
 * An unpaired half of a surrogate pair is one unit (U+FFFD), as it is in the decoded text.
 */
export function jsonStringOffsets(text: string, span: Span): Uint32Array {
  const offsets: number[] = [];
  let at = span.start + 1;
  while (at < span.end - 1) {
    offsets.push(at);
    at += text.charAt(at) !== "\\" ? 1 : text.charAt(at + 1) === "u" ? 6 : 2;
  }
  offsets.push(span.end - 1);
  return Uint32Array.from(offsets);
}
