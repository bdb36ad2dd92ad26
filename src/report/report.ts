/** Results of checks to the report of the run. */

import type { CheckResult } from "../check-types.ts";
import { compareDiagnostics, compareText } from "../diagnostic.ts";
import { secretsOf, withoutSecrets } from "./secrets.ts";
import type { Report, ReportDiagnostic, Summary } from "./types.ts";

export function reportOf(results: readonly CheckResult[]): Report {
  const sorted = [...results].sort((a, b) => compareText(a.directory, b.directory));
  const found = sorted.flatMap((result) =>
    [...result.diagnostics]
      .sort(compareDiagnostics)
      .map((diagnostic): ReportDiagnostic => ({ ...diagnostic, template: result.directory })),
  );
  const secrets = secretsOf(found);
  const diagnostics = found.map((diagnostic) => withoutSecrets(diagnostic, secrets));
  const files = new Set(sorted.flatMap((result) => result.files.map((file) => file.name)));
  return {
    templates: sorted.map(({ directory, apps, choices, unresolved, wildcardUnknown, unchosenProfiles }) => ({
      path: directory,
      apps,
      choices,
      unresolved: unresolved.map((entry) => ({ ...entry, reason: secrets.text(entry.reason) })),
      ...(wildcardUnknown && { wildcardUnknown }),
      ...(unchosenProfiles && { unchosenProfiles }),
    })),
    diagnostics,
    summary: summaryOf(diagnostics, files.size, sorted.length),
  };
}

function summaryOf(diagnostics: readonly ReportDiagnostic[], files: number, templates: number): Summary {
  const counting = diagnostics.filter((diagnostic) => !diagnostic.suppressed);
  const withSeverity = (severity: string): number =>
    counting.filter((diagnostic) => diagnostic.severity === severity).length;
  const suppressedBy = (kind: string): number =>
    diagnostics.filter((diagnostic) => diagnostic.suppressed?.kind === kind).length;
  return {
    files,
    templates,
    errors: withSeverity("error"),
    warnings: withSeverity("warning"),
    infos: withSeverity("info"),
    suppressed: suppressedBy("inSource"),
    baselined: suppressedBy("baseline"),
  };
}
