/** A finding inside a module shows the calls through which the module came, too. */

import { callChain } from "../coder/call-chain.ts";
import type { Diagnostic, Label } from "../diagnostic.ts";
import type { EvaluatedModule } from "../terraform/evaluated.ts";

export const calledHere = "called here as";

export function isCall({ text, primary }: Label): boolean {
  return !primary && text.startsWith(calledHere);
}

export function withCalls(diagnostic: Diagnostic, module: EvaluatedModule): Diagnostic {
  const labels = callLabels(module).filter((label) => !diagnostic.labels.some((known) => sameSpan(known, label)));
  return labels.length === 0 ? diagnostic : { ...diagnostic, labels: [...diagnostic.labels, ...labels] };
}

export function callLabels(module: EvaluatedModule): Label[] {
  return callChain(module).map(({ call, file, span }) => ({
    file,
    span,
    text: `called here as ${call}`,
    primary: false,
  }));
}

export function sameSpan(a: Label, b: Label): boolean {
  return a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end;
}
