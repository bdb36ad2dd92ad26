/** What the parts of the evaluator share: the way back to it, and mistakes that are held back until they count. */

import type { Diagnostic, RuleId } from "../diagnostic.ts";
import type { Locals, Scope } from "./scope.ts";
import type { Expression } from "./tree.ts";
import type { Value } from "./value.ts";

/** Evaluates a part of an expression. */
export type Evaluate = (expr: Expression, scope: Scope) => Value;

/** Scopes made here: their functions need no `this` and can be handed on as they are. */
const made = new WeakSet<Scope>();

/** A scope with names or another listener of its own. */
function innerScope(outer: Scope, locals: Locals | null, report?: (diagnostic: Diagnostic) => void): Scope {
  const inner: Scope = made.has(outer) ? { ...outer, locals } : independent(outer, locals);
  const result = report ? { ...inner, report } : inner;
  made.add(result);
  return result;
}

function independent(outer: Scope, locals: Locals | null): Scope {
  return {
    file: outer.file,
    functions: outer.functions,
    environment: outer.environment,
    locals,
    resolve: (traversal, scope) => outer.resolve(traversal, scope),
    report: (diagnostic) => outer.report(diagnostic),
    spend: (amount) => outer.spend(amount),
    ...(outer.compared ? { compared: (unknown, value) => outer.compared?.(unknown, value) } : {}),
  };
}

export function withLocals(scope: Scope, locals: Locals | null): Scope {
  return innerScope(scope, locals);
}

/** Mistakes of a part whose result may not matter. */
export interface Attempt {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
  readonly failed: boolean;
}

export interface OpenAttempt {
  readonly scope: Scope;
  readonly diagnostics: readonly Diagnostic[];
}

/** Only that a budget has run out is told at once (and what `always` has): it isn't a mistake of this part alone. */
export function openAttempt(scope: Scope, always?: RuleId): OpenAttempt {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.rule === "evaluation-budget" || diagnostic.rule === always) scope.report(diagnostic);
    else diagnostics.push(diagnostic);
  };
  return { scope: innerScope(scope, scope.locals, report), diagnostics };
}

export function closeAttempt({ diagnostics }: OpenAttempt, value: Value): Attempt {
  return { value, diagnostics, failed: diagnostics.some(({ severity }) => severity === "error") };
}

export function attempt(expr: Expression, scope: Scope, evaluate: Evaluate, always?: RuleId): Attempt {
  const open = openAttempt(scope, always);
  return closeAttempt(open, evaluate(expr, open.scope));
}

export function tellAll(diagnostics: readonly Diagnostic[], scope: Scope): void {
  for (const diagnostic of diagnostics) scope.report(diagnostic);
}

export function isFromError(value: Value): boolean {
  return value.kind === "unknown" && value.fromError === true;
}
