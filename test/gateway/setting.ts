/** The deployment that the tables were recorded on, as a manifest and workspace records. */

import type { Viewer, WorkspaceRecord } from "../../src/gateway/viewer.ts";
import type { Manifest, ManifestAgent, ManifestApp } from "../../src/manifest/types.ts";
import type { ShareLevel } from "../../src/routing/share.ts";

export const wildcard = "*--apps.corp.test";
export const accessUrl = "https://coder.corp.test";

export interface AppGiven {
  readonly slug: string;
  readonly agent?: string;
  readonly kind?: ManifestApp["kind"];
  readonly method?: ManifestApp["access"]["method"];
  readonly share?: ShareLevel;
  readonly upstream?: ManifestApp["upstream"];
  readonly when?: ManifestApp["when"];
  readonly id?: string;
}

export function app(given: AppGiven): ManifestApp {
  const { slug, agent = "main", kind = "proxy", method = "subdomain", share = "owner", when, id } = given;
  return {
    id: id ?? `${agent}/${slug}`,
    slug,
    agent,
    kind,
    ...(when && { when }),
    display: { name: slug, icon: null, order: null, group: null, hidden: false, openIn: "slim-window", tooltip: null },
    upstream: given.upstream ?? { scheme: "http", port: 31880, path: "/", query: null },
    access: { method, hostname: null, label: null, aliases: [], path: null },
    share: { declared: share, effective: share, limitedBy: [] },
    healthcheck: null,
    source: { address: `coder_app.${slug}`, file: "main.tf", line: 1, column: 1, via: [] },
  };
}

export function agentNamed(name: string): ManifestAgent {
  const source = { file: "main.tf", line: 1, column: 1 };
  const address = `coder_agent.${name}`;
  return { name, kind: "agent", parent: null, address, os: "linux", portForwarding: true, ports: null, source };
}

export function manifest(apps: readonly ManifestApp[], changes: Partial<Manifest> = {}): Manifest {
  return {
    manifestVersion: 1,
    compiler: { name: "templatecheck", version: "0.1.0" },
    template: { name: "docker", digest: "sha256:0", sources: [] },
    inputs: {
      profile: null,
      variables: {},
      sensitiveVariables: {},
      varFiles: [],
      parameters: {},
      preset: null,
      workspace: null,
      owner: null,
      transition: "start",
      moduleMap: {},
      maxChoices: 4096,
      providerVersion: null,
    },
    complete: true,
    deployment: {
      accessUrl,
      wildcardAccessUrl: wildcard,
      coderVersion: "2.35",
      edition: "oss",
      pathApps: true,
      pathAppSharing: false,
      pathAppSiteOwnerAccess: false,
      ownerWorkspaceAccess: true,
    },
    sharing: { templateMaximum: "public", appShare: "clamp" },
    cors: { behavior: "simple" },
    parameters: [],
    agents: [agentNamed("main")],
    apps,
    ports: { range: [9, 65535], defaultShare: "owner", maximumShare: "public", protocols: ["http", "https"] },
    unresolved: [],
    ...changes,
  };
}

export function workspace(changes: Partial<WorkspaceRecord> = {}): WorkspaceRecord {
  return {
    template: { name: "docker" },
    owner: { name: "alice", id: "7d9e1f0a-0000-4000-8000-000000000001" },
    organization: { name: "default", id: "7d9e1f0a-0000-4000-8000-0000000000aa" },
    name: "dev",
    id: "7d9e1f0a-0000-4000-8000-000000000010",
    state: "running",
    parameters: new Map(),
    agents: new Map([["main", { address: "127.0.0.1", status: "connected" }]]),
    appHealth: new Map(),
    portShares: [],
    access: new Map(),
    ...changes,
  };
}

export function viewer(name: string, changes: Partial<Viewer> = {}): Viewer {
  return {
    user: { name, id: null },
    organizations: ["default"],
    groups: [],
    siteOwner: false,
    suspended: false,
    scopes: ["all"],
    ...changes,
  };
}

/** The viewers of the tables by what they are called there. */
export function viewerNamed(text: string): Viewer | null {
  switch (text) {
    case "anonymous":
    case "invalid session token":
      return null;
    case "workspace owner":
      return viewer("alice");
    case "workspace owner, token scope application_connect":
      return viewer("alice", { scopes: ["application_connect"] });
    case "workspace owner, token scope workspace:read":
      return viewer("alice", { scopes: ["workspace:read"] });
    case "member of the same organization":
    case "organization admin":
    case "site auditor":
    case "site template admin":
    case "site user admin":
      return viewer("bob");
    case "member of the same organization, token scope application_connect":
      return viewer("bob", { scopes: ["application_connect"] });
    case "member of the same organization, token scope workspace:read":
      return viewer("bob", { scopes: ["workspace:read"] });
    case "member of another organization only":
      return viewer("bob", { organizations: ["other"] });
    case "site owner (member of the organization)":
      return viewer("root", { siteOwner: true });
    case "site owner, other organization only":
      return viewer("root", { siteOwner: true, organizations: ["other"] });
    case "suspended member of the same organization":
      return viewer("bob", { suspended: true });
    case "workspace shared with role use":
      return viewer("carol");
    case "workspace shared with role admin":
      return viewer("dave");
    default:
      throw new Error(`no viewer is called ${text}`);
  }
}

export const sharedWith: WorkspaceRecord["access"] = new Map([
  ["user:carol", "use"],
  ["user:dave", "admin"],
]);
