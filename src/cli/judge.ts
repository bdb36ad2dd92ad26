/** What the results of a run mean for its exit code, after a last question to HashiCorp's parser. */

import type { CheckedDiagnostic, CheckResult } from "../check-types.ts";
import { primaryLabel, type Severity } from "../diagnostic.ts";
import type { SourceFile } from "../source.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Options } from "./options.ts";

const severities: readonly Severity[] = ["info", "warning", "error"];

/** The highest that any template asks for. */
export function exitCodeOf(results: readonly CheckResult[], options: Options): number {
  return Math.max(exitCode.clean, ...results.map((result) => exitCodeOfOne(result, options)));
}

function exitCodeOfOne(result: CheckResult, options: Options): ExitCode {
  if (result.diagnostics.some((diagnostic) => diagnostic.rule === "parser-disagreement")) return exitCode.internal;
  const configuration = result.diagnostics.some(
    ({ rule, severity }) => rule === "config-invalid" && severity === "error",
  );
  if (result.usageErrors.length > 0 || configuration) return exitCode.usage;
  const level = severities.indexOf(options.failLevel);
  const found = result.diagnostics.some(
    (diagnostic) => !diagnostic.suppressed && severities.indexOf(diagnostic.severity) >= level,
  );
  return found && !options.exitZero ? exitCode.findings : exitCode.clean;
}

/**
 * A file that HashiCorp's parser accepts is never the author's mistake: its syntax errors become a disagreement of the
 * parsers, which is ours.
 */
export async function withSecondOpinion(results: readonly CheckResult[]): Promise<readonly CheckResult[]> {
  const doubtful = new Set(results.flatMap((result) => result.diagnostics.filter(isDoubtful).map(fileOf)));
  if (doubtful.size === 0) return results;
  const { accepts, largestText } = await import("./second-opinion.ts");
  const accepted = new Set<SourceFile>();
  for (const file of doubtful) if (file.text.length <= largestText && (await accepts(file.text))) accepted.add(file);
  if (accepted.size === 0) return results;
  return results.map((result) => ({ ...result, diagnostics: withDisagreements(result.diagnostics, accepted) }));
}

/** It reads native syntax only, and text. */
function isDoubtful(diagnostic: CheckedDiagnostic): boolean {
  const file = fileOf(diagnostic);
  return diagnostic.rule === "syntax-error" && !file.name.endsWith(".json") && !file.invalidUtf8;
}

function fileOf(diagnostic: CheckedDiagnostic): SourceFile {
  return primaryLabel(diagnostic).file;
}

/** One for each file, at the place of its first syntax error. */
function withDisagreements(
  diagnostics: readonly CheckedDiagnostic[],
  accepted: ReadonlySet<SourceFile>,
): readonly CheckedDiagnostic[] {
  const told = new Set<SourceFile>();
  return diagnostics.flatMap((diagnostic): readonly CheckedDiagnostic[] => {
    const file = fileOf(diagnostic);
    if (diagnostic.rule !== "syntax-error" || !accepted.has(file)) return [diagnostic];
    if (told.has(file)) return [];
    told.add(file);
    return [
      {
        rule: "parser-disagreement",
        severity: "error",
        headline: `templatecheck refuses this file, and HashiCorp's parser accepts it: ${diagnostic.headline}`,
        labels: diagnostic.labels,
        notes: ["the mistake is templatecheck's, not the template's"],
        help: "report it with the file; until then nothing in this file is checked",
      },
    ];
  });
}
