/** The answers to a `coder_parameter` that are worth trying. */

import type { RegexEngine } from "../hcl/regex-engine.ts";
import type { Domain } from "../terraform/choice.ts";
import { effectiveFormType, optionType } from "./form-type.ts";
import type { ParameterDefinition } from "./parameter.ts";
import { acceptInput, definitionProblems } from "./parameter-input.ts";

/** Ranges up to this many numbers are tried one by one (evaluation.md: "members of a small `validation` range"). */
const smallRange = 16;
/** Selections of several options are tried in all combinations up to this many options. */
const smallSelection = 10;

/**
 * Options, true and false, the members of a small range; otherwise the default and any other value (null). `compared` are
 * texts that the template compares the answer with: they are answers of their own. No answer that would be refused.
 */
export function parameterDomain(
  definition: ParameterDefinition,
  compared: Iterable<string>,
  regex: () => RegexEngine,
): Domain {
  const key = `parameter:${definition.name}`;
  const first = definition.default;
  const listed = listedAnswers(definition, regex);
  if (listed) {
    const rest = listed.filter((value) => value !== first);
    // Written otherwise than the form writes it, `["b","a"]` or "01", the default is an answer nevertheless.
    const legal = first !== null && (listed.includes(first) || accepted(definition, [first], regex).length > 0);
    return { key, values: legal ? [first, ...rest] : listed };
  }
  const values: (string | null)[] = first === null ? [] : [first];
  const others = [...compared].filter((value) => value !== first);
  values.push(...accepted(definition, others, regex));
  values.push(null);
  return { key, values };
}

function listedAnswers(definition: ParameterDefinition, regex: () => RegexEngine): readonly string[] | null {
  const all = allAnswers(definition);
  if (!all) return null;
  const legal = accepted(definition, all, regex);
  return legal.length > 0 ? legal : all;
}

/** All of them when it is the definition that is wrong, which has been told. */
function accepted(
  definition: ParameterDefinition,
  values: readonly string[],
  regex: () => RegexEngine,
): readonly string[] {
  if (values.length === 0 || definitionProblems(definition, regex).length > 0) return values;
  return values.filter((value) => acceptInput(definition, value, null, regex).kind !== "refused");
}

function allAnswers(definition: ParameterDefinition): readonly string[] | null {
  const { type, formType, options, validation } = definition;
  if (definition.optionsUnknown) return null;
  if (options.length > 0) {
    const values = options.map((option) => option.value);
    const several = optionType(type, effectiveFormType(type, formType, true)) !== type;
    if (!several) return [...new Set(values)];
    return values.length <= smallSelection ? selections(values) : null;
  }
  if (type === "bool") return ["true", "false"];
  if (type === "number" && validation && validation.min !== null && validation.max !== null) {
    const { min, max } = validation;
    const count = max - min + 1;
    if (count >= 1 && count <= smallRange) return Array.from({ length: count }, (_, index) => String(min + index));
  }
  return null;
}

/** As the form stores them: a JSON array in the order of the options. */
function selections(values: readonly string[]): string[] {
  const result: string[] = [];
  for (let mask = 0; mask < 1 << values.length; mask++) {
    result.push(JSON.stringify(values.filter((_, index) => (mask & (1 << index)) !== 0)));
  }
  return result;
}
