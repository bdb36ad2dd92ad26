/** Given options as typed values. What is wrong with one is told by its name, with the legal values. */

import type { ShareLevel, VariableArgument } from "../check-types.ts";
import type { Severity } from "../diagnostic.ts";
import type { Arguments, GivenOption } from "./arguments.ts";
import { CommandFailure } from "./exit-code.ts";

export interface Options {
  /** As given. */
  readonly paths: readonly string[];
  readonly variableArguments: readonly VariableArgument[];
  readonly parameters: ReadonlyMap<string, string>;
  readonly preset: string | null;
  readonly workspace: string | null;
  readonly owner: string | null;
  readonly transition: "start" | "stop";
  readonly moduleMap: ReadonlyMap<string, string>;
  readonly providerVersion: string | null;
  readonly maxChoices: number;
  readonly strictUnknown: boolean;
  readonly allowPartial: boolean;
  readonly name: string | null;

  readonly profiles: readonly string[];
  readonly maxShareLevel: ShareLevel | null;
  readonly accessUrl: string | null;
  readonly wildcardAccessUrl: string | null;
  /** A file of workspace records. */
  readonly workspaces: string | null;
  /** A file, none, or the nearest one. */
  readonly config: { readonly file: string } | "none" | "nearest";
  /** Null: the clock's. */
  readonly today: string | null;

  readonly formats: readonly FormatChoice[];
  readonly color: "auto" | "always" | "never";
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly secondOpinion: boolean;
  readonly failLevel: Severity;
  readonly exitZero: boolean;

  readonly output: string | null;
  readonly outputFormat: "json" | "yaml" | null;
  readonly outDirectory: string | null;
  readonly check: string | null;

  /** How many templates are checked at once; null: as it pays. */
  readonly jobs: number | null;
  readonly stdinName: string | null;
  /** A revision of git. */
  readonly changedSince: string | null;
  readonly watch: boolean;
  readonly showConfig: boolean;

  /** Change files to what the safe fixes make of them, or print that as a patch. */
  readonly fix: boolean;
  readonly diff: boolean;
  readonly unsafeFixes: boolean;
  readonly addSuppressions: boolean;
  readonly reason: string | null;
  /** A file of findings that are known. */
  readonly baseline: string | null;
  readonly baselineWrite: string | null;
  readonly baselinePrune: boolean;
}

export const diagnosticFormats = [
  "human",
  "json",
  "jsonl",
  "compact",
  "sarif",
  "github",
  "gitlab",
  "junit",
  "checkstyle",
  "markdown",
] as const;
export type DiagnosticFormat = (typeof diagnosticFormats)[number];

export interface FormatChoice {
  readonly format: DiagnosticFormat;
  /** Null: where the command's diagnostics go. */
  readonly file: string | null;
}

export const shareLevels = ["owner", "organization", "authenticated", "public"] as const;
export const severities = ["error", "warning", "info"] as const;

export function readOptions(given: Arguments): Options {
  const { options } = given;
  const texts = (name: string): readonly string[] => valuesOf(options, name);
  const text = (name: string): string | null => texts(name).at(-1) ?? null;
  const flag = (name: string): boolean => options.some((option) => option.name === name);
  const oneOf = <T extends string>(name: string, legal: readonly T[]): T | null => {
    const value = text(name);
    return value === null ? null : legalValue(name, value, legal);
  };
  return {
    paths: given.operands,
    variableArguments: options.flatMap(variableArgument),
    parameters: new Map(texts("parameter").map((value) => pair("parameter", value))),
    preset: text("preset"),
    workspace: text("workspace"),
    owner: text("owner"),
    transition: oneOf("transition", ["start", "stop"]) ?? "start",
    moduleMap: new Map(texts("module-map").map((value) => pair("module-map", value))),
    providerVersion: versionText(text("provider-version")),
    maxChoices: wholeNumber("max-choices", text("max-choices")) ?? 4096,
    strictUnknown: flag("strict-unknown"),
    allowPartial: flag("allow-partial"),
    name: text("name"),
    profiles: texts("profile"),
    maxShareLevel: oneOf("max-share-level", shareLevels),
    accessUrl: accessUrl(text("access-url")),
    wildcardAccessUrl: wildcardAccessUrl(text("wildcard-access-url")),
    workspaces: text("workspaces"),
    config: configOption(options),
    today: date(text("today")),
    formats: formatChoices(texts("format")),
    color: oneOf("color", ["auto", "always", "never"]) ?? "auto",
    quiet: flag("quiet"),
    verbose: flag("verbose"),
    secondOpinion: !flag("no-second-opinion"),
    failLevel: oneOf("fail-level", severities) ?? "error",
    exitZero: flag("exit-zero"),
    output: text("output"),
    outputFormat: oneOf("output-format", ["json", "yaml"]),
    outDirectory: text("out-dir"),
    check: text("check"),
    jobs: wholeNumber("jobs", text("jobs")),
    stdinName: text("stdin-filename"),
    changedSince: text("changed-since"),
    watch: flag("watch"),
    showConfig: flag("show-config"),
    fix: flag("fix"),
    diff: flag("diff"),
    unsafeFixes: flag("unsafe-fixes"),
    addSuppressions: flag("add-suppressions"),
    reason: text("reason"),
    baseline: text("baseline"),
    baselineWrite: text("baseline-write"),
    baselinePrune: flag("baseline-prune"),
  };
}

