/**
 * A file's text and the one convention for places in it: half-open ranges of UTF-16 code units.
 * Lines and columns are computed here and nowhere else, when something is printed.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SourceFile {
  /** Path with "/" separators, relative to where the command ran; "<stdin>" for standard input. Never absolute. */
  readonly name: string;
  readonly text: string;
  /** In order, the replacement characters that stand for bytes that aren't UTF-8; absent when there are none. */
  readonly invalidUtf8?: readonly InvalidBytes[];
}

/** Bytes that aren't UTF-8, as one replacement character for each maximal subpart (WHATWG) or tolerated byte. */
export interface InvalidBytes extends Span {
  readonly bytes: number;
  /** One character to HashiCorp's scanner: of UTF-8's shape, but overlong, a surrogate or beyond U+10FFFF. */
  readonly tolerated: boolean;
  /** Where the letter ends, in UTF-16, that HashiCorp's scanner sees here within a name; `starts` when it may begin one. */
  readonly letter?: { readonly end: number; readonly starts: boolean };
}

/** Line and column count from 1; the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsOf = new WeakMap<SourceFile, Uint32Array>();

/** What follows so many lines counts as one: a file whose syntax has more is refused (`tokens`). */
const mostLines = 2_000_000;

/** Offsets at which lines start. LF ends a line; a lone CR doesn't, as in HCL. */
export function lineStarts(file: SourceFile): Uint32Array {
  const known = lineStartsOf.get(file);
  if (known) return known;
  const { text } = file;
  let count = 1;
  for (let at = text.indexOf("\n"); at !== -1 && count < mostLines; at = text.indexOf("\n", at + 1)) count++;
  const result = new Uint32Array(count);
  let line = 1;
  for (let at = text.indexOf("\n"); line < count; at = text.indexOf("\n", at + 1)) result[line++] = at + 1;
  lineStartsOf.set(file, result);
  return result;
}

/** Offsets beyond the end are those of the end. */
export function positionAt(file: SourceFile, offset: number): Position {
  const starts = lineStarts(file);
  const wanted = Math.max(0, Math.min(offset, file.text.length));
  const line = lineOf(starts, wanted);
  return { line: line + 1, column: wanted - (starts[line] ?? 0) + 1 };
}

/** The index of the last start that isn't after `offset`. */
export function lineOf(starts: ArrayLike<number>, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text of a line (from 1) without its line break. */
export function lineText(file: SourceFile, line: number): string {
  const starts = lineStarts(file);
  const start = starts[line - 1];
  if (start === undefined) return "";
  const next = starts[line];
  const text = file.text.slice(start, next === undefined ? file.text.length : next - 1);
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}
