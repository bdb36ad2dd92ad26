/** What the parts of the evaluator share: the way back to it, and mistakes that are held back until they count. */

import type { Diagnostic, RuleId } from "../diagnostic.ts";
import type { Locals, Scope } from "./scope.ts";
import type { Expression } from "./tree.ts";
import type { Value } from "./value.ts";

/** Evaluates a part of an expression. */
export type Evaluate = (expr: Expression, scope: Scope) => Value;

/** Of a scope's own properties only: a scope may be an object of a class. */
function derived(scope: Scope, locals: Locals | null, report: (diagnostic: Diagnostic) => void): Scope {
  return {
    file: scope.file,
    resolve: (traversal, from) => scope.resolve(traversal, from),
    functions: scope.functions,
    locals,
    report,
    spend: (amount) => scope.spend(amount),
    ...(scope.compared ? { compared: (unknown, value) => scope.compared?.(unknown, value) } : {}),
    environment: scope.environment,
  };
}

export function withLocals(scope: Scope, locals: Locals | null): Scope {
  return derived(scope, locals, (diagnostic) => scope.report(diagnostic));
}

/** Mistakes of a part whose result may not matter. */
export interface Attempt {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
  readonly failed: boolean;
}

/** Only that a budget has run out is told at once (and what `always` has): it isn't a mistake of this part alone. */
export function attempt(expr: Expression, scope: Scope, evaluate: Evaluate, always?: RuleId): Attempt {
  const diagnostics: Diagnostic[] = [];
  const inner = derived(scope, scope.locals, (diagnostic) => {
    if (diagnostic.rule === "evaluation-budget" || diagnostic.rule === always) scope.report(diagnostic);
    else diagnostics.push(diagnostic);
  });
  const value = evaluate(expr, inner);
  return { value, diagnostics, failed: diagnostics.some(({ severity }) => severity === "error") };
}

export function tellAll(diagnostics: readonly Diagnostic[], scope: Scope): void {
  for (const diagnostic of diagnostics) scope.report(diagnostic);
}

export function isFromError(value: Value): boolean {
  return value.kind === "unknown" && value.fromError === true;
}
