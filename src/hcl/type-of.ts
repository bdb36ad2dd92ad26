/** What a value is: its type, its parts, whether all of it is known. */

import { boolType, numberType, stringType, type Type } from "./types.ts";
import type { Value } from "./value.ts";

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
  /** How many values were looked at. */
  readonly size: number;
}
/** What is smaller is looked at again faster than it is remembered. */
const worthRemembering = 32;
const summaries = new WeakMap<Value, Summary>();
const knownLeaf: Summary = { known: true, settled: true, size: 1 };
const unknownLeaf: Summary = { known: false, settled: true, size: 1 };

function summaryOf(value: Value): Summary {
  if (value.kind === "unknown") return unknownLeaf;
  if (value.kind === "string" || value.kind === "number" || value.kind === "bool" || value.kind === "null")
    return knownLeaf;
  const remembered = summaries.get(value);
  if (remembered) return remembered;
  let known = true;
  let settled = isSettled(value);
  let size = 1;
  for (const child of childrenOf(value)) {
    const summary = summaryOf(child);
    known &&= summary.known;
    settled &&= summary.settled;
    size += summary.size;
    if (!known && !settled) break;
  }
  const summary = { known, settled, size };
  if (settled && size >= worthRemembering) summaries.set(value, summary);
  return summary;
}

/** No unknown in it anywhere. */
export function isKnownDeep(value: Value): boolean {
  return summaryOf(value).known;
}

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
      return { kind: value.kind, element: value.element };
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
  const { settled, size } = summaryOf(value);
  if (settled && size >= worthRemembering) typesOf.set(value, type);
  return type;
}
