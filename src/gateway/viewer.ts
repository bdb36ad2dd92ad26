/** Who asks, and whose workspace it is about: what a control plane tells a gateway. */

import type { HealthState } from "../routing/health.ts";
import type { PortProtocol } from "../routing/port-text.ts";
import type { ShareLevel } from "../routing/share.ts";

/** A user, an organization or a workspace. Names compare without case; ids, where both sides have them, decide. */
export interface Named {
  readonly name: string;
  readonly id: string | null;
}

/** Null where nobody is signed in. */
export interface Viewer {
  readonly user: Named;
  /** Names or ids. */
  readonly organizations: readonly string[];
  readonly groups: readonly string[];
  /** Coder's role of that name. */
  readonly siteOwner: boolean;
  readonly suspended: boolean;
  /** Of the token: `all` and `application_connect` (with or without `coder:`) may open apps. */
  readonly scopes: readonly string[];
}

export type AgentStatus = "connecting" | "connected" | "disconnected" | "timeout";

export interface WorkspaceAgent {
  /** An IP address or a name: where its ports are. Never taken from a template or a request. */
  readonly address: string;
  readonly status: AgentStatus;
  /** The agent of a dev container. */
  readonly parent?: string;
}

export interface PortShare {
  readonly agent: string;
  readonly port: number;
  readonly protocol: PortProtocol;
  readonly level: ShareLevel;
}

export interface WorkspaceRecord {
  /** Which manifest it belongs to; with a digest, exactly that one. */
  readonly template: { readonly name: string; readonly digest?: string };
  readonly owner: Named;
  readonly organization: Named;
  readonly name: string;
  readonly id: string | null;
  readonly state: "running" | "stopped";
  /** Answers as Coder stores them. Without one, what depends on it isn't served. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly agents: ReadonlyMap<string, WorkspaceAgent>;
  /** By `agent/slug`, as the agents report it. It never blocks access (Coder since v2.9.0). */
  readonly appHealth: ReadonlyMap<string, HealthState>;
  readonly portShares: readonly PortShare[];
  /** `user:NAME` or `group:NAME` to the role; either role opens apps by subdomain. */
  readonly access: ReadonlyMap<string, "use" | "admin">;
}

export function sameNamed(a: Named, b: Named): boolean {
  return a.id !== null && b.id !== null ? a.id === b.id : a.name.toLowerCase() === b.name.toLowerCase();
}

export function isMember(viewer: Viewer, organization: Named): boolean {
  if (organization.name === "") return false;
  return viewer.organizations.some(
    (text) => text === organization.id || text.toLowerCase() === organization.name.toLowerCase(),
  );
}

export function isOnAccessList(viewer: Viewer, access: WorkspaceRecord["access"]): boolean {
  if (access.size === 0) return false;
  return access.has(`user:${viewer.user.name}`) || viewer.groups.some((group) => access.has(`group:${group}`));
}

const connecting: ReadonlySet<string> = new Set([
  "all",
  "coder:all",
  "application_connect",
  "coder:application_connect",
]);

/** A token of a narrower scope opens what is public, and nothing else (Coder v2.35). */
export function mayConnect(viewer: Viewer): boolean {
  return viewer.scopes.some((scope) => connecting.has(scope));
}
