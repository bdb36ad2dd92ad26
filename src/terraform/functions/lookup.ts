import { convert } from "../../hcl/convert.ts";
import { mergeMarks, unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { typeOf } from "../../hcl/type-of.ts";
import { dynamicType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown } from "../../hcl/values.ts";
import { answer, any, entriesOf, everything, ofType, refuse, type TypeAnswer, text, textOf, typed } from "./answers.ts";

export const lookupFunction: FunctionRecord = {
  name: "lookup",
  cost: 1 / 32,
  description: "The value of a key, or a default when there is no such key.",
  parameters: [
    any("inputMap", { allowUnknown: true, allowMarks: true }),
    text("key", { allowUnknown: true, allowMarks: true }),
  ],
  variadic: any("default", everything),
  ...typed(lookupType),
  call: (args) => {
    const type = lookupType(args);
    return type.ok ? lookup(args, type.type) : type;
  },
};

function lookupType(args: readonly Value[]): TypeAnswer {
  const [map, key, fallback] = args;
  if (args.length > 3) return refuse(`two or three arguments are required, not ${args.length}`);
  const type = map ? typeOf(map) : dynamicType;
  if (type.kind === "object") {
    const name = key && unmark(key);
    if (name?.kind !== "string") return ofType(dynamicType);
    const attribute = type.attributes.get(name.value);
    if (attribute) return ofType(attribute);
    if (fallback) return ofType(typeOf(fallback));
    return refuse(`the object has no attribute ${quoted(key, name.value)}`, 0);
  }
  if (type.kind !== "map") return refuse("a map or object is required", 0);
  if (fallback && !convert(fallback, type.element).ok) {
    return refuse("the default must have the type of the map's elements", 2);
  }
  return ofType(type.element);
}

/** Sensitive keys aren't told. */
function quoted(key: Value | undefined, name: string): string {
  return key?.marks?.sensitive ? "of that (sensitive) name" : JSON.stringify(name);
}

function lookup([map, key, fallback]: readonly Value[], type: Type): FunctionResult {
  if (!map || !key) return refuse("a map and a key are required");
  const marks = mergeMarks(map.marks, key.marks);
  if (map.kind === "unknown" || key.kind === "unknown") return answer(withMarks(combineUnknown(type, map, key), marks));
  const name = textOf(key);
  const found = entriesOf(map).get(name);
  if (found) return answer(withMarks(found, marks));
  if (!fallback) return refuse(`there is no key ${quoted(key, name)}`);
  const converted = convert(fallback, type);
  return converted.ok ? answer(withMarks(converted.value, marks)) : refuse(converted.message, 2);
}
