/** Types in words and in full. */

import type { Type } from "./types.ts";

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
