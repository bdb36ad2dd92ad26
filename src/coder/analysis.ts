/**
 * What a template holds of agents and apps, for every choice: each resource with the outcomes that it can have and the
 * choices that they depend on.
 */

import type { Assignment, Read } from "../terraform/choice.ts";
import type { Cell } from "../terraform/choices.ts";
import type { Engine } from "../terraform/engine.ts";
import type { Cases } from "../terraform/exploration.ts";
import { explore } from "../terraform/explore.ts";
import type { AnyResource } from "../terraform/module-instance.ts";
import { ResourceInstance } from "../terraform/resource-instance.ts";
import { type ResourceUnit, resourceUnits } from "../terraform/units.ts";
import { type AgentFacts, agentFacts } from "./agents.ts";
import { type AppFacts, appFacts } from "./apps.ts";
import { purpose, transition } from "./data-sources.ts";

/** A resource of the template with all that its instances can be. */
export interface Explored<T> {
  readonly unit: ResourceUnit;
  readonly cases: Cases<readonly T[]>;
}

export interface Analysis {
  readonly apps: readonly Explored<AppFacts>[];
  readonly agents: readonly Explored<AgentFacts>[];
  /** Combinations of the answers that any fact of an app or agent depends on. */
  readonly choices: { readonly count: number; readonly widened: boolean };
}

export const started: Assignment = new Map([
  [purpose.key, 0],
  [transition.key, 0],
]);
export const stopped: Assignment = new Map([
  [purpose.key, 0],
  [transition.key, 1],
]);
/** A push plans for both. */
export const pushes: readonly Assignment[] = [0, 1].map(
  (pick) =>
    new Map([
      [purpose.key, 1],
      [transition.key, pick],
    ]),
);

export function analyse(engine: Engine, pinned: Assignment, limit: number): Analysis {
  const apps: Explored<AppFacts>[] = [];
  const agents: Explored<AgentFacts>[] = [];
  for (const unit of resourceUnits(engine)) {
    if (engine.exhausted) break;
    if (unit.config.mode !== "managed") continue;
    if (unit.config.type === "coder_app") apps.push(exploreUnit(engine, unit, appFacts, pinned, limit));
    else if (unit.config.type === "coder_agent" || unit.config.type === "coder_devcontainer") {
      agents.push(exploreUnit(engine, unit, agentFacts, pinned, limit));
    }
  }
  const domains = new Map<string, number>();
  let complete = true;
  for (const explored of [...apps, ...agents]) {
    const { space } = explored.cases;
    complete &&= space.complete;
    for (const { key, values } of space.domains)
      if (!pinned.has(key)) domains.set(key, Math.max(domains.get(key) ?? 0, values.length));
  }
  let count = 1;
  for (const size of domains.values()) count *= size;
  return { apps, agents, choices: { count, widened: !complete || count > limit } };
}

/** What all rules look at, too. */
const unitSteps = 400;

export function exploreUnit<T>(
  engine: Engine,
  unit: ResourceUnit,
  facts: (instance: ResourceInstance) => T,
  pinned: Assignment,
  limit: number,
): Explored<T> {
  engine.spend(unitSteps);
  const cell: Cell<readonly T[]> = engine.cell<readonly T[]>(
    unit.address,
    () => unit.instances().filter(isOwn).map(facts),
    () => [],
  );
  return { unit, cases: explore(engine.choices, cell, pinned, limit).map(({ value }) => value) };
}

function isOwn(instance: AnyResource): instance is ResourceInstance {
  return instance instanceof ResourceInstance;
}

/** Whether some choice leads to both. */
export function compatible(left: readonly Read[], right: readonly Read[]): boolean {
  for (const read of left) {
    const other = right.find((candidate) => candidate.domain.key === read.domain.key);
    if (other && answerOf(other) !== answerOf(read)) return false;
  }
  return true;
}

/** The answer that was read; null for any other than those of the domain. */
export function answerOf(read: Read): string | null {
  return read.domain.values[read.pick] ?? null;
}
