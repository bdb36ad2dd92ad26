/** Values as JSON text, with all digits of their numbers. */

import { formatNum, isInfinite } from "./number.ts";
import type { UnknownValue, Value } from "./value.ts";

/** What JSON has no text for: an unknown, or an infinite number. */
type Obstacle = UnknownValue | "infinite";

/** `unknown` is null for an infinite number, which no JSON text has. */
export type JsonText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly unknown: UnknownValue | null };

export function jsonText(value: Value): JsonText {
  const parts: string[] = [];
  const obstacle = write(value, parts, null);
  if (obstacle === null) return { ok: true, text: parts.join("") };
  return { ok: false, unknown: obstacle === "infinite" ? null : obstacle };
}

/** `onUnknown` writes what stands for an unknown; an infinite number, which Terraform refuses, is null. */
export function jsonTextWithUnknowns(value: Value, onUnknown: (unknown: UnknownValue) => string): string {
  const parts: string[] = [];
  write(value, parts, onUnknown);
  return parts.join("");
}

function write(value: Value, parts: string[], onUnknown: ((unknown: UnknownValue) => string) | null): Obstacle | null {
  switch (value.kind) {
    case "unknown":
      if (!onUnknown) return value;
      parts.push(onUnknown(value));
      return null;
    case "null":
      parts.push("null");
      return null;
    case "string":
      parts.push(quoted(value.value));
      return null;
    case "number":
      if (isInfinite(value.value)) {
        if (!onUnknown) return "infinite";
        parts.push("null");
        return null;
      }
      parts.push(formatNum(value.value));
      return null;
    case "bool":
      parts.push(value.value ? "true" : "false");
      return null;
    case "list":
    case "set":
    case "tuple": {
      parts.push("[");
      for (const [index, item] of value.items.entries()) {
        if (index > 0) parts.push(",");
        const unknown = write(item, parts, onUnknown);
        if (unknown) return unknown;
      }
      parts.push("]");
      return null;
    }
    case "map":
    case "object": {
      parts.push("{");
      let first = true;
      for (const [name, item] of value.entries) {
        if (!first) parts.push(",");
        first = false;
        parts.push(quoted(name), ":");
        const unknown = write(item, parts, onUnknown);
        if (unknown) return unknown;
      }
      parts.push("}");
      return null;
    }
  }
}

/** Line separators escaped: some readers of one JSON a line take them for line breaks. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0085\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
