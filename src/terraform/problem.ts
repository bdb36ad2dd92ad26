/** Diagnostics of the loader. */

import type { Diagnostic, RuleId, Severity } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";

export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

export interface ProblemDetails {
  readonly rule?: RuleId;
  readonly severity?: Severity;
  readonly help?: string;
  readonly notes?: readonly string[];
  /** Text at the primary place. */
  readonly label?: string;
  readonly also?: readonly (Place & { readonly text: string })[];
}

/** An error of the rule `terraform-block`, unless the details say otherwise. */
export function problem(place: Place, headline: string, details: ProblemDetails = {}): Diagnostic {
  const { rule = "terraform-block", severity = "error", help, notes = [], label = "", also = [] } = details;
  const at = ({ file, span }: Place, text: string, primary: boolean) => ({
    file,
    span: { start: span.start, end: span.end },
    text,
    primary,
  });
  return {
    rule,
    severity,
    headline,
    labels: [at(place, label, true), ...also.map((other) => at(other, other.text, false))],
    notes,
    ...(help === undefined ? {} : { help }),
  };
}

/** What reading a file needs everywhere. */
export interface Reading {
  readonly file: SourceFile;
  /** An override file: arguments that are required elsewhere may be missing. */
  readonly override: boolean;
  report(diagnostic: Diagnostic): void;
}

/** An error of the rule `terraform-block` in the file that is being read. */
export function tell(reading: Reading, span: Span, headline: string, details: ProblemDetails = {}): void {
  reading.report(problem({ file: reading.file, span }, headline, details));
}
