/** From a request's address to what one manifest has there. Which of it a workspace really has, `authorize` finds. */

import { guardsHold } from "../manifest/guards.ts";
import type { Manifest, ManifestApp } from "../manifest/types.ts";
import { type Address, type AppAddress, addressReader, type NoAddressReason, type PortAddress } from "./address.ts";
import { narrowestCommon } from "./common-entry.ts";
import { type EffectiveDeployment, effectiveDeployment, type GatewayDeployment } from "./deployment.ts";

export type NoRouteReason =
  | NoAddressReason
  /** The manifest and the deployment contradict each other. */
  | "deployment"
  | "path-apps-disabled"
  /** No app has this slug, or none by this way: an app is served only by the method it declares. */
  | "unknown-app"
  | "other-method"
  /** A terminal or a link: neither is proxied. */
  | "not-proxied"
  /** The hostname names another agent than the app's. */
  | "other-agent"
  | "unknown-agent";

export type Route =
  | {
      readonly kind: "app";
      readonly address: AppAddress;
      /** Entries of that slug and way, told apart by their guards; at least one. */
      readonly entries: readonly ManifestApp[];
      /** What is the same in all choices, with the narrowest share of them; null where there is no such thing. */
      readonly common: ManifestApp | null;
    }
  | { readonly kind: "port"; readonly address: PortAddress }
  | { readonly kind: "logout" }
  | {
      readonly kind: "none";
      readonly reason: NoRouteReason;
      /** One clause for operators, never for viewers. */
      readonly explanation: string;
      /** Present where the form names a workspace: then the answer must not tell whether it exists. */
      readonly address: AppAddress | PortAddress | null;
    };

export interface Router {
  readonly manifest: Manifest;
  readonly deployment: EffectiveDeployment;
  /** `host` as in the Host header, `uri` the path with its query ("/" where it is left out). */
  route(host: string, uri?: string): Route;
  /** The same for an address that is already read. */
  routeAddress(address: Address): Route;
}

export function createRouter(manifest: Manifest, given: GatewayDeployment = {}): Router {
  const deployment = effectiveDeployment(manifest, given);
  const reader = addressReader(deployment.wildcardAccessUrl, deployment.accessUrl);
  const bySlug = new Map<string, SlugRoutes>();
  for (const app of manifest.apps) {
    const routes = bySlug.get(app.slug) ?? { entries: [] };
    routes.entries.push(app);
    bySlug.set(app.slug, routes);
  }
  const prepared = new Map([...bySlug].map(([slug, { entries }]) => [slug, prepare(manifest, entries)] as const));
  const agents = new Set(manifest.agents.map(({ name }) => name));
  const routeAddress = (address: Address): Route => {
    if (deployment.conflict !== null) return none("deployment", deployment.conflict, null);
    if (address.kind === "logout") return address;
    if (address.kind === "none") return none(address.reason, explanations[address.reason], null);
    if (address.kind === "port") {
      if (agents.has(address.agent)) return { kind: "port", address };
      return none("unknown-agent", `no agent of the template is named "${address.agent}"`, address);
    }
    return appRoute(address, prepared.get(address.slug), deployment);
  };
  return { manifest, deployment, routeAddress, route: (host, uri = "/") => routeAddress(reader.read(host, uri)) };
}

interface SlugRoutes {
  readonly entries: ManifestApp[];
}

interface Prepared {
  readonly all: readonly ManifestApp[];
  readonly byMethod: ReadonlyMap<"subdomain" | "path", MethodRoutes>;
}

interface MethodRoutes {
  readonly entries: readonly ManifestApp[];
  readonly common: ManifestApp | null;
}

function prepare(manifest: Manifest, all: readonly ManifestApp[]): Prepared {
  const byMethod = (["subdomain", "path"] as const).flatMap((method) => {
    const entries = all.filter(({ kind, access }) => kind === "proxy" && access.method === method);
    // What another method has in some choice isn't the same in all of them.
    const common = entries.length === all.length ? narrowestCommon(manifest, entries) : null;
    return entries.length === 0 ? [] : [[method, { entries, common }] as const];
  });
  return { all, byMethod: new Map(byMethod) };
}

function appRoute(address: AppAddress, routes: Prepared | undefined, deployment: EffectiveDeployment): Route {
  if (address.method === "path" && !deployment.pathApps) {
    return none("path-apps-disabled", "the deployment has no path apps", null);
  }
  if (!routes) return none("unknown-app", `no app of the template has the slug "${address.slug}"`, address);
  const found = routes.byMethod.get(address.method);
  if (!found) {
    const proxied = routes.byMethod.size > 0;
    const explanation = proxied
      ? `"${address.slug}" isn't served by ${address.method}`
      : `"${address.slug}" is a terminal or a link, which isn't proxied`;
    return none(proxied ? "other-method" : "not-proxied", explanation, address);
  }
  // By path Coder ignores the agent, which is there for people; so do we.
  if (address.method === "path" || address.agent === null) return { kind: "app", address, ...found };
  const entries = found.entries.filter(({ agent }) => agent === address.agent);
  if (entries.length === 0) {
    return none("other-agent", `"${address.slug}" isn't an app of the agent "${address.agent}"`, address);
  }
  const common = found.common?.agent === address.agent ? found.common : null;
  return { kind: "app", address, entries, common };
}

/** The entry that holds for these answers; null where none does, or where it depends on an answer that isn't known. */
export function entryFor(
  route: Extract<Route, { readonly kind: "app" }>,
  answers: ReadonlyMap<string, string>,
): ManifestApp | null {
  let undecided = false;
  for (const entry of route.entries) {
    const holds = guardsHold(entry.when, answers);
    if (holds === true) return entry;
    if (holds === null) undecided = true;
  }
  return undecided ? route.common : null;
}

const explanations: Readonly<Record<NoAddressReason, string>> = {
  elsewhere: "neither a host under the wildcard nor an app's path on the access URL",
  malformed: "not of the form slug--workspace--owner or port--agent--workspace--owner",
  "agent-required": "the hostname of a port names its agent",
  "port-form": "the hostname of a port has no leading zeros",
};

function none(reason: NoRouteReason, explanation: string, address: AppAddress | PortAddress | null): Route {
  return { kind: "none", reason, explanation, address };
}
