/** Which part of a file a comment speaks of: its line, the attribute or block below it, the block that it opens, the file. */

import { Token, type Tokens } from "../hcl/tokens.ts";
import type { Attribute, Block, NativeBody } from "../hcl/tree.ts";
import { lineStarts, positionAt, type SourceFile, type Span } from "../source.ts";
import type { Directive } from "./directive.ts";

/** Attributes and blocks of a file by where they start, and blocks by where their brace opens. */
export interface Layout {
  readonly file: SourceFile;
  readonly tokens: Tokens;
  readonly items: ReadonlyMap<number, Attribute | Block>;
  readonly braces: ReadonlyMap<number, Block>;
}

export function layoutOf(file: SourceFile, tokens: Tokens, body: NativeBody): Layout {
  const items = new Map<number, Attribute | Block>();
  const braces = new Map<number, Block>();
  const pending: NativeBody[] = [body];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const item of next.items) {
      items.set(item.start, item);
      if (item.kind !== "block") continue;
      braces.set(item.openBrace.start, item);
      if (item.body.kind === "body") pending.push(item.body);
    }
  }
  return { file, tokens, items, braces };
}

/** Null when the comment stands where it speaks of nothing. The end counts, too: a place may be empty. */
export function coverage(directive: Directive, token: number, layout: Layout): Span | null {
  const before = previousCode(layout.tokens, token);
  if (directive.scope === "file") return before === -1 ? { start: 0, end: layout.file.text.length } : null;
  const opened = layout.braces.get(layout.tokens.starts[before] ?? -1);
  if (before !== -1 && opened) return spanOf(opened);
  const own = linesOf(layout.file, directive.comment);
  if (!standsAlone(layout.file, directive.comment)) return own;
  const below = codeBelow(layout.tokens, token);
  if (below === null) return own;
  const item = layout.items.get(below);
  const covered = item ? spanOf(item) : linesOf(layout.file, { start: below, end: below });
  return { start: own.start, end: covered.end };
}

/** Whether a place is in it: where it begins, or where it ends on a later line. */
export function covers({ start, end }: Span, place: Span, file: SourceFile): boolean {
  if (place.start >= start && place.start <= end) return true;
  return place.end > start && place.end <= end && file.text.slice(place.start, place.end).includes("\n");
}

/** Only blanks are before it on its line, and a byte order mark. */
export function standsAlone(file: SourceFile, comment: Span): boolean {
  return file.text.slice(linesOf(file, comment).start, comment.start).trim() === "";
}

/** The lines of a span, without the line break at their end. */
export function linesOf(file: SourceFile, { start, end }: Span): Span {
  const starts = lineStarts(file);
  const next = starts[positionAt(file, end).line];
  return {
    start: starts[positionAt(file, start).line - 1] ?? 0,
    end: next === undefined ? file.text.length : next - 1,
  };
}

/** The last token before that is neither comment nor line break; -1 at the top of the file. */
function previousCode({ kinds }: Tokens, token: number): number {
  let at = token - 1;
  while (at >= 0 && (kinds[at] === Token.Comment || kinds[at] === Token.Newline)) at--;
  return at;
}

/** Where the code below a comment starts, with nothing but comments between; null across an empty line, and at the end. */
function codeBelow({ kinds, starts, ends, text }: Tokens, comment: number): number | null {
  for (let at = comment; ; at++) {
    const kind = kinds[at];
    if (kind === undefined || kind === Token.EOF) return null;
    if (kind === Token.Comment) continue;
    // The line of a `/* */` ends by a token of its own.
    const endsComment =
      kind === Token.Newline && kinds[at - 1] === Token.Comment && text[(ends[at - 1] ?? 0) - 1] !== "\n";
    if (endsComment) continue;
    return kind === Token.Newline ? null : (starts[at] ?? null);
  }
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
