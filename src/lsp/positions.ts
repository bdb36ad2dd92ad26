/**
 * Places of the protocol: lines from 0, characters in UTF-16. Unlike in HCL, a lone CR ends a line there (LSP 3.17,
 * "EOL").
 */

import type { Position, Range } from "vscode-languageserver";
import { lineOf, type SourceFile, type Span } from "../source.ts";

const startsOf = new WeakMap<SourceFile, readonly number[]>();

function lineStarts(file: SourceFile): readonly number[] {
  const known = startsOf.get(file);
  if (known) return known;
  const { text } = file;
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  startsOf.set(file, starts);
  return starts;
}

export function positionOf(file: SourceFile, offset: number): Position {
  const starts = lineStarts(file);
  const wanted = Math.max(0, Math.min(offset, file.text.length));
  const line = lineOf(starts, wanted);
  return { line, character: wanted - (starts[line] ?? 0) };
}

export function rangeOf(file: SourceFile, span: Span): Range {
  return { start: positionOf(file, span.start), end: positionOf(file, Math.max(span.start, span.end)) };
}

/** A line that isn't there is the end; a character beyond a line's end is that end. */
export function offsetOf(file: SourceFile, position: Position): number {
  const starts = lineStarts(file);
  const start = starts[Math.max(0, Math.floor(position.line))];
  if (start === undefined) return file.text.length;
  const next = starts[Math.floor(position.line) + 1];
  let end = next ?? file.text.length;
  while (next !== undefined && end > start && /[\r\n]/.test(file.text[end - 1] ?? "")) end--;
  return Math.min(start + Math.max(0, Math.floor(position.character)), end);
}

export function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** Editors show a file on the disk without its byte order mark, which counts in our offsets. */
export function withoutMark(file: SourceFile, range: Range): Range {
  if (!file.text.startsWith("\ufeff")) return range;
  const shift = ({ line, character }: Position): Position => ({
    line,
    character: line === 0 ? Math.max(0, character - 1) : character,
  });
  return { start: shift(range.start), end: shift(range.end) };
}
