/** Conversion of values between types, by cty's rules. */

import { canConvert, commonElement, filledIn, unify } from "./conversion-rules.ts";
import { unmark, withMarks } from "./marks.ts";
import { mismatch } from "./mismatch.ts";
import { formatNum, parseNum } from "./number.ts";
import { isKnownDeep, typeOf } from "./type-of.ts";
import { hasDynamic, listOf, typeEqual, withoutOptional } from "./type-relations.ts";
import { typeName } from "./type-text.ts";
import { dynamicType, type Type } from "./types.ts";
import type { UnknownValue, Value } from "./value.ts";
import {
  boolValue,
  combineUnknown,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  setValue,
  stringValue,
  tupleValue,
} from "./values.ts";

export type Path = readonly (string | number)[];

export type Conversion =
  | { readonly ok: true; readonly value: Value }
  /** `message` says what is wrong with the part that `path` leads to; no capital, no period. */
  | { readonly ok: false; readonly message: string; readonly path: Path };

export function convert(value: Value, type: Type): Conversion {
  return convertAt(value, type, []);
}

function convertAt(value: Value, type: Type, path: Path): Conversion {
  // Most values have the type already, and finding that out is cheap for these.
  if (value.kind === type.kind && (type.kind === "string" || type.kind === "number" || type.kind === "bool"))
    return done(value);
  const given = typeOf(value);
  if (typeEqual(given, withoutOptional(type))) return done(value);
  if (!canConvert(given, type, true)) return { ok: false, ...mismatch(given, type, path) };
  return apply(value, type, path);
}

function done(value: Value): Conversion {
  return { ok: true, value };
}

function refuse(message: string, path: Path): Conversion {
  return { ok: false, message, path };
}

function apply(value: Value, type: Type, path: Path): Conversion {
  if (type.kind === "dynamic") return done(value);
  if (value.marks) {
    const bare = apply(unmark(value), type, path);
    if (bare.ok) return done(withMarks(bare.value, value.marks));
    // The message may quote the value.
    return value.marks.sensitive ? refuse(`a sensitive value can't be converted to ${typeName(type)}`, path) : bare;
  }
  switch (value.kind) {
    case "unknown":
      return done(convertUnknown(value, filledIn(value.type, withoutOptional(type))));
    case "null":
      return done(nullValue(filledIn(value.type, withoutOptional(type))));
    case "string":
      return fromString(value.value, type, path);
    case "number":
      return type.kind === "string" ? done(stringValue(formatNum(value.value))) : done(value);
    case "bool":
      return type.kind === "string" ? done(stringValue(value.value ? "true" : "false")) : done(value);
    case "list":
    case "set":
    case "tuple":
      if (type.kind === "tuple") return toTuple(value.items, type.elements, path);
      if (type.kind === "list" || type.kind === "set") return toSequence(value, type, path);
      return done(value);
    case "map":
    case "object":
      if (type.kind === "map") return toMap(value, type.element, path);
      if (type.kind === "object") return toObject(value, type, path);
      return done(value);
  }
}

/** What is known about an unknown stays known as far as it is true of the result. */
function convertUnknown(value: UnknownValue, type: Type): UnknownValue {
  const sameKind = value.type.kind === type.kind || value.type.kind === "dynamic";
  const { text, startsWith, outcomes, not, origin, open, ...rest } = value;
  const converted = outcomes?.map((outcome) => convertAt(outcome, type, []));
  return {
    ...rest,
    type,
    ...(text && type.kind === "string" ? { text } : {}),
    ...(startsWith && type.kind === "string" ? { startsWith } : {}),
    ...(not && type.kind === "string" && sameKind ? { not } : {}),
    ...(origin && sameKind ? { origin } : {}),
    ...(open && sameKind ? { open } : {}),
    ...(converted?.every((outcome) => outcome.ok)
      ? { outcomes: converted.flatMap((one) => (one.ok ? [one.value] : [])) }
      : {}),
  };
}

function fromString(text: string, type: Type, path: Path): Conversion {
  if (type.kind === "number") {
    const parsed = parseNum(text);
    return parsed === null ? refuse(`${quote(text)} isn't a number`, path) : done(numberValue(parsed));
  }
  if (type.kind === "bool") {
    if (text === "true" || text === "1") return done(boolValue(true));
    if (text === "false" || text === "0") return done(boolValue(false));
    return refuse(`${quote(text)} isn't a bool: it has to be "true" or "false"`, path);
  }
  return done(stringValue(text));
}

const longestQuote = 60;

function quote(text: string): string {
  return JSON.stringify(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text);
}

