/** The provider's checks of single values, as its schema data describes them. */

import { numToNumber } from "../hcl/number.ts";
import type { Value } from "../hcl/value.ts";
import { parseGoUrl } from "../routing/go-url.ts";
import type { Check } from "../schema/provider-types.ts";
import { suggest } from "../suggest.ts";
import { cronProblem } from "./cron.ts";

export interface CheckFailure {
  /** After "`name` of ADDRESS ". */
  readonly headline: string;
  readonly notes: readonly string[];
  readonly help: string;
}

/** Null when the value passes, or can't be judged. */
export function failsCheck(check: Check, value: Value): CheckFailure | null {
  if (value.kind === "list" || value.kind === "set" || value.kind === "tuple") {
    for (const item of value.items) {
      const failure = failsCheck(check, item);
      if (failure) return failure;
    }
    return null;
  }
  if (value.kind === "number") return check.kind === "range" ? rangeFailure(check, numToNumber(value.value)) : null;
  return value.kind === "string" ? textFailure(check, value.value) : null;
}

function rangeFailure(check: Extract<Check, { kind: "range" }>, value: number): CheckFailure | null {
  if (check.or.includes(value)) return null;
  if ((check.min === null || value >= check.min) && (check.max === null || value <= check.max)) return null;
  const range =
    check.min === null
      ? `at most ${check.max}`
      : check.max === null
        ? `at least ${check.min}`
        : `from ${check.min} to ${check.max}`;
  const also = check.or.length > 0 ? `, or ${check.or.join(", ")}` : "";
  return { headline: `is ${value}, legal is ${range}${also}`, notes: [], help: `give a number ${range}${also}` };
}

function textFailure(check: Check, text: string): CheckFailure | null {
  const shown = show(text);
  switch (check.kind) {
    case "enum": {
      if (check.values.includes(text)) return null;
      const near = suggest(text, check.values);
      const legal = check.values.map(show).join(", ");
      // A headline stays one line, and stands alone in lists and logs.
      const few = check.values.length <= 8;
      return {
        headline: few ? `is ${shown}, none of ${legal}` : `is ${shown}, none of ${check.values.length} legal values`,
        notes: few ? [] : [`legal: ${legal}`],
        help: near ? `did you mean ${show(near)}?` : "take one of the legal values",
      };
    }
    case "pattern":
      if (new RegExp(check.pattern).test(text)) return null;
      return {
        headline: `is ${shown}, not ${check.text}`,
        notes: [`it must match ${check.pattern}`],
        help: `give ${check.text}`,
      };
    case "maxBytes": {
      const bytes = new TextEncoder().encode(text.normalize("NFC")).length;
      if (bytes <= check.value) return null;
      return {
        headline: `has ${bytes} bytes, ${check.value} are allowed`,
        notes: ["counted in UTF-8, after normalisation"],
        help: `shorten it by ${bytes - check.value}`,
      };
    }
    case "notEmpty":
      return text === "" ? { headline: "is empty", notes: [], help: "give it a value" } : null;
    case "url": {
      const url = parseGoUrl(text);
      if (url.ok) return null;
      const bare = text.trimStart();
      const help =
        bare !== text && parseGoUrl(bare).ok ? `remove the blank in front: ${show(bare)}` : "correct the URL";
      return { headline: `is no URL: ${show(text)} ${url.error}`, notes: [], help };
    }
    case "uuid":
      return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
        ? null
        : { headline: `is ${shown}, not a UUID`, notes: [], help: "refer to the object's `id`" };
    case "absolutePath":
      return text.startsWith("/")
        ? null
        : { headline: `is ${shown}, not an absolute path`, notes: [], help: "begin it with `/`" };
    case "timezone":
      return isTimezone(text)
        ? null
        : {
            headline: `is ${shown}, an unknown time zone`,
            notes: [],
            help: 'give an IANA name such as "Europe/Berlin"',
          };
    case "cron": {
      const wrong = cronProblem(text, check.fields) ?? firstFieldProblem(check, text);
      return wrong
        ? {
            headline: `is no schedule: ${shown} ${wrong}`,
            notes: [],
            help:
              check.fields === 6
                ? 'write "second minute hour day month weekday"'
                : 'write "minute hour day month weekday"',
          }
        : null;
    }
    case "regex":
    case "range":
      return null;
  }
}

/** Schedules of prebuilds: exactly five fields without a time zone, the first of them a star. */
function firstFieldProblem(check: Extract<Check, { kind: "cron" }>, text: string): string | null {
  if (check.firstField === null) return null;
  const fields = text.split(/\s+/).filter((field) => field !== "");
  if (fields.length !== check.fields) return `has ${fields.length} fields, expected ${check.fields}`;
  const [first = ""] = fields;
  return first === check.firstField ? null : `has "${first}" as first field, it must be "${check.firstField}"`;
}

const regions: ReadonlySet<string> = new Set(
  "Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific US".split(
    " ",
  ),
);

/** Go looks for a file of that name: unlike `Intl` it cares for upper and lower case. */
function isTimezone(text: string): boolean {
  if (text === "" || text === "UTC" || text === "Local") return true;
  const [region = "", ...places] = text.split("/");
  if (places.length > 0 && !regions.has(region)) return false;
  if (!/^[A-Z]/.test(text) || !places.every((place) => /^[A-Z](?:.*[a-z]|CT$|SW$|HI$|TC$|MT)/.test(place)))
    return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function show(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}…` : text);
}
