/** The formats of `formatdate`: runs of a letter stand for parts of a time, quotes keep text as it is. */

import { type Civil, civilOf, formatOffset, type Moment } from "./go/time.ts";

export type DateText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

const months = "January February March April May June July August September October November December".split(" ");
const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

const tokenPattern = /''|'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/y;

export function formatDate(format: string, moment: Moment): DateText {
  const civil = civilOf(moment);
  let text = "";
  tokenPattern.lastIndex = 0;
  for (;;) {
    const token = tokenPattern.exec(format)?.[0];
    if (!token) return { ok: true, text };
    const part = token.startsWith("'") ? literal(token) : /^[A-Za-z]/.test(token) ? verb(token, civil, moment) : token;
    if (part === null) return { ok: false, problem: problemOf(token) };
    text += part;
  }
}

function problemOf(token: string): string {
  return token.startsWith("'")
    ? "a text in quotes without its closing quote"
    : `${JSON.stringify(token)} stands for no part of a time; put text in single quotes`;
}

/** Two quotes are one; alone they are a quote too. */
function literal(token: string): string | null {
  if (token === "''") return "'";
  return token.length > 1 && token.endsWith("'") ? token.slice(1, -1).replace(/''?/g, "'") : null;
}

function verb(token: string, civil: Civil, moment: Moment): string | null {
  const count = token.length;
  switch (token[0]) {
    case "Y":
      return count === 2 ? pad(civil.year % 100) : count === 4 ? String(civil.year).padStart(4, "0") : null;
    case "M":
      return count <= 2 ? oneOrTwo(civil.month, count) : named(months[civil.month - 1], count);
    case "D":
      return oneOrTwo(civil.day, count);
    case "E":
      return named(weekdays[civil.weekday], count);
    case "h":
      return oneOrTwo(civil.hour, count);
    case "H":
      return oneOrTwo(civil.hour % 12 || 12, count);
    case "A":
      return count === 2 ? (civil.hour < 12 ? "AM" : "PM") : null;
    case "a":
      return count === 2 ? (civil.hour < 12 ? "am" : "pm") : null;
    case "m":
      return oneOrTwo(civil.minute, count);
    case "s":
      return oneOrTwo(civil.second, count);
    case "Z":
      return zone(moment.offset, count);
    default:
      return null;
  }
}

function zone(offset: number, count: number): string | null {
  switch (count) {
    case 1:
      return offset === 0 ? "Z" : formatOffset(offset, ":");
    case 3:
      return offset === 0 ? "UTC" : formatOffset(offset, "");
    case 4:
      return formatOffset(offset, "");
    case 5:
      return formatOffset(offset, ":");
    default:
      return null;
  }
}

function pad(part: number): string {
  return String(part).padStart(2, "0");
}

function oneOrTwo(part: number, count: number): string | null {
  return count === 1 ? String(part) : count === 2 ? pad(part) : null;
}

function named(name: string | undefined, count: number): string | null {
  return name && count === 3 ? name.slice(0, 3) : name && count === 4 ? name : null;
}
