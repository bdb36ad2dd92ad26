/** Operators: arithmetic, comparison, equality, logic (hcl v2.24, Terraform 1.12 and later). */

import { convert } from "./convert.ts";
import { equalValues } from "./equality.ts";
import {
  type Attempt,
  attempt,
  closeAttempt,
  type Evaluate,
  isFromError,
  type OpenAttempt,
  openAttempt,
  tellAll,
} from "./evaluation.ts";
import { spend, spendOn } from "./limits.ts";
import { marksDeep, mergeMarks, unmark, withMarks } from "./marks.ts";
import { conversionMessage, mistake } from "./mistake.ts";
import { addNum, compareNum, divNum, isUndefinedNum, modNum, mulNum, type Num, negNum, subNum } from "./number.ts";
import { overOutcomes } from "./outcomes.ts";
import type { Scope } from "./scope.ts";
import type { BinaryOp, BinaryOperator, Expression, UnaryOp } from "./tree.ts";
import { boolType, numberType, type Type } from "./types.ts";
import type { Value } from "./value.ts";
import { boolValue, combineUnknown, errorValue, numberValue } from "./values.ts";

interface Link {
  readonly expr: BinaryOp;
  readonly scope: Scope;
  /** Of a logical operator: where the mistakes of its left side go. */
  readonly left: OpenAttempt | null;
}

/** Operators group to the left: a long chain of them is a deep tree, which is worked through without recursion. */
export function evaluateBinary(expr: BinaryOp, scope: Scope, evaluate: Evaluate): Value {
  const chain: Link[] = [];
  let first: Expression = expr;
  let inner = scope;
  let known: Value | null = null;
  while (first.kind === "binary-op") {
    known = first !== expr && inner.locals === null ? (inner.remembered?.(first) ?? null) : null;
    if (known) break;
    const left = first.op === "&&" || first.op === "||" ? openAttempt(inner) : null;
    chain.push({ expr: first, scope: inner, left });
    inner = left?.scope ?? inner;
    first = first.lhs;
  }
  let value = known ?? evaluate(first, inner);
  for (const link of chain.reverse()) value = spend(1, link.expr, scope) ?? combine(link, value, evaluate);
  return value;
}

function combine({ expr, scope, left }: Link, value: Value, evaluate: Evaluate): Value {
  switch (expr.op) {
    case "&&":
    case "||": {
      const done = left ? closeAttempt(left, value) : { value, diagnostics: [], failed: false };
      return logical(expr, expr.op, done, attempt(expr.rhs, scope, evaluate), scope);
    }
    case "==":
    case "!=":
      return equality(expr, value, evaluate(expr.rhs, scope), scope);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return numeric(expr, expr.op, value, evaluate(expr.rhs, scope), scope);
  }
}

// ── Logic ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Both sides are looked at, but mistakes in one don't count when the other decides. */
function logical(expr: BinaryOp, op: "&&" | "||", left: Attempt, right: Attempt, scope: Scope): Value {
  const leftValue = operand(expr, expr.lhs, left.value, "left", boolType, scope);
  const rightValue = operand(expr, expr.rhs, right.value, "right", boolType, scope);
  if (!leftValue || !rightValue) {
    tellAll([...left.diagnostics, ...right.diagnostics], scope);
    return errorValue(boolType);
  }
  const marks = mergeMarks(leftValue.marks, rightValue.marks);
  const decided = decide(op, truth(leftValue), truth(rightValue), left, right);
  tellAll(decided.tell, scope);
  if (scope.bothSides && decided.value !== null) tellBothSides(expr, op, left, right, decided.tell, scope);
  if (decided.value !== null) return withMarks(boolValue(decided.value), marks);
  if (left.failed && right.failed) return withMarks(errorValue(boolType), marks);
  if (decided.fails) return nullOperand(expr, op, leftValue, scope, boolType);
  if (isFromError(leftValue) || isFromError(rightValue)) return withMarks(errorValue(boolType), marks);
  return withMarks({ ...combineUnknown(boolType, leftValue, rightValue), notNull: true }, marks);
}

/** HCL takes null for false here, except where it has to call the operator after all. */
function truth(value: Value): boolean | null {
  if (value.kind === "bool") return value.value;
  if (value.kind === "unknown") {
    const outcomes = value.outcomes?.map((outcome) => outcome.kind === "bool" && outcome.value);
    const first = outcomes?.[0];
    return first !== undefined && !value.applyTime && outcomes?.every((outcome) => outcome === first) ? first : null;
  }
  return false;
}

