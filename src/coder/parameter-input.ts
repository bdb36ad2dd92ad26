/**
 * Whether a parameter accepts an answer: the coder provider's `ValidateInput` (2.17, `provider/parameter.go`), which
 * also judges the definition itself, since it looks at nothing before it has an answer.
 */

import type { Regex, RegexEngine } from "../hcl/regex-engine.ts";
import { suggest } from "../suggest.ts";
import { isOfType, listOfStrings, wholeNumber } from "./answer-type.ts";
import { effectiveFormType, legalFormTypes, optionType } from "./form-type.ts";
import type { ParameterDefinition, ParameterOption, ParameterValidation } from "./parameter.ts";

export interface InputRefusal {
  /** What is to blame. */
  readonly about: "flags" | "form-type" | "option" | "validation" | "value";
  /** Of about "option": which, from 0. Of a duplicate, the later one. */
  readonly option?: number;
  /** Of about "option": what of it is wrong. Of about "validation": the attribute that is to blame. */
  readonly attribute?: string;
  /** After "parameter NAME" or "the answer TEXT". */
  readonly headline: string;
  readonly notes: readonly string[];
  readonly help: string;
}

export type InputVerdict =
  /** `value` is what the parameter's value becomes. */
  | { readonly kind: "accepted"; readonly value: string }
  | { readonly kind: "refused"; readonly refusal: InputRefusal }
  /** It depends on something that isn't known. */
  | { readonly kind: "undecided" };

/**
 * `given`: the answer, null for none (then the default counts, or the empty text). `previous`: the answer of the build
 * before, for `monotonic`. Patterns are compiled only when a text has to match one.
 */
export function acceptInput(
  definition: ParameterDefinition,
  given: string | null,
  previous: string | null,
  regex: () => RegexEngine,
): InputVerdict {
  const [wrong] = definitionProblems(definition, regex);
  if (wrong) return { kind: "refused", refusal: wrong };
  const value = given ?? definition.default;
  if (value === null) {
    if (definition.defaultUnknown) return { kind: "undecided" };
    if (!definition.validation) return { kind: "accepted", value: "" };
  }
  return judge(definition, value ?? "", previous, regex);
}

/** Asked for every answer that is tried. */
const problemsOf = new WeakMap<ParameterDefinition, readonly InputRefusal[]>();
const valuesOf = new WeakMap<readonly ParameterOption[], ReadonlySet<string>>();

/** What is wrong whatever the answer is. */
export function definitionProblems(definition: ParameterDefinition, regex: () => RegexEngine): readonly InputRefusal[] {
  let problems = problemsOf.get(definition);
  if (!problems) {
    problems = findProblems(definition, regex);
    problemsOf.set(definition, problems);
  }
  return problems;
}

function findProblems(definition: ParameterDefinition, regex: () => RegexEngine): readonly InputRefusal[] {
  const problems: InputRefusal[] = [];
  const ephemeral = ephemeralProblem(definition);
  if (ephemeral) problems.push(ephemeral);
  const { type, options, validation } = definition;
  const hasOptions = options.length > 0;
  if (!(definition.optionsUnknown && !hasOptions)) {
    const legal = legalFormTypes(type, hasOptions);
    // A type that doesn't exist is the schema's to tell.
    if (legal.length === 0) return problems;
    if (definition.formType !== "" && !legal.includes(definition.formType))
      problems.push(wrongFormType(definition, legal));
  }
  problems.push(...optionProblems(options, optionType(type, effectiveFormType(type, definition.formType, hasOptions))));
  if (validation) problems.push(...validationProblems(type, validation, regex));
  return problems;
}

function ephemeralProblem({
  ephemeral,
  mutable,
  default: fallback,
  defaultUnknown,
}: ParameterDefinition): InputRefusal | null {
  if (!ephemeral) return null;
  if (!mutable) {
    return {
      about: "flags",
      headline: "is ephemeral and not mutable",
      notes: ["an ephemeral answer counts for one build, so it has to be asked again"],
      help: "add `mutable = true`, or remove `ephemeral`",
    };
  }
  if (fallback !== null || defaultUnknown) return null;
  return {
    about: "flags",
    headline: "is ephemeral and has no default",
    notes: ["builds that nobody answers, such as an automatic start, need one"],
    help: "add `default = …`",
  };
}

