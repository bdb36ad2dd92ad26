/** The format strings of `format` and `formatlist`: literal texts and verbs. */

import type { NumberStyle } from "./go/number-verbs.ts";

export interface Verb {
  /** As it is written, for messages. */
  readonly source: string;
  readonly letter: string;
  readonly style: NumberStyle;
  /** `%[n]s`: counted from 1; null for the one after the last. */
  readonly index: number | null;
}

export type FormatPart = string | Verb;

const verbPattern = /%([0#\-+ ]*)([1-9][0-9]*)?(\.[0-9]*)?(?:\[([1-9][0-9]*)\])?([a-zA-Z])/y;

/** The parts, or what is wrong with the format. */
export function parseFormat(format: string): readonly FormatPart[] | string {
  const parts: FormatPart[] = [];
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf("%", at);
    if (percent < 0) {
      parts.push(format.slice(at));
      return parts;
    }
    if (percent > at) parts.push(format.slice(at, percent));
    if (format[percent + 1] === "%") {
      parts.push("%");
      at = percent + 2;
      continue;
    }
    verbPattern.lastIndex = percent;
    const match = verbPattern.exec(format);
    if (!match)
      return `${JSON.stringify(format.slice(percent, percent + 8))} at ${percent} is no verb; write %% for a percent sign`;
    parts.push(verbOf(match));
    at = percent + match[0].length;
  }
  return parts;
}

function verbOf([source, flags = "", width, precision, index, letter = ""]: RegExpExecArray): Verb {
  return {
    source,
    letter,
    index: index === undefined ? null : Number(index),
    style: {
      plus: flags.includes("+"),
      minus: flags.includes("-"),
      space: flags.includes(" "),
      zero: flags.includes("0"),
      sharp: flags.includes("#"),
      width: width === undefined ? null : Number(width),
      precision: precision === undefined ? null : Number(precision.slice(1)),
    },
  };
}
