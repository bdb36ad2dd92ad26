/** Go's letter case: one character at a time, by Unicode's simple mappings, whatever the neighbours and the locale. */

import { isSpace } from "../../../hcl/characters.ts";

/** The simple counterpart of a letter whose full mapping is several characters; the letter itself where there is none. */
function simpleUpper(character: string): string {
  const upper = character.toUpperCase();
  if (isOneCharacter(upper)) return upper;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x1f80 && code <= 0x1faf && code % 16 < 8) return String.fromCodePoint(code + 8);
  // Greek letters with iota below: ᾳ, ῃ, ῳ.
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9);
  return character;
}

function simpleLower(character: string): string {
  // İ is the only letter whose full lower case is two characters.
  return character === "\u0130" ? "i" : character.toLowerCase();
}

function simpleTitle(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // DŽ, LJ, NJ and DZ have a form of their own; Georgian has no title case.
  if (code >= 0x1c4 && code <= 0x1cc) return String.fromCodePoint(code - ((code - 0x1c4) % 3) + 1);
  if (code >= 0x1f1 && code <= 0x1f3) return "\u01f2";
  if (code >= 0x10d0 && code <= 0x10ff) return character;
  return simpleUpper(character);
}

function isOneCharacter(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

const ascii = /^[\0-\x7f]*$/;

export function goUpper(text: string): string {
  return ascii.test(text) ? text.toUpperCase() : Array.from(text, simpleUpper).join("");
}

export function goLower(text: string): string {
  return ascii.test(text) ? text.toLowerCase() : Array.from(text, simpleLower).join("");
}

/** `strings.Title`: the first letter of what follows white space or ASCII punctuation other than the underscore. */
export function goTitle(text: string): string {
  let previous = " ";
  let result = "";
  for (const character of text) {
    result += separates(previous) ? simpleTitle(character) : character;
    previous = character;
  }
  return result;
}

function separates(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? !/[0-9A-Za-z_]/.test(character) : isSpace(code);
}
