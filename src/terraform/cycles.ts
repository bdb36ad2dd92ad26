/** Declarations that need each other: no order exists in which Terraform could work them out. */

import type { Diagnostic, Label } from "../diagnostic.ts";
import type { ModuleNode } from "./config.ts";
import { type DependencyGraph, dependencyGraph } from "./dependency-graph.ts";

/** As in Terraform's graph, a whole resource is one vertex: an agent that mentions what mentions it is a cycle. */
export function findCycles(root: ModuleNode): Diagnostic[] {
  const graph = dependencyGraph(root);
  return components(graph).map((members) => tell(members, graph));
}

/** Tarjan's strongly connected components, without recursion: those with more than one member, or a loop. */
function components(graph: DependencyGraph): string[][] {
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

function tell(members: readonly string[], graph: DependencyGraph): Diagnostic {
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
    help:
      names.length === 1
        ? "take the value from somewhere else; in a provisioner write self"
        : "break the circle: take one of the values from somewhere else",
  };
}
