/**
 * Which types can be converted to which, by their types alone, and what types have in common: the rules of cty's
 * `convert`. The two ask each other: elements of any type become what they have in common.
 */

import { isPrimitiveType, listOf, mapOf, setOf, typeEqual } from "./type-relations.ts";
import { dynamicType, type Type } from "./types.ts";

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

// ── What types have in common ────────────────────────────────────────────────────────────────────────────────────

/** `unsafe` admits conversions that can fail for some values, such as string to number. */
export function unify(types: readonly Type[], unsafe = true): Type | null {
  return unifyDistinct(distinct(types), unsafe);
}

/** More types than these are left as they are: comparing all with all would cost more than it saves. */
const manyTypes = 64;

function distinct(types: readonly Type[]): readonly Type[] {
  if (types.length < 2) return types;
  const found: Type[] = [];
  for (const type of types) {
    if (found.length >= manyTypes) found.push(type);
    else if (!found.some((known) => typeEqual(known, type))) found.push(type);
  }
  return found;
}

function unifyDistinct(types: readonly Type[], unsafe: boolean): Type | null {
  const first = types[0];
  if (!first) return null;
  if (types.length === 1) return first;
  const counts = { list: 0, set: 0, map: 0, object: 0, tuple: 0, dynamic: 0, string: 0, number: 0, bool: 0 };
  for (const type of types) counts[type.kind] += 1;
  const total = types.length;
  const withDynamic = counts.dynamic > 0;
  if (counts.map > 0 && counts.map + counts.dynamic === total) {
    return withDynamic ? dynamicType : collectionOf(mapOf, types, unsafe);
  }
  if (counts.map > 0 && counts.map + counts.object + counts.dynamic === total) {
    const asMap = withStructuresAs("object", types, unsafe);
    if (asMap?.kind === "map") return asMap;
  } else if (counts.list > 0 && counts.list + counts.dynamic === total) {
    return withDynamic ? dynamicType : collectionOf(listOf, types, unsafe);
  } else if (counts.list > 0 && counts.list + counts.tuple + counts.dynamic === total) {
    const asList = withStructuresAs("tuple", types, unsafe);
    if (asList?.kind === "list") return asList;
  } else if (counts.set > 0 && counts.set + counts.dynamic === total) {
    return withDynamic ? dynamicType : collectionOf(setOf, types, unsafe);
  } else if (counts.object > 0 && counts.object + counts.dynamic === total) {
    return withDynamic ? dynamicType : unifyObjects(types, unsafe);
  } else if (counts.tuple > 0 && counts.tuple + counts.dynamic === total) {
    return withDynamic ? dynamicType : unifyTuples(types, unsafe);
  } else if (counts.object > 0 && counts.tuple > 0) {
    return null;
  }
  for (const candidate of mostGeneralFirst(types)) {
    if (types.every((type) => typeEqual(type, candidate) || canConvert(type, candidate, unsafe))) return candidate;
  }
  return null;
}

function collectionOf(make: (element: Type) => Type, types: readonly Type[], unsafe: boolean): Type | null {
  const element = unify(
    types.flatMap((type) => ("element" in type ? [type.element] : [])),
    unsafe,
  );
  return element && reachable(make(element), types, unsafe);
}

function reachable(result: Type, types: readonly Type[], unsafe: boolean): Type | null {
  return types.every((type) => typeEqual(type, result) || canConvert(type, result, unsafe)) ? result : null;
}

/** Objects are often maps in disguise, tuples lists: first these are one collection, then that with the others. */
function withStructuresAs(kind: "object" | "tuple", types: readonly Type[], unsafe: boolean): Type | null {
  const structures = types.filter((type) => type.kind === kind);
  const collection = kind === "object" ? objectsAsMap(structures, unsafe) : tuplesAsList(structures, unsafe);
  if (!collection) return null;
  return unify(
    types.map((type) => (type.kind === kind ? collection : type)),
    unsafe,
  );
}

/** The list or map that a tuple or object by itself would be; null where its elements have nothing in common. */
export function asCollection(type: Type): Type | null {
  if (type.kind === "tuple") return tuplesAsList([type], true);
  return type.kind === "object" ? objectsAsMap([type], true) : null;
}

