/** Values as headlines name them: short, and never what is secret. */

import { formatNum } from "./number.ts";
import { typeOf } from "./type-of.ts";
import { typeName } from "./type-text.ts";
import type { Value } from "./value.ts";

const longestText = 40;

/** `"text"`, `5`, `true`, `null`; of everything else the type: `a list of string`. */
export function describe(value: Value): string {
  if (value.marks?.sensitive) return `a sensitive ${value.kind === "null" ? "value" : typeName(typeOf(value))}`;
  switch (value.kind) {
    case "string":
      return quoteShort(value.value);
    case "number":
      return shorten(formatNum(value.value));
    case "bool":
      return String(value.value);
    case "null":
      return "null";
    case "object":
      return "an object";
    case "list":
    case "set":
    case "map":
    case "tuple":
      return `a ${typeName(typeOf(value))}`;
    case "unknown":
      return value.type.kind === "dynamic" ? "an unknown value" : `an unknown ${typeName(value.type)}`;
  }
}

export function quoteShort(text: string): string {
  return JSON.stringify(shorten(text));
}

function shorten(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** `["a"][0].b`: where in a value a part of it is; "" for the whole. */
export function describePath(path: readonly (string | number)[]): string {
  return path
    .map((step) =>
      typeof step === "string" && /^[A-Za-z_][\w-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
    )
    .join("");
}
