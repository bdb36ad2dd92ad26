/** An agent that no machine starts: it vanishes from the workspace, and its apps with it. */

import { countedCall } from "../../coder/call-chain.ts";
import type { ModuleNode } from "../../terraform/config.ts";
import { type DependencyGraph, dependencyGraph, dependents, givenToModule } from "../../terraform/dependency-graph.ts";
import type { Engine } from "../../terraform/engine.ts";
import type { PlannedResource } from "../../terraform/evaluated.ts";
import { moduleAddress, modules, type ResourceUnit, resourceUnits } from "../../terraform/units.ts";
import type { RuleContext } from "../context.ts";
import { problem } from "../problem.ts";
import type { InstanceRule } from "../rule.ts";
import { nameOf } from "../told.ts";

export const agentWithoutResource: InstanceRule = {
  kind: "instance",
  name: "agents that no machine starts",
  types: ["coder_agent"],
  validate: false,
  stage: "build",
  check: (instance, report, context) => {
    // When a workspace stops, its machine is gone, and agents vanish by design.
    if (context.inputs.transition === "stop" || countedCall(instance.module.node)) return;
    const needing = resourcesNeeding(instance, context);
    if (needing === null || needing.some((unit) => unit.instances().length > 0)) return;
    const [idle] = needing;
    report(
      problem("agent-without-resource", "error", nameOf(instance), {
        headline: idle
          ? `no machine depends on ${instance.address}: ${idle.address} would, and has no instance`
          : `no machine depends on ${instance.address}`,
        secondary: idle ? [{ file: idle.config.file, span: idle.config.header, text: "has no instance" }] : [],
        notes: [
          "Coder gives an agent to the resource that depends on it; without one the agent and its apps vanish from the workspace silently",
        ],
        help: "let the machine use the agent's `init_script` or `token`, or name the agent in its `depends_on`",
      }),
    );
  },
};

/** The resources that Coder finds on its way up from the agent; null when that isn't known. */
function resourcesNeeding(instance: PlannedResource, context: RuleContext): readonly ResourceUnit[] | null {
  const { graph, units, unloaded } = groundOf(context.engine, context.root);
  const prefix = moduleAddress(instance.module.node);
  const agent = `${prefix === "" ? "" : `${prefix}.`}coder_agent.${instance.config.name}`;
  const found: ResourceUnit[] = [];
  // Agents that need each other are looked through again for each.
  if (!context.engine.spend(0)) return null;
  const needing = dependents(graph, agent);
  context.engine.spend(needing.size);
  for (const id of needing) {
    if (unloaded.has(id)) return null;
    const unit = units.get(id);
    if (unit && isMachine(unit)) found.push(unit);
  }
  return found;
}

/** Coder v2.35 looks for managed resources of other providers, by labels that those in a counted module don't have. */
function isMachine({ config, node }: ResourceUnit): boolean {
  if (config.mode !== "managed" || countedCall(node)) return false;
  return !config.type.startsWith("coder_") || config.type === "coder_external_agent";
}

interface Ground {
  readonly graph: DependencyGraph;
  readonly units: ReadonlyMap<string, ResourceUnit>;
  /** Calls of modules that nobody has, and what they are given. */
  readonly unloaded: ReadonlySet<string>;
}

const grounds = new WeakMap<Engine, Ground>();

function groundOf(engine: Engine, root: ModuleNode): Ground {
  const known = grounds.get(engine);
  if (known) return known;
  const unloaded = new Set<string>();
  for (const node of modules(root)) {
    const prefix = moduleAddress(node);
    for (const [name, child] of node.children) {
      if (child.loaded) continue;
      const call = `${prefix === "" ? "" : `${prefix}.`}module.${name}`;
      unloaded.add(call).add(givenToModule(call));
    }
  }
  const units = new Map(resourceUnits(engine).map((unit) => [unit.address, unit]));
  const ground: Ground = { graph: dependencyGraph(root), units, unloaded };
  grounds.set(engine, ground);
  return ground;
}
