/**
 * Evaluates expressions as Terraform 1.13 does (hcl v2.24). Nothing is thrown: mistakes are reported to the scope, and
 * what follows from one is an unknown that says so and of which no more is said.
 */

import { evaluateCall } from "./call.ts";
import { evaluateConditional } from "./conditional.ts";
import { convert } from "./convert.ts";
import { isFromError } from "./evaluation.ts";
import { evaluateFor } from "./for.ts";
import { admit, maxDepth, spend, tooDeep } from "./limits.ts";
import { mergeMarks, unmark, withMarks } from "./marks.ts";
import { conversionMessage, mistake } from "./mistake.ts";
import { parseNum } from "./number.ts";
import { evaluateBinary, evaluateUnary } from "./operators.ts";
import type { Scope } from "./scope.ts";
import { evaluateAnonSymbol, evaluateSplat } from "./splat.ts";
import { evaluateTemplate, evaluateTemplateJoin } from "./template.ts";
import { evaluateIndex, evaluateRelativeTraversal, evaluateScopeTraversal } from "./traversal.ts";
import type { Expression, Literal, ObjectCons, ObjectConsKey, TupleCons } from "./tree.ts";
import { dynamicType, numberType, stringType } from "./types.ts";
import type { Marks, Value } from "./value.ts";
import {
  boolValue,
  combineUnknown,
  errorValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
} from "./values.ts";

/** Expressions that are being evaluated, in all scopes: a value may be asked for while another is worked out. */
let depth = 0;

/** How many expressions are being evaluated within each other at this moment. */
export function evaluationDepth(): number {
  return depth;
}

export function evaluate(expr: Expression, scope: Scope): Value {
  return (scope.locals === null && scope.remembered?.(expr)) || evaluateAnew(expr, scope);
}

/** Without asking the scope for the whole of it. */
export function evaluateAnew(expr: Expression, scope: Scope): Value {
  if (depth >= maxDepth) return tooDeep(expr, scope);
  depth += 1;
  try {
    return evaluateKind(expr, scope);
  } finally {
    depth -= 1;
  }
}

function evaluateKind(expr: Expression, scope: Scope): Value {
  switch (expr.kind) {
    case "literal":
      return evaluateLiteral(expr);
    case "template":
      return evaluateTemplate(expr, scope, evaluate);
    case "template-wrap":
      return evaluate(expr.wrapped, scope);
    case "template-join":
      return evaluateTemplateJoin(expr, scope, evaluate);
    case "scope-traversal":
      return evaluateScopeTraversal(expr, scope);
    case "relative-traversal":
      return evaluateRelativeTraversal(expr, scope, evaluate);
    case "function-call":
      return evaluateCall(expr, scope, evaluate);
    case "conditional":
      return evaluateConditional(expr, scope, evaluate);
    case "binary-op":
      return evaluateBinary(expr, scope, evaluate);
    case "unary-op":
      return evaluateUnary(expr, scope, evaluate);
    case "for":
      return evaluateFor(expr, scope, evaluate);
    case "index":
      return evaluateIndex(expr, scope, evaluate);
    case "splat":
      return evaluateSplat(expr, scope, evaluate);
    case "anon-symbol":
      return evaluateAnonSymbol(scope);
    case "object-cons":
      return evaluateObject(expr, scope);
    case "object-cons-key":
      return evaluateKey(expr, scope);
    case "tuple-cons":
      return evaluateTuple(expr, scope);
    case "parentheses":
      return evaluate(expr.expression, scope);
    case "error":
      return errorValue();
    default: {
      const impossible: never = expr;
      return impossible;
    }
  }
}

const literals = new WeakMap<Literal, Value>();

function evaluateLiteral(expr: Literal): Value {
  const known = literals.get(expr);
  if (known) return known;
  const value = literalValue(expr);
  literals.set(expr, value);
  return value;
}

function literalValue({ type, value }: Literal): Value {
  switch (type) {
    case "string":
      return stringValue(String(value ?? ""));
    case "number": {
      const number = parseNum(String(value ?? ""));
      return number === null ? errorValue(numberType) : numberValue(number);
    }
    case "bool":
      return boolValue(value === true);
    case "null":
      return nullValue(dynamicType);
    case "unknown":
      return errorValue();
  }
}

function evaluateTuple(expr: TupleCons, scope: Scope): Value {
  const out = spend(expr.items.length, expr, scope);
  if (out) return out;
  return admit(tupleValue(expr.items.map((item) => evaluate(item, scope))), expr, scope);
}

function evaluateObject(expr: ObjectCons, scope: Scope): Value {
  const out = spend(expr.items.length, expr, scope);
  if (out) return out;
  const entries: [string, Value][] = [];
  const unknowns: Value[] = [];
  let marks: Marks | undefined;
  let failed = false;
  for (const item of expr.items) {
    const given = evaluate(item.key, scope);
    const value = evaluate(item.value, scope);
    marks = mergeMarks(marks, given.marks);
    const key = objectKey(unmark(given), given, item.key, scope);
    if (key.kind === "string") entries.push([key.value, value]);
    else if (isFromError(key)) failed = true;
    else unknowns.push(key);
  }
  // Without all its keys nothing can be said about an object, not even its type.
  if (failed) return errorValue();
  const result = unknowns.length > 0 ? combineUnknown(dynamicType, ...unknowns) : objectValue(entries);
  return withMarks(admit(result, expr, scope), marks);
}

/** A string, or an unknown: from an error, which has been told, or not. */
function objectKey(key: Value, named: Value, expr: Expression, scope: Scope): Value {
  if (isFromError(key)) return key;
  if (key.kind === "null") return mistake(scope, expr, "a key of an object can't be null", { help: "give a name" });
  const converted = convert(named.marks?.sensitive ? named : key, stringType);
  if (converted.ok) return unmark(converted.value);
  return mistake(scope, expr, `a key of an object must be a string: ${conversionMessage(converted)}`);
}

function evaluateKey(expr: ObjectConsKey, scope: Scope): Value {
  if (expr.keyword !== null) return stringValue(expr.keyword);
  const { wrapped } = expr;
  if (!expr.forceNonLiteral && wrapped.kind === "scope-traversal" && wrapped.steps.length > 1) {
    const text = scope.file.text.slice(expr.start, expr.end);
    return mistake(scope, expr, `\`${text}\` as a key may mean the value or the name`, {
      help: `write \`(${text})\` for the value or \`"${text}"\` for the name`,
    });
  }
  return evaluate(wrapped, scope);
}
