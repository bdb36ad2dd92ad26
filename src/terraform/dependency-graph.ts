/** What needs what in a template, whatever the values are: the graph that Terraform would walk. */

import type { Expression, ScopeTraversal } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import type { SourceFile, Span } from "../source.ts";
import type { DependsOn, ModuleNode } from "./config.ts";
import { type ExpressionSite, expressionSites } from "./expression-sites.ts";
import { referenceOf } from "./references.ts";

export interface Vertex {
  /** Address without instance keys: `module.m.local.x`. */
  readonly id: string;
  readonly file: SourceFile;
  readonly span: Span;
  /** What it needs. */
  readonly edges: { readonly to: string; readonly file: SourceFile; readonly span: Span }[];
}

/** By address. A whole resource is one vertex, as in Terraform. */
export type DependencyGraph = ReadonlyMap<string, Vertex>;

const graphs = new WeakMap<ModuleNode, DependencyGraph>();

/** Drawn once: several checks follow it. */
export function dependencyGraph(root: ModuleNode): DependencyGraph {
  const known = graphs.get(root);
  if (known) return known;
  const graph = new Map<string, Vertex>();
  addModule(root, graph);
  graphs.set(root, graph);
  return graph;
}

/** Stands for everything in a module: what `depends_on = [module.m]` waits for. */
function wholeModule(call: string): string {
  return `${call} (close)`;
}

/** What a module that isn't loaded is given: nobody knows which of its objects need it. */
export function givenToModule(call: string): string {
  return `${call} (arguments)`;
}

/** Everything that needs it, directly or not. */
export function dependents(graph: DependencyGraph, id: string): ReadonlySet<string> {
  const neededBy = reversed(graph);
  const found = new Set<string>();
  const waiting = [id];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const next of neededBy.get(at) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(next);
    }
  }
  return found;
}

const reversals = new WeakMap<DependencyGraph, ReadonlyMap<string, readonly string[]>>();

function reversed(graph: DependencyGraph): ReadonlyMap<string, readonly string[]> {
  const known = reversals.get(graph);
  if (known) return known;
  const neededBy = new Map<string, string[]>();
  for (const vertex of graph.values()) {
    for (const { to } of vertex.edges) {
      const list = neededBy.get(to);
      if (list) list.push(vertex.id);
      else neededBy.set(to, [vertex.id]);
    }
  }
  reversals.set(graph, neededBy);
  return neededBy;
}

function prefixOf(node: ModuleNode): string {
  return node.path.map((name) => `module.${name}.`).join("");
}

/**
 * Whether something names itself where that makes no circle of its own. A variable's validations are about it; who needs
 * the variable waits for them, too. Of a resource: in a condition and when it is destroyed that is told of elsewhere. A
 * provisioner runs when the resource is there; only a second reference to the same instance makes a circle of what
 * Terraform 1.11 applies. `seen`: the instances that provisioners of the module have named.
 */
function namesItself(traversal: ScopeTraversal, { owner, part }: ExpressionSite, seen: Set<string>): boolean {
  const reference = referenceOf(traversal);
  if (reference.kind === "variable") return owner === `var.${reference.name}`;
  if (part === "arguments") return false;
  if (reference.kind !== "resource" || reference.address !== owner) return false;
  if (part !== "provisioner") return true;
  const step = traversal.steps[reference.consumed];
  if (!step) return true;
  const instance = step.kind === "index" ? `${owner}[${step.key.value}]` : owner;
  const first = !seen.has(instance);
  seen.add(instance);
  return first;
}

/** The vertices of the module itself, without those of its calls. */
function addModule(node: ModuleNode, graph: Map<string, Vertex>): readonly Vertex[] {
  const prefix = prefixOf(node);
  const { config } = node;
  const members: Vertex[] = [];
  const vertex = (name: string, file: SourceFile, span: Span): void => {
    const id = prefix + name;
    if (graph.has(id)) return;
    const made: Vertex = { id, file, span, edges: [] };
    graph.set(id, made);
    members.push(made);
  };
  for (const variable of config.variables.values()) vertex(`var.${variable.name}`, variable.file, variable.header);
  for (const local of config.locals.values()) vertex(`local.${local.name}`, local.file, local.attribute.nameSpan);
  for (const output of config.outputs.values()) vertex(`output.${output.name}`, output.file, output.header);
  for (const call of config.calls.values()) {
    vertex(`module.${call.name}`, call.file, call.header);
    vertex(wholeModule(`module.${call.name}`), call.file, call.header);
    if (!node.children.get(call.name)?.loaded) vertex(givenToModule(`module.${call.name}`), call.file, call.header);
  }
  for (const [address, resource] of config.resources) vertex(address, resource.file, resource.header);

  const link = (
    from: string,
    file: SourceFile,
    expr: Expression,
    traversals: readonly ScopeTraversal[] = variables(expr),
  ): void => {
    const owner = graph.get(from);
    if (!owner) return;
    for (const traversal of traversals) {
      const reference = referenceOf(traversal);
      const span = { start: traversal.start, end: traversal.end };
      if (reference.kind === "variable") owner.edges.push({ to: `${prefix}var.${reference.name}`, file, span });
      else if (reference.kind === "local") owner.edges.push({ to: `${prefix}local.${reference.name}`, file, span });
      else if (reference.kind === "resource") owner.edges.push({ to: prefix + reference.address, file, span });
      else if (reference.kind === "module") {
        const attribute = traversal.steps.slice(2).find((step) => step.kind === "attr");
        const child = node.children.get(reference.name);
        const id = `${prefix}module.${reference.name}`;
        owner.edges.push({ to: id, file, span });
        if (!attribute) owner.edges.push({ to: wholeModule(id), file, span });
        else if (child?.loaded) owner.edges.push({ to: `${id}.output.${attribute.name}`, file, span });
      }
    }
  };
  const order = (from: string, dependencies: readonly DependsOn[]): void => {
    for (const dependency of dependencies) link(from, dependency.file, dependency.expr);
  };
  const seen = new Set<string>();
  for (const site of expressionSites(config)) {
    // A module call's arguments belong to the variables of the module that is called.
    if (site.owner.startsWith("module.")) continue;
    const needed = site.traversals.filter((traversal) => !namesItself(traversal, site, seen));
    link(prefix + site.owner, site.file, site.expr, needed);
  }
  for (const [address, resource] of config.resources) {
    order(prefix + address, resource.dependsOn);
    for (const trigger of resource.replaceTriggeredBy) link(prefix + address, resource.file, trigger);
  }
  for (const output of config.outputs.values()) order(`${prefix}output.${output.name}`, output.dependsOn);
  for (const call of config.calls.values()) {
    const id = `${prefix}module.${call.name}`;
    for (const attribute of [call.count, call.forEach]) if (attribute) link(id, attribute.file, attribute.expr);
    order(id, call.dependsOn);
    const child = node.children.get(call.name);
    if (!child?.loaded) {
      for (const attribute of call.arguments.values()) link(givenToModule(id), attribute.file, attribute.expr);
      continue;
    }
    const inside = addModule(child.node, graph);
    for (const [name, attribute] of call.arguments) link(`${id}.var.${name}`, attribute.file, attribute.expr);
    const end = graph.get(wholeModule(id));
    for (const inner of inside) {
      inner.edges.push({ to: id, file: call.file, span: call.header });
      end?.edges.push({ to: inner.id, file: inner.file, span: inner.span });
    }
  }
  return members;
}
