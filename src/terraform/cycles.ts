/** Declarations that need each other: no order exists in which Terraform could work them out. */

import type { Diagnostic, Label } from "../diagnostic.ts";
import type { Expression } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import type { SourceFile, Span } from "../source.ts";
import type { DependsOn, ModuleNode } from "./config.ts";
import { expressionSites } from "./expression-sites.ts";
import { referenceOf } from "./references.ts";

interface Vertex {
  readonly id: string;
  readonly file: SourceFile;
  readonly span: Span;
  readonly edges: { readonly to: string; readonly file: SourceFile; readonly span: Span }[];
}

/** As in Terraform's graph, a whole resource is one vertex: an agent that mentions what mentions it is a cycle. */
export function findCycles(root: ModuleNode): Diagnostic[] {
  const graph = new Map<string, Vertex>();
  addModule(root, graph);
  return components(graph).map((members) => tell(members, graph));
}

function prefixOf(node: ModuleNode): string {
  return node.path.map((name) => `module.${name}.`).join("");
}

function addModule(node: ModuleNode, graph: Map<string, Vertex>): void {
  const prefix = prefixOf(node);
  const { config } = node;
  const vertex = (name: string, file: SourceFile, span: Span): void => {
    const id = prefix + name;
    if (!graph.has(id)) graph.set(id, { id, file, span, edges: [] });
  };
  for (const variable of config.variables.values()) vertex(`var.${variable.name}`, variable.file, variable.header);
  for (const local of config.locals.values()) vertex(`local.${local.name}`, local.file, local.attribute.nameSpan);
  for (const output of config.outputs.values()) vertex(`output.${output.name}`, output.file, output.header);
  for (const call of config.calls.values()) vertex(`module.${call.name}`, call.file, call.header);
  for (const [address, resource] of config.resources) vertex(address, resource.file, resource.header);

  const link = (from: string, file: SourceFile, expr: Expression): void => {
    const owner = graph.get(from);
    if (!owner) return;
    for (const traversal of variables(expr)) {
      const reference = referenceOf(traversal);
      const span = { start: traversal.start, end: traversal.end };
      if (reference.kind === "variable") owner.edges.push({ to: `${prefix}var.${reference.name}`, file, span });
      else if (reference.kind === "local") owner.edges.push({ to: `${prefix}local.${reference.name}`, file, span });
      else if (reference.kind === "resource") owner.edges.push({ to: prefix + reference.address, file, span });
      else if (reference.kind === "module") {
        const attribute = traversal.steps.slice(2).find((step) => step.kind === "attr");
        const child = node.children.get(reference.name);
        owner.edges.push({ to: `${prefix}module.${reference.name}`, file, span });
        if (!child?.loaded) continue;
        for (const name of child.node.config.outputs.keys()) {
          if (!attribute || attribute.name === name)
            owner.edges.push({ to: `${prefix}module.${reference.name}.output.${name}`, file, span });
        }
      }
    }
  };
  const order = (from: string, dependencies: readonly DependsOn[]): void => {
    for (const dependency of dependencies) link(from, dependency.file, dependency.expr);
  };
  for (const site of expressionSites(config)) {
    // A module call's arguments belong to the variables of the module that is called; a validation may name its variable.
    if (!site.owner.startsWith("module.") && !site.owner.startsWith("var."))
      link(prefix + site.owner, site.file, site.expr);
  }
  for (const [address, resource] of config.resources) order(prefix + address, resource.dependsOn);
  for (const output of config.outputs.values()) order(`${prefix}output.${output.name}`, output.dependsOn);
  for (const call of config.calls.values()) {
    const id = `${prefix}module.${call.name}`;
    for (const attribute of [call.count, call.forEach]) if (attribute) link(id, attribute.file, attribute.expr);
    order(id, call.dependsOn);
    const child = node.children.get(call.name);
    if (!child?.loaded) continue;
    addModule(child.node, graph);
    for (const [name, attribute] of call.arguments) link(`${id}.var.${name}`, attribute.file, attribute.expr);
    for (const inner of graphMembers(graph, `${id}.`)) inner.edges.push({ to: id, file: call.file, span: call.header });
  }
}

function* graphMembers(graph: ReadonlyMap<string, Vertex>, prefix: string): Iterable<Vertex> {
  for (const [id, vertex] of graph) {
    if (id.startsWith(prefix) && !id.slice(prefix.length).startsWith("module.")) yield vertex;
  }
}

/** Tarjan's strongly connected components, without recursion: those with more than one member, or a loop. */
function components(graph: ReadonlyMap<string, Vertex>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const result: string[][] = [];
  for (const start of graph.keys()) {
    if (index.has(start)) continue;
    const work: { readonly id: string; at: number }[] = [];
    const enter = (id: string): void => {
      index.set(id, index.size);
      low.set(id, index.get(id) ?? 0);
      stack.push(id);
      onStack.add(id);
      work.push({ id, at: 0 });
    };
    enter(start);
    for (let frame = work.at(-1); frame; frame = work.at(-1)) {
      const { id } = frame;
      const edge = graph.get(id)?.edges[frame.at++];
      if (edge) {
        if (!graph.has(edge.to)) continue;
        if (!index.has(edge.to)) enter(edge.to);
        else if (onStack.has(edge.to)) low.set(id, Math.min(low.get(id) ?? 0, index.get(edge.to) ?? 0));
        continue;
      }
      work.pop();
      const outer = work.at(-1);
      if (outer) low.set(outer.id, Math.min(low.get(outer.id) ?? 0, low.get(id) ?? 0));
      if (low.get(id) !== index.get(id)) continue;
      const members: string[] = [];
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        onStack.delete(member);
        members.push(member);
        if (member === id) break;
      }
      const loops = graph.get(id)?.edges.some((candidate) => candidate.to === id) ?? false;
      if (members.length > 1 || loops) result.push(members.reverse());
    }
  }
  return result;
}

function tell(members: readonly string[], graph: ReadonlyMap<string, Vertex>): Diagnostic {
  const inside = new Set(members);
  const labels: Label[] = [];
  for (const id of members.slice(0, 8)) {
    const vertex = graph.get(id);
    const edge = vertex?.edges.find((candidate) => inside.has(candidate.to));
    if (!edge) continue;
    labels.push({ file: edge.file, span: edge.span, text: `${id} needs ${edge.to}`, primary: labels.length === 0 });
  }
  const names = [...members].sort();
  const headline =
    names.length === 1
      ? `${names[0] ?? ""} refers to itself`
      : `these need each other: ${names.slice(0, 6).join(", ")}${names.length > 6 ? `, … (${names.length})` : ""}`;
  return {
    rule: "reference-cycle",
    severity: "error",
    headline,
    labels,
    notes: [],
    help: "break the circle: take one of the values from somewhere else",
  };
}
