/** A difference as a comment of a pull request. Names come from templates: nothing in them is markup. */

import { codeSpan } from "../report/markdown-text.ts";
import { groupBy } from "./choices.ts";
import { subjectKey } from "./compare.ts";
import { type DiffReport, diffNotes, noChangeText } from "./report.ts";
import { counted, countsText, placeText, subjectName, toldOf } from "./words.ts";

/** Hosts cut a comment at 65,536 characters. */
const longest = 60_000;

export function diffMarkdown(report: DiffReport): string {
  const { changes } = report.diff;
  const head = `### templatecheck: ${codeSpan(report.old.name)} → ${codeSpan(report.new.name)}\n\n`;
  const notes = diffNotes(report).map((note) => `\n> ${codeSpan(note)}\n`);
  const failed = report.failed.length === 0 ? "" : `\n**Fails on:** ${report.failed.join(", ")}\n`;
  if (changes.length === 0) return `${head}${noChangeText(report)}\n${notes.join("")}${failed}`;
  let rows = "";
  let left = 0;
  for (const row of groupBy(changes, ({ subject }) => subjectKey(subject)).flatMap((group) => rowsOf(group, report))) {
    if (rows.length + row.length > longest) left++;
    else rows += row;
  }
  const more = left === 0 ? "" : `\n${counted(left, "more row")} in the output of \`templatecheck diff\`.\n`;
  const table = `| what | change | | when |\n| --- | --- | --- | --- |\n${rows}`;
  const counts = `\n${counted(changes.length, "change")}: ${countsText(changes)}\n`;
  return head + table + more + counts + notes.join("") + failed;
}

function rowsOf(group: DiffReport["diff"]["changes"], { diff }: DiffReport): readonly string[] {
  const [first] = group;
  if (!first) return [];
  const where = placeText(diff, first.subject);
  const name = codeSpan(subjectName(first.subject)) + (where === null ? "" : `<br>${codeSpan(where)}`);
  return toldOf(group).map(({ verb, what, when, alarming }) => {
    const shown = alarming ? `**${verb}**` : verb;
    return `| ${name} | ${shown} | ${codeSpan(what)} | ${when === null ? "always" : codeSpan(when)} |\n`;
  });
}
