/** Where a value comes from: the expressions that lead to it, one after the other. */

import type { Expression, ScopeTraversal } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import type { SourceFile } from "../source.ts";
import type { ModuleNode } from "../terraform/config.ts";
import { namesOf } from "./names.ts";

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

export function trailOf(expr: Expression, node: ModuleNode): readonly TrailLine[] {
  const lines: TrailLine[] = [];
  const seen = new Set<string>();
  const pending: (readonly [Expression, ModuleNode])[] = [[expr, node]];
  for (let next = pending.shift(); next && lines.length < mostLines; next = pending.shift()) {
    const [from, module] = next;
    for (const traversal of variables(from)) {
      const step = stepOf(traversal, module);
      if (!step) continue;
      const key = `${step.line.file.name}:${step.line.start}`;
      if (seen.has(key) || lines.length >= mostLines) continue;
      seen.add(key);
      lines.push(step.line);
      if (step.line.expr) pending.push([step.line.expr, step.node]);
    }
  }
  return lines;
}

interface Step {
  readonly line: TrailLine;
  /** The module that the expression stands in. */
  readonly node: ModuleNode;
}

function stepOf(traversal: ScopeTraversal, node: ModuleNode): Step | null {
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
      const given = argument ?? variable.default;
      const line = { name: `var.${name.name}`, sensitive: variable.sensitive };
      return given
        ? {
            node: argument ? (node.parent ?? node) : node,
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
        line: { name: label, file: body.file, expr: item.expr, start: item.expr.start, sensitive: false },
      };
    }
  }
  return {
    node,
    line: { name: label, file: resource.file, expr: null, start: resource.header.start, sensitive: false },
  };
}
