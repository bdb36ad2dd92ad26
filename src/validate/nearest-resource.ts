/** The resource that Coder finds first on its way along the graph: who gets an object's metadata. */

import { countedCall } from "../coder/call-chain.ts";
import type { ModuleNode } from "../terraform/config.ts";
import { type DependencyGraph, dependencyGraph } from "../terraform/dependency-graph.ts";
import type { Engine } from "../terraform/engine.ts";
import { type ResourceUnit, resourceUnits } from "../terraform/units.ts";

/**
 * Level by level from `id` to what it needs: the first level with resources counts, and of several there the first by
 * address (Coder v2.35, `provisioner/terraform/resources.go`). Null for none under the current choice.
 */
export function nearestResource(engine: Engine, root: ModuleNode, id: string): string | null {
  const { graph, units, reach } = groundOf(engine, root);
  const seen = new Set([id]);
  for (let level = [id]; level.length > 0; ) {
    const next = new Set<string>();
    for (const at of level) {
      for (const to of directNeeds(graph, reach, at)) if (!seen.has(to)) next.add(to);
    }
    const found = [...next].filter((candidate) => isThere(units.get(candidate))).sort();
    if (found[0] !== undefined) return found[0];
    for (const to of next) seen.add(to);
    level = [...next];
  }
  return null;
}

/** Only resources of other providers, and none in a counted module, whose labels Coder cuts off. */
function isThere(unit: ResourceUnit | undefined): boolean {
  if (unit?.config.mode !== "managed" || countedCall(unit.node)) return false;
  if (unit.config.type.startsWith("coder_") && unit.config.type !== "coder_external_agent") return false;
  return unit.instances().length > 0;
}

/** Terraform's graph is reduced: what is reached by way of another need is no need of its own. */
function directNeeds(graph: DependencyGraph, reach: Map<string, ReadonlySet<string>>, id: string): readonly string[] {
  const needs = [...new Set(graph.get(id)?.edges.map(({ to }) => to) ?? [])].filter((to) => to !== id && graph.has(to));
  return needs.filter((need) => !needs.some((other) => other !== need && reachOf(graph, reach, other).has(need)));
}

function reachOf(graph: DependencyGraph, reach: Map<string, ReadonlySet<string>>, from: string): ReadonlySet<string> {
  const known = reach.get(from);
  if (known) return known;
  const found = new Set<string>();
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const { to } of graph.get(at)?.edges ?? []) {
      if (found.has(to)) continue;
      found.add(to);
      waiting.push(to);
    }
  }
  reach.set(from, found);
  return found;
}

interface Ground {
  readonly graph: DependencyGraph;
  readonly units: ReadonlyMap<string, ResourceUnit>;
  readonly reach: Map<string, ReadonlySet<string>>;
}

const grounds = new WeakMap<Engine, Ground>();

function groundOf(engine: Engine, root: ModuleNode): Ground {
  const known = grounds.get(engine);
  if (known) return known;
  const units = new Map(resourceUnits(engine).map((unit) => [unit.address, unit]));
  const ground: Ground = { graph: dependencyGraph(root), units, reach: new Map() };
  grounds.set(engine, ground);
  return ground;
}
