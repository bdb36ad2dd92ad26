/** What a comment asks for: `# templatecheck: ignore rule-a, rule-b -- reason until=2027-01-31`. */

import type { Comment } from "../hcl/tokens.ts";
import type { Span } from "../source.ts";

/** Spans are of the file. */
export interface Directive {
  /** The whole comment, without the line break that ends it. */
  readonly comment: Span;
  readonly scope: "here" | "file";
  readonly rules: readonly Word[];
  /** Null when it gives none. */
  readonly reason: string | null;
  readonly until: Word | null;
  /** What can't be understood; then nothing else of it counts. */
  readonly mistake: Mistake | null;
}

export interface Word extends Span {
  readonly text: string;
}

interface Mistake extends Span {
  readonly headline: string;
  readonly help: string;
}

// One way only to match each character: a comment may be long.
const opening = /^(?:#+|\/\/+|\/\*)[\s*]*templatecheck:\s*/;
const form = "write `templatecheck: ignore RULE -- REASON`, with `until=YYYY-MM-DD` at its end when it is for a time";

/** Null for any other comment. */
export function readDirective(comment: Comment): Directive | null {
  const { text, start } = comment;
  const intro = opening.exec(text);
  if (!intro) return null;
  const end = text.startsWith("/*") ? text.length - (text.endsWith("*/") ? 2 : 0) : text.length;
  const content = text.slice(0, end);
  const action = wordsOf(content, intro[0].length, end, start, /[^\s,]+/g)[0] ?? { text: "", start, end: start };
  const base = { comment: { start, end: comment.end }, rules: [], reason: null, until: null };
  if (action.text !== "ignore" && action.text !== "ignore-file") {
    const place = action.text === "" ? { start, end: comment.end } : action;
    const headline = `${action.text === "" ? "nothing" : JSON.stringify(action.text)} is not \`ignore\` or \`ignore-file\``;
    return { ...base, scope: "here", mistake: { start: place.start, end: place.end, headline, help: form } };
  }
  const scope = action.text === "ignore" ? "here" : "file";
  const from = action.end - start;
  const dashes = content.indexOf("--", from);
  const listed = wordsOf(content, from, dashes === -1 ? end : dashes, start, /[^\s,*]+/g);
  const rules = listed.filter((word) => !word.text.startsWith(untilPrefix));
  const reasonWords = dashes === -1 ? [] : wordsOf(content, dashes + 2, end, start, /\S+/g);
  const last = reasonWords.at(-1);
  const dated = last?.text.startsWith(untilPrefix) ? last : listed.find((word) => word.text.startsWith(untilPrefix));
  const until = dated ? { ...dated, text: dated.text.slice(untilPrefix.length) } : null;
  const reason = reasonWords
    .filter((word) => word !== dated && word.text !== "*")
    .map((word) => word.text)
    .join(" ");
  return {
    ...base,
    scope,
    rules,
    reason: reason === "" ? null : reason,
    until,
    mistake: mistakeIn(base.comment, rules, until),
  };
}

const untilPrefix = "until=";

function mistakeIn(comment: Span, rules: readonly Word[], until: Word | null): Mistake | null {
  if (rules.length === 0) return { ...comment, headline: "this comment names no rule", help: form };
  if (until && !isDate(until.text)) {
    const headline = `${JSON.stringify(until.text)} is not a date like 2027-01-31`;
    return { start: until.start, end: until.end, headline, help: "write `until=YYYY-MM-DD`, or leave it out" };
  }
  return null;
}

/** Of the calendar: JavaScript reads February 30 as March 2. */
export function isDate(text: string): boolean {
  const milliseconds = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

/** The day itself still counts; `today` is null where nothing expires. */
export function hasExpired({ until }: Directive, today: string | null): boolean {
  return until !== null && today !== null && until.text < today;
}

/** The words of a part of a comment that begins at `offset` in its file. */
function wordsOf(text: string, from: number, to: number, offset: number, word: RegExp): Word[] {
  return [...text.slice(from, to).matchAll(word)].map((match) => {
    const start = offset + from + match.index;
    return { text: match[0], start, end: start + match[0].length };
  });
}
