import { unmark, withMarks } from "../../hcl/marks.ts";
import type { FunctionRecord, FunctionRefusal } from "../../hcl/scope.ts";
import { typeOf } from "../../hcl/type-of.ts";
import { dynamicType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { listValue, tupleValue } from "../../hcl/values.ts";
import { answer, any, intOf, number, ofType, refuse, type TypeAnswer, typed } from "./answers.ts";

export const sliceFunction: FunctionRecord = {
  name: "slice",
  description: "Consecutive elements of a list or tuple, from one index up to before another.",
  parameters: [any("list", { allowMarks: true }), number("start_index"), number("end_index")],
  resultNotNull: true,
  ...typed(sliceType),
  call: (args) => {
    const type = sliceType(args);
    if (!type.ok) return type;
    const [list] = args;
    const items = list && "items" in list ? list.items.slice(intOf(args[1]) ?? 0, intOf(args[2]) ?? 0) : [];
    const result = type.type.kind === "list" ? listValue(type.type.element, items) : tupleValue(items);
    return answer(withMarks(result, list?.marks));
  },
};

function sliceType([list, start, end]: readonly Value[]): TypeAnswer {
  const type = list ? typeOf(list) : dynamicType;
  if (type.kind === "set") return refuse("a set has no order to take part of; convert it with tolist first", 0);
  if (type.kind !== "list" && type.kind !== "tuple") return refuse("a list or tuple is required", 0);
  const plain = list && unmark(list);
  const length = type.kind === "tuple" ? type.elements.length : plain?.kind === "list" ? plain.items.length : null;
  const from = index(start, 1, "start index", length);
  if (typeof from === "object" && from !== null) return from;
  const to = index(end, 2, "end index", length);
  if (typeof to === "object" && to !== null) return to;
  if (from !== null && to !== null && from > to)
    return refuse(`start index ${from} is greater than end index ${to}`, 1);
  if (type.kind === "list") return ofType(type);
  if (from === null || to === null) return ofType(dynamicType);
  return ofType({ kind: "tuple", elements: type.elements.slice(from, to) });
}

/** Null when it isn't known. */
function index(
  value: Value | undefined,
  argument: number,
  what: string,
  length: number | null,
): number | null | FunctionRefusal {
  if (value?.kind !== "number") return null;
  const at = intOf(value);
  if (at === null) return refuse(`the ${what} must be a whole number`, argument);
  if (at < 0) return refuse(`the ${what} must not be less than zero`, argument);
  if (length !== null && at > length) return refuse(`${what} ${at} is beyond the list's ${length} elements`, argument);
  return at;
}
