/**
 * The recorded templates of `data/provider`: `cases` with Coder's verdicts, `more` without. And what templatecheck says about each
 * combination of answers.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "../../src/check/check.ts";
import { makeEngine } from "../../src/check/engines.ts";
import { parameterDefinitions } from "../../src/check/parameters.ts";
import { readTemplate } from "../../src/check/template.ts";
import {
  builtInProfile,
  type CheckedDiagnostic,
  type CheckInputs,
  defaultInputs,
  type Libraries,
} from "../../src/check-types.ts";
import { started, stopped } from "../../src/coder/analysis.ts";
import { primaryLabel, type RuleId } from "../../src/diagnostic.ts";
import { parse } from "../../src/hcl/parser.ts";
import { positionAt, type SourceFile } from "../../src/source.ts";
import { createRe2Engine } from "../../src/terraform/functions/re2-engine.ts";
import { createYamlReader } from "../../src/terraform/functions/yaml-engine.ts";
import { memoryHost } from "../memory-host.ts";

export interface RecordedError {
  readonly summary: string;
  readonly detail: string;
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  readonly address?: string;
}

export interface RecordedStep {
  readonly ok: boolean;
  readonly errors: readonly RecordedError[];
}

export interface RecordedRun {
  readonly about?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly previous?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  readonly transition?: "start" | "stop";
  readonly env?: Readonly<Record<string, string>>;
  readonly plan: RecordedStep;
  readonly coder: { readonly error: string | null } | null;
  readonly built: (RecordedStep & { readonly coder: { readonly error: string | null } | null }) | null;
}

export interface Recording {
  readonly about: string;
  readonly group: number;
  readonly validate: RecordedStep;
  readonly get?: { readonly ok: boolean; readonly error: string };
  readonly import: {
    readonly ok: boolean;
    readonly start: { readonly plan: RecordedStep; readonly coder: string | null };
    readonly stop?: { readonly plan: RecordedStep; readonly coder: string | null };
  } | null;
  readonly runs: readonly RecordedRun[];
}

export interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly recordings: readonly { readonly providerVersion: string; readonly recording: Recording }[];
}

const roots = ["cases", "more"].map((name) => fileURLToPath(new URL(`../data/provider/${name}/`, import.meta.url)));

const directories = new Map(roots.flatMap((root) => readdirSync(root).map((name) => [name, join(root, name)])));

export function caseNames(): readonly string[] {
  return [...directories.keys()].sort();
}

export function loadCase(name: string): Case {
  const files: Record<string, Uint8Array> = {};
  const recordings: { providerVersion: string; recording: Recording }[] = [];
  const directory = directories.get(name) ?? name;
  for (const path of filesBelow(directory, "")) {
    const bytes = new Uint8Array(readFileSync(join(directory, path)));
    if (path === "expect.json" || path === "expect.provider-2.20.json") {
      const recording = JSON.parse(new TextDecoder().decode(bytes)) as Recording;
      recordings.push({ providerVersion: path === "expect.json" ? baseVersion(files) : "2.20", recording });
    } else files[path] = bytes;
  }
  return {
    name,
    files,
    recordings: recordings.map((item) =>
      item.providerVersion === "2.20" ? item : { ...item, providerVersion: baseVersion(files) },
    ),
  };
}

/** The recorded main branch is 2.18.0 with `coder_secret`, which 2.18.0 took back: for that type it is like 2.17. */
function baseVersion(files: Readonly<Record<string, Uint8Array>>): string {
  const secret = Object.values(files).some((bytes) => new TextDecoder().decode(bytes).includes('"coder_secret"'));
  return secret ? "2.17" : "2.18";
}

