/** Options, configuration and environment to what the compiler is asked. */

import path from "node:path";
import { builtInProfile, type CheckInputs, type Profile, type WorkspaceNames } from "../check-types.ts";
import { impliedProfiles } from "../config/implied-profiles.ts";
import type { Configuration } from "./configuration.ts";
import { CommandFailure } from "./exit-code.ts";
import { readRegularFile } from "./host.ts";
import type { Options } from "./options.ts";
import type { Program } from "./program.ts";
import type { Surroundings } from "./surroundings.ts";

/** Files and directories outside the template that the user named (absolute): the template may read them, too. */
export function namedPaths(options: Options, configuration: Configuration, cwd: string): readonly string[] {
  const files = options.variableArguments.flatMap((argument) => (argument.kind === "file" ? [argument.path] : []));
  const directories = [...moduleMap(options, configuration, cwd).values()].map(beforePlaceholder);
  return [...files.map((file) => path.resolve(cwd, file)), ...directories];
}

export function inputsOf(
  options: Options,
  configuration: Configuration,
  profiles: readonly Profile[],
  program: Program,
  surroundings: Surroundings,
): CheckInputs {
  const { cwd, env } = program;
  const { hostPath, shown } = surroundings;
  const modules = moduleMap(options, configuration, cwd);
  return {
    variableArguments: options.variableArguments.map((argument) =>
      argument.kind === "file" ? { kind: "file", path: hostPath(path.resolve(cwd, argument.path)) } : argument,
    ),
    environment: variablesOf(env),
    parameters: options.parameters,
    preset: options.preset,
    workspace: options.workspace,
    owner: options.owner,
    transition: options.transition,
    profiles,
    otherProfiles: [...configuration.profiles.keys()].some(
      (name) => !profiles.some((profile) => profile.name === name),
    ),
    moduleMap: new Map([...modules].map(([source, directory]) => [source, hostPath(directory)])),
    providerVersion: options.providerVersion,
    maxChoices: options.maxChoices,
    strictUnknown: options.strictUnknown || configuration.strictUnknown,
    allowPartial: options.allowPartial,
    name: options.name ?? surroundings.name,
    today: options.today ?? new Date().toISOString().slice(0, 10),
    ruleLevel: configuration.ruleLevel,
    lockedRules: configuration.lockedRules,
    workspaces: options.workspaces === null ? [] : workspaceNames(options.workspaces, cwd),
    shown,
  };
}

/** Absolute directories. What is given on the command line comes first. */
function moduleMap(options: Options, configuration: Configuration, cwd: string): ReadonlyMap<string, string> {
  const given = [...options.moduleMap].map(([source, directory]) => [source, path.resolve(cwd, directory)] as const);
  return new Map([...given, ...[...configuration.modules].filter(([source]) => !options.moduleMap.has(source))]);
}

/** The part of "/registry/{namespace}/modules/{name}" that is the same for all. */
function beforePlaceholder(directory: string): string {
  const at = directory.indexOf("{");
  return at === -1 ? directory : path.dirname(`${directory.slice(0, at)}x`);
}

function variablesOf(env: Program["env"]): ReadonlyMap<string, string> {
  const prefix = "TF_VAR_";
  return new Map(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length), value] as const] : [],
    ),
  );
}

/** The profiles to judge by, with what the command line says instead. `exactlyOne` for what makes a manifest. */
export function profilesOf(options: Options, configuration: Configuration, exactlyOne: boolean): readonly Profile[] {
  const { profiles, defaultProfile } = configuration;
  if (exactlyOne && options.profiles.length > 1) throw new CommandFailure("only one --profile can be compiled for");
  const wanted = options.profiles.length > 0 ? options.profiles : impliedProfiles(profiles, defaultProfile);
  const chosen = wanted.flatMap((name) => {
    const profile = profiles.get(name);
    if (profile) return [profile];
    // It may be what is wrong in the file; that is told.
    if (configuration.diagnostics.length > 0) return [];
    const known = [...profiles.keys()].map((other) => JSON.stringify(other)).join(", ");
    throw new CommandFailure(
      `no profile ${JSON.stringify(name)} in ${configuration.files.join(", ") || "the configuration"}`,
      known ? `It has ${known}.` : "No configuration file with profiles was found.",
    );
  });
  return (chosen.length > 0 ? chosen : [builtInProfile]).map((profile) => ({
    ...profile,
    ...(options.maxShareLevel !== null && { maxShareLevel: options.maxShareLevel }),
    ...(options.accessUrl !== null && { accessUrl: options.accessUrl }),
    ...(options.wildcardAccessUrl !== null && { wildcardAccessUrl: options.wildcardAccessUrl }),
  }));
}

/** Deployments that could be meant, when nothing says which. */
export function unchosenProfiles(options: Options, { profiles, defaultProfile }: Configuration): readonly string[] {
  return options.profiles.length === 0 && impliedProfiles(profiles, defaultProfile).length === 0
    ? [...profiles.keys()]
    : [];
}

/** Name and owner of each workspace record. */
function workspaceNames(file: string, cwd: string): readonly WorkspaceNames[] {
  const shown = JSON.stringify(file);
  const answer = readRegularFile(path.resolve(cwd, file));
  if (!answer.ok) throw new CommandFailure(`cannot read ${shown}: ${answer.reason}`);
  const records = recordsOf(parsedJson(new TextDecoder().decode(answer.bytes), shown));
  if (!records) throw new CommandFailure(`${shown} is not a list of workspace records`);
  return records.map((record, index) => {
    const name = textOf(record, "name");
    const owner = textOf(record, "owner") ?? textOf(fieldOf(record, "owner"), "name");
    if (name !== null && owner !== null) return { name, owner };
    throw new CommandFailure(`workspace record ${index + 1} of ${shown} has no name or no owner`);
  });
}

function parsedJson(text: string, shown: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${shown} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function recordsOf(document: unknown): readonly unknown[] | null {
  const list = Array.isArray(document) ? document : fieldOf(document, "workspaces");
  return Array.isArray(list) ? list : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : null;
}

function textOf(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  return typeof field === "string" ? field : null;
}
