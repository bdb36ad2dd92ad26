import { trimLeft, trimRight } from "../../hcl/characters.ts";
import type { FunctionRecord } from "../../hcl/scope.ts";
import { stringType } from "../../hcl/types.ts";
import { answerText, text, textOf } from "./answers.ts";

export const trimFunctions: readonly FunctionRecord[] = [
  {
    name: "trim",
    description: "The text without certain characters at its ends.",
    parameters: [text("str"), text("cutset")],
    result: stringType,
    resultNotNull: true,
    call: ([value, cutset]) => answerText(trim(textOf(value), new Set(textOf(cutset)))),
  },
  {
    name: "trimprefix",
    description: "The text without a beginning, if it has it.",
    parameters: [text("str"), text("prefix")],
    result: stringType,
    resultNotNull: true,
    call: ([value, prefixValue]) => {
      const prefix = textOf(prefixValue);
      return answerText(textOf(value).startsWith(prefix) ? textOf(value).slice(prefix.length) : textOf(value));
    },
  },
  {
    name: "trimsuffix",
    description: "The text without an end, if it has it.",
    parameters: [text("str"), text("suffix")],
    result: stringType,
    resultNotNull: true,
    call: ([value, suffixValue]) => {
      const whole = textOf(value);
      const suffix = textOf(suffixValue);
      return answerText(whole.endsWith(suffix) ? whole.slice(0, whole.length - suffix.length) : whole);
    },
  },
  {
    name: "trimspace",
    description: "The text without white space at its ends.",
    parameters: [text("str")],
    result: stringType,
    resultNotNull: true,
    call: ([value]) => answerText(trimLeft(trimRight(textOf(value)))),
  },
];

/** By code points, as Go cuts: combined characters come apart. */
function trim(value: string, cutset: ReadonlySet<string>): string {
  let start = 0;
  while (start < value.length && cutset.has(characterAt(value, start))) start += characterAt(value, start).length;
  let end = value.length;
  while (end > start && cutset.has(characterBefore(value, end))) end -= characterBefore(value, end).length;
  return value.slice(start, end);
}

function characterAt(whole: string, at: number): string {
  return String.fromCodePoint(whole.codePointAt(at) ?? 0);
}

function characterBefore(whole: string, end: number): string {
  const pair = whole.codePointAt(end - 2) ?? 0;
  return pair > 0xffff ? String.fromCodePoint(pair) : whole.charAt(end - 1);
}
