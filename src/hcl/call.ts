/** Calls of functions: arguments, their conversion, nulls, unknowns and marks, as cty's functions treat them. */

import type { Span } from "../source.ts";
import { suggest } from "../suggest.ts";
import { convert } from "./convert.ts";
import { type Evaluate, isFromError } from "./evaluation.ts";
import { expandFinal } from "./expand-final.ts";
import { admit, spend, spendOn } from "./limits.ts";
import { mergeMarks, unmarkDeep, withMarks } from "./marks.ts";
import { conversionMessage, mistake } from "./mistake.ts";
import { overOutcomes } from "./outcomes.ts";
import type { FunctionRecord, FunctionRefusal, Parameter, Scope } from "./scope.ts";
import type { Expression, FunctionCall } from "./tree.ts";
import { evaluateCan, evaluateTry } from "./try.ts";
import { typeName } from "./type-text.ts";
import { dynamicType } from "./types.ts";
import type { Marks, Value } from "./value.ts";
import { combineUnknown, errorValue } from "./values.ts";

const coreNamespace = "core::";

export function evaluateCall(expr: FunctionCall, scope: Scope, evaluate: Evaluate): Value {
  const out = spend(1, expr, scope);
  if (out) return out;
  const name = expr.name.startsWith(coreNamespace) ? expr.name.slice(coreNamespace.length) : expr.name;
  if (name === "try") return evaluateTry(expr, scope, evaluate);
  if (name === "can") return evaluateCan(expr, scope, evaluate);
  const record = scope.functions.get(expr.name);
  if (!record) return unknownFunction(expr, name, scope);
  const given = argumentsOf(expr, scope, evaluate);
  if (!given.ok) return given.value;
  if (!checkCount(expr, record, given.items, scope)) return errorValue();
  const [template] = expr.args;
  if (name === "templatestring" && template && !isReference(template)) {
    return mistake(scope, template, "the template of templatestring() must be a reference to the value that holds it", {
      rule: "function-call",
      help: "write the text as a template itself, or refer to a local value",
    });
  }
  const call = new Call(expr, record, scope);
  return call.run(given.items);
}

function unknownFunction(expr: FunctionCall, name: string, scope: Scope): Value {
  if (name === "type") {
    return mistake(scope, expr.nameSpan, "type() can only be asked in `terraform console`, of a whole expression", {
      rule: "function-call",
      help: "remove the call",
    });
  }
  const near = suggest(name, scope.functions.names());
  return mistake(scope, expr.nameSpan, `there is no function "${expr.name}"`, {
    rule: "function-call",
    ...(near === null ? {} : { help: `write \`${near}\`` }),
  });
}

/** As Terraform wants it, lest a template is written where a plain one would do. */
function isReference(expr: Expression): boolean {
  switch (expr.kind) {
    case "scope-traversal":
      return true;
    case "relative-traversal":
    case "splat":
      return isReference(expr.source);
    case "index":
      return isReference(expr.collection);
    default:
      return false;
  }
}

// ── Arguments ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Argument {
  readonly value: Value;
  readonly expr: Expression;
}

type Arguments =
  | { readonly ok: true; readonly items: readonly Argument[] }
  | { readonly ok: false; readonly value: Value };

function argumentsOf(expr: FunctionCall, scope: Scope, evaluate: Evaluate): Arguments {
  const fixed = expr.expandFinal ? expr.args.slice(0, -1) : expr.args;
  const last = expr.args.at(-1);
  const items = fixed.map((arg): Argument => ({ value: evaluate(arg, scope), expr: arg }));
  if (!expr.expandFinal || !last) return { ok: true, items };
  const expanded = expandFinal(evaluate(last, scope), last, scope);
  if (!expanded.ok) return expanded;
  return { ok: true, items: [...items, ...expanded.items.map((value): Argument => ({ value, expr: last }))] };
}

function checkCount(expr: FunctionCall, record: FunctionRecord, items: readonly Argument[], scope: Scope): boolean {
  const { parameters, variadic } = record;
  const needs = `${variadic ? "at least " : ""}${parameters.length} ${parameters.length === 1 ? "argument" : "arguments"}`;
  const missing = parameters[items.length];
  if (missing) {
    mistake(scope, expr.closeParen, `${expr.name}() needs ${needs}, and \`${missing.name}\` is missing`, {
      rule: "function-call",
      help: `add \`${missing.name}\``,
    });
    return false;
  }
  const extra = variadic ? undefined : items[parameters.length];
  if (!extra) return true;
  mistake(scope, extra.expr, `${expr.name}() takes ${needs}, and here are ${items.length}`, {
    rule: "function-call",
    help: "remove what is too much",
  });
  return false;
}

// ── The call ──────────────────────────────────────────────────────────────────────────────────────────────────────

class Call {
  readonly #expr: FunctionCall;
  readonly #record: FunctionRecord;
  readonly #scope: Scope;

  constructor(expr: FunctionCall, record: FunctionRecord, scope: Scope) {
    this.#expr = expr;
    this.#record = record;
    this.#scope = scope;
  }

