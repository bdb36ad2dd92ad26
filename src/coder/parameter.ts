/** What a `coder_parameter` asks. */

import { numToNumber } from "../hcl/number.ts";
import type { Value } from "../hcl/value.ts";
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
  /** Something of it can't be worked out. */
  readonly unknown: boolean;
  readonly errorUnknown: boolean;
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
    unknown: ["min", "max", "regex", "monotonic"].some((name) => isUnknown(body, name)),
    errorUnknown: isUnknown(body, "error"),
  };
}

function isUnknown(body: BodyView, name: string): boolean {
  return body.attribute(name).value.kind === "unknown";
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
