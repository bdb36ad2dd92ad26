/** Diagnostics of evaluation. */

import type { Diagnostic, RuleId } from "../diagnostic.ts";
import type { Span } from "../source.ts";
import { describePath } from "./describe.ts";
import type { Scope } from "./scope.ts";
import type { Type } from "./types.ts";
import type { UnknownValue } from "./value.ts";
import { errorValue } from "./values.ts";

export interface Details {
  readonly rule?: RuleId;
  readonly help?: string;
  readonly notes?: readonly string[];
  readonly label?: string;
}

/** Tells a mistake and answers with what follows from it. Of the rule `type-mismatch`, unless the details say otherwise. */
export function mistake(scope: Scope, span: Span, headline: string, details: Details = {}, type?: Type): UnknownValue {
  scope.report(diagnosticOf(scope, span, headline, details));
  return errorValue(type);
}

function diagnosticOf(scope: Scope, span: Span, headline: string, details: Details): Diagnostic {
  const { rule = "type-mismatch", help, notes = [], label = "" } = details;
  return {
    rule,
    severity: "error",
    headline: headline.replaceAll(/\s+/g, " "),
    labels: [{ file: scope.file, span: { start: span.start, end: span.end }, text: label, primary: true }],
    notes,
    ...(help === undefined ? {} : { help }),
  };
}

/** A conversion's message, with the part of the value that it is about. */
export function conversionMessage(refusal: {
  readonly message: string;
  readonly path: readonly (string | number)[];
}): string {
  const where = describePath(refusal.path);
  return where === "" ? refusal.message : `${where}: ${refusal.message}`;
}
