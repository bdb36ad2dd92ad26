/** Taking a comment, or some rules of it, out of a file. */

import type { Edit, Fix } from "../diagnostic.ts";
import type { InSource } from "./comments.ts";
import { linesOf, standsAlone } from "./coverage.ts";
import type { Word } from "./directive.ts";

/** Without these rules; without the comment when no other is left. */
export function withoutRules(suppression: InSource, rules: readonly Word[]): Fix {
  const left = suppression.rules.filter((rule) => !rules.includes(rule));
  const [first] = suppression.rules;
  const last = suppression.rules.at(-1);
  if (left.length === 0 || !first || !last)
    return { safe: true, title: "Remove the comment", edits: [removal(suppression)] };
  const span = { start: first.start, end: last.end };
  const newText = left.map(({ text }) => text).join(", ");
  return {
    safe: true,
    title: `Remove ${rules.map(({ text }) => `\`${text}\``).join(" and ")}`,
    edits: [{ file: suppression.file, span, newText }],
  };
}

/** With its line when nothing else is on it, else with the blanks that set it off. */
function removal(suppression: InSource): Edit {
  const { file, comment } = suppression;
  const { text } = file;
  const line = linesOf(file, comment);
  const startsLine = standsAlone(file, comment);
  const endsLine = text.slice(comment.end, line.end).trim() === "";
  let { start, end } = comment;
  if (startsLine && endsLine) {
    // A byte order mark stays.
    start = line.start + (text[line.start] === "\ufeff" ? 1 : 0);
    end = Math.min(text.length, line.end + 1);
  } else if (startsLine) {
    while (text[end] === " " || text[end] === "\t") end++;
  } else {
    while (text[start - 1] === " " || text[start - 1] === "\t") start--;
  }
  return { file, span: { start, end }, newText: "" };
}
