/** Makes values, and asks the plain questions about them: which type, known or not. */

import { isAscii } from "./characters.ts";
import { compareSetElements, sameSetElement } from "./equality.ts";
import { mergeMarks, unmarkDeep, withMarks } from "./marks.ts";
import { type Num, numFromNumber } from "./number.ts";
import { compareCodePoints } from "./text-order.ts";
import { childrenOf, isKnownDeep } from "./type-of.ts";
import { dynamicType, type Type } from "./types.ts";
import type {
  BoolValue,
  ListValue,
  MapValue,
  Marks,
  NullValue,
  NumberValue,
  ObjectValue,
  SetValue,
  StringValue,
  TupleValue,
  UnknownValue,
  Value,
} from "./value.ts";

export function stringValue(text: string): StringValue {
  return { kind: "string", value: normalize(text) };
}

function normalize(text: string): string {
  return isAscii(text) ? text : text.normalize("NFC");
}

export function numberValue(n: Num): NumberValue {
  return { kind: "number", value: typeof n === "number" ? numFromNumber(n) : n };
}

const trueValue: BoolValue = { kind: "bool", value: true };
const falseValue: BoolValue = { kind: "bool", value: false };

export function boolValue(value: boolean): BoolValue {
  return value ? trueValue : falseValue;
}

export function nullValue(type: Type): NullValue {
  return { kind: "null", type };
}

export function listValue(element: Type, items: readonly Value[]): ListValue {
  return { kind: "list", element, items };
}

/** In cty's order, without repetitions. A set can't have marked elements: their marks go to the set. */
export function setValue(element: Type, items: readonly Value[]): SetValue {
  let marks: Marks | undefined;
  const bare = items.map((item) => {
    const unmarked = unmarkDeep(item);
    marks = mergeMarks(marks, unmarked.marks);
    return unmarked.value;
  });
  const sorted = bare.sort(compareSetElements);
  const distinct = sorted.filter((item, at) => {
    const before = sorted[at - 1];
    return before === undefined || !sameSetElement(before, item);
  });
  return withMarks({ kind: "set", element, items: distinct }, marks);
}

export function mapValue(element: Type, entries: Iterable<readonly [string, Value]>): MapValue {
  return { kind: "map", element, entries: sortedEntries(entries) };
}

export function tupleValue(items: readonly Value[]): TupleValue {
  return { kind: "tuple", items };
}

/** Of entries that have one name the last counts. */
export function objectValue(entries: Iterable<readonly [string, Value]>): ObjectValue {
  return { kind: "object", entries: sortedEntries(entries) };
}

function sortedEntries(entries: Iterable<readonly [string, Value]>): ReadonlyMap<string, Value> {
  const list = Array.from(entries, ([name, value]): readonly [string, Value] => [normalize(name), value]);
  return new Map(inOrder(list) ? list : list.sort((a, b) => compareCodePoints(a[0], b[0])));
}

function inOrder(list: readonly (readonly [string, Value])[]): boolean {
  return list.every((entry, at) => compareCodePoints(list[at - 1]?.[0] ?? "", entry[0]) <= 0);
}

// ── Unknown ───────────────────────────────────────────────────────────────────────────────────────────────────────

export type UnknownOptions = Partial<Omit<UnknownValue, "kind" | "type" | "reason">>;

export function unknownValue(type: Type, reason: string, options?: UnknownOptions): UnknownValue {
  return { kind: "unknown", type, reason, dependsOn: [], ...options };
}

/** What follows from a mistake that has been told. */
export function errorValue(type: Type = dynamicType): UnknownValue {
  return { kind: "unknown", type, reason: "it follows from an error", dependsOn: [], fromError: true };
}

/** An unknown result: it names the reason of the first unknown input, and all that any of them depends on. No marks. */
export function combineUnknown(type: Type, ...values: readonly Value[]): UnknownValue {
  const unknowns: UnknownValue[] = [];
  for (const value of values) collectUnknowns(value, unknowns);
  const first = unknowns.find((unknown) => unknown.fromError) ?? unknowns[0];
  if (!first) return unknownValue(type, "it isn't known");
  const dependsOn = unknowns.length === 1 ? first.dependsOn : sortedNames(unknowns);
  return {
    kind: "unknown",
    type,
    reason: first.reason,
    dependsOn,
    ...(unknowns.some((unknown) => unknown.applyTime) ? { applyTime: true } : {}),
    ...(first.fromError ? { fromError: true } : {}),
  };
}

function sortedNames(unknowns: readonly UnknownValue[]): readonly string[] {
  return [...new Set(unknowns.flatMap((unknown) => unknown.dependsOn))].sort(compareCodePoints);
}

/** Reasons beyond these few add nothing. */
const enoughUnknowns = 64;

function collectUnknowns(value: Value, into: UnknownValue[]): void {
  if (into.length >= enoughUnknowns) return;
  if (value.kind === "unknown") into.push(value);
  else if (!isKnownDeep(value)) for (const child of childrenOf(value)) collectUnknowns(child, into);
}

/** Every unknown in the value, itself included. */
export function unknownsIn(value: Value): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  collectUnknowns(value, found);
  return found;
}
