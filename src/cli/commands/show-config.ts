/** `lint --show-config`: what holds for a template, and who says so. Loaded when it is asked for. */

import { statSync } from "node:fs";
import path from "node:path";
import { builtInProfile, type CheckResult } from "../../check-types.ts";
import { ruleLevel } from "../../config/levels.ts";
import { type ConfigResult, type ConfigSource, emptyConfig } from "../../config/types.ts";
import { reportOf } from "../../report/report.ts";
import { ruleIds } from "../../rule-ids.ts";
import { positionAt } from "../../source.ts";
import { levelOf } from "../../validate/catalogue.ts";
import type { Arguments } from "../arguments.ts";
import { ConfigurationReader } from "../configuration.ts";
import { emit } from "../emit.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { relativePath } from "../host.ts";
import { profilesOf } from "../inputs.ts";
import type { Options } from "../options.ts";
import type { Program } from "../program.ts";
import { templateOrPlanOf } from "../session.ts";
import { homeOf } from "../surroundings.ts";

type From =
  | { readonly kind: "file"; readonly file: string; readonly line: number; readonly column: number }
  | { readonly kind: "commandLine"; readonly option: string }
  | { readonly kind: "default" };

interface Value {
  readonly key: string;
  readonly value: unknown;
  readonly from: From;
}

const byDefault: From = { kind: "default" };

export async function showConfig(given: Arguments, options: Options, program: Program): Promise<number> {
  const [target = ".", ...others] = given.operands;
  if (others.length > 0) throw new CommandFailure("--show-config is about one template");
  const formats = new Set(options.formats.map(({ format }) => format));
  if ([...formats].some((format) => format !== "human" && format !== "json")) {
    throw new CommandFailure("--show-config has the formats human and json");
  }
  const home = homeFrom(target, program);
  const reader = new ConfigurationReader(program.cwd, options.config);
  const configuration = await reader.for(home);
  const isRead = configuration.files.length > 0 || configuration.diagnostics.length > 0;
  const result = isRead ? await reader.result(home, reader.chosenFile) : noResult;
  const chosen = profilesOf(options, configuration, false).map(({ name }) => name);
  const values = [...selected(options, result, chosen), ...settings(options, result, chosen), ...levels(result)];
  const shown = relativePath(program.cwd, home);
  program.stdout.write(formats.has("json") ? asJson(shown, result, values) : asText(shown, result, values));
  if (result.diagnostics.length === 0) return exitCode.clean;
  const quiet = { ...options, quiet: true, formats: [] };
  await emit(
    reportOf([{ ...nothing, directory: shown, diagnostics: result.diagnostics }]),
    quiet,
    program,
    program.stderr,
  );
  return exitCode.usage;
}

/** A directory need not have a template: its configuration is that of what is below. */
function homeFrom(target: string, program: Program): string {
  const absolute = path.resolve(program.cwd, target);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) return absolute;
  return homeOf(templateOrPlanOf(target, program), program.cwd);
}

const noResult: ConfigResult = { config: emptyConfig, diagnostics: [], sources: [], files: [] };

const nothing: CheckResult = {
  directory: "",
  files: [],
  apps: { total: 0, decided: 0, byChoice: 0, unknown: 0 },
  choices: { count: 1, widened: false },
  unresolved: [],
  diagnostics: [],
  usageErrors: [],
  manifest: null,
};

/** What is chosen for the run. */
function selected(options: Options, result: ConfigResult, chosen: readonly (string | null)[]): readonly Value[] {
  const asked = (key: string, value: unknown, option: string, isGiven: boolean): Value => ({
    key,
    value,
    from: isGiven ? { kind: "commandLine", option } : byDefault,
  });
  const names = chosen.filter((name) => name !== null);
  const byFile = placeOf(result.sources.find(({ key }) => key === "defaultProfile"));
  const strict = result.config.presets.includes("strict");
  return [
    options.profiles.length > 0
      ? asked("profile", names, "--profile", true)
      : { key: "profile", value: names, from: names.length > 0 ? byFile : byDefault },
    asked("failLevel", options.failLevel, "--fail-level", options.failLevel !== "error"),
    strict && !options.strictUnknown
      ? { key: "strictUnknown", value: true, from: placeOf(result.sources.find(({ key }) => key === "presets")) }
      : asked("strictUnknown", options.strictUnknown, "--strict-unknown", options.strictUnknown),
    asked("maxChoices", options.maxChoices, "--max-choices", options.maxChoices !== 4096),
  ];
}

