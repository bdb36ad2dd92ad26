/**
 * Tokens of HCL's native syntax: three parallel arrays, so that a file costs no object per token.
 * Kinds and ranges are those of HashiCorp's scanner (hcl v2.24). What no token covers are blanks and a leading byte order mark.
 */

import type { SourceFile, Span } from "../source.ts";

/** `OBrace` opens, `CBrace` closes. From `BitwiseAnd` on: what HCL has no use for, told apart to explain it. */
export const Token = {
  EOF: 0,
  Newline: 1,
  Comment: 2,
  Ident: 3,
  NumberLit: 4,
  OQuote: 5,
  CQuote: 6,
  OHeredoc: 7,
  CHeredoc: 8,
  QuotedLit: 9,
  StringLit: 10,
  TemplateInterp: 11,
  TemplateControl: 12,
  TemplateSeqEnd: 13,
  OBrace: 14,
  CBrace: 15,
  OBrack: 16,
  CBrack: 17,
  OParen: 18,
  CParen: 19,
  Dot: 20,
  Comma: 21,
  Colon: 22,
  DoubleColon: 23,
  Ellipsis: 24,
  FatArrow: 25,
  Question: 26,
  Equal: 27,
  Bang: 28,
  Or: 29,
  And: 30,
  EqualOp: 31,
  NotEqual: 32,
  GreaterThan: 33,
  GreaterThanEq: 34,
  LessThan: 35,
  LessThanEq: 36,
  Plus: 37,
  Minus: 38,
  Star: 39,
  Slash: 40,
  Percent: 41,
  BitwiseAnd: 42,
  BitwiseOr: 43,
  BitwiseNot: 44,
  BitwiseXor: 45,
  Apostrophe: 46,
  Backtick: 47,
  Semicolon: 48,
  Invalid: 49,
  BadUTF8: 50,
  QuotedNewline: 51,
} as const;

export type TokenKind = (typeof Token)[keyof typeof Token];

export interface Tokens {
  readonly file: SourceFile;
  /** What was lexed: the file's text, or a string of a JSON file with its escapes resolved. */
  readonly text: string;
  /** With the last, `EOF`. The arrays may be longer. */
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** There are more of them than are read; the last but one is the last that was. */
  readonly full?: true;
}

const names: readonly string[] = Object.keys(Token);

/** HCL's name of a kind: `Ident`, `OQuote`, `TemplateInterp`, … */
export function tokenKindName(kind: number): string {
  return names[kind] ?? "Nil";
}

export function tokenText(tokens: Tokens, index: number): string {
  return tokens.text.slice(tokens.starts[index], tokens.ends[index]);
}

export interface Comment extends Span {
  /** As written, without the line break that ends a `#` or `//` comment. */
  readonly text: string;
}

export function comments(tokens: Tokens): Comment[] {
  const result: Comment[] = [];
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kinds[index] !== Token.Comment) continue;
    const text = tokenText(tokens, index).replace(/\r?\n$/, "");
    const start = tokens.starts[index] ?? 0;
    result.push({ start, end: start + text.length, text });
  }
  return result;
}
