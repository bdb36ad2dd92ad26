/** What a character of ASCII begins in HCL's code. */

import { Token, type TokenKind } from "./tokens.ts";

// Classes of ASCII characters in code; the rest needs a look at what follows.
export const special = 0;
export const blank = 1;
export const digit = 2;
export const letter = 3;
export const single = 4;

export const classes = new Uint8Array(128);
export const singleKinds = new Uint8Array(128);
export const continuesName = new Uint8Array(128);

// By range: a loop over all codes would be a tenth of what it takes to start.
const [zero, upperA, lowerA, underscore, hyphen] = [0x30, 0x41, 0x61, 0x5f, 0x2d];
classes.fill(digit, zero, zero + 10);
for (const a of [upperA, lowerA]) classes.fill(letter, a, a + 26);
classes[underscore] = letter;
continuesName.fill(1, zero, zero + 10);
for (const a of [upperA, lowerA]) continuesName.fill(1, a, a + 26);
continuesName[underscore] = 1;
continuesName[hyphen] = 1;
classes[0x20] = blank;
classes[0x09] = blank;
const singles: readonly (readonly [string, TokenKind])[] = [
  ["[", Token.OBrack],
  ["]", Token.CBrack],
  ["(", Token.OParen],
  [")", Token.CParen],
  [",", Token.Comma],
  ["*", Token.Star],
  ["+", Token.Plus],
  ["-", Token.Minus],
  ["%", Token.Percent],
  ["?", Token.Question],
  ["\n", Token.Newline],
  ["^", Token.BitwiseXor],
  [";", Token.Semicolon],
  ["`", Token.Backtick],
  ["'", Token.Apostrophe],
];
for (const [character, kind] of singles) {
  classes[character.charCodeAt(0)] = single;
  singleKinds[character.charCodeAt(0)] = kind;
}