  run(items: readonly Argument[]): Value {
    // Converting them looks through them as well.
    const given = items.map(({ value }) => value);
    const out = spendOn(given, this.#record.cost ?? 1, this.#expr, this.#scope);
    if (out) return out;
    const converted = this.#convert(items);
    if (!converted || !this.#checkNulls(converted, items)) return errorValue();
    let marks: Marks | undefined;
    const args = converted.map((value, at) => {
      if (this.#parameter(at)?.allowMarks) return value;
      const bare = unmarkDeep(value);
      marks = mergeMarks(marks, bare.marks);
      return bare.value;
    });
    return withMarks(this.#call(args, items), marks);
  }

  #parameter(at: number): Parameter | undefined {
    return this.#record.parameters[at] ?? this.#record.variadic;
  }

  /** Null when an argument is wrong or follows from an error. */
  #convert(items: readonly Argument[]): readonly Value[] | null {
    const values: Value[] = [];
    let sound = true;
    for (const [at, { value, expr }] of items.entries()) {
      const parameter = this.#parameter(at);
      if (!parameter || isFromError(value)) {
        sound = false;
        continue;
      }
      const converted = convert(value, parameter.type);
      if (converted.ok) {
        values.push(converted.value);
        continue;
      }
      sound = false;
      const what =
        parameter.type.kind === "dynamic"
          ? ""
          : ` must be a ${typeName(parameter.type).replaceAll("dynamic", "any one type")}`;
      this.#refuse(expr, `\`${parameter.name}\` of ${this.#expr.name}()${what}: ${conversionMessage(converted)}`);
    }
    return sound ? values : null;
  }

  #refuse(span: Span, headline: string): void {
    mistake(this.#scope, span, headline, { rule: "function-call" });
  }

  #checkNulls(values: readonly Value[], items: readonly Argument[]): boolean {
    for (const [at, value] of values.entries()) {
      const parameter = this.#parameter(at);
      if (value.kind !== "null" || !parameter || parameter.allowNull) continue;
      this.#refuse(
        items[at]?.expr ?? this.#expr.nameSpan,
        `\`${parameter.name}\` of ${this.#expr.name}() can't be null`,
      );
      return false;
    }
    return true;
  }

  #call(args: readonly Value[], items: readonly Argument[]): Value {
    // A type that isn't known leaves everything open, the types of the others too.
    const untyped = args.filter((arg, at) => isUntyped(arg) && !this.#parameter(at)?.allowDynamic);
    if (untyped.length > 0) return combineUnknown(dynamicType, ...untyped);
    const refusal = this.#record.check?.(args);
    if (refusal) return this.#refused(refusal, items);
    const open = args.filter((arg, at) => arg.kind === "unknown" && !this.#parameter(at)?.allowUnknown);
    return open.length === 0 ? this.#compute(args, items) : this.#unknown(args, open);
  }

  #compute(args: readonly Value[], items: readonly Argument[]): Value {
    const answer = this.#record.call(args, this.#scope.environment);
    if (!answer.ok) return this.#refused(answer, items);
    if (answer.unread !== undefined) this.#warn(answer.unread);
    const out = spend(answer.value.kind === "string" ? answer.value.value.length / 64 : 1, this.#expr, this.#scope);
    return out ?? admit(answer.value, this.#expr, this.#scope);
  }

  #unknown(args: readonly Value[], open: readonly Value[]): Value {
    const few = overOutcomes(
      args.map((arg) => arg),
      (combination) => {
        if (combination.some((arg) => arg.kind === "unknown")) return null;
        if (combination.some((arg, at) => arg.kind === "null" && !this.#parameter(at)?.allowNull)) return null;
        if (this.#record.check?.(combination)) return null;
        const answer = this.#record.call(combination, this.#scope.environment);
        return answer.ok ? answer.value : null;
      },
      open,
    );
    if (few) return few;
    const { result, resultNotNull } = this.#record;
    const type = typeof result === "function" ? result(args) : result;
    return { ...combineUnknown(type, ...open), ...(resultNotNull && type.kind !== "dynamic" ? { notNull: true } : {}) };
  }

  #warn(unread: string): void {
    const { name, start, end } = this.#expr;
    this.#scope.report({
      rule: "function-call",
      severity: "warning",
      headline: `${name}() isn't evaluated: ${unread}`,
      labels: [{ file: this.#scope.file, span: { start, end }, text: "the result isn't known", primary: true }],
      notes: ["a template is pushed with the files of its own directory and no others"],
      help: "keep what it reads in the template's directory",
    });
  }

  #refused(refusal: FunctionRefusal, items: readonly Argument[]): Value {
    const argument = refusal.argument === null ? undefined : items[refusal.argument];
    const parameter = refusal.argument === null ? undefined : this.#parameter(refusal.argument);
    const where = argument && parameter ? `\`${parameter.name}\` of ${this.#expr.name}()` : `${this.#expr.name}()`;
    const span = argument ? argument.expr : this.#expr.nameSpan;
    this.#refuse(span, `${where}: ${refusal.message}`);
    return errorValue();
  }
}

function isUntyped(value: Value): boolean {
  return (value.kind === "unknown" || value.kind === "null") && value.type.kind === "dynamic";
}
