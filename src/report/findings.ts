/** Findings for services that know files, not templates: one in a module that several templates call is one finding. */

import { primaryLabel, type Severity } from "../diagnostic.ts";
import { fingerprints } from "./fingerprint.ts";
import type { Digest, Report, ReportDiagnostic } from "./types.ts";

export interface Finding {
  readonly diagnostic: ReportDiagnostic;
  /** Paths of the templates that have it. */
  readonly templates: readonly string[];
  readonly fingerprint: string;
}

/** In the order of the report, suppressed ones as well. */
export function findingsOf(report: Report, digest: Digest): readonly Finding[] {
  const marks = fingerprints(report.diagnostics, digest);
  const found = new Map<string, { diagnostic: ReportDiagnostic; templates: string[]; fingerprint: string }>();
  for (const [index, diagnostic] of report.diagnostics.entries()) {
    const { file, span } = primaryLabel(diagnostic);
    const { rule, severity, headline, witness, profiles, suppressed, template } = diagnostic;
    const key = JSON.stringify([rule, severity, headline, file.name, span, witness, profiles, suppressed]);
    const known = found.get(key);
    if (!known) found.set(key, { diagnostic, templates: [template], fingerprint: marks[index] ?? "" });
    else if (!known.templates.includes(template)) known.templates.push(template);
  }
  return [...found.values()];
}

export function counting(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ diagnostic }) => !diagnostic.suppressed);
}

const order: readonly Severity[] = ["error", "warning", "info"];

export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return order.flatMap((severity) => findings.filter(({ diagnostic }) => diagnostic.severity === severity));
}

/** A line for messages when it isn't only in one template. */
export function templatesText({ templates }: Finding): string | null {
  const most = 5;
  if (templates.length < 2) return null;
  const named = templates.slice(0, most).join(", ");
  return `in ${templates.length} templates: ${named}${templates.length > most ? ", …" : ""}`;
}
