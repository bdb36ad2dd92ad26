import type { CheckResult } from "../../src/check-types.ts";
import type { Diagnostic, Label } from "../../src/diagnostic.ts";
import { reportOf } from "../../src/report/report.ts";
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
