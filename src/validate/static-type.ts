/** The type that an expression certainly has, without working it out; null where that doesn't show. */

import type { Expression, ScopeTraversal } from "../hcl/tree.ts";
import type { Type } from "../hcl/types.ts";
import type { ModuleNode } from "../terraform/config.ts";
import { referenceOf } from "../terraform/references.ts";
import type { RuleContext } from "./context.ts";

export type Primitive = "string" | "number" | "bool";

const deepest = 16;

export function primitiveOf(expr: Expression, node: ModuleNode, context: RuleContext, depth = 0): Primitive | null {
  if (depth > deepest) return null;
  const inner = (next: Expression): Primitive | null => primitiveOf(next, node, context, depth + 1);
  switch (expr.kind) {
    case "literal":
      return expr.type === "string" || expr.type === "number" || expr.type === "bool" ? expr.type : null;
    case "template":
      return "string";
    case "template-join":
      return "string";
    case "template-wrap":
      return inner(expr.wrapped);
    case "parentheses":
      return inner(expr.expression);
    case "unary-op":
      return expr.op === "!" ? "bool" : "number";
    case "binary-op":
      return ["+", "-", "*", "/", "%"].includes(expr.op) ? "number" : "bool";
    case "conditional": {
      const left = inner(expr.trueResult);
      return left !== null && left === inner(expr.falseResult) ? left : null;
    }
    case "function-call": {
      const result = context.engine.functions.get(expr.name)?.result;
      return result && typeof result !== "function" ? primitive(result) : null;
    }
    case "scope-traversal":
      return named(expr, node, context, depth);
    default:
      return null;
  }
}

function named(traversal: ScopeTraversal, node: ModuleNode, context: RuleContext, depth: number): Primitive | null {
  const reference = referenceOf(traversal);
  const { steps } = traversal;
  switch (reference.kind) {
    case "variable": {
      const variable = node.config.variables.get(reference.name);
      return variable?.typed && steps.length === 2 ? primitive(variable.type) : null;
    }
    case "local": {
      const local = steps.length === 2 ? node.config.locals.get(reference.name) : undefined;
      return local ? primitiveOf(local.attribute.expr, node, context, depth + 1) : null;
    }
    case "resource": {
      const config = node.config.resources.get(reference.address);
      const shape = config ? context.engine.shape(config) : null;
      const rest = steps.slice(reference.consumed).filter((step) => step.kind === "attr");
      const [attribute] = rest;
      const type = attribute && rest.length === 1 ? shape?.schema.attributes.get(attribute.name)?.type : undefined;
      return type ? primitive(type) : null;
    }
    default:
      return null;
  }
}

function primitive(type: Type): Primitive | null {
  return type.kind === "string" || type.kind === "number" || type.kind === "bool" ? type.kind : null;
}

/** A value that is certainly there. */
export function neverNull(expr: Expression): boolean {
  switch (expr.kind) {
    case "literal":
      return expr.type !== "null";
    case "template":
    case "template-join":
    case "unary-op":
    case "binary-op":
    case "function-call":
      return true;
    case "parentheses":
      return neverNull(expr.expression);
    case "template-wrap":
      return neverNull(expr.wrapped);
    case "scope-traversal": {
      const reference = referenceOf(expr);
      return reference.kind === "resource" && reference.mode === "data" && reference.type === "coder_parameter";
    }
    default:
      return false;
  }
}
