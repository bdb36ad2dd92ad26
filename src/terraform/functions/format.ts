import { convert } from "../../hcl/convert.ts";
import { numToBigInt } from "../../hcl/number.ts";
import type { FunctionRecord, FunctionRefusal, FunctionResult } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { listOf } from "../../hcl/type-relations.ts";
import { boolType, numberType, stringType } from "../../hcl/types.ts";
import type { TextPart, Value } from "../../hcl/value.ts";
import { combineUnknown, listValue } from "../../hcl/values.ts";
import {
  answer,
  any,
  itemsOf,
  maxTextLength,
  numOf,
  refuse,
  spend,
  text,
  textOf,
  textTooLong,
  tooManyElements,
} from "./answers.ts";
import { parseFormat, type Verb } from "./format-verbs.ts";
import { afterGraphemes, graphemeCount } from "./go/graphemes.ts";
import { formatFloat, formatInteger, plainStyle } from "./go/number-verbs.ts";
import { partsOf, textFromParts, unknownWithStart } from "./holes.ts";
import { jsonString, jsonText } from "./json-text.ts";

const anything = any("args", { allowNull: true, allowUnknown: true, allowDynamic: true });

export const formatFunctions: readonly FunctionRecord[] = [
  {
    name: "format",
    description: "A text by a format with verbs such as %s and %d.",
    parameters: [text("format")],
    variadic: anything,
    result: stringType,
    resultNotNull: true,
    call: ([format, ...args]) => formatText(textOf(format), args),
  },
  {
    name: "formatlist",
    description: "Texts by a format, one for each element of the lists among the arguments.",
    parameters: [text("format")],
    variadic: anything,
    result: listOf(stringType),
    resultNotNull: true,
    call: ([format, ...args], environment) => {
      const rows = rowsOf(args);
      if (!Array.isArray(rows)) return rows;
      const stop =
        tooManyElements(rows.length) ?? spend(environment, rows.length * (args.length + 1), listOf(stringType));
      if (stop) return stop;
      const texts: Value[] = [];
      for (const [at, row] of rows.entries()) {
        const result = formatText(textOf(format), row);
        if (!result.ok)
          return refuse(
            `element ${at}: ${result.message}`,
            rows.length > 1 || args.some(isSequence) ? null : result.argument,
          );
        texts.push(result.value);
      }
      return answer(listValue(stringType, texts));
    },
  },
];

function formatText(format: string, args: readonly Value[]): FunctionResult {
  const parts = parseFormat(format);
  // What isn't known at all makes the whole unknown, before anything is wrong with the rest.
  if (!args.every((arg) => isKnownDeep(arg) || partsOf(arg))) return unknownFormat(format, args);
  if (typeof parts === "string") return refuse(parts);
  const pieces: TextPart[] = [];
  let next = 1;
  let highest = 0;
  for (const part of parts) {
    if (typeof part === "string") {
      pieces.push(part);
      continue;
    }
    const index = part.index ?? next;
    const arg = args[index - 1];
    if (!arg) return refuse(`${part.source} takes argument ${index}, and there are ${args.length}`);
    next = index + 1;
    highest = Math.max(highest, index);
    const formatted = formatVerb(part, arg);
    if (formatted === "unknown") return unknownFormat(format, args);
    if ("ok" in formatted) return formatted;
    pieces.push(...formatted);
  }
  if (highest < args.length) {
    return refuse(
      highest === 0 ? "the format has no verbs for arguments" : `the format takes only ${highest} of the arguments`,
      highest + 1,
    );
  }
  const length = pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 0), 0);
  return textTooLong(length) ?? answer(textFromParts(pieces, args));
}

function unknownFormat(format: string, args: readonly Value[]): FunctionResult {
  return answer(unknownWithStart(format.split("%", 1)[0] ?? "", args));
}

/** The widest field and the most digits that are made. */
const maxWidth = 1_000_000;