/** For the commands whose format is another list than that of diagnostics. */
export function formatOf<T extends string>(given: Arguments, legal: readonly [T, ...T[]]): T {
  const value = valuesOf(given.options, "format").at(-1);
  return value === undefined ? legal[0] : legalValue("format", value, legal);
}

function valuesOf(options: readonly GivenOption[], name: string): readonly string[] {
  return options.flatMap((option) => (option.name === name && option.value !== true ? [option.value] : []));
}

function variableArgument({ name, value }: GivenOption): readonly VariableArgument[] {
  if (value === true) return [];
  if (name === "var-file") return [{ kind: "file", path: value }];
  if (name !== "var") return [];
  const [variable, text] = pair("var", value);
  return [{ kind: "value", name: variable, value: text }];
}

function pair(option: string, given: string): readonly [string, string] {
  // A pattern of a registry module may have "=" in its query; a directory hardly does.
  const isMap = option === "module-map";
  const at = isMap ? given.lastIndexOf("=") : given.indexOf("=");
  const form = isMap ? "SOURCE=DIR" : "NAME=VALUE";
  if (at <= 0) throw new CommandFailure(`--${option} ${JSON.stringify(given)} is not of the form ${form}`);
  return [given.slice(0, at), given.slice(at + 1)];
}

function formatChoice(given: string): FormatChoice {
  const at = given.indexOf("=");
  const format = legalValue("format", at === -1 ? given : given.slice(0, at), diagnosticFormats);
  const file = at === -1 ? null : given.slice(at + 1);
  if (file === "") throw new CommandFailure(`--format ${JSON.stringify(given)} names no file after "="`);
  return { format, file: file === "-" ? null : file };
}

function formatChoices(given: readonly string[]): readonly FormatChoice[] {
  const choices = given.map(formatChoice);
  const files = choices.flatMap(({ file }) => (file === null ? [] : [file]));
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new CommandFailure(`two formats would be written to ${JSON.stringify(twice)}`);
  refuseMixed(choices.flatMap(({ format, file }) => (file === null ? [format] : [])));
  return choices;
}

/** One document each: with something before or behind it nobody can read it. */
const documents: readonly DiagnosticFormat[] = ["json", "sarif", "gitlab", "junit", "checkstyle"];

function refuseMixed(together: readonly DiagnosticFormat[]): void {
  const document = together.find((format) => documents.includes(format));
  if (document === undefined || together.length === 1) return;
  throw new CommandFailure(
    `--format ${document} and --format ${together.find((format) => format !== document) ?? document} would be written to one stream`,
    `Write it to a file: --format ${document}=FILE.`,
  );
}

function configOption(options: readonly GivenOption[]): Options["config"] {
  const last = options.findLast((option) => option.name === "config" || option.name === "no-config");
  if (!last) return "nearest";
  return last.value === true ? "none" : { file: last.value };
}

function legalValue<T extends string>(option: string, value: string, legal: readonly T[]): T {
  const found = legal.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new CommandFailure(`--${option} ${JSON.stringify(value)} is not one of ${legal.join(", ")}`);
}

function wholeNumber(option: string, value: string | null): number | null {
  if (value === null) return null;
  if (/^[0-9]{1,9}$/.test(value) && Number(value) > 0) return Number(value);
  throw new CommandFailure(`--${option} ${JSON.stringify(value)} is not a whole number above 0`);
}

function versionText(value: string | null): string | null {
  if (value === null || /^v?[0-9]+(\.[0-9]+){0,2}$/.test(value)) return value?.replace(/^v/, "") ?? null;
  throw new CommandFailure(`--provider-version ${JSON.stringify(value)} is not a version like 2.20 or 2.20.0`);
}

/** As `accessUrl` and `wildcardAccessUrl` of a profile, in `config.schema.json`. */
export const accessUrlPattern = /^https?:\/\/[^\s/?#]+\/?$/u;
export const wildcardPattern = /^\*([-A-Za-z0-9]*[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)+(:[0-9]*)?$/u;

function accessUrl(value: string | null): string | null {
  if (value === null || accessUrlPattern.test(value)) return value?.replace(/\/$/, "") ?? null;
  const expected = "is not an address like https://coder.example.com, without a path";
  throw new CommandFailure(`--access-url ${JSON.stringify(value)} ${expected}`);
}

function wildcardAccessUrl(value: string | null): string | null {
  if (value === null || wildcardPattern.test(value)) return value;
  const expected = 'is not a hostname that begins with "*", like *.apps.example.com, without a scheme';
  throw new CommandFailure(`--wildcard-access-url ${JSON.stringify(value)} ${expected}`);
}

function date(value: string | null): string | null {
  if (value === null) return null;
  const milliseconds = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  // JavaScript reads February 30 as March 2.
  if (!Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(value)) return value;
  throw new CommandFailure(`--today ${JSON.stringify(value)} is not a date like 2026-01-31`);
}