interface Decision {
  /** Null: not known. */
  readonly value: boolean | null;
  readonly tell: Attempt["diagnostics"];
  readonly fails?: true;
}

function decide(op: "&&" | "||", a: boolean | null, b: boolean | null, left: Attempt, right: Attempt): Decision {
  const controlling = op === "||";
  if (a === null && b === null) {
    return { value: null, tell: left.failed ? [...left.diagnostics, ...right.diagnostics] : left.diagnostics };
  }
  if (a === controlling) return { value: controlling, tell: left.diagnostics };
  if (b === controlling) return { value: controlling, tell: right.diagnostics };
  if (a === null) return { value: null, tell: left.diagnostics };
  if (b === null) return { value: null, tell: right.diagnostics };
  const tell = [...left.diagnostics, ...right.diagnostics];
  if (left.value.kind === "null" || right.value.kind === "null") return { value: null, tell, fails: true };
  return { value: !controlling, tell };
}

/** What would fail were it looked at. Where the other side is known only after apply, so was the result. */
function tellBothSides(
  expr: BinaryOp,
  op: "&&" | "||",
  left: Attempt,
  right: Attempt,
  told: Attempt["diagnostics"],
  scope: Scope,
): void {
  for (const [side, { value, diagnostics, failed }] of [
    [expr.lhs, left],
    [expr.rhs, right],
  ] as const) {
    const first = diagnostics.find((diagnostic) => diagnostic.severity === "error" && !told.includes(diagnostic));
    const later = value.kind === "unknown" && value.applyTime === true;
    if (!(failed && first) && !later) continue;
    scope.report({
      rule: "terraform-version-differs",
      severity: "info",
      headline: `Terraform before 1.12 looks at both sides of \`${op}\`, and ${first ? "this one fails" : "doesn't know this one when it plans"}`,
      labels: [{ file: scope.file, span: { start: side.start, end: side.end }, text: "", primary: true }],
      notes: [
        ...(first ? [first.headline] : []),
        "`required_version` admits such a Terraform; from 1.12 on the other side decides alone",
      ],
      help: 'require `>= 1.12`, or write `a ? b : false` for "and", `a ? true : b` for "or"',
    });
  }
}

// ── Equality ──────────────────────────────────────────────────────────────────────────────────────────────────────

function equality(expr: BinaryOp, left: Value, right: Value, scope: Scope): Value {
  if (isFromError(left) || isFromError(right)) return errorValue(boolType);
  // Those of the elements too, even where only null is asked for (cty before v1.18).
  const marks = mergeMarks(marksDeep(left), marksDeep(right));
  const out = spendOn([left, right], 1 / 4, expr, scope);
  if (out) return out;
  const equal = equalValues(left, right);
  tellComparison(left, right, scope);
  tellComparison(right, left, scope);
  if (equal !== null) return withMarks(boolValue(expr.op === "==" ? equal : !equal), marks);
  const never = isNeverNull(left, right) || isNeverNull(right, left);
  const outcomes = never ? { outcomes: [boolValue(expr.op === "!=")] } : {};
  return withMarks({ ...combineUnknown(boolType, left, right), notNull: true, ...outcomes }, marks);
}

function isNeverNull(unknown: Value, compared: Value): boolean {
  return compared.kind === "null" && unknown.kind === "unknown" && unknown.neverNull === true;
}

/** Whatever the outcome: an unknown that some values are excluded from shows only so what it is compared with. */
function tellComparison(unknown: Value, value: Value, scope: Scope): void {
  if (unknown.kind === "unknown" && value.kind !== "unknown") scope.compared?.(unknown, value);
}

// ── Numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────

type NumericOperator = Exclude<BinaryOperator, "&&" | "||" | "==" | "!=">;

