/** Values as the recorded answers write them. */

import { formatNum } from "../../src/hcl/number.ts";
import type { Value } from "../../src/hcl/value.ts";

/** JSON text with all digits of its numbers; unknowns are `?`. */
export function jsonText(value: Value): string {
  switch (value.kind) {
    case "string":
      return JSON.stringify(value.value);
    case "number":
      return formatNum(value.value);
    case "bool":
      return String(value.value);
    case "null":
      return "null";
    case "unknown":
      return "?";
    case "list":
    case "set":
    case "tuple":
      return `[${value.items.map(jsonText).join(",")}]`;
    case "map":
    case "object":
      return `{${Array.from(value.entries, ([name, item]) => `${JSON.stringify(name)}:${jsonText(item)}`).join(",")}}`;
  }
}

/** The same text with its strings escaped as `JSON.stringify` does. */
export function sameEscapes(json: string): string {
  return json.replaceAll(/"(?:\\.|[^"\\])*"/g, (text) => JSON.stringify(JSON.parse(text)));
}
