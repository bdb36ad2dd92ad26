/** One configuration file: from its text to typed values, each with its place. */

import type { Diagnostic } from "../diagnostic.ts";
import { type RuleId, ruleIds } from "../rule-ids.ts";
import { configProblems } from "../schema/config-schema.ts";
import type { SourceFile, Span } from "../source.ts";
import { configInvalid, problemDiagnostic, withoutProblems } from "./problems.ts";
import type { Level, PresetName } from "./types.ts";
import { parseYaml, plainValue, type YamlModule, type YamlValue } from "./yaml.ts";

export interface Placed<T> {
  readonly value: T;
  readonly span: Span;
}

export type Scalar = string | number | boolean | null;

export interface FileOverride {
  readonly files: readonly string[];
  readonly levels: ReadonlyMap<RuleId, Placed<Level>>;
  readonly span: Span;
}

export interface ConfigFile {
  readonly file: SourceFile;
  /** Paths in the file are relative to it. */
  readonly directory: string;
  readonly root: boolean;
  readonly extends: readonly Placed<string>[];
  readonly presets: Placed<readonly PresetName[]> | null;
  readonly profiles: ReadonlyMap<string, ReadonlyMap<string, Placed<Scalar>>>;
  readonly defaultProfile: Placed<string> | null;
  readonly rules: ReadonlyMap<RuleId, Placed<Level>>;
  readonly locked: ReadonlyMap<RuleId, Span>;
  readonly overrides: readonly FileOverride[];
  readonly modules: ReadonlyMap<string, Placed<string>>;
}

/** What is wrong is told and left out. */
export function parseConfigFile(
  file: SourceFile,
  directory: string,
  module: YamlModule,
): { readonly config: ConfigFile; readonly diagnostics: readonly Diagnostic[] } {
  const result = parseYaml(file, module);
  if (!result.ok) {
    const diagnostics = result.problems.map((problem) =>
      configInvalid(file, problem.span, `${file.name} ${problem.message}`),
    );
    return { config: readFile(file, directory, null), diagnostics };
  }
  const problems = configProblems(plainValue(result.value));
  return {
    config: readFile(file, directory, withoutProblems(result.value, problems)),
    diagnostics: problems.map((problem) => problemDiagnostic(file, result.value, problem)),
  };
}

function readFile(file: SourceFile, directory: string, tree: YamlValue | null): ConfigFile {
  const at = (key: string): YamlValue | null => (tree?.kind === "map" ? (tree.entries.get(key)?.value ?? null) : null);
  const presets = at("presets");
  const [defaultProfile] = texts(at("defaultProfile"));
  return {
    file,
    directory,
    root: scalar(at("root")) === true,
    extends: texts(at("extends")),
    presets: presets && {
      value: texts(presets)
        .map((item) => item.value)
        .filter(isPreset),
      span: presets.span,
    },
    profiles: new Map([...entries(at("profiles"))].map(([name, value]) => [name, scalars(value)])),
    defaultProfile: defaultProfile ?? null,
    rules: levels(at("rules")),
    locked: new Map(texts(at("locked")).flatMap(({ value, span }) => (isRule(value) ? [[value, span]] : []))),
    overrides: items(at("overrides")).map(readOverride),
    modules: new Map(
      [...entries(at("modules"))].flatMap(([pattern, value]) => texts(value).map((path) => [pattern, path] as const)),
    ),
  };
}

function readOverride(value: YamlValue): FileOverride {
  const at = (key: string): YamlValue | null => (value.kind === "map" ? (value.entries.get(key)?.value ?? null) : null);
  return { files: texts(at("files")).map((item) => item.value), levels: levels(at("rules")), span: value.span };
}

function* entries(value: YamlValue | null): Iterable<readonly [string, YamlValue]> {
  if (value?.kind !== "map") return;
  for (const [key, entry] of value.entries) yield [key, entry.value];
}

function items(value: YamlValue | null): readonly YamlValue[] {
  return value?.kind === "list" ? value.items : [];
}

/** A text, or a list of texts. */
function texts(value: YamlValue | null): readonly Placed<string>[] {
  const candidates = value?.kind === "scalar" ? [value] : items(value);
  return candidates.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string" ? [{ value: item.value, span: item.span }] : [],
  );
}

function scalar(value: YamlValue | null): Scalar {
  return value?.kind === "scalar" ? value.value : null;
}

function scalars(value: YamlValue): ReadonlyMap<string, Placed<Scalar>> {
  return new Map([...entries(value)].map(([key, item]) => [key, { value: scalar(item), span: item.span }]));
}

function levels(value: YamlValue | null): ReadonlyMap<RuleId, Placed<Level>> {
  const found = new Map<RuleId, Placed<Level>>();
  for (const [key, item] of entries(value)) {
    const level = scalar(item);
    if (isRule(key) && isLevel(level)) found.set(key, { value: level, span: item.span });
  }
  return found;
}

const rules: ReadonlySet<string> = new Set(ruleIds);

function isRule(text: string): text is RuleId {
  return rules.has(text);
}

function isLevel(value: Scalar): value is Level {
  return value === "error" || value === "warning" || value === "info" || value === "off";
}

function isPreset(text: string): text is PresetName {
  return text === "recommended" || text === "strict" || text === "security";
}
