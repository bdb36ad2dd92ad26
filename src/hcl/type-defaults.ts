/** Defaults of optional attributes, put into a value before it is converted to its type (hcl v2.24, typeexpr). */

import { compareCodePoints, type Type } from "./types.ts";
import type { Value } from "./value.ts";

export interface TypeDefaults {
  readonly type: Type;
  /** Of an object's optional attributes, already of the attribute's type. */
  readonly values: ReadonlyMap<string, Value>;
  /** By attribute, by index of a tuple, or "" for all elements of a list, set or map. */
  readonly children: ReadonlyMap<string, TypeDefaults>;
}

/**
 * Attributes that are absent or null get their default, nested ones too; what isn't known, or null itself, stays.
 * Elements may come to have different types: lists and sets become tuples, maps objects, until they are converted.
 */
export function applyDefaults(defaults: TypeDefaults, value: Value): Value {
  switch (value.kind) {
    case "list":
    case "set":
    case "tuple": {
      const items = value.items.map((item, index) => applyChild(childAt(defaults, index), item));
      if (items.every((item, index) => item === value.items[index])) return value;
      return { kind: "tuple", items, ...marksOf(value) };
    }
    case "map":
    case "object": {
      const entries = withDefaults(defaults, value.entries);
      return entries === value.entries ? value : { kind: "object", entries, ...marksOf(value) };
    }
    case "unknown":
      return value.outcomes ? { ...value, outcomes: value.outcomes.map((one) => applyDefaults(defaults, one)) } : value;
    default:
      return value;
  }
}

function withDefaults(defaults: TypeDefaults, given: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  let changed = false;
  for (const [name, value] of given) {
    const applied = applyChild(childNamed(defaults, name), value);
    entries.set(name, applied);
    if (applied !== value) changed = true;
  }
  for (const [name, byDefault] of defaults.values) {
    const value = entries.get(name);
    if (!value || value.kind === "null") entries.set(name, applyChild(childNamed(defaults, name), byDefault));
    // Null would be replaced, so it can't become null any more.
    else if (value.kind === "unknown" && byDefault.kind !== "null" && value.type.kind !== "dynamic" && !value.notNull) {
      entries.set(name, { ...value, notNull: true });
    } else continue;
    changed = true;
  }
  if (!changed) return given;
  return entries.size === given.size ? entries : new Map([...entries].sort(([a], [b]) => compareCodePoints(a, b)));
}

function applyChild(defaults: TypeDefaults | undefined, value: Value): Value {
  return defaults ? applyDefaults(defaults, value) : value;
}

/** A value may be of another shape than the type: then there is nothing for it here, and its conversion fails later. */
function childAt({ type, children }: TypeDefaults, index: number): TypeDefaults | undefined {
  return children.get(type.kind === "tuple" ? String(index) : "");
}

function childNamed({ type, children }: TypeDefaults, name: string): TypeDefaults | undefined {
  return children.get(type.kind === "object" ? name : "");
}

function marksOf({ marks }: Value): Pick<Value, "marks"> {
  return marks ? { marks } : {};
}
