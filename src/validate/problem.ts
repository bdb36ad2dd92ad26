/** Making diagnostics. */

import type { Diagnostic, Fix, Label, RuleId, Severity } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import type { AttributeView, BodyView } from "../terraform/evaluated.ts";

export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

export interface ProblemText {
  readonly headline: string;
  /** On the primary label. */
  readonly label?: string;
  readonly notes?: readonly string[];
  readonly help?: string;
  readonly secondary?: readonly (Place & { readonly text: string })[];
  readonly fix?: Fix;
}

export function problem(rule: RuleId, severity: Severity, place: Place, text: ProblemText): Diagnostic {
  const primary: Label = { file: place.file, span: plainSpan(place.span), text: text.label ?? "", primary: true };
  const others = (text.secondary ?? []).map(
    (label): Label => ({ file: label.file, span: plainSpan(label.span), text: label.text, primary: false }),
  );
  return {
    rule,
    severity,
    headline: text.headline,
    labels: [primary, ...others],
    notes: text.notes ?? [],
    ...(text.help === undefined ? {} : { help: text.help }),
    ...(text.fix ? { fix: text.fix } : {}),
  };
}

function plainSpan({ start, end }: Span): Span {
  return { start, end };
}

/** The text that gives an attribute its value; the body's header when it isn't written. */
export function placeOf(body: BodyView, name: string): Place {
  return placeOfView(body.attribute(name)) ?? body.place;
}

export function placeOfView(view: AttributeView): Place | null {
  return view.source ? { file: view.source.file, span: view.source.attribute.expr } : null;
}

export function nameOfView(view: AttributeView): Place | null {
  return view.source ? { file: view.source.file, span: view.source.attribute.nameSpan } : null;
}
