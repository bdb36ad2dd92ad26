/** Makes values, and asks the plain questions about them: which type, known or not. */

import { compareSetElements, sameSetElement } from "./equality.ts";
import { mergeMarks, unmarkDeep, withMarks } from "./marks.ts";
import { compareNum, formatNum, type Num, numFromNumber } from "./number.ts";
import { boolType, dynamicType, numberType, stringType, type Type } from "./types.ts";
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

const asciiOnly = /^[\0-\x7f]*$/;

function normalize(text: string): string {
  return asciiOnly.test(text) ? text : text.normalize("NFC");
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

/** The order of Go's strings, which are UTF-8: by code point, not by UTF-16 unit. */
export function compareCodePoints(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    // Surrogates stand for what lies above all other units.
    const leftRank = left >= 0xd800 && left < 0xe000 ? left + 0x10000 : left;
    const rightRank = right >= 0xd800 && right < 0xe000 ? right + 0x10000 : right;
    return leftRank < rightRank ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
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

const noChildren: readonly Value[] = [];

export function childrenOf(value: Value): Iterable<Value> {
  switch (value.kind) {
    case "list":
    case "set":
    case "tuple":
      return value.items;
    case "map":
    case "object":
      return value.entries.values();
    case "string":
    case "number":
    case "bool":
    case "null":
    case "unknown":
      return noChildren;
  }
}

/** Objects whose attributes are worked out when looked at have another kind of map: nothing about them is remembered. */
function isSettled(value: Value): boolean {
  return !(value.kind === "object" || value.kind === "map") || value.entries instanceof Map;
}

interface Summary {
  readonly known: boolean;
  readonly settled: boolean;
}
const summaries = new WeakMap<Value, Summary>();
const knownLeaf: Summary = { known: true, settled: true };
const unknownLeaf: Summary = { known: false, settled: true };

function summaryOf(value: Value): Summary {
  if (value.kind === "unknown") return unknownLeaf;
  if (value.kind === "string" || value.kind === "number" || value.kind === "bool" || value.kind === "null")
    return knownLeaf;
  const remembered = summaries.get(value);
  if (remembered) return remembered;
  let known = true;
  let settled = isSettled(value);
  for (const child of childrenOf(value)) {
    const summary = summaryOf(child);
    known &&= summary.known;
    settled &&= summary.settled;
    if (!known && !settled) break;
  }
  const summary = { known, settled };
  if (settled) summaries.set(value, summary);
  return summary;
}

/** No unknown in it anywhere. */
export function isKnownDeep(value: Value): boolean {
  return summaryOf(value).known;
}

// ── Types ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const typesOf = new WeakMap<Value, Type>();

export function typeOf(value: Value): Type {
  switch (value.kind) {
    case "string":
      return stringType;
    case "number":
      return numberType;
    case "bool":
      return boolType;
    case "null":
    case "unknown":
      return value.type;
    case "list":
    case "set":
    case "map":
      return rememberedType(value, () => ({ kind: value.kind, element: value.element }));
    case "tuple":
      return rememberedType(value, () => ({ kind: "tuple", elements: value.items.map(typeOf) }));
    case "object":
      return rememberedType(value, () => ({
        kind: "object",
        attributes: new Map(Array.from(value.entries, ([name, entry]) => [name, typeOf(entry)])),
      }));
  }
}

function rememberedType(value: Value, make: () => Type): Type {
  const remembered = typesOf.get(value);
  if (remembered) return remembered;
  const type = make();
  const collection = value.kind === "list" || value.kind === "set" || value.kind === "map";
  if (collection || summaryOf(value).settled) typesOf.set(value, type);
  return type;
}

export function listOf(element: Type): Type {
  return { kind: "list", element };
}
export function setOf(element: Type): Type {
  return { kind: "set", element };
}
export function mapOf(element: Type): Type {
  return { kind: "map", element };
}

export function isPrimitiveType(type: Type): boolean {
  return type.kind === "string" || type.kind === "number" || type.kind === "bool";
}

/** The same type, `optional()` marks included. */
export function typeEqual(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return a.kind === b.kind;
    case "list":
    case "set":
    case "map":
      return a.kind === b.kind && typeEqual(a.element, b.element);
    case "tuple":
      return (
        b.kind === "tuple" &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, at) => typeEqual(element, b.elements[at] ?? dynamicType))
      );
    case "object":
      return b.kind === "object" && attributesEqual(a.attributes, b.attributes) && namesEqual(a.optional, b.optional);
  }
}

function attributesEqual(a: ReadonlyMap<string, Type>, b: ReadonlyMap<string, Type>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [name, type] of a) {
    const other = b.get(name);
    if (!other || !typeEqual(type, other)) return false;
  }
  return true;
}

function namesEqual(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  if ((a?.size ?? 0) !== (b?.size ?? 0)) return false;
  for (const name of a ?? []) if (!b?.has(name)) return false;
  return true;
}

export function hasDynamic(type: Type): boolean {
  switch (type.kind) {
    case "dynamic":
      return true;
    case "string":
    case "number":
    case "bool":
      return false;
    case "list":
    case "set":
    case "map":
      return hasDynamic(type.element);
    case "tuple":
      return type.elements.some(hasDynamic);
    case "object":
      return [...type.attributes.values()].some(hasDynamic);
  }
}

/** The type that values of a constraint have: its `optional()` marks are gone. */
export function withoutOptional(type: Type): Type {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type;
    case "list":
    case "set":
    case "map": {
      const element = withoutOptional(type.element);
      return element === type.element ? type : { kind: type.kind, element };
    }
    case "tuple": {
      const elements = type.elements.map(withoutOptional);
      return elements.every((element, at) => element === type.elements[at]) ? type : { kind: "tuple", elements };
    }
    case "object": {
      const attributes = new Map(Array.from(type.attributes, ([name, of]) => [name, withoutOptional(of)]));
      const same = !type.optional?.size && [...attributes].every(([name, of]) => of === type.attributes.get(name));
      return same ? type : { kind: "object", attributes };
    }
  }
}

/** For people: "list of string". Attributes of objects aren't told. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
    case "tuple":
    case "object":
      return type.kind;
    case "list":
    case "set":
    case "map":
      return `${type.kind} of ${typeName(type.element)}`;
  }
}

const indent = "    ";

/** In full, as `type()` of Terraform's console prints it. */
export function typeText(type: Type, margin = ""): string {
  const inner = margin + indent;
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type.kind;
    case "list":
    case "set":
    case "map":
      if (type.element.kind !== "object" && type.element.kind !== "tuple")
        return `${type.kind}(${typeText(type.element, margin)})`;
      return `${type.kind}(\n${inner}${typeText(type.element, inner)},\n${margin})`;
    case "tuple":
      if (type.elements.length === 0) return "tuple([])";
      return `tuple([\n${type.elements.map((element) => `${inner}${typeText(element, inner)},\n`).join("")}${margin}])`;
    case "object":
      if (type.attributes.size === 0) return "object({})";
      return `object({\n${Array.from(type.attributes, ([name, of]) => `${inner}${name}: ${typeText(of, inner)},\n`).join("")}${margin}})`;
  }
}

/** Equal as Terraform means it: numbers that print alike are. */
export function sameNumber(a: Num, b: Num): boolean {
  return compareNum(a, b) === 0 || (typeof a === "object" && typeof b === "object" && formatNum(a) === formatNum(b));
}
