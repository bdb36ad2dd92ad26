import { canConvert } from "../../hcl/conversion-rules.ts";
import { convert } from "../../hcl/convert.ts";
import { marksDeep, unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionRecord, FunctionRefusal, FunctionResult } from "../../hcl/scope.ts";
import { typeOf } from "../../hcl/type-of.ts";
import { listOf, mapOf, setOf, typeEqual } from "../../hcl/type-relations.ts";
import { typeName } from "../../hcl/type-text.ts";
import { boolType, dynamicType, numberType, stringType, type Type } from "../../hcl/types.ts";
import type { Marks, Value } from "../../hcl/value.ts";
import { boolValue, combineUnknown } from "../../hcl/values.ts";
import { answer, any, everything, refuse } from "./answers.ts";
import { withoutEphemeral } from "./ephemeral.ts";

function to(name: string, wanted: Type): FunctionRecord {
  return {
    name,
    description: `The value as ${wanted.kind === "bool" ? "a bool" : `a ${wanted.kind}`}.`,
    parameters: [any("v", everything)],
    result: wanted,
    check: ([value]) => impossible(value, wanted),
    call: ([value]) => {
      if (!value) return refuse("a value is required", 0);
      const wrong = impossible(value, wanted);
      if (wrong) return wrong;
      const converted = convert(value, wanted);
      return converted.ok ? answer(converted.value) : notConverted(value, wanted, converted.message);
    },
  };
}

function impossible(value: Value | undefined, wanted: Type): FunctionRefusal | null {
  const given = value ? typeOf(value) : dynamicType;
  if (typeEqual(given, wanted) || canConvert(given, wanted, true)) return null;
  return refuse(`${typeName(given)} can't be converted to ${typeName(wanted)}`, 0);
}

/** What is sensitive isn't told. */
function notConverted(value: Value, wanted: Type, message: string): FunctionResult {
  if (marksDeep(value)?.sensitive) return refuse(`this sensitive value can't be converted to ${typeName(wanted)}`, 0);
  return refuse(message, 0);
}

/** A function that only changes or looks at the marks of its argument. */
function ofMarks(name: string, description: string, call: (value: Value) => Value): FunctionRecord {
  return {
    name,
    description,
    parameters: [any("value", everything)],
    result: ([value]) => (value ? typeOf(value) : dynamicType),
    call: ([value]) => (value ? answer(call(value)) : refuse("a value is required", 0)),
  };
}

function withoutSensitive(marks: Marks | undefined): Marks | undefined {
  return marks?.ephemeral ? { ephemeral: true } : undefined;
}

export const conversionFunctions: readonly FunctionRecord[] = [
  to("tobool", boolType),
  to("tolist", listOf(dynamicType)),
  to("tomap", mapOf(dynamicType)),
  to("tonumber", numberType),
  to("toset", setOf(dynamicType)),
  to("tostring", stringType),
  ofMarks("sensitive", "The value, marked as sensitive.", (value) => withMarks(value, { sensitive: true })),
  ofMarks("nonsensitive", "The value without its sensitive mark.", (value) =>
    withMarks(unmark(value), withoutSensitive(value.marks)),
  ),
  ofMarks("ephemeralasnull", "The value with nulls for what is ephemeral in it.", withoutEphemeral),
  {
    name: "issensitive",
    description: "Whether the value is marked as sensitive.",
    parameters: [any("value", everything)],
    result: boolType,
    call: ([value]) => {
      if (value?.marks?.sensitive) return answer(boolValue(true));
      return answer(value?.kind === "unknown" ? combineUnknown(boolType, value) : boolValue(false));
    },
  },
];
