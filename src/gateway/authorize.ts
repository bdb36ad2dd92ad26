/**
 * May this viewer open it? The rules are those of Coder v2.35 (`workspaceapps/db.go`), but that a viewer can't tell
 * what doesn't exist from what isn't theirs.
 */

import { guardsHold } from "../manifest/guards.ts";
import type { Manifest, ManifestApp } from "../manifest/types.ts";
import type { ShareLevel } from "../routing/share.ts";
import type { AppAddress, PortAddress } from "./address.ts";
import { type EffectiveDeployment, narrower } from "./deployment.ts";
import { entryFor, type Route, type Router } from "./router.ts";
import { isMember, isOnAccessList, mayConnect, sameNamed, type Viewer, type WorkspaceRecord } from "./viewer.ts";

/** For operators and `resolve`, never for viewers. */
export type VerdictReason =
  | "public"
  | "owner"
  | "access-list"
  | "site-owner"
  | "any-signed-in"
  | "organization-member"
  | "not-signed-in"
  | "not-shared-with-viewer"
  | "token-scope"
  | "path-app-of-owner"
  | "suspended"
  | "no-such-workspace"
  | "other-template"
  | "not-in-this-workspace"
  | "no-route"
  | "malformed"
  | "path-apps-disabled";

export type Verdict =
  | {
      readonly verdict: "allow";
      readonly reason: VerdictReason;
      readonly share: ShareLevel;
      readonly target: Target;
    }
  | {
      readonly verdict: "sign-in";
      readonly reason: VerdictReason;
      /** `app` signs in for the hosts under the wildcard, `login` for the access URL's own. */
      readonly via: "app" | "login";
    }
  | {
      /** `unauthorized`: the account is suspended; `bad-request`, `forbidden`: whoever asks, by the address alone. */
      readonly verdict: "not-found" | "unauthorized" | "bad-request" | "forbidden";
      readonly reason: VerdictReason;
    };

/** What is opened, of the workspace that has it. */
export type Target =
  | { readonly kind: "app"; readonly app: ManifestApp; readonly address: AppAddress }
  | { readonly kind: "port"; readonly address: PortAddress };

/** `workspace` is the one that the address names, null where there is none. */
export function authorize(
  router: Pick<Router, "manifest" | "deployment">,
  route: Exclude<Route, { readonly kind: "logout" }>,
  viewer: Viewer | null,
  workspace: WorkspaceRecord | null,
): Verdict {
  if (route.kind === "none" && route.address === null) return byFormAlone(route.reason);
  if (viewer?.suspended) return { verdict: "unauthorized", reason: "suspended" };
  const method = route.address?.method ?? "subdomain";
  if (route.kind === "none") return absent("no-route", viewer, method);
  if (workspace === null) return absent("no-such-workspace", viewer, method);
  if (!belongsTo(workspace, router.manifest)) return absent("other-template", viewer, method);
  const target = targetOf(router.manifest, route, workspace);
  if (target === null) return absent("not-in-this-workspace", viewer, method);
  const share = shareOf(router, target, workspace);
  const { allowed, reason } = permission(share, method, viewer, workspace, router.deployment);
  if (allowed) return { verdict: "allow", reason, share, target };
  return absent(reason, viewer, method);
}

function byFormAlone(reason: Extract<Route, { readonly kind: "none" }>["reason"]): Verdict {
  switch (reason) {
    case "path-apps-disabled":
      return { verdict: "forbidden", reason: "path-apps-disabled" };
    case "malformed":
    case "agent-required":
    case "port-form":
      return { verdict: "bad-request", reason: "malformed" };
    default:
      return { verdict: "not-found", reason: "no-route" };
  }
}

/** One answer to anonymous viewers, one to all others, whatever the reason. */
function absent(reason: VerdictReason, viewer: Viewer | null, method: "subdomain" | "path"): Verdict {
  if (viewer !== null) return { verdict: "not-found", reason };
  return { verdict: "sign-in", reason, via: method === "path" ? "login" : "app" };
}

export function belongsTo(workspace: WorkspaceRecord, { template }: Manifest): boolean {
  const { name, digest } = workspace.template;
  return name === template.name && (digest === undefined || digest === template.digest);
}

function targetOf(
  manifest: Manifest,
  route: Extract<Route, { readonly kind: "app" | "port" }>,
  workspace: WorkspaceRecord,
): Target | null {
  if (route.kind === "port") {
    const { agent } = route.address;
    if (!workspace.agents.has(agent) || !agentIsThere(manifest, agent, workspace)) return null;
    return { kind: "port", address: route.address };
  }
  const app = entryFor(route, workspace.parameters);
  if (app === null || !agentIsThere(manifest, app.agent, workspace)) return null;
  return { kind: "app", app, address: route.address };
}

function agentIsThere(manifest: Manifest, name: string, workspace: WorkspaceRecord): boolean {
  const agent = manifest.agents.find((candidate) => candidate.name === name);
  return agent !== undefined && guardsHold(agent.when, workspace.parameters) === true;
}

function shareOf(
  { manifest, deployment }: Pick<Router, "manifest" | "deployment">,
  target: Target,
  workspace: WorkspaceRecord,
): ShareLevel {
  if (target.kind === "port") {
    const { agent, port, protocol } = target.address;
    const share = workspace.portShares.find(
      (candidate) => candidate.agent === agent && candidate.port === port && candidate.protocol === protocol,
    );
    const level = share?.level ?? manifest.ports.defaultShare;
    return narrower(narrower(level, manifest.ports.maximumShare), deployment.maximumShare);
  }
  const { effective } = target.app.share;
  const byPath = target.address.method === "path" && !deployment.pathAppSharing;
  return byPath ? "owner" : narrower(effective, deployment.maximumShare);
}

interface Permission {
  readonly allowed: boolean;
  readonly reason: VerdictReason;
}

function permission(
  share: ShareLevel,
  method: "subdomain" | "path",
  viewer: Viewer | null,
  workspace: WorkspaceRecord,
  deployment: EffectiveDeployment,
): Permission {
  if (viewer === null) return share === "public" ? yes("public") : no("not-signed-in");
  const isOwner = sameNamed(viewer.user, workspace.owner);
  // Before anything else: by path neither the access list nor a site owner opens what is the owner's.
  if (method === "path" && share === "owner" && !isOwner && !deployment.pathAppSiteOwnerAccess) {
    return no("path-app-of-owner");
  }
  const connects = mayConnect(viewer);
  if (connects && isOwner) return yes("owner");
  if (connects && isOnAccessList(viewer, workspace.access)) return yes("access-list");
  if (connects && viewer.siteOwner && deployment.ownerWorkspaceAccess) return yes("site-owner");
  switch (share) {
    case "public":
      return yes("public");
    case "authenticated":
      return connects ? yes("any-signed-in") : no("token-scope");
    case "organization":
      if (!connects) return no("token-scope");
      return isMember(viewer, workspace.organization) ? yes("organization-member") : no("not-shared-with-viewer");
    case "owner":
      return no(connects ? "not-shared-with-viewer" : "token-scope");
    default:
      return share satisfies never;
  }
}

function yes(reason: VerdictReason): Permission {
  return { allowed: true, reason };
}

function no(reason: VerdictReason): Permission {
  return { allowed: false, reason };
}
