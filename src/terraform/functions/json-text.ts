/** Values as JSON, as Go writes it. */

import { formatNum, isInfinite } from "../../hcl/number.ts";
import type { Value } from "../../hcl/value.ts";

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** In quotes; also escapes what HTML would take for markup, and the line separators of Unicode. */
export function jsonString(text: string): string {
  const escaped = text.replace(/["\\\u0000-\u001f<>&\u2028\u2029]/g, (character) => {
    const short = escapes.get(character);
    return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

/** Of a value without unknowns and marks; null when there is an infinity in it, which JSON can't say. */
export function jsonText(value: Value): string | null {
  switch (value.kind) {
    case "string":
      return jsonString(value.value);
    case "number":
      return isInfinite(value.value) ? null : formatNum(value.value);
    case "bool":
      return value.value ? "true" : "false";
    case "null":
    case "unknown":
      return "null";
    case "list":
    case "set":
    case "tuple": {
      const items: string[] = [];
      for (const item of value.items) {
        const text = jsonText(item);
        if (text === null) return null;
        items.push(text);
      }
      return `[${items.join(",")}]`;
    }
    case "map":
    case "object": {
      const members: string[] = [];
      for (const [name, item] of value.entries) {
        const text = jsonText(item);
        if (text === null) return null;
        members.push(`${jsonString(name)}:${text}`);
      }
      return `{${members.join(",")}}`;
    }
  }
}
