import { unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { typeName } from "../../hcl/type-text.ts";
import { dynamicType, numberType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown, numberValue } from "../../hcl/values.ts";
import { answer, any, ofType, refuse, type TypeAnswer, typed } from "./answers.ts";
import { graphemeCount } from "./go/graphemes.ts";

export const lengthFunction: FunctionRecord = {
  name: "length",
  description: "How many elements a collection has, or characters a text.",
  parameters: [any("value", { allowUnknown: true, allowMarks: true, allowDynamic: true })],
  resultNotNull: true,
  ...typed(lengthType),
  call: (args) => {
    const type = lengthType(args);
    return type.ok && args[0] ? answer(withMarks(lengthOf(unmark(args[0])), args[0].marks)) : refusal(type);
  },
};

function refusal(type: TypeAnswer): FunctionResult {
  return type.ok ? refuse("a value is required", 0) : type;
}

function lengthType([value]: readonly Value[]): TypeAnswer {
  const type = value ? typeOf(value) : dynamicType;
  if (type.kind === "number" || type.kind === "bool") {
    return refuse(`a text, collection, tuple or object is required, not ${typeName(type)}`);
  }
  return ofType(numberType);
}

function lengthOf(value: Value): Value {
  const type = typeOf(value);
  if (type.kind === "tuple") return numberValue(type.elements.length);
  if (value.kind === "object" || value.kind === "map") return numberValue(value.entries.size);
  if (type.kind === "object") return numberValue(type.attributes.size);
  if (value.kind === "string") return numberValue(graphemeCount(value.value));
  if (value.kind === "list") return numberValue(value.items.length);
  // Elements of a set that aren't known may turn out to be one.
  if (value.kind === "set" && (value.items.length < 2 || isKnownDeep(value))) return numberValue(value.items.length);
  return { ...combineUnknown(numberType, value), notNull: true };
}
