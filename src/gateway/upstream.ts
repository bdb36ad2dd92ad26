/** Where an allowed request goes: always a port of the workspace's own agent. */

import { type FilledUpstream, fillUpstream, type PlaceholderValues } from "../manifest/placeholders.ts";
import { forwardedUri } from "../routing/forward.ts";
import { minPort } from "../routing/port-text.ts";
import type { Target } from "./authorize.ts";
import type { EffectiveDeployment } from "./deployment.ts";
import type { WorkspaceRecord } from "./viewer.ts";

/** Told only to those who may open it. */
export type UnavailableReason =
  | "workspace-offline"
  | "agent-not-connected"
  /** A port below 9. */
  | "reserved-port"
  /** The app's address depends on an answer that isn't known, or isn't one. */
  | "undecided";

export type Forwarding =
  | {
      readonly kind: "forward";
      readonly scheme: "http" | "https";
      /** The agent's. */
      readonly address: string;
      readonly port: number;
      /** Path and query that the app is asked for. */
      readonly uri: string;
    }
  /** Relative to the host: to the same place with its slash, or with the app's query. */
  | { readonly kind: "redirect"; readonly location: string }
  | { readonly kind: "unavailable"; readonly reason: UnavailableReason; readonly explanation: string };

export function forwardingOf(target: Target, workspace: WorkspaceRecord, deployment: EffectiveDeployment): Forwarding {
  const agentName = target.kind === "port" ? target.address.agent : target.app.agent;
  if (workspace.state !== "running") return unavailable("workspace-offline", "the workspace is stopped");
  const agent = workspace.agents.get(agentName);
  if (agent?.status !== "connected") {
    const state = agent ? `is ${agent.status}` : "isn't in the workspace's record";
    return unavailable("agent-not-connected", `the agent "${agentName}" ${state}`);
  }
  if (target.kind === "port") {
    const { port, protocol, rest } = target.address;
    if (port < minPort) return unavailable("reserved-port", `ports below ${minPort} are reserved`);
    return { kind: "forward", scheme: protocol, address: agent.address, port, uri: rest === "" ? "/" : rest };
  }
  const { app, address } = target;
  if (app.upstream === null) return unavailable("undecided", "the app has no upstream");
  const filled = fillUpstream(app.upstream, placeholderValues(workspace, agentName, deployment));
  if (!filled.ok) return unavailable("undecided", filled.error);
  return appForwarding(filled.value, agent.address, address.base, address.rest);
}

function appForwarding(upstream: FilledUpstream, agentAddress: string, base: string, rest: string): Forwarding {
  if (!rest.startsWith("/")) return { kind: "redirect", location: `${sameHost(base)}/${rest}` };
  const forwarded = forwardedUri(upstream, rest);
  if (forwarded.kind === "redirect") return { kind: "redirect", location: `${sameHost(base)}${forwarded.location}` };
  const { scheme, port } = upstream;
  return { kind: "forward", scheme, address: agentAddress, port, uri: forwarded.uri };
}

/** A path that begins with two slashes would name another host. */
function sameHost(base: string): string {
  return base === "" ? "" : `/${base.replace(/^[/\\]+/, "")}`;
}

export function placeholderValues(
  workspace: WorkspaceRecord,
  agent: string,
  deployment: EffectiveDeployment,
): PlaceholderValues {
  const names = new Map([
    ["workspace", workspace.name],
    ["owner", workspace.owner.name],
    ["agent", agent],
  ]);
  if (deployment.accessUrl !== null) names.set("accessUrl", deployment.accessUrl);
  return { names, parameters: workspace.parameters };
}

function unavailable(reason: UnavailableReason, explanation: string): Forwarding {
  return { kind: "unavailable", reason, explanation };
}
