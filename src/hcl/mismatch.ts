/** Says why one type isn't another: at the first part that differs. */

import { canConvert } from "./conversion-rules.ts";
import { typeEqual } from "./type-relations.ts";
import { typeName } from "./type-text.ts";
import { dynamicType, type Type } from "./types.ts";

export interface Mismatch {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

export function mismatch(given: Type, wanted: Type, path: readonly (string | number)[]): Mismatch {
  return inObject(given, wanted, path) ?? inElements(given, wanted, path) ?? { message: plain(given, wanted), path };
}

function differs(given: Type, wanted: Type): boolean {
  return !typeEqual(given, wanted) && !canConvert(given, wanted, true);
}

function inObject(given: Type, wanted: Type, path: readonly (string | number)[]): Mismatch | null {
  if (wanted.kind !== "object" || given.kind !== "object") return null;
  const missing = [...wanted.attributes.keys()].filter(
    (name) => !given.attributes.has(name) && !wanted.optional?.has(name),
  );
  if (missing.length > 0) {
    const names = missing.map((name) => JSON.stringify(name)).join(", ");
    return {
      message: missing.length === 1 ? `attribute ${names} is missing` : `attributes ${names} are missing`,
      path,
    };
  }
  for (const [name, type] of wanted.attributes) {
    const of = given.attributes.get(name);
    if (of && differs(of, type)) return mismatch(of, type, [...path, name]);
  }
  return null;
}

function inElements(given: Type, wanted: Type, path: readonly (string | number)[]): Mismatch | null {
  if (wanted.kind === "tuple" && given.kind === "tuple" && given.elements.length === wanted.elements.length) {
    for (const [at, type] of given.elements.entries()) {
      const of = wanted.elements[at] ?? dynamicType;
      if (differs(type, of)) return mismatch(type, of, [...path, at]);
    }
    return null;
  }
  if (wanted.kind !== "list" && wanted.kind !== "set" && wanted.kind !== "map") return null;
  const parts = partsOf(given, wanted.kind);
  if (!parts) return null;
  if (wanted.element.kind === "dynamic")
    return { message: `the elements of a ${wanted.kind} must have one type`, path };
  for (const [key, type] of parts) {
    if (differs(type, wanted.element)) return mismatch(type, wanted.element, [...path, key]);
  }
  return null;
}

function partsOf(given: Type, wanted: "list" | "set" | "map"): Iterable<readonly [string | number, Type]> | null {
  if (wanted === "map") return given.kind === "object" ? given.attributes : null;
  return given.kind === "tuple" ? given.elements.entries() : null;
}

function plain(given: Type, wanted: Type): string {
  if (given.kind === "tuple" && wanted.kind === "tuple") {
    return `${wanted.elements.length} elements are needed, there are ${given.elements.length}`;
  }
  const wantedName = wanted.kind === "dynamic" ? "any value" : typeName(wanted).replaceAll("dynamic", "any one type");
  return `${article(wantedName)} is needed, not ${article(typeName(given))}`;
}

function article(name: string): string {
  return /^[aeiou]/.test(name) ? (name.startsWith("any") ? name : `an ${name}`) : `a ${name}`;
}
