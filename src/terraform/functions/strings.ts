import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { compareCodePoints } from "../../hcl/text-order.ts";
import { listOf } from "../../hcl/type-relations.ts";
import { boolType, stringType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { boolValue, combineUnknown, listValue, stringValue } from "../../hcl/values.ts";
import {
  answer,
  answerBool,
  answerText,
  intOf,
  listOfType,
  notInt,
  number,
  refuse,
  text,
  textOf,
  textTooLong,
  tooManyElements,
} from "./answers.ts";
import { afterGraphemes, graphemeCount, reverseGraphemes } from "./go/graphemes.ts";
import { knownStart } from "./holes.ts";

const listOfString: Type = listOf(stringType);

export const stringFunctions: readonly FunctionRecord[] = [
  {
    name: "strrev",
    cost: 8,
    description: "The text with its characters in reverse order.",
    parameters: [text("str")],
    result: stringType,
    resultNotNull: true,
    call: ([value]) => answerText(reverseGraphemes(textOf(value))),
  },
  {
    name: "substr",
    cost: 4,
    description: "Part of a text, by offset and length in characters; a negative offset counts from the end.",
    parameters: [text("str"), number("offset"), number("length")],
    result: stringType,
    resultNotNull: true,
    call: ([value, offsetValue, lengthValue]) => {
      const offset = intOf(offsetValue);
      const length = intOf(lengthValue);
      return offset === null || length === null ? refuse(notInt) : answerText(substring(textOf(value), offset, length));
    },
  },
  {
    name: "split",
    description: "The parts of a text between separators.",
    parameters: [text("separator"), text("str")],
    result: listOfString,
    resultNotNull: true,
    call: ([separator, value]) => {
      const whole = textOf(value);
      const by = textOf(separator);
      // Without a separator Go splits between code points.
      const parts = by === "" ? Array.from(whole) : whole.split(by);
      return tooManyElements(parts.length) ?? answer(listValue(stringType, parts.map(stringValue)));
    },
  },
  {
    name: "indent",
    description: "The text with blanks added after every line break.",
    parameters: [number("spaces"), text("str")],
    result: stringType,
    resultNotNull: true,
    call: ([spacesValue, value]) => {
      const spaces = intOf(spacesValue);
      const lines = textOf(value).split("\n");
      if (spaces === null) return refuse(notInt);
      if (spaces < 0) return refuse("the number of spaces must not be negative");
      return (
        textTooLong(textOf(value).length + spaces * (lines.length - 1)) ??
        answerText(lines.join(`\n${lines.length > 1 ? " ".repeat(spaces) : ""}`))
      );
    },
  },
  {
    name: "chomp",
    description: "The text without line breaks at its end.",
    parameters: [text("str")],
    result: stringType,
    resultNotNull: true,
    call: ([value]) => answerText(chomp(textOf(value))),
  },
  {
    name: "startswith",
    description: "Whether a text begins with another.",
    parameters: [text("str", { allowUnknown: true }), text("prefix")],
    result: boolType,
    resultNotNull: true,
    call: startsWith,
  },
  {
    name: "endswith",
    description: "Whether a text ends with another.",
    parameters: [text("str"), text("suffix")],
    result: boolType,
    resultNotNull: true,
    call: ([value, suffix]) => answerBool(textOf(value).endsWith(textOf(suffix))),
  },
  {
    name: "strcontains",
    description: "Whether a text has another in it.",
    parameters: [text("str"), text("substr")],
    result: boolType,
    call: ([value, part]) => answerBool(textOf(value).includes(textOf(part))),
  },
  {
    name: "sort",
    description: "The strings in the order of their code points.",
    parameters: [listOfType(stringType, "list", { allowUnknown: true })],
    result: listOfString,
    resultNotNull: true,
    call: ([list]) => (list?.kind === "list" ? sortStrings(list.items, list) : answer(unknownList(list))),
  },
];

function chomp(value: string): string {
  let end = value.length;
  while (end > 0 && (value[end - 1] === "\n" || value[end - 1] === "\r")) end--;
  return value.slice(0, end);
}

function substring(value: string, offset: number, length: number): string {
  if (offset >= 0 && length === 0) return "";
  const start = offset < 0 ? graphemeCount(value) + offset : offset;
  const from = start > 0 ? afterGraphemes(value, 0, start) : 0;
  // A negative offset with length 0 takes all that is left: cty counts up to the length and never meets it.
  return length <= 0 ? value.slice(from) : value.slice(from, afterGraphemes(value, from, length));
}

function startsWith([value, prefixValue]: readonly Value[]): FunctionResult {
  const prefix = textOf(prefixValue);
  if (value?.kind === "string") return answerBool(value.value.startsWith(prefix));
  const start = value ? knownStart(value) : "";
  if (start.startsWith(prefix)) return answer(boolValue(true));
  if (start !== "" && start.length >= prefix.length) return answer(boolValue(false));
  return answer(value ? { ...combineUnknown(boolType, value), notNull: true } : boolValue(false));
}

function sortStrings(items: readonly Value[], list: Value): FunctionResult {
  const texts: string[] = [];
  // How many there are stays known when their order isn't.
  if (items.some((item) => item.kind === "unknown")) {
    const one = combineUnknown(stringType, list);
    return answer(listValue(stringType, new Array<Value>(items.length).fill(one)));
  }
  for (const [at, item] of items.entries()) {
    if (item.kind === "null") return refuse(`element ${at} is null, which has no place in the order`);
    texts.push(textOf(item));
  }
  return answer(listValue(stringType, texts.sort(compareCodePoints).map(stringValue)));
}

function unknownList(value: Value | undefined): Value {
  return { ...combineUnknown(listOfString, ...(value ? [value] : [])), notNull: true };
}