function filesBelow(directory: string, prefix: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesBelow(join(directory, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  );
}

export const libraries: Libraries = { regex: createRe2Engine, yaml: createYamlReader };

/** One thing that was asked of the real tools. */
export interface Row {
  readonly case: string;
  readonly providerVersion: string;
  readonly step: "validate" | "import" | "run";
  /** Of a run, from 0. */
  readonly index: number;
  readonly refused: boolean;
  /** Of the plan and, where a workspace was built, of that. Coder's own refusals have none. */
  readonly errors: readonly RecordedError[];
  readonly run: RecordedRun | null;
}

export function rowsOf({ name, recordings }: Case): Row[] {
  return recordings.flatMap(({ providerVersion, recording }) => {
    const base = { case: name, providerVersion };
    const rows: Row[] = [
      {
        ...base,
        step: "validate",
        index: 0,
        refused: !recording.validate.ok || recording.get?.ok === false,
        errors: recording.validate.errors,
        run: recording.runs[0] ?? null,
      },
    ];
    const pushed = recording.import;
    if (pushed) {
      const errors = [...pushed.start.plan.errors, ...(pushed.stop?.plan.errors ?? [])];
      rows.push({ ...base, step: "import", index: 0, refused: !pushed.ok, errors, run: recording.runs[0] ?? null });
    }
    for (const [index, run] of recording.runs.entries()) {
      const built = run.built;
      const refused =
        !run.plan.ok || Boolean(run.coder?.error) || (built !== null && (!built.ok || Boolean(built.coder?.error)));
      rows.push({ ...base, step: "run", index, refused, errors: [...run.plan.errors, ...(built?.errors ?? [])], run });
    }
    return rows;
  });
}

export function inputsOf(row: Row): CheckInputs {
  const { run } = row;
  const pushes = row.step === "import";
  return {
    ...defaultInputs,
    profiles: [{ ...builtInProfile, accessUrl: "https://coder.example.com" }],
    variableArguments: Object.entries(run?.vars ?? {}).map(([name, value]) => ({ kind: "value", name, value })),
    parameters: new Map(row.step === "run" ? Object.entries(run?.parameters ?? {}) : []),
    workspace: pushes ? "default" : "wsname",
    owner: pushes ? "default" : "ownername",
    transition: row.step === "run" ? (run?.transition ?? "start") : "start",
    providerVersion: row.providerVersion,
  };
}

/** Rules that say what Terraform, the provider or Coder refuse; the others are about what is built and doesn't work. */
const accepted: ReadonlySet<RuleId> = new Set<RuleId>([
  "app-without-agent",
  "agent-without-resource",
  "app-slug-is-port",
  "app-slug-reserved",
  "app-hostname-unreachable",
  "app-hostname-too-long",
  "app-subdomain-without-wildcard",
  "app-path-apps-disabled",
  "app-no-target",
  "app-upstream-url",
  "app-share-terminal",
  "secret-in-url",
  "app-healthcheck-never-runs",
  "comparison-always-false",
]);

/** Our refusals of a row: errors under the answers that it was recorded with. */
export function refusalsOf(subject: Case, row: Row): readonly CheckedDiagnostic[] {
  const host = memoryHost(subject.files);
  const inputs = inputsOf(row);
  const result = check(host, "", inputs, libraries, "lint");
  const answers = answersOf(host, inputs);
  const found = result.diagnostics.filter(
    ({ severity, rule, witness }) =>
      severity === "error" &&
      !accepted.has(rule) &&
      (!witness || Object.entries(witness).every(([name, value]) => (answers.get(name) ?? "") === value)),
  );
  if (row.step === "validate") return found;
  return row.step === "import"
    ? found.filter((diagnostic) => !isLate(diagnostic))
    : found.filter(({ rule }) => rule !== "stop-transition");
}

/** The provider finds it when a workspace is built, and a push passes. */
export function isLate({ notes }: CheckedDiagnostic): boolean {
  return notes.some((note) => /finds it only when (?:a|the) workspace is built/.test(note));
}

function answersOf(host: ReturnType<typeof memoryHost>, inputs: CheckInputs): ReadonlyMap<string, string> {
  const template = readTemplate(host, "", inputs);
  const [profile] = inputs.profiles;
  const answers = new Map<string, string>();
  if (template.broken || !profile) return answers;
  const engine = makeEngine({ mode: "plan", template, profile, inputs, libraries, single: true });
  const pinned = inputs.transition === "stop" ? stopped : started;
  engine.choices.choose(pinned);
  for (const [name, definition] of parameterDefinitions(engine, pinned, 1))
    answers.set(name, inputs.parameters.get(name) ?? definition.default ?? "");
  return answers;
}

/** Whether one of ours is where the recorded one is: on its line, or in the same block. */
export function matched(subject: Case, recorded: RecordedError, ours: readonly CheckedDiagnostic[]): boolean {
  // Of a value on the command line, the file is made up.
  if (recorded.file === null || !(recorded.file in subject.files)) return ours.length > 0;
  const block = blockAt(subject, recorded.file, recorded.line);
  return ours.some((diagnostic) => {
    const { file, span } = primaryLabel(diagnostic);
    if (file.name !== recorded.file) return false;
    const { line } = positionAt(file, span.start);
    return line === recorded.line || (block !== null && line >= block.first && line <= block.last);
  });
}

function blockAt(subject: Case, name: string, line: number): { readonly first: number; readonly last: number } | null {
  const bytes = subject.files[name];
  if (!bytes || name.endsWith(".json")) return null;
  const file: SourceFile = { name, text: new TextDecoder().decode(bytes) };
  const { body } = parse(file);
  if (body.kind !== "body") return null;
  for (const item of body.items) {
    const first = positionAt(file, item.start).line;
    const last = positionAt(file, item.end).line;
    if (line >= first && line <= last) return { first, last };
  }
  return null;
}

export interface Mismatch {
  readonly row: Row;
  readonly text: string;
}

/** What differs from the recording; nothing when a row agrees. */
export function mismatches(subject: Case, row: Row): readonly Mismatch[] {
  const ours = refusalsOf(subject, row);
  const result: Mismatch[] = [];
  // `validate` is less than what we look at: variables are given, and a plan is made.
  if (row.refused && ours.length === 0)
    result.push({ row, text: `accepted, but refused: ${row.errors[0]?.summary ?? "by Coder"}` });
  if (!row.refused && ours.length > 0 && row.step !== "validate") {
    result.push({ row, text: `refused, but accepted: ${ours.map(textOf).join("; ")}` });
  }
  if (ours.length > 0) {
    for (const error of row.errors) {
      if (!matched(subject, error, ours))
        result.push({
          row,
          text: `missing: ${error.file}:${error.line} ${error.summary}: ${error.detail.split("\n")[0]}`,
        });
    }
  }
  return result;
}

export function textOf(diagnostic: CheckedDiagnostic): string {
  const { file, span } = primaryLabel(diagnostic);
  return `${file.name}:${positionAt(file, span.start).line} ${diagnostic.rule} ${diagnostic.headline}`;
}

export function rowName(row: Row): string {
  return `${row.case} ${row.step}${row.step === "run" ? ` ${row.index}` : ""} ${row.providerVersion}`;
}
