/** The lines of source that a diagnostic is about, with its labels under them. */

import type { Label } from "../diagnostic.ts";
import { lineStarts, lineText, positionAt, type SourceFile } from "../source.ts";
import { neutralised } from "./display-width.ts";
import { showLine } from "./line.ts";
import { type Links, linked } from "./links.ts";
import { type Mark, markRows } from "./marks.ts";
import type { Paint } from "./paint.ts";
import type { Secrets } from "./secrets.ts";

/** Lines shown before and after a label's own. */
const contextOfPrimary = 2;
const contextOfSecondary = 1;
/** A label over more lines than this is marked at its two ends. */
const wholeLabelLines = 5;

export interface ExcerptOptions {
  /** Of the terminal, in columns. */
  readonly width: number;
  readonly paint: Paint;
  readonly secrets: Secrets;
  readonly links: Links;
}

/**
 * `--> file:line:column` and the lines of the file of the primary label, then `:::` and those of each other file, as
 * rows without line breaks.
 */
export function excerptRows(labels: readonly Label[], options: ExcerptOptions): Excerpt {
  const { width, paint, links } = options;
  const files = byFile(labels);
  const gutter = Math.max(...files.map((file) => String(lastLine(file)).length));
  const rows: string[] = [];
  const bar = paint.gutter(`${" ".repeat(gutter)} |`);
  for (const [index, file] of files.entries()) {
    const { line, column } = positionAt(file.source, mainLabel(file.labels).span.start);
    const arrow = paint.gutter(index === 0 ? `${" ".repeat(gutter)}-->` : `${" ".repeat(gutter)}:::`);
    const place = `${neutralised(file.source.name)}:${line}:${column}`;
    rows.push(`${arrow} ${linked(place, links.file(file.source.name))}`);
    if (file.source.text === "") continue;
    rows.push(bar, ...sourceRows(file, gutter, Math.max(20, width - gutter - 3), options));
  }
  return { rows, gutter };
}

export interface Excerpt {
  readonly rows: readonly string[];
  /** Columns of the line numbers. */
  readonly gutter: number;
}

interface LabelledFile {
  readonly source: SourceFile;
  readonly labels: readonly Label[];
}

/** The file of the primary label first, the others as they come. */
function byFile(labels: readonly Label[]): readonly LabelledFile[] {
  const files = new Map<SourceFile, Label[]>();
  for (const label of [...labels].sort((a, b) => Number(b.primary) - Number(a.primary))) {
    const known = files.get(label.file);
    if (known) known.push(label);
    else files.set(label.file, [label]);
  }
  return [...files].map(([source, own]) => ({ source, labels: own }));
}

function mainLabel(labels: readonly Label[]): Label {
  const [first] = labels;
  if (!first) throw new Error("a file without labels");
  return labels.find((label) => label.primary) ?? first;
}

function lastLine(file: LabelledFile): number {
  return Math.max(...shownLines(file));
}

interface LineMark {
  /** UTF-16 offsets in the line. */
  readonly from: number;
  readonly to: number;
  readonly primary: boolean;
  readonly text: string;
}

function sourceRows(
  file: LabelledFile,
  gutter: number,
  width: number,
  { paint, secrets }: ExcerptOptions,
): readonly string[] {
  const marks = marksByLine(file);
  const rows: string[] = [];
  const bar = paint.gutter(`${" ".repeat(gutter)} |`);
  let previous: number | undefined;
  for (const number of shownLines(file)) {
    if (previous !== undefined && number > previous + 1) rows.push(paint.gutter("..."));
    previous = number;
    const own = marks.get(number) ?? [];
    const first = own.find((mark) => mark.primary) ?? own[0];
    const shown = showLine(shownText(file.source, secrets, number), first?.from ?? 0, first?.to ?? 0, width);
    const prefix = paint.gutter(`${String(number).padStart(gutter)} |`);
    rows.push(shown.text.trim() === "" ? prefix : `${prefix} ${shown.text.trimEnd()}`);
    if (own.length === 0) continue;
    const placed: Mark[] = own.map((mark) => ({
      from: shown.column(mark.from),
      to: shown.column(mark.to),
      primary: mark.primary,
      text: neutralised(mark.text),
    }));
    for (const row of markRows(placed, paint)) rows.push(`${bar} ${row}`);
  }
  return rows;
}

function shownText(source: SourceFile, secrets: Secrets, number: number): string {
  const start = lineStarts(source)[number - 1] ?? 0;
  return secrets.source(source, start, start + lineText(source, number).length);
}

/** Line numbers in order: the labels' own and their context, without blank lines at the edges of a stretch. */
function shownLines(file: LabelledFile): readonly number[] {
  const wanted = new Set<number>();
  const marked = new Set<number>(marksByLine(file).keys());
  const lines = lineStarts(file.source).length;
  for (const label of file.labels) {
    const context = label.primary ? contextOfPrimary : contextOfSecondary;
    const [first, last] = labelLines(label);
    const ends = last - first < wholeLabelLines ? range(first, last) : [first, last];
    for (const line of ends) {
      for (const near of range(Math.max(1, line - context), Math.min(lines, line + context))) wanted.add(near);
    }
  }
  const sorted = [...wanted].sort((a, b) => a - b);
  const filled = sorted.flatMap((line, index) => (sorted[index + 1] === line + 2 ? [line, line + 1] : [line]));
  const blank = (line: number | undefined): boolean =>
    line !== undefined && !marked.has(line) && lineText(file.source, line).trim() === "";
  return filled.filter((line, index) => {
    if (!blank(line)) return true;
    const before = filled[index - 1];
    const after = filled[index + 1];
    return before === line - 1 && after === line + 1 && !blank(before) && !blank(after);
  });
}

/** A label over several lines is marked where it begins and where it ends; its text stands at the end. */
function marksByLine(file: LabelledFile): ReadonlyMap<number, readonly LineMark[]> {
  const marks = new Map<number, LineMark[]>();
  const add = (line: number, mark: LineMark): void => {
    const known = marks.get(line);
    if (known) known.push(mark);
    else marks.set(line, [mark]);
  };
  for (const label of file.labels) {
    const [first, last] = labelLines(label);
    const { primary, text } = label;
    const from = label.span.start - (lineStarts(file.source)[first - 1] ?? 0);
    const to = label.span.end - (lineStarts(file.source)[last - 1] ?? 0);
    if (first === last) {
      add(first, { from, to, primary, text });
      continue;
    }
    add(first, { from, to: lineText(file.source, first).length, primary, text: "" });
    const lastText = lineText(file.source, last);
    add(last, { from: lastText.length - lastText.trimStart().length, to, primary, text });
  }
  return marks;
}

/** First and last line; a span that ends with a line break ends in the line before it. */
function labelLines(label: Label): readonly [number, number] {
  const first = positionAt(label.file, label.span.start).line;
  const end = positionAt(label.file, label.span.end);
  const last = end.column === 1 && end.line > first ? end.line - 1 : end.line;
  return [first, last];
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
