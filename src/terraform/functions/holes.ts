/** Texts that are known but for holes: what functions can do with the parts. */

import { stringType } from "../../hcl/types.ts";
import type { Hole, TextPart, UnknownValue, Value } from "../../hcl/value.ts";
import { combineUnknown, stringValue } from "../../hcl/values.ts";

type Filter = Hole["filters"][number];

/** The parts of a text with holes, or of a known string; null for other unknowns. */
export function partsOf(value: Value): readonly TextPart[] | null {
  if (value.kind === "string") return [value.value];
  return value.kind === "unknown" && value.text ? value.text : null;
}

/** A string when nothing is missing; otherwise an unknown that depends on all of `sources`. */
export function textFromParts(parts: readonly TextPart[], sources: readonly Value[]): Value {
  const joined = joinLiterals(parts);
  const [only] = joined;
  if (joined.length === 0) return stringValue("");
  if (joined.length === 1 && typeof only === "string") return stringValue(only);
  return { ...combineUnknown(stringType, ...sources), notNull: true, text: joined };
}

function joinLiterals(parts: readonly TextPart[]): readonly TextPart[] {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part === "") continue;
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

/** A function that works on each character alone: literal parts are transformed, holes remember it. */
export function filterText(value: UnknownValue, filter: Filter, transform: (literal: string) => string): Value {
  const parts = (value.text ?? []).map((part) =>
    typeof part === "string" ? transform(part) : { hole: part.hole, filters: [...part.filters, filter] },
  );
  const { origin: _, outcomes: __, not: ___, ...rest } = value;
  return { ...rest, type: stringType, notNull: true, text: joinLiterals(parts) };
}

/** What the text certainly begins with. */
export function knownStart(value: Value): string {
  const first = partsOf(value)?.[0];
  if (typeof first === "string") return first;
  return value.kind === "unknown" ? (value.startsWith ?? "") : "";
}

/** Unknown, but a string that certainly begins so. */
export function unknownWithStart(start: string, sources: readonly Value[]): Value {
  return { ...combineUnknown(stringType, ...sources), notNull: true, ...(start === "" ? {} : { startsWith: start }) };
}
