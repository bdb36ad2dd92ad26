/** `coder_app`: everything that a route depends on, as values. */

import type { Value } from "../hcl/value.ts";
import type { BlockView, PlannedResource } from "../terraform/evaluated.ts";
import { type AgentReference, agentReference } from "./agents.ts";

export const appAttributes = [
  "slug",
  "display_name",
  "icon",
  "url",
  "command",
  "subdomain",
  "share",
  "external",
  "hidden",
  "order",
  "group",
  "tooltip",
  "open_in",
] as const;

export type AppAttribute = (typeof appAttributes)[number];

export interface AppFacts {
  readonly instance: PlannedResource;
  readonly address: string;
  readonly agent: AgentReference;
  /** With defaults; null for attributes that the provider's version lacks. */
  readonly values: Readonly<Record<AppAttribute, Value | null>>;
  readonly healthcheck: HealthcheckFacts | null;
  /** Undefined `count` or `for_each`: whether it exists isn't known. */
  readonly uncertain: boolean;
}

export interface HealthcheckFacts {
  readonly block: BlockView | null;
  readonly url: Value;
  readonly interval: Value;
  readonly threshold: Value;
}

export function appFacts(instance: PlannedResource): AppFacts {
  const { schema } = instance.shape;
  const value = (name: AppAttribute): Value | null =>
    schema.attributes.has(name) ? instance.attribute(name).value : null;
  return {
    instance,
    address: instance.address,
    agent: agentReference(instance.attribute("agent_id").value),
    values: {
      slug: value("slug"),
      display_name: value("display_name"),
      icon: value("icon"),
      url: value("url"),
      command: value("command"),
      subdomain: value("subdomain"),
      share: value("share"),
      external: value("external"),
      hidden: value("hidden"),
      order: value("order"),
      group: value("group"),
      tooltip: value("tooltip"),
      open_in: value("open_in"),
    },
    healthcheck: healthcheck(instance),
    uncertain: instance.expansionUnknown !== null,
  };
}

function healthcheck(instance: PlannedResource): HealthcheckFacts | null {
  const blocks = instance.blocks("healthcheck");
  const [first] = blocks.items;
  if (first) {
    return {
      block: first,
      url: first.attribute("url").value,
      interval: first.attribute("interval").value,
      threshold: first.attribute("threshold").value,
    };
  }
  return blocks.unknown
    ? { block: null, url: blocks.unknown, interval: blocks.unknown, threshold: blocks.unknown }
    : null;
}
