import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { stringType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown } from "../../hcl/values.ts";
import { answer, answerText, text, textOf } from "./answers.ts";
import { goLower, goTitle, goUpper } from "./go/letter-case.ts";
import { queryEscape } from "./go/query-escape.ts";
import { filterText } from "./holes.ts";

/** Of functions that treat each character alone, so that they work on texts with holes. */
function perCharacter(filter: "lower" | "upper" | "urlencode", transform: (plain: string) => string) {
  return ([value]: readonly Value[]): FunctionResult => {
    if (value?.kind === "string") return answerText(transform(value.value));
    if (value?.kind !== "unknown") return answerText("");
    if (value.text) return answer(filterText(value, filter, transform));
    return answer({ ...combineUnknown(stringType, value), notNull: true });
  };
}

export const letterCaseFunctions: readonly FunctionRecord[] = [
  {
    name: "lower",
    description: "The text with all letters in lower case.",
    parameters: [text("str", { allowUnknown: true })],
    result: stringType,
    resultNotNull: true,
    call: perCharacter("lower", goLower),
  },
  {
    name: "upper",
    description: "The text with all letters in upper case.",
    parameters: [text("str", { allowUnknown: true })],
    result: stringType,
    resultNotNull: true,
    call: perCharacter("upper", goUpper),
  },
  {
    name: "title",
    cost: 8,
    description: "The text with the first letter of every word in upper case.",
    parameters: [text("str")],
    result: stringType,
    resultNotNull: true,
    call: ([value]) => answerText(goTitle(textOf(value))),
  },
  {
    name: "urlencode",
    description: "The text escaped for the query of a URL; a blank becomes a plus sign.",
    parameters: [text("str", { allowUnknown: true })],
    result: stringType,
    resultNotNull: true,
    call: perCharacter("urlencode", queryEscape),
  },
];
