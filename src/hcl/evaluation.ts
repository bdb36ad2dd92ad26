/** What the parts of the evaluator share: the way back to it, and mistakes that are held back until they count. */

import type { Diagnostic, RuleId } from "../diagnostic.ts";
import type { Locals, Scope } from "./scope.ts";
import type { Expression } from "./tree.ts";
import type { Value } from "./value.ts";

/** Evaluates a part of an expression. */
export type Evaluate = (expr: Expression, scope: Scope) => Value;

/** A scope with names or another listener of its own; its functions need no `this` and can be handed on as they are. */
class InnerScope implements Scope {
  readonly file: Scope["file"];
  readonly functions: Scope["functions"];
  readonly environment: Scope["environment"];
  readonly locals: Locals | null;
  readonly resolve: Scope["resolve"];
  readonly report: Scope["report"];
  readonly spend: Scope["spend"];
  readonly compared?: NonNullable<Scope["compared"]>;
  readonly bothSides?: true;

  constructor(outer: Scope, locals: Locals | null, report: Scope["report"] | undefined) {
    this.file = outer.file;
    this.functions = outer.functions;
    this.environment = outer.environment;
    this.locals = locals;
    if (outer.bothSides) this.bothSides = true;
    if (outer instanceof InnerScope) {
      this.resolve = outer.resolve;
      this.report = report ?? outer.report;
      this.spend = outer.spend;
      if (outer.compared) this.compared = outer.compared;
    } else {
      this.resolve = (traversal, scope) => outer.resolve(traversal, scope);
      this.report = report ?? ((diagnostic) => outer.report(diagnostic));
      this.spend = (amount) => outer.spend(amount);
      if (outer.compared) this.compared = (unknown, value) => outer.compared?.(unknown, value);
    }
  }
}

export function withLocals(scope: Scope, locals: Locals | null): Scope {
  return new InnerScope(scope, locals, undefined);
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
  return { scope: new InnerScope(scope, scope.locals, report), diagnostics };
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
