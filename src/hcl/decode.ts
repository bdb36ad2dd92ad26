/** Bytes of a file → text with offsets in UTF-16. */

import type { InvalidBytes, SourceFile } from "../source.ts";
import { malformedLetter } from "./malformed-names.ts";

/** Keeps a byte order mark: it counts in HCL's positions. Bytes that aren't UTF-8 become U+FFFD as WHATWG decodes, and are listed. */
export function decodeSource(name: string, bytes: Uint8Array): SourceFile {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (!text.includes("\ufffd")) return { name, text };
  const invalidUtf8 = invalidBytes(bytes);
  return invalidUtf8.length === 0 ? { name, text } : { name, text, invalidUtf8 };
}

function invalidBytes(bytes: Uint8Array): InvalidBytes[] {
  const result: InvalidBytes[] = [];
  let offset = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = shapeLength(bytes, at);
    const subpart = validPrefix(bytes, at);
    if (length > 0 && subpart === length) {
      offset += length === 4 ? 2 : 1;
      at += length;
    } else if (length > 0) {
      // Every byte of such a sequence is a replacement character of its own.
      result.push({ start: offset, end: offset + length, bytes: length, tolerated: true });
      offset += length;
      at += length;
    } else {
      const size = Math.max(1, subpart);
      const letter = letterAt(bytes, at, size, offset + 1);
      const bad = { start: offset, end: offset + 1, bytes: size, tolerated: false };
      result.push(letter ? { ...bad, letter } : bad);
      offset += 1;
      at += size;
    }
  }
  return result;
}

/** Only letters that end where a character does: no others can be told in UTF-16. */
function letterAt(bytes: Uint8Array, at: number, size: number, offset: number): InvalidBytes["letter"] {
  const letter = malformedLetter(bytes, at);
  if (!letter) return undefined;
  const letterEnd = at + letter.length;
  let end = offset;
  let next = at + size;
  while (next < letterEnd) {
    const length = Math.max(1, validPrefix(bytes, next));
    end += length === 4 && shapeLength(bytes, next) === 4 ? 2 : 1;
    next += length;
  }
  return next === letterEnd ? { end, starts: letter.starts } : undefined;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte <= 0xbf;
}

/** Length of the character at `at` by shape alone, as HashiCorp's scanner sees it; 0 when it has none. */
function shapeLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 0;
  for (let next = 1; next < length; next++) if (!isContinuation(bytes[at + next])) return 0;
  return length;
}

/** How many bytes at `at` are, or could begin, a character of UTF-8: the maximal subpart of the WHATWG decoder. */
function validPrefix(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const needed = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
  if (needed === 0) return 0;
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let next = 1; next <= needed; next++) {
    const byte = bytes[at + next];
    if (byte === undefined || byte < low || byte > high) return next;
    low = 0x80;
    high = 0xbf;
  }
  return needed + 1;
}
