/** Values of expressions that stand by themselves, without names and functions. */

import type { Diagnostic } from "../../diagnostic.ts";
import { evaluate } from "../../hcl/evaluate.ts";
import { jsonTextWithUnknowns } from "../../hcl/json-text.ts";
import { isInfinite } from "../../hcl/number.ts";
import type { FunctionEnvironment, Scope } from "../../hcl/scope.ts";
import type { Expression } from "../../hcl/tree.ts";
import { childrenOf, isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import type { Type } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { errorValue } from "../../hcl/values.ts";
import { variables, walk } from "../../hcl/walk.ts";
import type { SourceFile } from "../../source.ts";
import type { Document } from "./tree.ts";

/** Work for all constants of a file: what is repeated without end isn't evaluated. */
const steps = 1_000_000;

export interface Constants {
  evaluate(expr: Expression): { readonly value: Value; readonly diagnostics: readonly Diagnostic[] };
}

export function constantsOf(file: SourceFile): Constants {
  let left = steps;
  const spend = (amount: number): boolean => {
    left -= amount;
    return left >= 0;
  };
  const environment: FunctionEnvironment = { ...noEnvironment, spend };
  return {
    evaluate: (expr) => {
      const diagnostics: Diagnostic[] = [];
      const scope: Scope = {
        file,
        resolve: ({ steps: { length } }) => ({ value: errorValue(), consumed: length }),
        functions: { get: () => undefined, names: () => [] },
        locals: null,
        report: (diagnostic) => diagnostics.push(diagnostic),
        spend,
        environment,
      };
      return { value: evaluate(expr, scope), diagnostics };
    },
  };
}

/** No names, no calls, nothing that recovery has left. */
export function isConstant(expr: Expression): boolean {
  if (variables(expr).length > 0) return false;
  let constant = true;
  walk(expr, ({ kind }) => {
    if (kind === "function-call" || kind === "error") constant = false;
    return constant;
  });
  return constant;
}

/** Never asked: a constant calls no function. */
const noEnvironment: Omit<FunctionEnvironment, "spend"> = {
  readFile: () => ({ ok: false, code: "absent", reason: "no such file" }),
  listFiles: () => ({ ok: false, reason: "no such directory" }),
  digest: () => "",
  renderTemplate: () => ({ ok: false, argument: null, message: "not a constant" }),
  regex: () => ({ compile: () => ({ ok: false, problem: "not a constant" }) }),
  yaml: () => ({ parse: () => ({ ok: false, problem: "not a constant", line: 1 }) }),
};

/** `json` is text, since its numbers may have more digits than a double holds. */
export function valueDocument(value: Value): Document {
  const type = typeDocument(typeOf(value));
  if (!isKnownDeep(value)) return { unknown: true, type };
  if (hasInfinity(value)) return { error: "an infinite number has no text in JSON" };
  return { type, json: jsonTextWithUnknowns(value, () => "null") };
}

function hasInfinity(value: Value): boolean {
  if (value.kind === "number") return isInfinite(value.value);
  for (const child of childrenOf(value)) if (hasInfinity(child)) return true;
  return false;
}

/** The notation of cty's JSON package. */
export function typeDocument(type: Type): Document {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type.kind;
    case "list":
    case "set":
    case "map":
      return [type.kind, typeDocument(type.element)];
    case "tuple":
      return ["tuple", type.elements.map(typeDocument)];
    case "object":
      return ["object", Object.fromEntries(Array.from(type.attributes, ([name, of]) => [name, typeDocument(of)]))];
  }
}
