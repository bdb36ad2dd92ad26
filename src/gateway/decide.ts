/** All that a gateway decides about one request: address, permission, cross-origin rules, upstream. No sockets. */

import type { Manifest } from "../manifest/types.ts";
import type { ShareLevel } from "../routing/share.ts";
import { type Address, type AddressReader, addressReader } from "./address.ts";
import { authorize, type Verdict, type VerdictReason } from "./authorize.ts";
import { type CorsDecision, type CorsRequest, cors } from "./cors.ts";
import type { GatewayDeployment } from "./deployment.ts";
import { createDirectory, type Directory, type DirectoryProblem } from "./directory.ts";
import { createRouter, type NoRouteReason, type Router } from "./router.ts";
import { type Forwarding, forwardingOf, type UnavailableReason } from "./upstream.ts";
import type { Viewer, WorkspaceRecord } from "./viewer.ts";

export interface GatewayRequest extends CorsRequest {
  /** As in the Host header. */
  readonly host: string;
  /** Path and query. */
  readonly uri: string;
}

/** For the log and `resolve`; never for viewers. */
export interface DecisionFacts {
  readonly workspace: string | null;
  readonly owner: string | null;
  /** `agent/slug`, or `agent:port`. */
  readonly target: string | null;
  readonly share: ShareLevel | null;
  readonly reason: VerdictReason | NoRouteReason | UnavailableReason | CorsDecision["reason"];
  readonly explanation: string | null;
}

export type Decision = { readonly facts: DecisionFacts } & (
  | { readonly kind: "preflight"; readonly status: 200; readonly headers: CorsDecision["add"] }
  | { readonly kind: "logout" }
  | { readonly kind: "sign-in"; readonly via: "app" | "login" }
  | { readonly kind: "not-found" | "unauthorized" | "bad-request" | "forbidden" }
  | { readonly kind: "unavailable"; readonly reason: UnavailableReason; readonly cors: CorsDecision }
  | { readonly kind: "redirect"; readonly location: string; readonly cors: CorsDecision }
  | ({ readonly cors: CorsDecision } & Extract<Forwarding, { readonly kind: "forward" }>)
);

export interface Gateway {
  readonly reader: AddressReader;
  readonly accessUrl: string | null;
  readonly wildcardAccessUrl: string | null;
  decide(request: GatewayRequest, viewer: Viewer | null): Decision;
}

export type GatewayCreation =
  | { readonly ok: true; readonly gateway: Gateway }
  | { readonly ok: false; readonly kind: "manifest"; readonly manifest: number; readonly error: string }
  | { readonly ok: false; readonly kind: "workspace"; readonly problem: DirectoryProblem };

/** All manifests are of one deployment, or none is served. */
export function createGateway(
  manifests: readonly Manifest[],
  workspaces: readonly WorkspaceRecord[],
  deployment: GatewayDeployment = {},
): GatewayCreation {
  const routers = manifests.map((manifest) => createRouter(manifest, deployment));
  const [first] = routers;
  if (!first) return { ok: false, kind: "manifest", manifest: 0, error: "there is no manifest" };
  for (const [at, router] of routers.entries()) {
    const error = router.deployment.conflict ?? otherDeployment(first, router);
    if (error !== null) return { ok: false, kind: "manifest", manifest: at, error };
  }
  const serving = routers.map((router) => ({ manifest: router.manifest, value: router }));
  const made = createDirectory(serving, workspaces);
  if (!made.ok) return { ok: false, kind: "workspace", problem: made.problem };
  const { accessUrl, wildcardAccessUrl } = first.deployment;
  const reader = addressReader(wildcardAccessUrl, accessUrl);
  const decide = decider(first, reader, made.directory);
  return { ok: true, gateway: { reader, accessUrl, wildcardAccessUrl, decide } };
}

/** What is true of a deployment is so in all its manifests. */
const sameForAll = [
  "accessUrl",
  "wildcardAccessUrl",
  "pathApps",
  "pathAppSharing",
  "pathAppSiteOwnerAccess",
  "ownerWorkspaceAccess",
] as const;

