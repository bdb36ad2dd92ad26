/**
 * What templatecheck says: plain data, rendered only in `report/`.
 */

import type { RuleId } from "./rule-ids.ts";
import type { SourceFile, Span } from "./source.ts";

export type { RuleId } from "./rule-ids.ts";

export type Severity = "error" | "warning" | "info";

/** A marked place. A diagnostic has exactly one primary label; its span is the smallest text that is wrong. */
export interface Label {
  readonly file: SourceFile;
  readonly span: Span;
  /** May be empty when the headline says it all. */
  readonly text: string;
  readonly primary: boolean;
  /** The marked text must not be shown, here or anywhere. */
  readonly secret?: true;
}

export interface Edit {
  readonly file: SourceFile;
  readonly span: Span;
  readonly newText: string;
}

export interface Fix {
  /** Safe: the result means the same, or is what Terraform would take anyway. */
  readonly safe: boolean;
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** One step of a value's way from a parameter or variable to the attribute. */
export interface TrailStep {
  readonly file: SourceFile;
  readonly span: Span;
  readonly text: string;
}

/** Parameter name to answer, of the shortest choice that shows the finding. */
export type Witness = Readonly<Record<string, string>>;

export interface Diagnostic {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** One line, no final period, lower case start; quotes the text that is wrong. */
  readonly headline: string;
  readonly labels: readonly Label[];
  /** Facts without a place: numbers, limits, versions. */
  readonly notes: readonly string[];
  /** What to do, as an imperative. */
  readonly help?: string;
  readonly fix?: Fix;
  /** Absent when it is so in every choice. */
  readonly witness?: Witness;
  /** Profiles that it holds for; absent when it holds for all that were asked for. */
  readonly profiles?: readonly string[];
  readonly trail?: readonly TrailStep[];
}

export function primaryLabel(diagnostic: Diagnostic): Label {
  const label = diagnostic.labels.find((candidate) => candidate.primary) ?? diagnostic.labels[0];
  if (!label) throw new Error(`diagnostic ${diagnostic.rule} has no label`);
  return label;
}

/** The total order of every output: file, offset, rule, then text. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  const left = primaryLabel(a);
  const right = primaryLabel(b);
  return (
    compareText(left.file.name, right.file.name) ||
    left.span.start - right.span.start ||
    left.span.end - right.span.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.headline, b.headline)
  );
}

/** By code unit, the same on every platform and locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
