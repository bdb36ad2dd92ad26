/** The layer behind a text that is typed: the same characters, with colours and the marks of findings. */

import type { Severity } from "../diagnostic.ts";
import { escaped, type Markup, markup, trusted } from "../html/markup.ts";
import { neutralised } from "../report/display-width.ts";
import type { Stretch } from "./highlight.ts";

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
}

const gravity: readonly Severity[] = ["info", "warning", "error"];
const mostMarks = 500;

/** Every character of the text stays where it is, line breaks included. */
export function layer(text: string, stretches: readonly Stretch[], marks: readonly Mark[]): Markup {
  const shown = marks.slice(0, mostMarks).map((mark) => visibleMark(text, mark));
  const edges = new Set([0, text.length]);
  for (const { start, end } of [...stretches, ...shown])
    edges.add(Math.min(start, text.length)).add(Math.min(end, text.length));
  const sorted = [...edges].sort((a, b) => a - b);
  const ordered = [...shown].sort((a, b) => a.start - b.start);
  const open: Mark[] = [];
  let [nextStretch, nextMark] = [0, 0];
  let html = "";
  for (const [index, start] of sorted.entries()) {
    const end = sorted[index + 1] ?? start;
    if (end === start) continue;
    while ((stretches[nextStretch]?.end ?? text.length) <= start && nextStretch < stretches.length) nextStretch++;
    for (let mark = ordered[nextMark]; mark && mark.start <= start; mark = ordered[++nextMark]) open.push(mark);
    for (let at = open.length - 1; at >= 0; at--) if ((open[at]?.end ?? 0) <= start) open.splice(at, 1);
    const stretch = stretches[nextStretch];
    const classes = [
      ...(stretch && stretch.start <= start ? [stretch.kind] : []),
      ...(open.length > 0 ? [`mark ${gravest(open)}`] : []),
    ];
    const piece = escaped(text.slice(start, end));
    html += classes.length === 0 ? piece : `<span class="${classes.join(" ")}">${piece}</span>`;
  }
  // A last line without anything in it has a height, too.
  return trusted(`${html}\n`);
}

function gravest(marks: readonly Mark[]): Severity {
  return marks.reduce<Severity>(
    (worst, { severity }) => (gravity.indexOf(severity) > gravity.indexOf(worst) ? severity : worst),
    "info",
  );
}

/** Where nothing is marked, the character there is, or the one before the line's end. */
function visibleMark(text: string, { start, end, severity }: Mark): Mark {
  const from = Math.max(0, Math.min(start, text.length));
  const to = Math.max(from, Math.min(end, text.length));
  if (to > from) return { start: from, end: to, severity };
  const atEnd = from === text.length || text[from] === "\n";
  if (!atEnd) return { start: from, end: from + 1, severity };
  return from > 0 && text[from - 1] !== "\n"
    ? { start: from - 1, end: from, severity }
    : { start: from, end: from, severity };
}

const signs: Readonly<Record<Severity, string>> = { error: "✖", warning: "▲", info: "●" };

/** Line numbers, and a sign at those with findings. `byLine`: the gravest of each. */
export function gutter(lines: number, byLine: ReadonlyMap<number, Severity>): Markup {
  const rows: Markup[] = [];
  for (let line = 1; line <= lines; line++) {
    const severity = byLine.get(line);
    rows.push(
      severity ? markup`<b class="${severity}">${signs[severity]} ${line}</b>\n` : markup`${line}${trusted("\n")}`,
    );
  }
  return markup`${rows}`;
}

/** Lines (from 1) with characters that reorder or hide text; at most so many. */
export function deceptiveLines(text: string, most: number): readonly number[] {
  const found: number[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const plain = line.replaceAll(/[\t\r]/g, "");
    if (neutralised(plain) !== plain) found.push(index + 1);
    if (found.length === most) break;
  }
  return found;
}
