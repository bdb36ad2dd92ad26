/** What the corpus scripts share: reading recorded plans, and running the compiler on a directory of this machine. */

import { readFileSync } from "node:fs";
import { builtInProfile, type CheckInputs, defaultInputs, type Libraries } from "../../src/index.ts";
import { createRe2Engine } from "../../src/terraform/functions/re2-engine.ts";
import { createYamlReader } from "../../src/terraform/functions/yaml-engine.ts";

export interface RecordedApp {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface RecordedRun {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly apps?: readonly RecordedApp[] | string;
  readonly error?: unknown;
  readonly provider?: string;
}

export interface RecordedDiagnostic {
  readonly severity?: string;
  readonly summary: string;
  readonly detail: string;
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
}

export interface RecordedTemplate {
  readonly path: string;
  readonly kind: "template" | "module";
  readonly status: "planned" | "failed" | "skipped";
  readonly cause?: "template" | "surroundings" | "harness";
  readonly provider?: string;
  readonly diagnostics?: readonly RecordedDiagnostic[];
  /** What the newest provider says that the constraints admit, when that isn't today's. */
  readonly admittedDiagnostics?: readonly RecordedDiagnostic[];
  readonly runs?: readonly RecordedRun[];
  readonly vars?: Readonly<Record<string, unknown>>;
}

export interface RecordedRepository {
  readonly repository: string;
  readonly templates: readonly RecordedTemplate[];
}

export function readRecorded(path: string): RecordedRepository {
  const data: RecordedRepository = JSON.parse(readFileSync(path, "utf8"));
  return data;
}

export const libraries: Libraries = { regex: () => createRe2Engine(), yaml: () => createYamlReader() };

/** The inputs that the corpus was recorded with (its README). */
export function recordedInputs(run: RecordedRun, provider: string | undefined): CheckInputs {
  return {
    ...defaultInputs,
    parameters: new Map(Object.entries(run.parameters ?? {})),
    variableArguments: Object.entries(run.vars ?? {}).map(([name, value]) => ({
      kind: "value",
      name,
      value: typeof value === "string" ? value : JSON.stringify(value),
    })),
    workspace: "wsname",
    owner: "ownername",
    profiles: [{ ...builtInProfile, accessUrl: "https://coder.example.com" }],
    providerVersion: provider ?? null,
  };
}
