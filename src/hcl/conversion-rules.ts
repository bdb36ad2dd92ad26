/** Which types can be converted to which, by their types alone: the rules of cty's `convert`. */

import type { Type } from "./types.ts";
import { unify } from "./unify.ts";
import { isPrimitiveType, listOf, mapOf, setOf, typeEqual } from "./values.ts";

/** `unsafe` admits conversions that can fail for some values. */
export function canConvert(from: Type, to: Type, unsafe: boolean): boolean {
  if (from === to || to.kind === "dynamic") return true;
  if (from.kind === "dynamic") return unsafe;
  switch (to.kind) {
    case "string":
      return isPrimitiveType(from);
    case "number":
    case "bool":
      return from.kind === to.kind || (unsafe && from.kind === "string");
    case "list":
      return canConvertToSequence(from, to.element, unsafe);
    case "set":
      if (from.kind === "list" && !unsafe) return false;
      return canConvertToSequence(from, to.element, unsafe);
    case "map":
      if (from.kind === "map") return canConvertElement(from.element, to.element, unsafe);
      return from.kind === "object" && canConvertAll([...from.attributes.values()], to.element, unsafe, false);
    case "tuple":
      return from.kind === "tuple" && canConvertTuple(from.elements, to.elements, unsafe);
    case "object":
      if (from.kind === "map") return unsafe && canConvertMapToObject(from.element, to);
      return from.kind === "object" && canConvertObject(from.attributes, to, unsafe);
  }
}

function canConvertElement(from: Type, to: Type, unsafe: boolean): boolean {
  return typeEqual(from, to) || canConvert(from, to, unsafe);
}

function canConvertToSequence(from: Type, element: Type, unsafe: boolean): boolean {
  if (from.kind === "list" || from.kind === "set") return canConvertElement(from.element, element, unsafe);
  return from.kind === "tuple" && canConvertAll(from.elements, element, unsafe, true);
}

function canConvertAll(from: readonly Type[], element: Type, unsafe: boolean, sequence: boolean): boolean {
  if (from.length === 0) return true;
  const wanted = element.kind === "dynamic" ? commonElement(from, unsafe, sequence) : element;
  return wanted !== null && from.every((type) => canConvertElement(type, wanted, unsafe));
}

/** The element type of a collection of `any` made from these. A sequence can't mix what has a type with what has none. */
export function commonElement(types: readonly Type[], unsafe: boolean, sequence: boolean): Type | null {
  const common = unify(types, unsafe);
  if (sequence && common?.kind === "dynamic" && types.some((type) => type.kind !== "dynamic")) return null;
  return common;
}

function canConvertTuple(from: readonly Type[], to: readonly Type[], unsafe: boolean): boolean {
  if (from.length !== to.length) return false;
  return to.every((wanted, at) => {
    const given = from[at];
    return given !== undefined && canConvertElement(given, wanted, unsafe);
  });
}

type ObjectType = Extract<Type, { readonly kind: "object" }>;

function canConvertObject(from: ReadonlyMap<string, Type>, to: ObjectType, unsafe: boolean): boolean {
  for (const [name, wanted] of to.attributes) {
    const given = from.get(name);
    if (!given ? !to.optional?.has(name) : !canConvertElement(given, wanted, unsafe)) return false;
  }
  return true;
}

/** Whether the map has the keys shows when its value is known. */
function canConvertMapToObject(element: Type, to: ObjectType): boolean {
  for (const [name, wanted] of to.attributes) {
    if (!to.optional?.has(name) && !canConvertElement(element, wanted, true)) return false;
  }
  return true;
}

/** `wanted` with what it leaves open (`any`) taken from `given`, for unknowns and nulls. */
export function filledIn(given: Type, wanted: Type): Type {
  if (given.kind === "dynamic") return wanted;
  switch (wanted.kind) {
    case "dynamic":
      return given;
    case "string":
    case "number":
    case "bool":
      return wanted;
    case "map":
      if (given.kind === "map") return mapOf(filledIn(given.element, wanted.element));
      return given.kind === "object" ? mapOf(filledFromAll([...given.attributes.values()], wanted.element)) : wanted;
    case "list":
    case "set": {
      const make = wanted.kind === "list" ? listOf : setOf;
      if (given.kind === "list" || given.kind === "set") return make(filledIn(given.element, wanted.element));
      return given.kind === "tuple" ? make(filledFromAll(given.elements, wanted.element)) : wanted;
    }
    case "tuple":
      if (given.kind !== "tuple") return wanted;
      return { kind: "tuple", elements: wanted.elements.map((type, at) => filledIn(given.elements[at] ?? type, type)) };
    case "object": {
      const attributes = new Map<string, Type>();
      for (const [name, type] of wanted.attributes) {
        const of =
          given.kind === "map" ? given.element : given.kind === "object" ? given.attributes.get(name) : undefined;
        attributes.set(name, of ? filledIn(of, type) : type);
      }
      return { kind: "object", attributes };
    }
  }
}

function filledFromAll(given: readonly Type[], wanted: Type): Type {
  const common = unify(given, true);
  return common ? filledIn(common, wanted) : wanted;
}
