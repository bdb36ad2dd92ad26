/** Arguments that Terraform reads before there are any values: constants, without names and without functions. */

import { convert } from "../hcl/convert.ts";
import { evaluate } from "../hcl/evaluate.ts";
import { literalView } from "../hcl/json-expression.ts";
import type { Scope } from "../hcl/scope.ts";
import type { Attribute, Expression, FunctionCall } from "../hcl/tree.ts";
import { boolType, stringType } from "../hcl/types.ts";
import type { Value } from "../hcl/value.ts";
import { variables, walk } from "../hcl/walk.ts";
import { type Reading, tell } from "./problem.ts";

/** The value of a constant; null when it isn't one, which has been told. `what` it is: "the default of variable \"x\"". */
export function constantValue(expr: Expression, what: string, reading: Reading): Value | null {
  const view = literalView(expr);
  if (!checkConstant(view, what, reading)) return null;
  let failed = false;
  const value = evaluate(
    view,
    constantScope(reading, () => (failed = true)),
  );
  return failed || (value.kind === "unknown" && value.fromError) ? null : value;
}

/** Tells names and function calls in an expression that must be constant. False when there are any, or it is broken. */
export function checkConstant(expr: Expression, what: string, reading: Reading): boolean {
  let sound = true;
  for (const traversal of variables(expr)) {
    sound = false;
    const name = reading.file.text.slice(traversal.start, traversal.end);
    tell(reading, traversal, `${what} must be constant, and \`${name}\` is a reference`, {
      rule: "reference-undeclared",
      help: "write the value itself; quote it if it is a text",
    });
  }
  const calls: FunctionCall[] = [];
  walk(expr, (inner) => {
    if (inner.kind === "function-call") calls.push(inner);
    if (inner.kind === "error") sound = false;
    return true;
  });
  for (const call of calls) {
    sound = false;
    tell(reading, call.nameSpan, `${what} must be constant, and ${call.name}() is a function call`, {
      rule: "function-call",
      help: "write the value itself, or compute it in `locals`",
    });
  }
  return sound;
}

function constantScope(reading: Reading, fail: () => void): Scope {
  return {
    file: reading.file,
    resolve: (traversal) => ({
      value: {
        kind: "unknown",
        type: { kind: "dynamic" },
        reason: "follows from an error",
        dependsOn: [],
        fromError: true,
      },
      consumed: traversal.steps.length,
    }),
    functions: { get: () => undefined, names: () => [] },
    locals: null,
    report: (diagnostic) => {
      fail();
      reading.report(diagnostic);
    },
    spend: () => true,
    environment: noEnvironment,
  };
}

/** Never asked: a constant calls no function. */
const noEnvironment: Scope["environment"] = {
  readFile: () => ({ ok: false, code: "absent", reason: "no such file" }),
  listFiles: () => ({ ok: false, reason: "no such directory" }),
  digest: () => "",
  renderTemplate: () => ({ ok: false, argument: null, message: "not a constant" }),
  regex: () => ({ compile: () => ({ ok: false, problem: "not a constant" }) }),
  yaml: () => ({ parse: () => ({ ok: false, problem: "not a constant", line: 1 }) }),
  spend: () => true,
};

/** True or false, or what Terraform converts to it; null when it is something else, which has been told. */
export function constantBool(attribute: Attribute, reading: Reading): boolean | null {
  const { expr, name } = attribute;
  if (expr.kind === "literal" && typeof expr.value === "boolean") return expr.value;
  const value = constantValue(expr, `\`${name}\``, reading);
  if (!value) return null;
  const converted = convert(value, boolType);
  if (converted.ok && converted.value.kind === "bool") return converted.value.value;
  tell(reading, expr, `\`${name}\` must be true or false`, { help: "write true or false" });
  return null;
}

/** A text, or what Terraform converts to it; null when it is something else, which has been told. */
export function constantString(attribute: Attribute, reading: Reading): string | null {
  const { expr, name } = attribute;
  const value = constantValue(expr, `\`${name}\``, reading);
  if (!value) return null;
  const converted = convert(value, stringType);
  if (converted.ok && converted.value.kind === "string") return converted.value.value;
  tell(reading, expr, `\`${name}\` must be a text`, { help: "write a quoted string" });
  return null;
}
