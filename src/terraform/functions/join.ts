import type { FunctionRecord, FunctionResult } from "../../hcl/scope.ts";
import { stringType } from "../../hcl/types.ts";
import type { TextPart, Value } from "../../hcl/value.ts";
import { combineUnknown } from "../../hcl/values.ts";
import { answer, listOfType, refuse, text, textOf, textTooLong } from "./answers.ts";
import { partsOf, textFromParts } from "./holes.ts";

export const joinFunctions: readonly FunctionRecord[] = [
  {
    name: "join",
    cost: 2,
    description: "The strings of lists in one text, with a separator between them.",
    parameters: [text("separator")],
    variadic: listOfType(stringType, "lists"),
    result: stringType,
    resultNotNull: true,
    call: ([separator, ...lists]) => join(textOf(separator), lists),
  },
];

function join(separator: string, lists: readonly Value[]): FunctionResult {
  if (lists.length === 0) return refuse("at least one list is required");
  const items = lists.flatMap((list) => (list.kind === "list" ? [...list.items] : []));
  const pieces: TextPart[] = [];
  for (const [at, item] of items.entries()) {
    if (at > 0) pieces.push(separator);
    const parts = partsOf(item);
    if (parts) pieces.push(...parts);
    else if (item.kind !== "null" || items.some(isUnknown)) return unknownText(items);
    else return refuse(`element ${at} is null, which can't be part of a text`, argumentOf(lists, at));
  }
  const length = pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 0), 0);
  return textTooLong(length) ?? answer(textFromParts(pieces, items));
}

function isUnknown(value: Value): boolean {
  return value.kind === "unknown";
}

function unknownText(items: readonly Value[]): FunctionResult {
  return answer({ ...combineUnknown(stringType, ...items), notNull: true });
}

/** The separator is argument 0. */
function argumentOf(lists: readonly Value[], index: number): number {
  let left = index;
  for (const [at, list] of lists.entries()) {
    const count = list.kind === "list" ? list.items.length : 0;
    if (left < count) return at + 1;
    left -= count;
  }
  return lists.length;
}