/** The files' values, with those of the command line in their place. */
function settings(options: Options, result: ConfigResult, chosen: readonly (string | null)[]): readonly Value[] {
  const found = new Map<string, Value>();
  if (result.sources.length === 0)
    found.set("presets", { key: "presets", value: emptyConfig.presets, from: byDefault });
  for (const source of result.sources) {
    if (source.key.startsWith("rules.")) continue;
    found.set(source.key, { key: source.key, value: parsed(source.value), from: placeOf(source) });
  }
  const prefixes = chosen.map((name) => (name === null ? "deployment" : `profiles.${name}`));
  for (const prefix of prefixes) {
    for (const [key, value] of Object.entries(prefix === "deployment" ? builtInProfile : {})) {
      if (key !== "name") found.set(`deployment.${key}`, { key: `deployment.${key}`, value, from: byDefault });
    }
    for (const [key, option, value] of [
      ["accessUrl", "--access-url", options.accessUrl],
      ["wildcardAccessUrl", "--wildcard-access-url", options.wildcardAccessUrl],
      ["maxShareLevel", "--max-share-level", options.maxShareLevel],
    ] as const) {
      if (value === null) continue;
      found.set(`${prefix}.${key}`, { key: `${prefix}.${key}`, value, from: { kind: "commandLine", option } });
    }
  }
  for (const [pattern, directory] of options.moduleMap) {
    const key = `modules.${pattern}`;
    found.set(key, { key, value: directory, from: { kind: "commandLine", option: "--module-map" } });
  }
  return [...found.values()];
}

/** Of every rule, where no override says otherwise. */
function levels(result: ConfigResult): readonly Value[] {
  const sources = new Map(result.sources.map((source) => [source.key, source]));
  return ruleIds.map((rule) => {
    const level = ruleLevel(result.config, rule, null);
    const own = sources.get(`rules.${rule}`) ?? (level === null ? undefined : sources.get("presets"));
    return { key: `rules.${rule}`, value: level ?? levelOf(rule), from: placeOf(own) };
  });
}

function placeOf(source: ConfigSource | undefined): From {
  if (!source?.place) return byDefault;
  const { file, span } = source.place;
  return { kind: "file", file: file.name, ...positionAt(file, span.start) };
}

function parsed(json: string): unknown {
  return JSON.parse(json);
}

function asJson(template: string, result: ConfigResult, values: readonly Value[]): string {
  const files = result.files.map(({ name }) => name);
  return `${JSON.stringify({ version: 1, template, files, values }, null, 2)}\n`;
}

function asText(template: string, result: ConfigResult, values: readonly Value[]): string {
  const files = result.files.map(({ name }) => `  ${name}\n`).join("");
  const rows = values.map(
    ({ key, value, from }) => [key, JSON.stringify(value) ?? "not stated", whence(from)] as const,
  );
  const keyWidth = Math.max(...rows.map(([key]) => key.length));
  const valueWidth = Math.min(48, Math.max(...rows.map(([, value]) => value.length)));
  const lines = rows.map(([key, value, from]) => `  ${key.padEnd(keyWidth)}  ${value.padEnd(valueWidth)}  ${from}\n`);
  const read = files === "" ? "no configuration file\n" : `files, later ones winning:\n${files}`;
  return `${template}\n\n${read}\nvalues:\n${lines.join("")}`;
}

function whence(from: From): string {
  switch (from.kind) {
    case "file":
      return `${from.file}:${from.line}`;
    case "commandLine":
      return `command line (${from.option})`;
    case "default":
      return "default";
  }
}
