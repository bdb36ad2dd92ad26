/** Go's letter case: one character at a time, by Unicode's simple mappings, whatever the neighbours and the locale. */

import { isAscii, isDigit, isSpace } from "../../../hcl/characters.ts";

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

export function goUpper(text: string): string {
  return isAscii(text) ? text.toUpperCase() : Array.from(text, simpleUpper).join("");
}

export function goLower(text: string): string {
  return isAscii(text) ? text.toLowerCase() : Array.from(text, simpleLower).join("");
}

/** `strings.Title`: the first letter of what follows white space or ASCII punctuation other than the underscore. */
export function goTitle(text: string): string {
  let result = "";
  let kept = 0;
  let begins = true;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const next = at + (code > 0xffff ? 2 : 1);
    if (begins) {
      const character = text.slice(at, next);
      const title = simpleTitle(character);
      if (title !== character) {
        result += text.slice(kept, at) + title;
        kept = next;
      }
    }
    begins = separates(code);
    at = next;
  }
  return result + text.slice(kept);
}

function separates(code: number): boolean {
  if (code >= 0x80) return isSpace(code);
  const isWord = isDigit(code) || code === 0x5f || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
  return !isWord;
}
