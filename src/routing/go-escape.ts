/** Percent-encoding as Go's `net/url` does it: `QueryEscape`, and what a path looks like after a round through `URL`. */

import { utf8 } from "./go-strings.ts";

const hexDigits = "0123456789ABCDEF";

function percentEncode(byte: number): string {
  return `%${hexDigits.charAt(byte >> 4)}${hexDigits.charAt(byte & 15)}`;
}

function isUnreserved(char: string): boolean {
  return /^[a-zA-Z0-9_.~-]$/.test(char);
}

/** What Go writes in a path as it is. */
function isPathChar(char: string): boolean {
  return isUnreserved(char) || (char !== "" && "$&+,/:;=@".includes(char));
}

/** Terraform's `urlencode`: a blank becomes "+". */
export function queryEscape(text: string): string {
  let escaped = "";
  for (const char of text) escaped += isUnreserved(char) ? char : char === " " ? "+" : percentEncodeText(char);
  return escaped;
}

export function percentEncodeText(text: string): string {
  return Array.from(utf8(text), percentEncode).join("");
}

/**
 * `URL.EscapedPath` of a path whose "%" escapes are well formed. A text that is a valid path stays as it was written;
 * otherwise all of it is decoded and encoded anew.
 */
export function escapedPath(written: string): string {
  if (written === "%2A") return "*";
  if (/^[a-zA-Z0-9_.~$&+,/:;=@!'()*[\]%-]*$/.test(written)) return written;
  let escaped = "";
  for (let at = 0; at < written.length; ) {
    if (written.charAt(at) === "%") {
      const byte = Number.parseInt(written.slice(at + 1, at + 3), 16);
      const char = byte < 0x80 ? String.fromCharCode(byte) : "";
      escaped += isPathChar(char) ? char : percentEncode(byte);
      at += 3;
      continue;
    }
    const char = String.fromCodePoint(written.codePointAt(at) ?? 0);
    escaped += isPathChar(char) ? char : percentEncodeText(char);
    at += char.length;
  }
  return escaped;
}