function wrongFormType({ type, formType, options }: ParameterDefinition, legal: readonly string[]): InputRefusal {
  const hasOptions = options.length > 0;
  const otherwise = legalFormTypes(type, !hasOptions).includes(formType);
  const why = otherwise ? ` that has ${hasOptions ? "" : "no "}options` : "";
  return {
    about: "form-type",
    headline: `can't be asked with form_type "${formType}": it is of type "${type}"${otherwise ? ` and has ${hasOptions ? "" : "no "}options` : ""}`,
    notes: [`legal for type "${type}"${why}: ${legal.map((name) => `"${name}"`).join(", ")}`],
    help: `write \`form_type = "${legal[0] ?? ""}"\`, which is the default`,
  };
}

function optionProblems(options: readonly ParameterOption[], type: string): InputRefusal[] {
  const problems: InputRefusal[] = [];
  const names = new Set<string>();
  const values = new Set<string>();
  for (const [option, { name, value }] of options.entries()) {
    if (names.has(name)) {
      const help = "give each option a name of its own";
      problems.push({
        about: "option",
        option,
        attribute: "name",
        headline: `has two options named ${show(name)}`,
        notes: [],
        help,
      });
    } else if (values.has(value)) {
      const help = "give each option a value of its own";
      problems.push({
        about: "option",
        option,
        attribute: "value",
        headline: `has two options with the value ${show(value)}`,
        notes: [],
        help,
      });
    } else if (!isOfType(type, value)) {
      const headline = `has an option whose value ${show(value)} is no ${typeName(type)}`;
      problems.push({
        about: "option",
        option,
        attribute: "value",
        headline,
        notes: [typeNote(type)],
        help: `give the option a value of type ${type}`,
      });
    }
    names.add(name);
    values.add(value);
  }
  return problems;
}

function validationProblems(type: string, validation: ParameterValidation, regex: () => RegexEngine): InputRefusal[] {
  const problems: InputRefusal[] = [];
  const add = (attribute: string, headline: string, help: string, notes: readonly string[] = []): void => {
    problems.push({ about: "validation", attribute, headline, notes, help });
  };
  if (type !== "number") {
    for (const attribute of ["min", "max", "monotonic"] as const) {
      if (isSet(validation[attribute]))
        add(
          attribute,
          `has \`${attribute}\` in \`validation\`, and type "${type}"`,
          `remove it, or write \`type = "number"\``,
          [`\`${attribute}\` is for numbers`],
        );
    }
  }
  if (type !== "string" && isSet(validation.regex)) {
    add("regex", `has \`regex\` in \`validation\`, and type "${type}"`, 'remove it, or write `type = "string"`', [
      "`regex` is for strings",
    ]);
  } else if (validation.regex !== null && validation.regex !== "") {
    const compiled = regex().compile(validation.regex);
    if (!compiled.ok) {
      add("regex", `has no regular expression in \`regex\`: ${compiled.problem}`, "correct the pattern", [
        "patterns have RE2 syntax: no look-around, no back-references",
      ]);
    } else if (!validation.errorUnknown && (validation.error ?? "") === "") {
      add(
        "regex",
        "has a `regex` without `error`",
        "add `error = …`: what users are told when their answer doesn't match",
      );
    }
  }
  return problems;
}

function isSet(value: string | number | null): boolean {
  return value !== null && value !== "";
}

function judge(
  definition: ParameterDefinition,
  value: string,
  previous: string | null,
  regex: () => RegexEngine,
): InputVerdict {
  const { type, validation } = definition;
  const outside = outsideOfOptions(definition, value);
  if (outside === "unknown") return { kind: "undecided" };
  if (outside) return { kind: "refused", refusal: outside };
  if (validation) {
    const refusal = violates(type, validation, value, previous, regex);
    if (refusal) return { kind: "refused", refusal };
  }
  if (!isOfType(type, value)) {
    const headline = `is no ${typeName(type)}`;
    return {
      kind: "refused",
      refusal: { about: "value", headline, notes: [typeNote(type)], help: `give a ${typeName(type)}` },
    };
  }
  return validation?.unknown ? { kind: "undecided" } : { kind: "accepted", value };
}

