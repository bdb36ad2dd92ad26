/** The options that a manifest was compiled with, as far as it records them. */

import path from "node:path";
import type { VariableArgument } from "../check-types.ts";
import type { Options } from "./options.ts";

/** `template` is the template's directory (absolute): recorded paths are relative to it. */
export function recordedOptions(manifest: unknown, given: Options, template: string): Options {
  const inputs = field(manifest, "inputs");
  const text = (name: string): string | null => textOrNull(field(inputs, name));
  const profile = text("profile");
  const maxChoices = field(inputs, "maxChoices");
  const variables: VariableArgument[] = [
    ...list(field(inputs, "varFiles")).map(
      (file): VariableArgument => ({ kind: "file", path: path.resolve(template, file) }),
    ),
    ...entries(field(inputs, "variables")).map(
      ([name, value]): VariableArgument => ({ kind: "value", name, value: literal(value) }),
    ),
  ];
  return {
    ...given,
    // Sensitive ones aren't recorded and have to be given again.
    variableArguments: [...variables, ...given.variableArguments],
    parameters: new Map([...textEntries(field(inputs, "parameters")), ...given.parameters]),
    preset: given.preset ?? text("preset"),
    workspace: given.workspace ?? text("workspace"),
    owner: given.owner ?? text("owner"),
    transition: text("transition") === "stop" ? "stop" : given.transition,
    moduleMap: new Map([...textEntries(field(inputs, "moduleMap")).map(atTemplate(template)), ...given.moduleMap]),
    maxChoices: typeof maxChoices === "number" ? maxChoices : given.maxChoices,
    providerVersion: given.providerVersion ?? text("providerVersion"),
    allowPartial: given.allowPartial || field(manifest, "complete") === false,
    name: given.name ?? textOrNull(field(field(manifest, "template"), "name")),
    profiles: given.profiles.length > 0 || profile === null ? given.profiles : [profile],
  };
}

/** Variables whose values a manifest only has digests of. */
export function sensitiveNames(manifest: unknown): readonly string[] {
  return entries(field(field(manifest, "inputs"), "sensitiveVariables")).map(([name]) => name);
}

function atTemplate(template: string): (entry: readonly [string, string]) => readonly [string, string] {
  return ([source, directory]) => [source, path.resolve(template, directory)];
}

/** As `--var` takes it: text as it is, the rest in HCL's syntax, which JSON's values are. */
function literal(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function field(value: unknown, name: string): unknown {
  return entries(value).find(([key]) => key === name)?.[1];
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function textEntries(value: unknown): readonly (readonly [string, string])[] {
  return entries(value).flatMap(([name, text]) => (typeof text === "string" ? [[name, text] as const] : []));
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
