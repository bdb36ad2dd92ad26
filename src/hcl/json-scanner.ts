/**
 * Tokens of HCL's JSON syntax, one at a time. Lax as HashiCorp's scanner is: a number is any run of number characters,
 * a keyword any word, a string ends at a control character; the parser says what is wrong with them.
 */

import type { Span } from "../source.ts";

export type JsonTokenKind =
  | "{"
  | "}"
  | "["
  | "]"
  | ","
  | ":"
  | "="
  | "string"
  | "number"
  | "keyword"
  | "invalid"
  | "end";

export interface JsonToken extends Span {
  readonly kind: JsonTokenKind;
}

const numberToken = /[-+.eE0-9]+/y;
const keywordToken = /[A-Za-z][A-Za-z_]*/y;
/** JSON's own blanks; no other white space, and no byte order mark. */
const blanks = /[ \t\n\r]+/y;

/** Reads ahead one token. After an invalid character there is only the end, as nothing can be made of what follows. */
export class JsonScanner {
  readonly text: string;
  #ahead: JsonToken;

  constructor(text: string) {
    this.text = text;
    this.#ahead = scan(text, 0);
  }

  peek(): JsonToken {
    return this.#ahead;
  }

  /** The end is read again and again. */
  read(): JsonToken {
    const token = this.#ahead;
    if (token.kind === "invalid") this.#ahead = { kind: "end", start: token.end, end: token.end };
    else if (token.kind !== "end") this.#ahead = scan(this.text, token.end);
    return token;
  }
}

function scan(text: string, from: number): JsonToken {
  const start = endOf(blanks, text, from);
  if (start >= text.length) return { kind: "end", start, end: start };
  const first = text.charAt(start);
  switch (first) {
    case "{":
    case "}":
    case "[":
    case "]":
    case ",":
    case ":":
    case "=":
      return { kind: first, start, end: start + 1 };
    case '"':
      return { kind: "string", start, end: stringEnd(text, start + 1) };
  }
  // "e" begins a keyword: `e5` is better told as a word than as a number.
  const number = first === "e" || first === "E" ? start : endOf(numberToken, text, start);
  if (number > start) return { kind: "number", start, end: number };
  const keyword = endOf(keywordToken, text, start);
  if (keyword > start) return { kind: "keyword", start, end: keyword };
  return { kind: "invalid", start, end: start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1) };
}

/** After the closing quote, or where a control character or the end of the text breaks the string off. */
function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return at;
    if (code === 0x5c) {
      // An escaped control character breaks the string off too.
      at += at + 1 < text.length && text.charCodeAt(at + 1) >= 0x20 ? 2 : 1;
    } else {
      at += 1;
    }
  }
  return text.length;
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
