/**
 * User-perceived characters as Terraform counts them: Unicode 15.0's grapheme clusters in go-textseg's grammar.
 * `Intl.Segmenter` joins Indic conjuncts from Unicode 15.1 on, and differs from host to host.
 */

import { utf8Bytes, utf8Text } from "./bytes.ts";

type Class =
  | "cr"
  | "lf"
  | "control"
  | "l"
  | "v"
  | "t"
  | "lv"
  | "lvt"
  | "prepend"
  | "extend"
  | "zwj"
  | "spacing"
  | "regional"
  | "pictograph"
  | "other";

/** By code point: telling one costs a dozen patterns. */
const classes = new Map<number, Class>();
const mostClasses = 10_000;

function classOf(codePoint: number): Class {
  if (codePoint < 0x300) return lowClassOf(codePoint);
  const known = classes.get(codePoint);
  if (known) return known;
  const found = highClassOf(codePoint);
  if (classes.size < mostClasses) classes.set(codePoint, found);
  return found;
}

/** The patterns stand where they are used: making one with such classes takes time, and most templates need none. */
function highClassOf(codePoint: number): Class {
  if (codePoint === 0x200d) return "zwj";
  const hangul = hangulClassOf(codePoint);
  if (hangul) return hangul;
  const character = String.fromCodePoint(codePoint);
  if (
    /^[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u{110bd}\u{110cd}\u{111c2}\u{111c3}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}]$/u.test(
      character,
    )
  )
    return "prepend";
  if (/^[\p{Grapheme_Extend}\p{Emoji_Modifier}]$/u.test(character)) return "extend";
  if (
    /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]$/u.test(character) ||
    /^[\u2065\ufff0-\ufff8\u{e0000}\u{e0002}-\u{e001f}\u{e0080}-\u{e00ff}\u{e01f0}-\u{e0fff}]$/u.test(character)
  )
    return "control";
  if (/^[\p{Mc}\u0e33\u0eb3]$/u.test(character))
    return /^[\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\u{11720}\u{11721}]$/u.test(
      character,
    )
      ? "other"
      : "spacing";
  if (/^\p{Regional_Indicator}$/u.test(character)) return "regional";
  return /^\p{Extended_Pictographic}$/u.test(character) ? "pictograph" : "other";
}

function lowClassOf(codePoint: number): Class {
  if (codePoint === 0x0d) return "cr";
  if (codePoint === 0x0a) return "lf";
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0) || codePoint === 0xad) return "control";
  return codePoint === 0xa9 || codePoint === 0xae ? "pictograph" : "other";
}

function hangulClassOf(codePoint: number): Class | null {
  if ((codePoint >= 0x1100 && codePoint <= 0x115f) || (codePoint >= 0xa960 && codePoint <= 0xa97c)) return "l";
  if ((codePoint >= 0x1160 && codePoint <= 0x11a7) || (codePoint >= 0xd7b0 && codePoint <= 0xd7c6)) return "v";
  if ((codePoint >= 0x11a8 && codePoint <= 0x11ff) || (codePoint >= 0xd7cb && codePoint <= 0xd7fb)) return "t";
  if (codePoint < 0xac00 || codePoint > 0xd7a3) return null;
  return (codePoint - 0xac00) % 28 === 0 ? "lv" : "lvt";
}

/** Where the cluster that begins at `start` ends. */
export function clusterEnd(text: string, start: number): number {
  const cursor = new Cursor(text, start);
  if (cursor.skip("prepend") > 0 && isBoundaryAfterPrepend(cursor.class)) return cursor.at;
  switch (cursor.class) {
    case "cr":
      cursor.next();
      return cursor.is("lf") ? cursor.at + 1 : cursor.at;
    case "l":
    case "v":
    case "t":
    case "lv":
    case "lvt":
      hangulSyllable(cursor);
      return extension(cursor, true);
    case "pictograph":
      cursor.next();
      return extension(cursor, true);
    case "regional":
      cursor.next();
      if (cursor.is("regional")) cursor.next();
      return extension(cursor, true);
    case "zwj":
    case "extend":
    case "spacing":
    case "other":
      cursor.next();
      return extension(cursor, false);
    default:
      cursor.next();
      return cursor.at;
  }
}

function isBoundaryAfterPrepend(next: Class | null): boolean {
  return next === null || next === "cr" || next === "lf" || next === "control";
}

function hangulSyllable(cursor: Cursor): void {
  const leading = cursor.class === "l";
  if (leading) cursor.skip("l");
  const first = cursor.class;
  if (first === "lvt") {
    cursor.next();
    cursor.skip("t");
  } else if (first === "lv") {
    cursor.next();
    const vowels = cursor.skip("v");
    // After leading consonants go-textseg takes no trailing ones for a vowel that is part of the syllable's character.
    if (vowels > 0 || !leading) cursor.skip("t");
  } else if (first === "v") {
    cursor.skip("v");
    cursor.skip("t");
  } else if (first === "t" && !leading) {
    cursor.skip("t");
  }
}

/** Extending characters; where `joins`, a zero-width joiner takes the pictograph after it along. */
function extension(cursor: Cursor, joins: boolean): number {
  for (;;) {
    if (cursor.is("zwj")) {
      cursor.next();
      if (joins && cursor.is("pictograph")) cursor.next();
    } else if (cursor.is("extend") || cursor.is("spacing")) {
      cursor.next();
    } else {
      return cursor.at;
    }
  }
}

class Cursor {
  at: number;
  /** Of the character at `at`; null at the end. */
  class: Class | null = null;
  readonly #text: string;
  #codePoint = 0;

  constructor(text: string, start: number) {
    this.#text = text;
    this.at = start;
    this.#look();
  }

  is(wanted: Class): boolean {
    return this.class === wanted;
  }

  next(): void {
    this.at += this.#codePoint > 0xffff ? 2 : 1;
    this.#look();
  }

  /** Passes characters of one class; answers how many. */
  skip(wanted: Class): number {
    let count = 0;
    for (; this.class === wanted; count++) this.next();
    return count;
  }

  #look(): void {
    const codePoint = this.#text.codePointAt(this.at);
    this.#codePoint = codePoint ?? 0;
    this.class = codePoint === undefined ? null : classOf(codePoint);
  }
}

const simpleText = /^[\x20-\x7e\n\t]*$/;

export function graphemeCount(text: string): number {
  if (simpleText.test(text)) return text.length;
  let count = 0;
  for (let at = 0; at < text.length; count++) at = clusterEnd(text, at);
  return count;
}

/** Where the first `count` clusters from `start` on end; at most the end of the text. */
export function afterGraphemes(text: string, start: number, count: number): number {
  let at = start;
  for (let passed = 0; passed < count && at < text.length; passed++) at = clusterEnd(text, at);
  return at;
}

function reversedAscii(text: string): string {
  return utf8Text(utf8Bytes(text).reverse()) ?? "";
}

export function reverseGraphemes(text: string): string {
  if (simpleText.test(text)) return reversedAscii(text);
  const clusters: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = clusterEnd(text, at);
    clusters.push(text.slice(at, end));
    at = end;
  }
  return clusters.reverse().join("");
}
