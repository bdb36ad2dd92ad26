/** Where a value comes from: the expressions that lead to it, one after the other. */

import type { Expression, ScopeTraversal } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import type { SourceFile, Span } from "../source.ts";
import type { ModuleNode, PlacedAttribute } from "./config.ts";
import { namesOf } from "./named.ts";

/** An expression where it stands. */
export interface Placed {
  readonly expr: Expression;
  /** The module that it stands in. */
  readonly node: ModuleNode;
  /** What `each` is of there. */
  readonly forEach?: PlacedAttribute | null;
}

export interface TrailLine {
  /** `local.port`, `var.port` with its module, `coder_agent.dev.id`. */
  readonly name: string;
  readonly file: SourceFile;
  /** What gives its value; null for what is declared without one. */
  readonly expr: Expression | null;
  readonly start: number;
  /** Its text must not be shown. */
  readonly sensitive: boolean;
}

const mostLines = 8;

/**
 * The nearest first. `within`: only what the part of the expression in that span refers to. `isGiven`: whether the value
 * of a variable of the root is set outside of the template.
 */
export function trailOf(
  start: Placed,
  within: Span = start.expr,
  isGiven: (variable: string) => boolean = () => false,
): readonly TrailLine[] {
  const lines: TrailLine[] = [];
  const seen = new Set<string>();
  const pending: Placed[] = [start];
  for (let from = pending.shift(); from && lines.length < mostLines; from = pending.shift()) {
    for (const traversal of variables(from.expr)) {
      if (from === start && (traversal.start >= within.end || traversal.end <= within.start)) continue;
      const step = stepOf(traversal, from, isGiven);
      if (!step) continue;
      const key = `${step.line.file.name}:${step.line.start}`;
      if (seen.has(key) || lines.length >= mostLines) continue;
      seen.add(key);
      lines.push(step.line);
      const { expr } = step.line;
      if (expr) pending.push({ ...step, expr });
    }
  }
  return lines;
}

interface Step extends Pick<Placed, "node" | "forEach"> {
  readonly line: TrailLine;
}

function stepOf(traversal: ScopeTraversal, from: Placed, isGiven: (variable: string) => boolean): Step | null {
  const { node } = from;
  if (traversal.steps[0].name === "each") return eachStep(from);
  const name = namesOf(traversal).at(-1)?.name;
  const { config } = node;
  switch (name?.kind) {
    case "local": {
      const local = config.locals.get(name.name);
      if (!local) return null;
      const { expr } = local.attribute;
      return {
        node,
        line: { name: `local.${name.name}`, file: local.file, expr, start: expr.start, sensitive: false },
      };
    }
    case "variable": {
      const variable = config.variables.get(name.name);
      if (!variable) return null;
      const argument = node.call?.arguments.get(name.name);
      const given = argument ?? (node.parent === null && isGiven(name.name) ? null : variable.default);
      const line = { name: `var.${name.name}`, sensitive: variable.sensitive };
      return given
        ? {
            node: argument ? (node.parent ?? node) : node,
            forEach: argument ? (node.call?.forEach ?? null) : null,
            line: { ...line, file: given.file, expr: given.expr, start: given.expr.start },
          }
        : { node, line: { ...line, file: variable.file, expr: null, start: variable.header.start } };
    }
    case "output": {
      const child = node.children.get(name.call);
      const output = child?.loaded ? child.node.config.outputs.get(name.name) : undefined;
      if (!child?.loaded || !output) return null;
      const { file, expr } = output.value;
      const line = {
        name: `module.${name.call}.${name.name}`,
        file,
        expr,
        start: expr.start,
        sensitive: output.sensitive,
      };
      return { node: child.node, line };
    }
    case "resource":
      return resourceStep(name.name, traversal, node);
    default:
      return null;
  }
}

function eachStep({ node, forEach }: Placed): Step | null {
  if (!forEach) return null;
  const { file, expr } = forEach;
  return { node, line: { name: "for_each", file, expr, start: expr.start, sensitive: false } };
}

/** The argument that is named, where it is written. */
function resourceStep(address: string, traversal: ScopeTraversal, node: ModuleNode): Step | null {
  const resource = node.config.resources.get(address);
  if (!resource) return null;
  const names = traversal.steps.flatMap((step) => (step.kind === "attr" ? [step.name] : []));
  const attribute = names[address.split(".").length - 1];
  const label = attribute === undefined ? address : `${address}.${attribute}`;
  for (const body of resource.bodies) {
    if (body.kind !== "body") continue;
    for (const item of body.items) {
      if (item.kind !== "attribute" || item.name !== attribute) continue;
      return {
        node,
        forEach: resource.forEach,
        line: { name: label, file: body.file, expr: item.expr, start: item.expr.start, sensitive: false },
      };
    }
  }
  return {
    node,
    line: { name: label, file: resource.file, expr: null, start: resource.header.start, sensitive: false },
  };
}