function unifyObjects(types: readonly Type[], unsafe: boolean): Type | null {
  const objects = types.flatMap((type) => (type.kind === "object" ? [type.attributes] : []));
  const first = objects[0];
  if (!first) return null;
  const sameNames = objects.every(
    (other) => other.size === first.size && [...other.keys()].every((name) => first.has(name)),
  );
  if (!sameNames) return objectsAsMap(types, unsafe);
  const attributes = new Map<string, Type>();
  for (const name of first.keys()) {
    const across = objects.map((other) => other.get(name) ?? dynamicType);
    const type = unify(across, unsafe);
    if (!type) return null;
    attributes.set(name, type);
  }
  return reachable({ kind: "object", attributes }, types, unsafe) ?? objectsAsMap(types, unsafe);
}

function objectsAsMap(types: readonly Type[], unsafe: boolean): Type | null {
  const element = unify(
    types.flatMap((type) => (type.kind === "object" ? [...type.attributes.values()] : [])),
    unsafe,
  );
  return element && reachable(mapOf(element), types, unsafe);
}

function unifyTuples(types: readonly Type[], unsafe: boolean): Type | null {
  const tuples = types.flatMap((type) => (type.kind === "tuple" ? [type.elements] : []));
  const first = tuples[0];
  if (!first) return null;
  if (tuples.some((other) => other.length !== first.length)) return tuplesAsList(types, unsafe);
  const elements: Type[] = [];
  for (const at of first.keys()) {
    const type = unify(
      tuples.map((other) => other[at] ?? dynamicType),
      unsafe,
    );
    if (!type) return null;
    elements.push(type);
  }
  return reachable({ kind: "tuple", elements }, types, unsafe) ?? tuplesAsList(types, unsafe);
}

function tuplesAsList(types: readonly Type[], unsafe: boolean): Type | null {
  const element = unify(
    types.flatMap((type) => (type.kind === "tuple" ? [...type.elements] : [])),
    unsafe,
  );
  return element && reachable(listOf(element), types, unsafe);
}

/** A topological order; types that can't be compared keep theirs. */
function mostGeneralFirst(types: readonly Type[]): readonly Type[] {
  const less: number[][] = types.map(() => []);
  const above = types.map(() => 0);
  for (const [i, a] of types.entries()) {
    for (const [j, b] of types.entries()) {
      if (i >= j) continue;
      const order = compareGenerality(a, b);
      const [general, special] = order < 0 ? [i, j] : [j, i];
      if (order === 0) continue;
      less[general]?.push(special);
      above[special] = (above[special] ?? 0) + 1;
    }
  }
  const queue = [...above.keys()].filter((at) => above[at] === 0);
  for (const at of queue) {
    for (const special of less[at] ?? []) {
      const left = (above[special] ?? 0) - 1;
      above[special] = left;
      if (left === 0) queue.push(special);
    }
  }
  return queue.flatMap((at) => types[at] ?? []);
}

/** Negative when `a` is the more general. */
function compareGenerality(a: Type, b: Type): number {
  if (a.kind === "dynamic" || b.kind === "dynamic") return Number(a.kind === "dynamic") - Number(b.kind === "dynamic");
  if (isPrimitiveType(a) && isPrimitiveType(b)) return Number(b.kind === "string") - Number(a.kind === "string");
  if ((a.kind === "list" || a.kind === "set" || a.kind === "map") && a.kind === b.kind) {
    return compareGenerality(a.element, b.element);
  }
  if (a.kind === "object" && b.kind === "object") return compareObjects(a.attributes, b.attributes);
  if (a.kind === "tuple" && b.kind === "tuple") {
    return a.elements.length === b.elements.length ? compareAll(a.elements, b.elements) : 0;
  }
  return kindRank(b, a) - kindRank(a, b);
}

function compareObjects(a: ReadonlyMap<string, Type>, b: ReadonlyMap<string, Type>): number {
  if (a.size !== b.size || [...a.keys()].some((name) => !b.has(name))) return 0;
  const names = [...a.keys()];
  return compareAll(
    names.map((name) => a.get(name) ?? dynamicType),
    names.map((name) => b.get(name) ?? dynamicType),
  );
}

function compareAll(a: readonly Type[], b: readonly Type[]): number {
  const orders = a.map((type, at) => compareGenerality(type, b[at] ?? dynamicType));
  const aMore = orders.some((order) => order < 0);
  const bMore = orders.some((order) => order > 0);
  return aMore === bMore ? 0 : aMore ? -1 : 1;
}

/** Lists are above tuples, tuples and lists above sets, maps above objects; other kinds can't be compared. */
function kindRank(type: Type, other: Type): number {
  if (type.kind === "list") return other.kind === "tuple" || other.kind === "set" ? 1 : 0;
  if (type.kind === "tuple") return other.kind === "set" ? 1 : 0;
  if (type.kind === "map") return other.kind === "object" ? 1 : 0;
  return 0;
}
