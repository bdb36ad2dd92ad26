/** `try` and `can`: functions that get their arguments unevaluated (hcl v2.24, `tryfunc`). */

import { type Attempt, attempt, type Evaluate, isFromError } from "./evaluation.ts";
import { mistake } from "./mistake.ts";
import type { Scope } from "./scope.ts";
import type { FunctionCall } from "./tree.ts";
import { isKnownDeep } from "./type-of.ts";
import { boolType, dynamicType } from "./types.ts";
import type { Value } from "./value.ts";
import { boolValue, combineUnknown, errorValue, unknownsIn } from "./values.ts";

export function evaluateTry(expr: FunctionCall, scope: Scope, evaluate: Evaluate): Value {
  if (expr.expandFinal) return noExpansion(expr, scope);
  if (expr.args.length === 0) {
    return mistake(scope, expr.nameSpan, `${expr.name}() needs at least one argument`, {
      rule: "function-call",
      help: "add an expression to try",
    });
  }
  const failures: Attempt[] = [];
  for (const arg of expr.args) {
    const tried = attempt(arg, scope, evaluate);
    if (tried.failed) {
      failures.push(tried);
      continue;
    }
    if (isKnownDeep(tried.value) || isCertain(tried.value)) return tried.value;
    if (unknownsIn(tried.value).some(isFromError)) return errorValue();
    // What isn't known yet may still fail, and the next argument may be of any type.
    return { ...combineUnknown(dynamicType, tried.value), ...(tried.value.marks ? { marks: tried.value.marks } : {}) };
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
  if (expr.expandFinal) return noExpansion(expr, scope);
  const [only] = expr.args;
  if (!only || expr.args.length > 1) {
    const span = expr.args[1] ?? expr.closeParen;
    return mistake(
      scope,
      span,
      `${expr.name}() takes 1 argument, and here are ${expr.args.length}`,
      { rule: "function-call" },
      boolType,
    );
  }
  const tried = attempt(only, scope, evaluate);
  if (tried.failed) return boolValue(false);
  if (isKnownDeep(tried.value) || isCertain(tried.value)) return boolValue(true);
  return unknownsIn(tried.value).some(isFromError) ? errorValue(boolType) : combineUnknown(boolType, tried.value);
}

function noExpansion(expr: FunctionCall, scope: Scope): Value {
  return mistake(scope, expr.args.at(-1) ?? expr.nameSpan, `${expr.name}() can't take its arguments from a list`, {
    rule: "function-call",
    help: "write the arguments one by one",
  });
}
