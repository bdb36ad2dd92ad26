/** A difference for people at a terminal: a block for each app, a line for each change. */

import { neutralised } from "../report/display-width.ts";
import { groupBy } from "./choices.ts";
import { subjectKey } from "./compare.ts";
import { type DiffReport, diffNotes, noChangeText } from "./report.ts";
import { counted, countsText, placeText, subjectName, type Told, toldOf } from "./words.ts";

const verbWidth = 11;

export function diffText(report: DiffReport, color: boolean): string {
  const { changes } = report.diff;
  const ansi = (code: string, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const lines = [`${neutralised(report.old.name)} → ${neutralised(report.new.name)}`];
  for (const group of groupBy(changes, ({ subject }) => subjectKey(subject))) {
    const [first] = group;
    if (!first) continue;
    const where = placeText(report.diff, first.subject);
    lines.push(
      "",
      ansi("1", neutralised(subjectName(first.subject))) + (where === null ? "" : `  ${neutralised(where)}`),
    );
    for (const told of toldOf(group)) lines.push(...toldLines(told, ansi));
  }
  lines.push("");
  for (const note of diffNotes(report)) lines.push(`note: ${neutralised(note)}`);
  if (changes.length === 0) lines.push(noChangeText(report));
  else lines.push(`${counted(changes.length, "change")}: ${countsText(changes)}`);
  if (report.failed.length > 0) lines.push(`--fail-on: ${report.failed.join(", ")}`);
  return `${lines.join("\n")}\n`;
}

function toldLines({ verb, what, when, alarming }: Told, ansi: (code: string, text: string) => string): string[] {
  const padded = verb.padEnd(verbWidth);
  const line = `  ${ansi(alarming ? "1;31" : "1", padded)} ${neutralised(what)}`;
  return when === null ? [line] : [line, `  ${" ".repeat(verbWidth)} ${neutralised(when)}`];
}
