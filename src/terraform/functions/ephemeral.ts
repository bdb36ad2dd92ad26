import { unmark, withMarks } from "../../hcl/marks.ts";
import { typeOf } from "../../hcl/type-of.ts";
import type { Value } from "../../hcl/value.ts";
import { nullValue } from "../../hcl/values.ts";

/** Ephemeral values, wherever they are, become nulls of their types. */
export function withoutEphemeral(value: Value): Value {
  if (value.marks?.ephemeral) {
    const marks = value.marks.sensitive ? ({ sensitive: true } as const) : undefined;
    return withMarks(nullValue(typeOf(unmark(value))), marks);
  }
  switch (value.kind) {
    case "list":
    case "set":
    case "tuple":
      return { ...value, items: value.items.map(withoutEphemeral) };
    case "map":
    case "object":
      return {
        ...value,
        entries: new Map(Array.from(value.entries, ([name, entry]) => [name, withoutEphemeral(entry)])),
      };
    case "string":
    case "number":
    case "bool":
    case "null":
    case "unknown":
      return value;
  }
}