type Items = { readonly ok: true; readonly items: readonly Value[] } | Extract<Conversion, { readonly ok: false }>;

function convertItems(items: readonly Value[], type: Type, path: Path): Items {
  const converted: Value[] = [];
  for (const [at, item] of items.entries()) {
    const one = convertAt(item, type, [...path, at]);
    if (!one.ok) return one;
    converted.push(one.value);
  }
  return { ok: true, items: converted };
}

type Sequence = Extract<Value, { readonly kind: "list" | "set" | "tuple" }>;
type SequenceType = Extract<Type, { readonly kind: "list" | "set" }>;

function toSequence(value: Sequence, type: SequenceType, path: Path): Conversion {
  const { items } = value;
  // Elements of a set that aren't known may turn out to be one: how many there are isn't known either.
  if (value.kind === "set" && type.kind === "list" && items.length > 1 && !isKnownDeep(value)) {
    return done(combineUnknown(listOf(value.element), value));
  }
  const element = elementFor(value, type.element);
  const converted = convertItems(items, element, path);
  if (!converted.ok) return converted;
  const made = value.kind === "tuple" && type.kind === "list" ? unified(converted.items, element) : converted.items;
  const common = made && elementTypeOf(made, element);
  if (!made || !common) return refuse(`the elements of a ${type.kind} must have one type`, path);
  return done(type.kind === "list" ? listValue(common, made) : setValue(common, made));
}

/** An element type of `any` is what all elements can be. */
function elementFor(value: Value, wanted: Type): Type {
  if (wanted.kind !== "dynamic") return wanted;
  if (value.kind === "tuple") return commonElement(value.items.map(typeOf), true, true) ?? wanted;
  if (value.kind === "object") return commonElement([...value.entries.values()].map(typeOf), true, false) ?? wanted;
  return "element" in value ? value.element : wanted;
}

function elementTypeOf(items: readonly Value[], wanted: Type): Type | null {
  if (!hasDynamic(wanted) || items.length === 0) return withoutOptional(wanted);
  let found: Type = dynamicType;
  for (const item of items) {
    const type = typeOf(item);
    if (found.kind === "dynamic") found = type;
    else if (type.kind !== "dynamic" && !typeEqual(found, type)) return null;
  }
  return found;
}

/** Elements that `any` inside their type left different. */
function unified(items: readonly Value[], element: Type): readonly Value[] | null {
  if (!hasDynamic(element) || items.length === 0) return items;
  const common = unify(items.map(typeOf), true);
  if (!common) return null;
  const converted = convertItems(items, common, []);
  return converted.ok ? converted.items : null;
}

function toTuple(items: readonly Value[], elements: readonly Type[], path: Path): Conversion {
  const converted: Value[] = [];
  for (const [at, item] of items.entries()) {
    const one = convertAt(item, elements[at] ?? dynamicType, [...path, at]);
    if (!one.ok) return one;
    converted.push(one.value);
  }
  return done(tupleValue(converted));
}

type Keyed = Extract<Value, { readonly kind: "map" | "object" }>;

function toMap(value: Keyed, wanted: Type, path: Path): Conversion {
  const element = elementFor(value, wanted);
  const names = [...value.entries.keys()];
  const converted: Value[] = [];
  for (const [name, item] of value.entries) {
    const one = convertAt(item, element, [...path, name]);
    if (!one.ok) return one;
    converted.push(one.value);
  }
  const structured = element.kind !== "dynamic" && "element" in element ? true : element.kind === "object";
  const made = structured ? unified(converted, element) : converted;
  const common = made && elementTypeOf(made, element);
  if (!made || !common) return refuse("the elements of a map must have one type", path);
  return done(
    mapValue(
      common,
      names.flatMap((name, at) => entryOf(name, made[at])),
    ),
  );
}

function entryOf(name: string, value: Value | undefined): readonly (readonly [string, Value])[] {
  return value ? [[name, value]] : [];
}

function toObject(value: Keyed, type: Extract<Type, { readonly kind: "object" }>, path: Path): Conversion {
  const entries: [string, Value][] = [];
  for (const [name, wanted] of type.attributes) {
    const item = value.entries.get(name);
    if (!item) {
      if (!type.optional?.has(name)) return refuse(`key ${quote(name)} is missing`, path);
      entries.push([name, nullValue(withoutOptional(wanted))]);
      continue;
    }
    const one = convertAt(item, wanted, [...path, name]);
    if (!one.ok) return one;
    entries.push([name, one.value]);
  }
  return done(objectValue(entries));
}
