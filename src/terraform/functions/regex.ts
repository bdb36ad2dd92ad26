import type { Regex, RegexMatch } from "../../hcl/regex-engine.ts";
import type { FunctionEnvironment, FunctionRecord, FunctionRefusal, FunctionResult } from "../../hcl/scope.ts";
import { compareCodePoints } from "../../hcl/text-order.ts";
import { listOf } from "../../hcl/type-relations.ts";
import { dynamicType, stringType, type Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown, listValue, nullValue, objectValue, stringValue, tupleValue } from "../../hcl/values.ts";
import { answer, answerText, refuse, stopped, text, textOf, textTooLong, tooManyElements } from "./answers.ts";
import { allMatches, replaceAll } from "./go/regex-matches.ts";

export const regexFunctions: readonly FunctionRecord[] = [
  {
    name: "regex",
    description: "What the first match of a regular expression captures.",
    parameters: [text("pattern"), text("string", { allowUnknown: true })],
    result: dynamicType,
    resultNotNull: true,
    call: ([pattern, value], environment) => {
      const prepared = prepare(textOf(pattern), textOf(value), environment, 0);
      if (!prepared.ok) return prepared;
      if (value?.kind === "unknown") return answer(unknown(resultType(prepared.regex), value));
      const match = prepared.regex.match(textOf(value), 0);
      if (!match) return refuse("the pattern doesn't match any part of the text");
      return answer(captured(prepared.regex, match, textOf(value)));
    },
  },
  {
    name: "regexall",
    description: "What all matches of a regular expression capture.",
    parameters: [text("pattern"), text("string", { allowUnknown: true })],
    result: listOf(dynamicType),
    resultNotNull: true,
    call: ([pattern, value], environment) => {
      const whole = textOf(value);
      const prepared = prepare(textOf(pattern), whole, environment, 0);
      if (!prepared.ok) return prepared;
      if (value?.kind === "unknown") return answer(unknown(listOf(resultType(prepared.regex)), value));
      const found = allMatches(prepared.regex, whole, environment.spend.bind(environment));
      if (!found) return stopped(listOf(dynamicType));
      return (
        tooManyElements(found.length) ??
        answer(
          listValue(
            resultType(prepared.regex),
            found.map((match) => captured(prepared.regex, match, whole)),
          ),
        )
      );
    },
  },
  {
    name: "replace",
    description: "The text with a part, or what a /regular expression/ matches, replaced everywhere.",
    parameters: [text("str"), text("substr"), text("replace")],
    result: stringType,
    resultNotNull: true,
    call: ([value, search, replacement], environment) =>
      replace(textOf(value), textOf(search), textOf(replacement), environment),
  },
];

function unknown(type: Type, value: Value): Value {
  return { ...combineUnknown(type, value), notNull: true };
}

type Prepared = { readonly ok: true; readonly regex: Regex } | FunctionRefusal;

function prepare(pattern: string, value: string, environment: FunctionEnvironment, argument: number | null): Prepared {
  const compiled = environment.regex().compile(pattern);
  if (!compiled.ok) return refuse(`the regular expression can't be read: ${compiled.problem}`, argument);
  const { groups } = compiled.regex;
  const named = groups.filter((name) => name !== "").length;
  if (argument !== null && named > 0 && named < groups.length) {
    return refuse(
      "the regular expression has groups with names and groups without; it must be one or the other",
      argument,
    );
  }
  if (!environment.spend(1 + (value.length * compiled.regex.size) / 8)) {
    return refuse(`a text of ${value.length} characters takes more steps than are left ("steps")`);
  }
  return compiled;
}

/** A string without groups; else a tuple, or an object when the groups have names. */
function resultType({ groups }: Regex): Type {
  if (groups.length === 0) return stringType;
  if (groups[0] === "") return { kind: "tuple", elements: groups.map(() => stringType) };
  const attributes = [...groups].sort(compareCodePoints).map((name): [string, Type] => [name, stringType]);
  return { kind: "object", attributes: new Map(attributes) };
}

function captured({ groups }: Regex, [whole, ...spans]: RegexMatch, value: string): Value {
  if (groups.length === 0) return stringValue(value.slice(whole[0], whole[1]));
  const items = spans.map((span) => (span ? stringValue(value.slice(span[0], span[1])) : nullValue(stringType)));
  if (groups[0] === "") return tupleValue(items);
  return objectValue(groups.map((name, at) => [name, items[at] ?? nullValue(stringType)]));
}

function replace(value: string, search: string, replacement: string, environment: FunctionEnvironment): FunctionResult {
  if (search.length > 1 && search.startsWith("/") && search.endsWith("/")) {
    const prepared = prepare(search.slice(1, -1), value, environment, null);
    if (!prepared.ok) return prepared;
    const replaced = replaceAll(prepared.regex, value, replacement, environment.spend.bind(environment));
    return replaced === null ? stopped(stringType) : (textTooLong(replaced.length) ?? answerText(replaced));
  }
  // Without a text to search for, Go replaces between code points.
  const parts = search === "" ? ["", ...Array.from(value), ""] : value.split(search);
  return textTooLong(value.length + (parts.length - 1) * replacement.length) ?? answerText(parts.join(replacement));
}
