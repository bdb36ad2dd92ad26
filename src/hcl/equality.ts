/** `==` as cty decides it, and the order of a set's elements. */

import { compareNum, formatNum, type Num } from "./number.ts";
import { compareCodePoints } from "./text-order.ts";
import { typeOf } from "./type-of.ts";
import { conforms, hasDynamic, typeEqual } from "./type-relations.ts";
import type { KnownValue, TextPart, UnknownValue, Value } from "./value.ts";

/** Null when it isn't decided: something that isn't known matters. Marks don't matter. */
export function equalValues(a: Value, b: Value): boolean | null {
  if (a.kind === "unknown") return b.kind === "unknown" ? bothUnknown(a, b) : equalsUnknown(b, a);
  if (b.kind === "unknown") return equalsUnknown(a, b);
  // Nulls are equal whatever their types.
  if (a.kind === "null" || b.kind === "null") return a.kind === b.kind;
  if (a === b && (a.kind === "string" || a.kind === "number" || a.kind === "bool")) return true;
  return equalKnown(a, b);
}

function equalKnown(a: KnownValue, b: KnownValue): boolean | null {
  switch (a.kind) {
    case "string":
    case "bool":
      return a.kind === b.kind && a.value === b.value;
    case "number":
      return b.kind === "number" && sameNumber(a.value, b.value);
    case "null":
      return b.kind === "null";
    case "list":
    case "set":
    case "map":
    case "tuple":
    case "object":
      return equalCompound(a, b);
  }
}

function equalCompound(a: KnownValue, b: KnownValue): boolean | null {
  if (a.kind !== b.kind) return false;
  const typeA = typeOf(a);
  const typeB = typeOf(b);
  if (hasDynamic(typeA) || hasDynamic(typeB)) {
    // Nulls without a type and unknowns without a type: cty waits, unless the types can't ever agree.
    if (!holdsUntyped(a) && !holdsUntyped(b)) return typeEqual(typeA, typeB) ? equalItems(a, b) : false;
    return conforms(typeA, typeB) || conforms(typeB, typeA) ? null : false;
  }
  return typeEqual(typeA, typeB) ? equalItems(a, b) : false;
}

/** An unknown of unknown type in it: cty's "not wholly known type". */
function holdsUntyped(value: Value): boolean {
  switch (value.kind) {
    case "string":
    case "number":
    case "bool":
    case "null":
      return false;
    case "unknown":
      return value.type.kind === "dynamic";
    case "list":
    case "set":
    case "tuple":
      return value.items.some(holdsUntyped);
    case "map":
    case "object":
      return [...value.entries.values()].some(holdsUntyped);
  }
}

function equalItems(a: KnownValue, b: KnownValue): boolean | null {
  switch (a.kind) {
    case "list":
    case "tuple":
      return b.kind === a.kind && a.items.length === b.items.length ? equalAll(a.items, b.items) : false;
    case "set":
      if (b.kind !== "set") return false;
      if (a.items.some(isUnknown) || b.items.some(isUnknown)) return null;
      return a.items.length === b.items.length ? equalAll(a.items, b.items) : false;
    case "map":
    case "object": {
      if (b.kind !== a.kind || a.entries.size !== b.entries.size) return false;
      for (const name of a.entries.keys()) if (!b.entries.has(name)) return false;
      return equalAll([...a.entries.values()], [...b.entries.values()]);
    }
    case "string":
    case "number":
    case "bool":
    case "null":
      return equalKnown(a, b);
  }
}

function isUnknown(value: Value): boolean {
  return value.kind === "unknown";
}

/** One pair that certainly differs decides, wherever it stands. */
function equalAll(a: readonly Value[], b: readonly Value[]): boolean | null {
  let result: boolean | null = true;
  for (const [at, left] of a.entries()) {
    const right = b[at];
    const equal = right ? equalValues(left, right) : false;
    if (equal === false) return false;
    if (equal === null) result = null;
  }
  return result;
}

function bothUnknown(a: UnknownValue, b: UnknownValue): boolean | null {
  if (a.outcomes && b.outcomes) {
    const others = b.outcomes;
    return agreed(
      a.outcomes.flatMap((left) => others.map((right) => (equalValues(left, right) === false ? false : null))),
    );
  }
  return null;
}