function numeric(expr: BinaryOp, op: NumericOperator, givenLeft: Value, givenRight: Value, scope: Scope): Value {
  const type = resultType(op);
  const left = operand(expr, expr.lhs, givenLeft, "left", numberType, scope);
  const right = operand(expr, expr.rhs, givenRight, "right", numberType, scope);
  if (!left || !right || isFromError(left) || isFromError(right)) return errorValue(type);
  const marks = mergeMarks(left.marks, right.marks);
  if (left.kind === "null" || right.kind === "null") return nullOperand(expr, op, left, scope, type);
  const result = compute(op, left, right);
  if (result) return withMarks(result, marks);
  if (left.kind === "number" && right.kind === "number") {
    return mistake(scope, expr, `${text(expr, scope)} has no result: ${undefinedReason(op, right.value)}`, {}, type);
  }
  const few = overOutcomes([unmark(left), unmark(right)], ([a, b]) => (a && b ? compute(op, a, b) : null));
  return withMarks(few ?? { ...combineUnknown(type, left, right), notNull: true }, marks);
}

function undefinedReason(op: NumericOperator, right: Num): string {
  return (op === "/" || op === "%") && compareNum(right, 0) === 0 ? "the divisor is 0" : "an operand is infinite";
}

function resultType(op: NumericOperator): Type {
  return op === "<" || op === "<=" || op === ">" || op === ">=" ? boolType : numberType;
}

function compute(op: NumericOperator, left: Value, right: Value): Value | null {
  if (left.kind !== "number" || right.kind !== "number") return null;
  const a = left.value;
  const b = right.value;
  switch (op) {
    case "<":
      return boolValue(compareNum(a, b) < 0);
    case "<=":
      return boolValue(compareNum(a, b) <= 0);
    case ">":
      return boolValue(compareNum(a, b) > 0);
    case ">=":
      return boolValue(compareNum(a, b) >= 0);
    case "+":
      return defined(addNum(a, b));
    case "-":
      return defined(subNum(a, b));
    case "*":
      return defined(mulNum(a, b));
    case "/":
      return defined(divNum(a, b));
    case "%":
      return defined(modNum(a, b));
  }
}

function defined(n: Num): Value | null {
  return isUndefinedNum(n) ? null : numberValue(n);
}

// ── Operands ──────────────────────────────────────────────────────────────────────────────────────────────────────

type Side = "left" | "right" | "only";

/** Converted; null when it can't be, which has been told. */
function operand(
  of: BinaryOp | UnaryOp,
  expr: Expression,
  value: Value,
  side: Side,
  type: Type,
  scope: Scope,
): Value | null {
  if (isFromError(value)) return errorValue(type);
  const converted = convert(value, type);
  if (converted.ok) return converted.value;
  const place = side === "only" ? `the operand of "${of.op}"` : `the ${side} side of "${of.op}"`;
  mistake(scope, expr, `${place} must be a ${type.kind}: ${conversionMessage(converted)}`, {
    help:
      type.kind === "number" && value.kind === "string"
        ? "compare texts with `==`, order them with `sort`"
        : `give a ${type.kind}`,
  });
  return null;
}

function nullOperand(expr: BinaryOp, op: BinaryOperator, left: Value, scope: Scope, type: Type): Value {
  const side = left.kind === "null" ? "left" : "right";
  return mistake(
    scope,
    side === "left" ? expr.lhs : expr.rhs,
    `the ${side} side of "${op}" is null`,
    { help: "exclude null first, for example with `x != null ? … : …`" },
    type,
  );
}

function text(expr: Expression, scope: Scope): string {
  return `\`${scope.file.text.slice(expr.start, Math.min(expr.end, expr.start + 60))}\``;
}

export function evaluateUnary(expr: UnaryOp, scope: Scope, evaluate: Evaluate): Value {
  const type = expr.op === "!" ? boolType : numberType;
  const value = operand(expr, expr.operand, evaluate(expr.operand, scope), "only", type, scope);
  if (!value || isFromError(value)) return errorValue(type);
  if (value.kind === "null") {
    return mistake(scope, expr.operand, `the operand of "${expr.op}" is null`, { help: "exclude null first" }, type);
  }
  const result = applyUnary(value);
  if (result) return withMarks(result, value.marks);
  const few = overOutcomes([unmark(value)], ([only]) => (only ? applyUnary(only) : null));
  return withMarks(few ?? { ...combineUnknown(type, value), notNull: true }, value.marks);
}

function applyUnary(value: Value): Value | null {
  if (value.kind === "bool") return boolValue(!value.value);
  return value.kind === "number" ? numberValue(negNum(value.value)) : null;
}
