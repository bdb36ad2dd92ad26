/** What a `coder_parameter` asks, and the answers that it can have. */

import { numToNumber } from "../hcl/number.ts";
import type { Value } from "../hcl/value.ts";
import type { Domain } from "../terraform/choices.ts";
import type { BodyView, PlannedResource } from "../terraform/evaluated.ts";

export interface ParameterOption {
  readonly name: string;
  readonly value: string;
}

/** Null members: not written, or not known here. */
export interface ParameterDefinition {
  readonly address: string;
  readonly name: string;
  readonly type: string;
  readonly formType: string;
  /** Null without one: then the user has to answer. */
  readonly default: string | null;
  /** `default` is written but can't be worked out. */
  readonly defaultUnknown: boolean;
  readonly options: readonly ParameterOption[];
  /** There may be other options than these. */
  readonly optionsUnknown: boolean;
  readonly validation: ParameterValidation | null;
  readonly mutable: boolean;
  readonly ephemeral: boolean;
}

export interface ParameterValidation {
  readonly min: number | null;
  readonly max: number | null;
  readonly regex: string | null;
  readonly monotonic: string | null;
  readonly error: string | null;
}

/** Null when not even its name can be worked out. */
export function parameterDefinition(instance: PlannedResource): ParameterDefinition | null {
  const name = text(instance, "name");
  if (name === null) return null;
  const fallback = instance.attribute("default").written;
  const options = instance.blocks("option");
  const known: ParameterOption[] = [];
  let optionsUnknown = options.unknown !== null;
  for (const option of options.items) {
    const label = text(option, "name");
    const value = text(option, "value");
    if (value === null) optionsUnknown = true;
    else known.push({ name: label ?? value, value });
  }
  const validation = instance.blocks("validation").items[0];
  return {
    address: instance.address,
    name,
    type: text(instance, "type") ?? "string",
    formType: text(instance, "form_type") ?? "",
    default: fallback.kind === "string" ? fallback.value : null,
    defaultUnknown: fallback.kind === "unknown",
    options: known,
    optionsUnknown,
    validation: validation ? readValidation(validation) : null,
    mutable: flag(instance, "mutable"),
    ephemeral: flag(instance, "ephemeral"),
  };
}

function readValidation(body: BodyView): ParameterValidation {
  return {
    min: number(body, "min"),
    max: number(body, "max"),
    regex: text(body, "regex"),
    monotonic: text(body, "monotonic"),
    error: text(body, "error"),
  };
}

function text(body: BodyView, name: string): string | null {
  const value: Value = body.attribute(name).value;
  return value.kind === "string" ? value.value : null;
}

function number(body: BodyView, name: string): number | null {
  const value: Value = body.attribute(name).value;
  return value.kind === "number" ? numToNumber(value.value) : null;
}

function flag(body: BodyView, name: string): boolean {
  const value: Value = body.attribute(name).value;
  return value.kind === "bool" && value.value;
}

/** Ranges up to this many numbers are tried one by one (evaluation.md: "members of a small `validation` range"). */
const smallRange = 16;
/** Selections of several options are tried in all combinations up to this many options. */
const smallSelection = 5;

/**
 * The answers to try: options, true and false, the members of a small range; otherwise the default and any other value
 * (null). `compared` are texts that the template compares the answer with: they are answers of their own.
 */
export function parameterDomain(definition: ParameterDefinition, compared: Iterable<string>): Domain {
  const key = `parameter:${definition.name}`;
  const first = definition.default;
  const listed = listedAnswers(definition);
  if (listed)
    return {
      key,
      values: first !== null && listed.includes(first) ? [first, ...listed.filter((value) => value !== first)] : listed,
    };
  const values: (string | null)[] = first === null ? [] : [first];
  for (const value of compared) if (!values.includes(value) && accepts(definition, value)) values.push(value);
  values.push(null);
  return { key, values };
}

function listedAnswers(definition: ParameterDefinition): string[] | null {
  const { type, options, validation } = definition;
  if (options.length > 0) {
    if (definition.optionsUnknown) return null;
    const values = options.map((option) => option.value);
    const several = type === "list(string)" && !values.every((value) => value.trimStart().startsWith("["));
    if (!several) return [...new Set(values)];
    return values.length <= smallSelection ? selections(values) : null;
  }
  if (definition.optionsUnknown) return null;
  if (type === "bool") return ["true", "false"];
  if (type === "number" && validation && validation.min !== null && validation.max !== null) {
    const count = validation.max - validation.min + 1;
    if (count >= 1 && count <= smallRange)
      return Array.from({ length: count }, (_, index) => String((validation.min ?? 0) + index));
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

function accepts(definition: ParameterDefinition, value: string): boolean {
  if (definition.type !== "number") return true;
  const number = Number(value);
  if (value.trim() === "" || Number.isNaN(number)) return false;
  const { validation } = definition;
  if (validation && validation.min !== null && number < validation.min) return false;
  return !(validation && validation.max !== null && number > validation.max);
}