function equalsUnknown(known: KnownValue, unknown: UnknownValue): boolean | null {
  if (known.kind === "null") return unknown.notNull ? false : outcomesEqual(known, unknown);
  if (!hasDynamic(unknown.type) && !hasDynamic(typeOf(known)) && !typeEqual(typeOf(known), unknown.type)) return false;
  if (known.kind === "string") {
    if (unknown.not?.includes(known.value)) return false;
    if (unknown.text && !canBeText(known.value, unknown.text)) return false;
    if (unknown.startsWith && !known.value.startsWith(unknown.startsWith)) return false;
  }
  return outcomesEqual(known, unknown);
}

function outcomesEqual(known: KnownValue, unknown: UnknownValue): boolean | null {
  return unknown.outcomes ? agreed(unknown.outcomes.map((outcome) => equalValues(known, outcome))) : null;
}

/** What all of them say, null when they differ. */
function agreed(answers: readonly (boolean | null)[]): boolean | null {
  const first = answers[0] ?? null;
  return answers.every((answer) => answer === first) ? first : null;
}

/** Whether the text can be made by filling the holes. */
function canBeText(text: string, parts: readonly TextPart[]): boolean {
  const first = parts[0];
  const last = parts.at(-1);
  let from = 0;
  let to = text.length;
  if (typeof first === "string") {
    if (!text.startsWith(first)) return false;
    from = first.length;
  }
  if (parts.length > 1 && typeof last === "string") {
    if (!text.endsWith(last)) return false;
    to -= last.length;
  }
  if (parts.length === 1 && typeof first === "string") return text === first;
  for (const part of parts.slice(1, -1)) {
    if (typeof part !== "string") continue;
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return from <= to;
}

/** Unknowns are never the same element; two of one set are kept side by side. */
export function sameSetElement(a: Value, b: Value): boolean {
  return equalValues(a, b) === true;
}

/** Strings by code point, numbers and bools by size, then nulls, then unknowns; the rest by their text in cty's hash. */
export function compareSetElements(a: Value, b: Value): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  if (a.kind === "string" && b.kind === "string") return compareCodePoints(a.value, b.value);
  if (a.kind === "number" && b.kind === "number") return compareNum(a.value, b.value);
  if (a.kind === "bool" && b.kind === "bool") return Number(a.value) - Number(b.value);
  if (rankOf(a) !== 0) return 0;
  return compareCodePoints(setKey(a), setKey(b));
}

/** cty's `Less` asks for null before it asks whether the value is known. */
function rankOf(value: Value): number {
  return value.kind === "null" ? 2 : value.kind === "unknown" ? 1 : 0;
}

/** The text that cty orders compound elements by. */
function setKey(value: Value): string {
  switch (value.kind) {
    case "unknown":
      return "?";
    case "null":
      return "~";
    case "bool":
      return value.value ? "T" : "F";
    case "string":
      return quoted(value.value);
    case "number":
      return shortNumber(formatNum(value.value));
    case "list":
    case "set":
      return `[${value.items.map((item) => `${setKey(item)};`).join("")}]`;
    case "tuple":
      return `<${value.items.map((item) => `${setKey(item)};`).join("")}>`;
    case "map":
      return `{${Array.from(value.entries, ([name, item]) => `${quoted(name)}:${setKey(item)};`).join("")}}`;
    case "object":
      return `<${Array.from(value.entries.values(), (item) => `${setKey(item)};`).join("")}>`;
  }
}

/** Go's %q, as far as order depends on it. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\\u00", "\\x");
}

/** Go's %.10g of the number. */
function shortNumber(text: string): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const [mantissa = "0", exponent = "+0"] = value.toExponential(9).split("e");
  const power = Number(exponent);
  if (power < -4 || power >= 10) {
    return `${trimZeros(mantissa)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  return trimZeros(value.toFixed(Math.max(0, 9 - power)));
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** Equal as Terraform means it: numbers that print alike are. */
function sameNumber(a: Num, b: Num): boolean {
  return compareNum(a, b) === 0 || (typeof a === "object" && typeof b === "object" && formatNum(a) === formatNum(b));
}
