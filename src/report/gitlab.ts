/** GitLab's Code Quality report (a subset of Code Climate's). */

import { primaryLabel, type Severity } from "../diagnostic.ts";
import { neutralised, neutralisedJson } from "./display-width.ts";
import { witnessText } from "./facts.ts";
import { counting, type Finding, findingsOf } from "./findings.ts";
import { type MachineOptions, placeOf } from "./machine.ts";
import type { Report } from "./types.ts";

export function renderGitlab(report: Report, options: MachineOptions): string {
  const entries = counting(findingsOf(report, options.digest)).map((finding) => entry(finding, options));
  return neutralisedJson(`${JSON.stringify(entries, null, 2)}\n`);
}

function entry({ diagnostic, fingerprint }: Finding, options: MachineOptions): object {
  const { path, line, endLine } = placeOf(primaryLabel(diagnostic), options);
  const choice = witnessText(diagnostic);
  return {
    description: neutralised(`${diagnostic.headline}${choice === null ? "" : ` (${choice})`}`),
    check_name: diagnostic.rule,
    fingerprint,
    severity: severityOf(diagnostic.severity),
    location: { path: neutralised(path), lines: { begin: line, end: endLine } },
  };
}

function severityOf(severity: Severity): "major" | "minor" | "info" {
  switch (severity) {
    case "error":
      return "major";
    case "warning":
      return "minor";
    case "info":
      return "info";
  }
}
