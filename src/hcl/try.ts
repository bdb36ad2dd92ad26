/** `try` and `can`: functions that get their arguments unevaluated (hcl v2.24, `tryfunc`). */

import { type Attempt, attempt, type Evaluate, isFromError } from "./evaluation.ts";
import { expandFinal } from "./expand-final.ts";
import { withMarks } from "./marks.ts";
import { mistake } from "./mistake.ts";
import { lessCertain } from "./outcomes.ts";
import type { Scope } from "./scope.ts";
import type { FunctionCall } from "./tree.ts";
import { isKnownDeep } from "./type-of.ts";
import { boolType, dynamicType } from "./types.ts";
import type { Value } from "./value.ts";
import { boolValue, combineUnknown, errorValue, unknownsIn } from "./values.ts";

export function evaluateTry(expr: FunctionCall, scope: Scope, evaluate: Evaluate): Value {
  const candidates = candidatesOf(expr, scope, evaluate);
  if (!Array.isArray(candidates)) return candidates;
  if (candidates.length === 0) {
    return mistake(scope, expr.nameSpan, `${expr.name}() needs at least one argument`, {
      rule: "function-call",
      help: "add an expression to try",
    });
  }
  const failures: Attempt[] = [];
  for (const candidate of candidates) {
    const tried = candidate();
    if (tried.failed) {
      failures.push(tried);
      continue;
    }
    if (isKnownDeep(tried.value)) return tried.value;
    if (isCertain(tried.value)) return lessCertain(tried.value);
    if (unknownsIn(tried.value).some(isFromError)) return errorValue();
    // What isn't known yet may still fail, and the next argument may be of any type.
    return withMarks(combineUnknown(dynamicType, tried.value), tried.value.marks);
  }
  const reasons = failures.flatMap(({ diagnostics }) => diagnostics.map(({ headline }) => headline));
  return mistake(scope, expr.nameSpan, `no argument of ${expr.name}() succeeds: ${reasons[0] ?? "all fail"}`, {
    rule: "function-call",
    help: "add a last argument that can't fail",
    notes: reasons.slice(1, 5),
  });
}

/** What is missing in it can't make it fail: holes of texts, attributes as they will be. */
function isCertain(value: Value): boolean {
  return unknownsIn(value).every(
    (unknown) => !unknown.fromError && (unknown.text !== undefined || unknown.origin !== undefined),
  );
}

export function evaluateCan(expr: FunctionCall, scope: Scope, evaluate: Evaluate): Value {
  const candidates = candidatesOf(expr, scope, evaluate);
  if (!Array.isArray(candidates)) return candidates;
  const [only] = candidates;
  if (!only || candidates.length > 1) {
    const span = expr.args[1] ?? expr.args[0] ?? expr.closeParen;
    const headline = `${expr.name}() takes 1 argument, and here are ${candidates.length}`;
    return mistake(scope, span, headline, { rule: "function-call" }, boolType);
  }
  const tried = only();
  if (tried.failed) return boolValue(false);
  const unknowns = unknownsIn(tried.value);
  if (unknowns.length === 0 || (isCertain(tried.value) && !unknowns.some(({ applyTime }) => applyTime)))
    return boolValue(true);
  return unknowns.some(isFromError) ? errorValue(boolType) : combineUnknown(boolType, tried.value);
}

/** Arguments to be evaluated one by one; a value instead when the list that they are to be taken from isn't one. */
function candidatesOf(expr: FunctionCall, scope: Scope, evaluate: Evaluate): (() => Attempt)[] | Value {
  const last = expr.args.at(-1);
  // Terraform looks at all names before it evaluates anything: one that isn't declared is a mistake even here.
  const fixed = (expr.expandFinal ? expr.args.slice(0, -1) : expr.args).map(
    (arg) => () => attempt(arg, scope, evaluate, "reference-undeclared"),
  );
  if (!expr.expandFinal || !last) return fixed;
  const expanded = expandFinal(evaluate(last, scope), last, scope);
  if (!expanded.ok) return expanded.value;
  return [...fixed, ...expanded.items.map((value) => () => ({ value, diagnostics: [], failed: false }))];
}