function formatVerb(verb: Verb, arg: Value): readonly TextPart[] | FunctionRefusal | "unknown" {
  const { letter, style } = verb;
  if ((style.width ?? 0) > maxWidth || (style.precision ?? 0) > maxWidth) {
    return refuse(
      `${verb.source} asks for more than ${maxWidth} characters; the budget "text length" is ${maxTextLength}`,
    );
  }
  if (arg.kind === "unknown") {
    const plain =
      (letter === "s" || letter === "v") && !style.sharp && style.width === null && style.precision === null;
    return (plain && partsOf(arg)) || "unknown";
  }
  if (arg.kind === "null" && letter !== "v") return refuse(`${verb.source} can't take null`);
  switch (letter) {
    case "v":
      return asIs(verb, arg);
    case "t":
      return ofBool(verb, arg);
    case "b":
    case "d":
    case "o":
    case "x":
    case "X":
    case "e":
    case "E":
    case "f":
    case "g":
    case "G":
      return ofNumber(verb, arg);
    case "s":
    case "q":
      return ofString(verb, arg);
    default:
      return refuse(`${verb.source} is no verb that Terraform has`);
  }
}

function asIs(verb: Verb, arg: Value): readonly TextPart[] | FunctionRefusal {
  if (arg.kind === "string" && !verb.style.sharp) return [padded(arg.value, verb)];
  if (arg.kind === "number" && !verb.style.sharp) return [padded(formatFloat(arg.value, "g", plainStyle), verb)];
  const json = jsonText(arg);
  return json === null ? refuse(`${verb.source} can't take infinity`) : [padded(json, verb)];
}

function ofBool(verb: Verb, arg: Value): readonly TextPart[] | FunctionRefusal {
  const converted = convert(arg, boolType);
  if (!converted.ok) return refuse(`${verb.source} needs a bool: ${converted.message}`);
  return [converted.value.kind === "bool" && converted.value.value ? "true" : "false"];
}

function ofNumber(verb: Verb, arg: Value): readonly TextPart[] | FunctionRefusal {
  const converted = convert(arg, numberType);
  if (!converted.ok) return refuse(`${verb.source} needs a number: ${converted.message}`);
  const n = numOf(converted.value);
  if ("eEfgG".includes(verb.letter)) return [formatFloat(n, verb.letter, verb.style)];
  const whole = numToBigInt(n);
  return whole === null
    ? refuse(`${verb.source} needs a whole number`)
    : [formatInteger(whole, verb.letter, verb.style)];
}

function ofString(verb: Verb, arg: Value): readonly TextPart[] | FunctionRefusal {
  const converted = convert(arg, stringType);
  if (!converted.ok) return refuse(`${verb.source} needs a string: ${converted.message}`);
  const whole = textOf(converted.value);
  const { precision } = verb.style;
  // Precision 0 is as none: cty asks for more than zero.
  const cut = precision ? whole.slice(0, afterGraphemes(whole, 0, precision)) : whole;
  return [padded(verb.letter === "q" ? jsonString(cut) : cut, verb)];
}

function padded(value: string, { style }: Verb): string {
  const missing = (style.width ?? 0) - (style.width === null ? 0 : graphemeCount(value));
  if (missing <= 0) return value;
  const filling = (style.zero ? "0" : " ").repeat(missing);
  return style.minus ? value + filling : filling + value;
}

function isSequence(value: Value): boolean {
  const { kind } = typeOf(value);
  return (kind === "list" || kind === "set" || kind === "tuple") && value.kind !== "null";
}

/** The arguments of each call: elements of sequences, the other values again and again. */
function rowsOf(args: readonly Value[]): (readonly Value[])[] | FunctionResult {
  let length: number | null = null;
  let chooser = 0;
  let undecided = false;
  for (const [at, arg] of args.entries()) {
    if (arg.kind === "unknown" && arg.type.kind === "dynamic") undecided = true;
    if (!isSequence(arg)) continue;
    const count = lengthOf(arg);
    if (count === null) undecided = true;
    else if (length !== null && length !== count) {
      return refuse(`argument ${at + 1} has ${count} elements, argument ${chooser + 1} has ${length}`, at + 1);
    } else if (length === null) {
      length = count;
      chooser = at;
    }
    if (arg.kind === "unknown") undecided = true;
  }
  if (undecided) return answer({ ...combineUnknown(listOf(stringType), ...args), notNull: true });
  return Array.from({ length: length ?? 1 }, (_, row) =>
    args.map((arg) => (isSequence(arg) ? (itemsOf(arg)[row] ?? arg) : arg)),
  );
}

function lengthOf(value: Value): number | null {
  const type = typeOf(value);
  if (type.kind === "tuple") return type.elements.length;
  if (value.kind === "set" && value.items.length > 1 && !isKnownDeep(value)) return null;
  return value.kind === "unknown" ? null : itemsOf(value).length;
}
