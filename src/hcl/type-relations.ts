/** Types compared with types. */

import { dynamicType, type Type } from "./types.ts";

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

/** cty's conformance: `dynamic` in the wanted type stands for any. */
export function conforms(type: Type, wanted: Type): boolean {
  if (wanted.kind === "dynamic") return true;
  switch (wanted.kind) {
    case "string":
    case "number":
    case "bool":
      return type.kind === wanted.kind;
    case "list":
    case "set":
    case "map":
      return type.kind === wanted.kind && conforms(type.element, wanted.element);
    case "tuple":
      return (
        type.kind === "tuple" &&
        type.elements.length === wanted.elements.length &&
        wanted.elements.every((element, at) => {
          const given = type.elements[at];
          return given !== undefined && conforms(given, element);
        })
      );
    case "object":
      if (type.kind !== "object" || type.attributes.size !== wanted.attributes.size) return false;
      for (const [name, attribute] of wanted.attributes) {
        const given = type.attributes.get(name);
        if (!given || !conforms(given, attribute)) return false;
      }
      return true;
  }
}
