/** Version 1 of the JSON output, field by field as the published schema says. Absent when there is nothing to say. */

import { type Edit, type Label, primaryLabel, type TrailStep } from "../diagnostic.ts";
import { positionAt, type SourceFile, type Span } from "../source.ts";
import { neutralisedJson } from "./display-width.ts";
import { fingerprints } from "./fingerprint.ts";
import { rulePage } from "./rule-page.ts";
import type { Digest, Report, ReportDiagnostic } from "./types.ts";

export const jsonVersion = 1;

export interface JsonOptions {
  readonly toolVersion: string;
  readonly digest: Digest;
}

export function renderJson(report: Report, options: JsonOptions): string {
  const document = {
    version: jsonVersion,
    tool: { name: "templatecheck", version: options.toolVersion },
    templates: report.templates.map(({ path, apps, choices, unresolved }) => ({ path, apps, choices, unresolved })),
    diagnostics: jsonDiagnostics(report, options.digest),
    summary: report.summary,
  };
  return neutralisedJson(`${JSON.stringify(document, null, 2)}\n`);
}

/** One diagnostic a line, the summary last. */
export function renderJsonLines(report: Report, options: JsonOptions): string {
  const lines: object[] = jsonDiagnostics(report, options.digest).map((item) => ({ version: jsonVersion, ...item }));
  lines.push({ version: jsonVersion, summary: report.summary });
  return neutralisedJson(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function jsonDiagnostics(report: Report, digest: Digest): readonly object[] {
  const marks = fingerprints(report.diagnostics, digest);
  return report.diagnostics.map((diagnostic, index) => jsonDiagnostic(diagnostic, marks[index] ?? ""));
}

function jsonDiagnostic(diagnostic: ReportDiagnostic, fingerprint: string): object {
  const { rule, severity, headline, template, labels, notes, help, witness, profiles, trail, fix, suppressed } =
    diagnostic;
  const primary = primaryLabel(diagnostic);
  return {
    rule,
    severity,
    message: headline,
    template,
    ...place(primary.file, primary.span),
    labels: labels.map(jsonLabel),
    ...(notes.length > 0 && { notes }),
    ...(help !== undefined && { help }),
    ...(witness && Object.keys(witness).length > 0 && { when: witness }),
    ...(profiles && { profiles }),
    ...(trail && trail.length > 0 && { trail: trail.map(jsonTrailStep) }),
    ...(fix && { fix: { safe: fix.safe, title: fix.title, edits: fix.edits.map(jsonEdit) } }),
    ...(suppressed && { suppressed }),
    fingerprint,
    url: rulePage(rule),
  };
}

function jsonLabel(label: Label): object {
  return { ...place(label.file, label.span), text: label.text, primary: label.primary };
}

function jsonTrailStep(step: TrailStep): object {
  return { ...place(step.file, step.span), text: step.text };
}

function jsonEdit(edit: Edit): object {
  return { ...place(edit.file, edit.span), newText: edit.newText };
}

function place(file: SourceFile, span: Span): object {
  const at = (offset: number): object => ({ ...positionAt(file, offset), offset });
  return { file: file.name, start: at(span.start), end: at(span.end) };
}