function otherDeployment(first: Router, other: Router): string | null {
  const [a, b] = [first.deployment, other.deployment];
  const different = sameForAll.find((key) => a[key] !== b[key]);
  if (different === undefined) return null;
  const shown = (value: unknown): string => JSON.stringify(value);
  return `was compiled for another deployment: ${different} is ${shown(b[different])}, and ${shown(a[different])} in the first manifest`;
}

function decider(first: Router, reader: AddressReader, directory: Directory<Router>): Gateway["decide"] {
  return (request, viewer) => {
    const address = reader.read(request.host, request.uri);
    if (address.kind === "logout") return { kind: "logout", facts: facts(address, null, "no-route") };
    if (address.kind === "none") return ended(authorizeNone(first, address), address, null);
    const found = directory.find(address.key);
    const router = found?.value ?? first;
    const workspace = found?.workspace ?? null;
    const behavior = workspace === null ? "simple" : router.manifest.cors.behavior;
    const own = withVary(cors(address, request, behavior, reader.wildcard), address.method);
    if (own.preflight) return preflight(own, address, workspace);
    const route = router.routeAddress(address);
    if (route.kind === "logout") return { kind: "logout", facts: facts(address, null, "no-route") };
    const verdict = authorize(router, route, viewer, workspace);
    if (verdict.verdict !== "allow" || workspace === null) {
      // As for everybody else's apps: whether there is one here must not show.
      const simple = cors(address, request, "simple", reader.wildcard);
      if (simple.preflight) return preflight(simple, address, workspace);
      const explanation = route.kind === "none" ? route.explanation : null;
      return ended(verdict, address, workspace, route.kind === "none" ? route.reason : undefined, explanation);
    }
    const forwarding = forwardingOf(verdict.target, workspace, router.deployment);
    const { target } = verdict;
    const known: DecisionFacts = {
      workspace: workspace.name,
      owner: workspace.owner.name,
      target: target.kind === "app" ? target.app.id : `${target.address.agent}:${target.address.port}`,
      share: verdict.share,
      reason: forwarding.kind === "unavailable" ? forwarding.reason : verdict.reason,
      explanation: forwarding.kind === "unavailable" ? forwarding.explanation : null,
    };
    if (forwarding.kind === "unavailable")
      return { kind: "unavailable", reason: forwarding.reason, cors: own, facts: known };
    if (forwarding.kind === "redirect")
      return { kind: "redirect", location: forwarding.location, cors: own, facts: known };
    const { kind, scheme, address: agentAddress, port, uri } = forwarding;
    return { kind, scheme, address: agentAddress, port, uri, cors: own, facts: known };
  };
}

/** What is on the access URL's own host depends on its cookies, and caches have to know (Coder v2.35 says so, too). */
function withVary(decision: CorsDecision, method: "subdomain" | "path"): CorsDecision {
  return method === "path" ? { ...decision, add: [...decision.add, ["Vary", "Cookie"]] } : decision;
}

function authorizeNone(router: Router, address: Extract<Address, { readonly kind: "none" }>): Verdict {
  const route = router.routeAddress(address);
  if (route.kind === "logout") return { verdict: "not-found", reason: "no-route" };
  return authorize(router, route, null, null);
}

function preflight(decision: CorsDecision, address: Address, workspace: WorkspaceRecord | null): Decision {
  const headers = decision.preflight?.headers ?? [];
  return { kind: "preflight", status: 200, headers, facts: facts(address, workspace, decision.reason) };
}

function ended(
  verdict: Verdict,
  address: Address,
  workspace: WorkspaceRecord | null,
  reason: DecisionFacts["reason"] = verdict.reason,
  explanation: string | null = null,
): Decision {
  const known = { ...facts(address, workspace, reason), explanation };
  if (verdict.verdict === "sign-in") return { kind: "sign-in", via: verdict.via, facts: known };
  if (verdict.verdict === "allow") return { kind: "not-found", facts: known };
  return { kind: verdict.verdict, facts: known };
}

function facts(address: Address, workspace: WorkspaceRecord | null, reason: DecisionFacts["reason"]): DecisionFacts {
  const named = address.kind === "app" || address.kind === "port" ? address : null;
  return {
    workspace: workspace?.name ?? named?.workspace ?? null,
    owner: workspace?.owner.name ?? named?.owner ?? null,
    target: null,
    share: null,
    reason,
    explanation: address.kind === "none" ? address.text : null,
  };
}
