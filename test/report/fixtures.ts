import { createHash } from "node:crypto";
import type { CheckResult } from "../../src/check-types.ts";
import type { Diagnostic, Label } from "../../src/diagnostic.ts";
import { renderCheckstyle } from "../../src/report/checkstyle.ts";
import { renderCompact } from "../../src/report/compact.ts";
import { renderGithub } from "../../src/report/github.ts";
import { renderGitlab } from "../../src/report/gitlab.ts";
import { renderHuman } from "../../src/report/human.ts";
import { renderJson, renderJsonLines } from "../../src/report/json.ts";
import { renderJunit } from "../../src/report/junit.ts";
import type { MachineOptions } from "../../src/report/machine.ts";
import { commentLimit, renderMarkdown } from "../../src/report/markdown.ts";
import { reportOf } from "../../src/report/report.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import type { Report } from "../../src/report/types.ts";
import type { SourceFile } from "../../src/source.ts";

/** A label on the first occurrence of `text` in the file. */
export function labelOn(file: SourceFile, text: string, note = "", primary = true): Label {
  const start = file.text.indexOf(text);
  if (start === -1) throw new Error(`${text} is not in ${file.name}`);
  return { file, span: { start, end: start + text.length }, text: note, primary };
}

export function finding(labels: readonly Label[], more: Partial<Diagnostic> = {}): Diagnostic {
  return { rule: "app-slug-format", severity: "error", headline: "slug is wrong", labels, notes: [], ...more };
}

export function resultOf(diagnostics: CheckResult["diagnostics"], more: Partial<CheckResult> = {}): CheckResult {
  return {
    directory: "t",
    files: [...new Set(diagnostics.flatMap((diagnostic) => diagnostic.labels.map((label) => label.file)))],
    apps: { total: 0, decided: 0, byChoice: 0, unknown: 0 },
    choices: { count: 1, widened: false },
    unresolved: [],
    diagnostics,
    usageErrors: [],
    manifest: null,
    ...more,
  };
}

export function reportWith(...diagnostics: Diagnostic[]): Report {
  return reportOf([resultOf(diagnostics)]);
}

export const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

export const machineOptions: MachineOptions = {
  toolVersion: "0.1.0",
  digest,
  directory: "",
  subject: "",
  failLevel: "error",
  sourceAddress: () => null,
  rule: (rule) => ({
    title: `title of ${rule}`,
    why: "why",
    severity: "warning",
    off: false,
    group: "What can't be reached",
    security: rule === "secret-in-url",
  }),
};

export type Format = (report: Report) => string;

const human = { color: false, width: 100, quiet: false, verbose: true };
const json = { toolVersion: "0.1.0", digest };

/** Every format by its name. */
export const formats: Readonly<Record<string, Format>> = {
  human: (report) => renderHuman(report, human),
  json: (report) => renderJson(report, json),
  jsonl: (report) => renderJsonLines(report, json),
  compact: renderCompact,
  sarif: (report) => renderSarif(report, machineOptions),
  github: (report) => renderGithub(report, machineOptions),
  gitlab: (report) => renderGitlab(report, machineOptions),
  junit: (report) => renderJunit(report, machineOptions),
  checkstyle: (report) => renderCheckstyle(report, machineOptions),
  markdown: (report) => renderMarkdown(report, machineOptions, commentLimit),
};
