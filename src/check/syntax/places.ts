/**
 * Places as HashiCorp's parser counts them: in bytes of the file, and in lines and columns of grapheme clusters, counted
 * token by token, so that a combining mark that begins a token is a column of its own.
 */

import { Token, type Tokens, tokenKindName } from "../../hcl/tokens.ts";
import type { InvalidBytes, SourceFile, Span } from "../../source.ts";
import { clusterEnd } from "../../terraform/functions/go/graphemes.ts";

/** `[startByte, endByte, startUtf16, endUtf16, startLine, startColumn, endLine, endColumn]` */
export type FullRange = readonly number[];
/** `[startByte, endByte, startUtf16, endUtf16]` */
export type ShortRange = readonly number[];

export interface Places {
  /** Offset in bytes of an offset in UTF-16. */
  byte(offset: number): number;
  short(span: Span): ShortRange;
  range(span: Span): FullRange;
}

/** Pieces of a text that are counted one by one, in order and not overlapping. */
export interface Pieces {
  readonly count: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Columns that a tab takes between pieces. */
  readonly tab: 1 | 2;
}

export function nativePlaces(tokens: Tokens): Places {
  return placesOf(tokens.file, { count: tokens.count, starts: tokens.starts, ends: tokens.ends, tab: 1 });
}

export function placesOf(file: SourceFile, pieces: Pieces): Places {
  const bytes = byteOffsets(file);
  const counter = new ColumnCounter(file, pieces);
  const byte = (offset: number): number => bytes[offset] ?? -1;
  const short = ({ start, end }: Span): ShortRange => [byte(start), byte(end), start, end];
  const invalid = new Map(file.invalidUtf8?.map((bad) => [bad.start, bad]));
  return {
    byte,
    short,
    range: (span) => {
      const [line, column] = counter.position(span.start);
      const bad = invalid.get(span.start);
      if (bad && !bad.tolerated && bad.end === span.end) {
        // HashiCorp's scanner takes such bytes one by one.
        return [byte(span.start), byte(span.start) + 1, span.start, span.end, line, column, line, column + 1];
      }
      return [...short(span), line, column, ...counter.position(span.end)];
    },
  };
}

/** `[type, …range]` of every token. */
export function tokenRows(tokens: Tokens, places: Places): readonly (readonly [string, ...FullRange])[] {
  let last: FullRange = [];
  return Array.from({ length: tokens.count }, (_, index) => {
    const kind = tokens.kinds[index] ?? 0;
    const span = { start: tokens.starts[index] ?? 0, end: tokens.ends[index] ?? 0 };
    // One of several bytes that are one character in UTF-16: an empty token there.
    const isFurther = kind === Token.BadUTF8 && span.start === span.end && last.length > 0;
    const range = isFurther ? nextByte(last) : places.range(span);
    last = kind === Token.BadUTF8 ? range : [];
    return [tokenKindName(kind), ...range];
  });
}

function nextByte([, byte = 0, , utf16 = 0, , , line = 1, column = 1]: FullRange): FullRange {
  return [byte, byte + 1, utf16, utf16, line, column, line, column + 1];
}

/** Byte offset of every UTF-16 offset, the end included. */
export function byteOffsets(file: SourceFile): Uint32Array {
  const { text, invalidUtf8 = [] } = file;
  const offsets = new Uint32Array(text.length + 1);
  let byte = 0;
  let bad = 0;
  for (let at = 0; at < text.length; at++) {
    offsets[at] = byte;
    const invalid = invalidUtf8[bad];
    if (invalid && at >= invalid.start) {
      // Several characters only where each is of one byte.
      byte += invalid.end - invalid.start > 1 ? 1 : invalid.bytes;
      if (at + 1 >= invalid.end) bad++;
      continue;
    }
    const code = text.charCodeAt(at);
    const isPair = code >= 0xd800 && code <= 0xdbff && at + 1 < text.length;
    byte += isPair ? 4 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    // Within a pair: an offset inside a character counts that whole character.
    if (isPair) offsets[++at] = byte;
  }
  offsets[text.length] = byte;
  return offsets;
}

class ColumnCounter {
  readonly #text: string;
  readonly #invalid: ReadonlyMap<number, InvalidBytes>;
  readonly #pieces: Pieces;
  /** Of the start of each piece. */
  readonly #lines: Uint32Array;
  readonly #columns: Uint32Array;
  #line = 1;
  #column = 1;

  constructor({ text, invalidUtf8 }: SourceFile, pieces: Pieces) {
    this.#text = text;
    this.#invalid = new Map(invalidUtf8?.map((bad) => [bad.start, bad]));
    this.#pieces = pieces;
    this.#lines = new Uint32Array(pieces.count);
    this.#columns = new Uint32Array(pieces.count);
    let last = 0;
    for (let index = 0; index < pieces.count; index++) {
      const start = pieces.starts[index] ?? 0;
      const end = pieces.ends[index] ?? start;
      this.#passBlanks(last, start);
      this.#lines[index] = this.#line;
      this.#columns[index] = this.#column;
      this.#passClusters(start, end);
      last = end;
    }
  }

  position(offset: number): readonly [line: number, column: number] {
    const { starts, ends } = this.#pieces;
    const index = this.#pieceAt(offset);
    const start = starts[index] ?? 0;
    const end = Math.min(offset, ends[index] ?? start);
    this.#line = this.#lines[index] ?? 1;
    this.#column = this.#columns[index] ?? 1;
    if (index < 0) {
      this.#passBlanks(0, offset);
    } else {
      this.#passClusters(start, end);
      this.#passBlanks(end, offset);
    }
    return [this.#line, this.#column];
  }

  /** The last piece that begins at or before the offset; -1 before the first. */
  #pieceAt(offset: number): number {
    const { starts, count } = this.#pieces;
    let low = -1;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #passClusters(start: number, end: number): void {
    for (let at = start; at < end; ) {
      const code = this.#text.charCodeAt(at);
      const invalid = code === 0xfffd ? this.#invalid.get(at) : undefined;
      if (invalid) {
        this.#column += invalid.tolerated ? 1 : invalid.bytes;
        at = invalid.end;
        continue;
      }
      const next = this.#text.charCodeAt(at + 1);
      // Nearly all text: a character below U+0080 that no other follows which could join it.
      const after = isPlain(code) && !(next >= 0x80) ? at + 1 : Math.min(end, clusterEnd(this.#text.slice(0, end), at));
      const isBreak = code === 0x0a || (code === 0x0d && after === at + 2);
      if (isBreak) this.#line++;
      this.#column = isBreak ? 1 : this.#column + 1;
      at = after;
    }
  }

  /** What stands between pieces: blanks, line breaks of JSON, a byte order mark, which takes no column. */
  #passBlanks(start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x0a) {
        this.#line++;
        this.#column = 1;
      } else if (code === 0x09) {
        this.#column += this.#pieces.tab;
      } else if (code !== 0x0d && code !== 0xfeff) {
        this.#column++;
      }
    }
  }
}

function isPlain(code: number): boolean {
  return code < 0x80 && code !== 0x0d;
}
