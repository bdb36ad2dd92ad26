/** Agents and dev containers: what apps attach to. */

import type { Value } from "../hcl/value.ts";
import { unknownValue } from "../hcl/values.ts";
import type { PlannedResource } from "../terraform/evaluated.ts";

export interface AgentFacts {
  readonly instance: PlannedResource;
  readonly address: string;
  /** The resource's label: the agent's name at run time. */
  readonly name: string;
  readonly kind: "agent" | "devcontainer";
  readonly os: Value | null;
  /** `display_apps { port_forwarding_helper }`, true by default: only whether the dashboard shows the helper. */
  readonly portForwarding: Value | null;
  /** The agent that a dev container runs under; null for agents. */
  readonly parent: AgentReference | null;
  /** Undefined `count` or `for_each`: whether it exists isn't known. */
  readonly uncertain: boolean;
}

/** An agent's display apps are worked out by the provider unless they are written, as are attributes of nested blocks. */
export function plannedValue(instance: PlannedResource, name: string, written: Value): Value {
  const { config, address } = instance;
  if (written.kind !== "list" && written.kind !== "set") return written;
  if (config.type === "coder_agent" && name === "display_apps" && written.items.length === 0) {
    return unknownValue({ kind: written.kind, element: written.element }, "known only after apply", {
      dependsOn: [address],
      applyTime: true,
      notNull: true,
    });
  }
  const nested = instance.shape.schema.blocks.get(name)?.schema.attributes;
  const computed = nested ? [...nested].filter(([, schema]) => schema.computed) : [];
  if (computed.length === 0) return written;
  const items = written.items.map((item) => {
    if (item.kind !== "object") return item;
    const entries = new Map(item.entries);
    for (const [attribute, { type }] of computed) {
      if (entries.get(attribute)?.kind !== "null") continue;
      const details = { dependsOn: [address], applyTime: true } as const;
      entries.set(attribute, unknownValue(type, "known only after apply", details));
    }
    return { ...item, entries };
  });
  return { ...written, items };
}

/** What an `agent_id` refers to. */
export type AgentReference =
  | { readonly kind: "agent" | "devcontainer"; readonly address: string; readonly name: string }
  /** A value that is no agent's id when the workspace is built. `text` is what it is instead, for people. */
  | { readonly kind: "none"; readonly text: string }
  /** One of several, by something that isn't known. */
  | { readonly kind: "several"; readonly references: readonly AgentReference[] }
  | {
      readonly kind: "unknown";
      readonly reason: string;
      readonly dependsOn: readonly string[];
      readonly fromError: boolean;
    };

export function agentFacts(instance: PlannedResource): AgentFacts {
  const { config } = instance;
  const devcontainer = config.type === "coder_devcontainer";
  const display = devcontainer ? null : instance.blocks("display_apps");
  const helper = display?.items[0]?.attribute("port_forwarding_helper").value ?? null;
  return {
    instance,
    address: instance.address,
    name: config.name,
    kind: devcontainer ? "devcontainer" : "agent",
    os: devcontainer ? null : instance.attribute("os").value,
    portForwarding: helper,
    parent: devcontainer ? agentReference(instance.attribute("agent_id").value) : null,
    uncertain: instance.expansionUnknown !== null,
  };
}

const agentTypes: ReadonlyMap<string, { readonly kind: "agent" | "devcontainer"; readonly attribute: string }> =
  new Map([
    ["coder_agent", { kind: "agent", attribute: "id" }],
    ["coder_devcontainer", { kind: "devcontainer", attribute: "subagent_id" }],
  ]);

export function agentReference(value: Value): AgentReference {
  switch (value.kind) {
    case "unknown": {
      if (value.origin) {
        const target = parseAddress(value.origin.address);
        const type = target ? agentTypes.get(target.type) : undefined;
        if (target && type?.attribute === value.origin.attribute)
          return { kind: type.kind, address: value.origin.address, name: target.name };
        // Every other object has an id of its own, and the coder provider's attributes are no ids of agents.
        const foreign = target?.type.startsWith("coder_")
          ? value.applyTime === true
          : target !== null && value.origin.attribute === "id";
        if (foreign || /(?:^|\.)data\.coder_/.test(value.origin.address))
          return { kind: "none", text: `${value.origin.address}.${value.origin.attribute}` };
      }
      // A text with the workspace's name or an answer in it: ids of agents are random.
      if (value.text) return { kind: "none", text: `text made of ${value.dependsOn.join(", ")}` };
      if (value.outcomes && value.outcomes.length > 0)
        return { kind: "several", references: value.outcomes.map(agentReference) };
      return { kind: "unknown", reason: value.reason, dependsOn: value.dependsOn, fromError: value.fromError === true };
    }
    case "string":
      return { kind: "none", text: value.value === "" ? "empty" : JSON.stringify(value.value) };
    case "null":
      return { kind: "none", text: "null" };
    default:
      return { kind: "none", text: `a ${value.kind}` };
  }
}

/** Type and name of a managed resource's address, without the modules in front and the keys behind. */
export function parseAddress(
  address: string,
): { readonly type: string; readonly name: string; readonly module: string } | null {
  const match = /^((?:module\.[^.[\]]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*)([^.[\]]+)\.([^.[\]]+)(?:\[.*\])?$/.exec(
    address,
  );
  if (!match?.[2] || !match[3]) return null;
  return { type: match[2], name: match[3], module: (match[1] ?? "").replace(/\.$/, "") };
}
