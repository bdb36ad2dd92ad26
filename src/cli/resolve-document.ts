/** What `resolve` answers: a request, and all that a gateway decides about it. Its schema is `schema/resolve.schema.json`. */

import type { Address } from "../gateway/address.ts";
import type { Decision, GatewayRequest } from "../gateway/decide.ts";
import type { Viewer } from "../gateway/viewer.ts";
import { neutralised } from "../report/display-width.ts";
import { version } from "../version.ts";

export interface ResolveDocument {
  readonly version: 1;
  readonly tool: { readonly name: "templatecheck"; readonly version: string };
  readonly request: { readonly url: string; readonly method: string; readonly origin: string | null };
  /** The user's name; null for anonymous. */
  readonly viewer: string | null;
  /** What of the answer was made up, since no record says it. */
  readonly assumed: readonly string[];
  readonly route: {
    readonly kind: Address["kind"];
    readonly method: "subdomain" | "path" | null;
    readonly slug: string | null;
    readonly port: number | null;
    readonly protocol: "http" | "https" | null;
    readonly agent: string | null;
    readonly workspace: string | null;
    readonly owner: string | null;
    readonly prefix: string | null;
  };
  /** The app's id, or `agent:port`; null where nothing is opened. */
  readonly target: string | null;
  readonly share: string | null;
  readonly decision: Decision["kind"];
  readonly reason: string;
  readonly explanation: string | null;
  /** Null unless it is forwarded. */
  readonly upstream: {
    readonly scheme: "http" | "https";
    readonly address: string;
    readonly port: number;
    readonly uri: string;
  } | null;
  /** Of a redirect. */
  readonly location: string | null;
  /** Headers that are added to the answer, and whether the app's own of that kind are dropped. */
  readonly cors: {
    readonly reason: string;
    readonly add: readonly (readonly [string, string])[];
    readonly strips: boolean;
  } | null;
}

export function resolveDocument(
  url: string,
  request: GatewayRequest,
  address: Address,
  viewer: Viewer | null,
  decision: Decision,
  assumed: readonly string[],
  hosts: KnownHosts,
): ResolveDocument {
  const named = address.kind === "app" || address.kind === "port" ? address : null;
  const { facts } = decision;
  return {
    version: 1,
    tool: { name: "templatecheck", version },
    request: { url, method: request.method, origin: request.origin },
    viewer: viewer?.user.name ?? null,
    assumed,
    route: {
      kind: address.kind,
      method: named?.method ?? null,
      slug: named?.kind === "app" ? named.slug : null,
      port: named?.kind === "port" ? named.port : null,
      protocol: named?.kind === "port" ? named.protocol : null,
      agent: named?.agent ?? null,
      workspace: facts.workspace,
      owner: facts.owner,
      prefix: named === null || named.prefix === "" ? null : named.prefix,
    },
    target: facts.target,
    share: facts.share,
    decision: decision.kind,
    reason: facts.reason,
    explanation: facts.explanation ?? (address.kind === "none" ? nowhereText(address, hosts) : null),
    upstream:
      decision.kind === "forward"
        ? { scheme: decision.scheme, address: decision.address, port: decision.port, uri: decision.uri }
        : null,
    location: decision.kind === "redirect" ? decision.location : null,
    cors: corsOf(decision),
  };
}

/** Of the deployment; null where nothing states it. */
export interface KnownHosts {
  readonly accessUrl: string | null;
  readonly wildcardAccessUrl: string | null;
}

function nowhereText({ reason, text }: Address & { readonly kind: "none" }, hosts: KnownHosts): string {
  const shown = JSON.stringify(text);
  switch (reason) {
    case "elsewhere": {
      if (text.startsWith("/")) return `${shown} is no app's path, which is /@OWNER/WORKSPACE.AGENT/apps/SLUG/`;
      if (hosts.wildcardAccessUrl === null)
        return `no wildcardAccessUrl is known, so no hostname is an app's: see --wildcard-access-url`;
      const of = hosts.accessUrl === null ? "" : `, nor that of ${hosts.accessUrl}`;
      return `the host ${shown} is none below ${hosts.wildcardAccessUrl}${of}`;
    }
    case "malformed":
      return `${shown} names no app and no port: ${text.startsWith("/") ? "/@OWNER/WORKSPACE.AGENT/apps/SLUG/" : "SLUG--WORKSPACE--OWNER or PORT--AGENT--WORKSPACE--OWNER"} would`;
    case "agent-required":
      return `a port's hostname names its agent, PORT--AGENT--WORKSPACE--OWNER, and ${shown} doesn't`;
    case "port-form":
      return `a port is written without leading zeros, and ${shown} has some`;
    default:
      return reason satisfies never;
  }
}

function corsOf(decision: Decision): ResolveDocument["cors"] {
  if (decision.kind === "preflight") return { reason: decision.facts.reason, add: decision.headers, strips: false };
  return "cors" in decision
    ? { reason: decision.cors.reason, add: decision.cors.add, strips: decision.cors.strips }
    : null;
}

export function resolveText(document: ResolveDocument): string {
  const { route, request, upstream, cors } = document;
  const lines: (readonly [string, string | null])[] = [
    ["request", `${request.method} ${request.url}`],
    ["viewer", document.viewer ?? "anonymous"],
    ["route", routeText(route)],
    ["workspace", route.workspace === null ? null : `${route.workspace} of ${route.owner ?? "?"}`],
    ["opens", document.target],
    ["share", document.share],
    ["decision", `${document.decision} (${document.reason})`],
    ["because", document.explanation],
    ["upstream", upstream && `${upstream.scheme}://${hostOf(upstream.address)}:${upstream.port}${upstream.uri}`],
    ["location", document.location],
    ["cors", cors && `${cors.reason}${cors.strips ? ", the app's own headers are dropped" : ""}`],
    ...(cors?.add ?? []).map(([name, value]) => ["", `${name}: ${value}`] as const),
    ...document.assumed.map((text) => ["assumed", text] as const),
  ];
  return lines
    .filter(([, text]) => text !== null)
    .map(([name, text]) => `${name.padEnd(10)}${neutralised(text ?? "")}\n`)
    .join("");
}

function routeText(route: ResolveDocument["route"]): string {
  const agent = route.agent === null ? "" : ` of agent ${route.agent}`;
  if (route.kind === "app") return `app ${route.slug ?? ""}${agent}, by ${route.method ?? ""}`;
  if (route.kind === "port") return `port ${route.port ?? ""} (${route.protocol ?? ""})${agent}`;
  return route.kind === "logout" ? "signs out of all apps" : "none";
}

function hostOf(address: string): string {
  return address.includes(":") && !address.startsWith("[") ? `[${address}]` : address;
}
