import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { dynamicType, stringType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { answer, answerText, any, refuse, text, textOf } from "./answers.ts";
import { unknownWithStart } from "./holes.ts";
import { decodeJson } from "./json-decode.ts";
import { jsonText } from "./json-text.ts";

export const jsonFunctions: readonly FunctionRecord[] = [
  {
    name: "jsonencode",
    cost: 2,
    description: "The value as JSON.",
    parameters: [any("val", { allowNull: true, allowUnknown: true, allowDynamic: true })],
    result: stringType,
    resultNotNull: true,
    call: ([value]) => (value ? encode(value) : answerText("null")),
  },
  {
    name: "jsondecode",
    description: "The value that a text in JSON says.",
    parameters: [text("str")],
    result: dynamicType,
    call: ([value]) => {
      const decoded = decodeJson(textOf(value));
      return typeof decoded === "string" ? refuse(`the text is not JSON: ${decoded}`) : answer(decoded);
    },
  },
];

function encode(value: Value): FunctionResult {
  if (!isKnownDeep(value)) {
    const start = value.kind === "unknown" && !value.notNull ? "" : firstSign(typeOf(value));
    return answer(unknownWithStart(start, [value]));
  }
  const json = jsonText(value);
  return json === null ? refuse("infinity has no JSON") : answerText(json);
}

/** What JSON of the type begins with; "" when that differs. */
function firstSign(type: Type): string {
  switch (type.kind) {
    case "string":
      return '"';
    case "object":
    case "map":
      return "{";
    case "tuple":
    case "list":
    case "set":
      return "[";
    case "number":
    case "bool":
    case "dynamic":
      return "";
  }
}