function outsideOfOptions(
  { type, formType, options, optionsUnknown }: ParameterDefinition,
  value: string,
): InputRefusal | "unknown" | null {
  if (options.length === 0) return optionsUnknown ? "unknown" : null;
  const legal = legalValues(options);
  const several = type === "list(string)" && optionType(type, effectiveFormType(type, formType, true)) === "string";
  const items = several ? listOfStrings(value) : [value];
  if (!items) {
    const some = options.slice(0, 2).map((option) => show(option.value));
    return {
      about: "value",
      headline: "is no JSON list of strings",
      notes: [typeNote(type)],
      help: `write some of the options as a list, such as jsonencode([${some.join(", ")}])`,
    };
  }
  const missing = items.filter((item) => !legal.has(item));
  if (missing.length === 0) return null;
  if (optionsUnknown) return "unknown";
  const near = missing.length === 1 ? suggest(missing[0] ?? "", legal) : null;
  return {
    about: "value",
    headline: several
      ? `has ${missing.slice(0, 5).map(show).join(", ")}, which ${missing.length === 1 ? "is" : "are"} none of the options`
      : "is none of the options",
    notes: [`options: ${shortList([...legal])}`],
    help: near
      ? `did you mean ${show(near)}?`
      : several
        ? "take only values of options"
        : "take the value of one of the options",
  };
}

function legalValues(options: readonly ParameterOption[]): ReadonlySet<string> {
  let values = valuesOf.get(options);
  if (!values) {
    values = new Set(options.map(({ value }) => value));
    valuesOf.set(options, values);
  }
  return values;
}

function violates(
  type: string,
  validation: ParameterValidation,
  value: string,
  previous: string | null,
  regex: () => RegexEngine,
): InputRefusal | null {
  const refuse = (headline: string, notes: readonly string[], help: string): InputRefusal => ({
    about: "value",
    headline,
    notes,
    help,
  });
  switch (type) {
    case "bool":
      return value === "true" || value === "false"
        ? null
        : refuse(
            "is neither `true` nor `false`",
            ["with `validation`, other spellings aren't accepted"],
            "give true or false",
          );
    case "string": {
      const pattern = validation.regex ?? "";
      if (pattern === "") return null;
      const compiled = regex().compile(pattern);
      if (!compiled.ok || matches(compiled.regex, value)) return null;
      return refuse(
        `doesn't match \`regex\` ${show(pattern)}`,
        validation.error ? [`its error says: ${clip(validation.error)}`] : [],
        "give a text that matches",
      );
    }
    case "number": {
      const number = wholeNumber(value);
      if (number === null)
        return refuse(
          "is no whole number",
          ["with `validation`, fractions and exponents aren't accepted"],
          "give a whole number",
        );
      const { min, max } = validation;
      if (min !== null && number < min) return refuse(`is less than \`min\` ${min}`, [], `give at least ${min}`);
      if (max !== null && number > max) return refuse(`is more than \`max\` ${max}`, [], `give at most ${max}`);
      return againstPrevious(validation.monotonic, number, previous);
    }
    default:
      return listOfStrings(value)
        ? null
        : refuse("is no JSON list of strings", [typeNote(type)], 'give a list, such as `["a", "b"]`');
  }
}

function againstPrevious(monotonic: string | null, number: bigint, previous: string | null): InputRefusal | null {
  // A previous answer that is no number is let pass: nobody could repair it.
  const before = previous === null ? null : wholeNumber(previous);
  if (before === null) return null;
  if (monotonic === "increasing" && number < before) {
    return {
      about: "value",
      headline: `is less than the previous answer, ${before}`,
      notes: ['`monotonic` is "increasing"'],
      help: `give at least ${before}`,
    };
  }
  if (monotonic === "decreasing" && number > before) {
    return {
      about: "value",
      headline: `is more than the previous answer, ${before}`,
      notes: ['`monotonic` is "decreasing"'],
      help: `give at most ${before}`,
    };
  }
  return null;
}

function matches(regex: Regex, text: string): boolean {
  return regex.match(text, 0) !== null;
}

function typeName(type: string): string {
  switch (type) {
    case "bool":
      return "boolean";
    case "list(string)":
      return "JSON list of strings";
    default:
      return type;
  }
}

function typeNote(type: string): string {
  switch (type) {
    case "bool":
      return "booleans: true, false, t, f, 1, 0, True, False, T, F, TRUE, FALSE";
    case "list(string)":
      return 'lists are JSON text, such as ["a", "b"]; jsonencode() makes it';
    default:
      return 'numbers are written as in Go: "8", "0.5", "1e3", without blanks';
  }
}

function shortList(texts: readonly string[]): string {
  const shown = texts.slice(0, 12).map(show).join(", ");
  return texts.length > 12 ? `${shown}, … (${texts.length})` : shown;
}

function clip(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

export function show(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}…` : text);
}
