/** What a request's host and path name, by their form alone: no template and no workspace is looked at. */

import { splitAppLabel } from "../routing/app-label.ts";
import { type PortProtocol, portInfo } from "../routing/port-text.ts";
import { type CompiledWildcard, compileWildcard, hostnamesMatch } from "../routing/wildcard.ts";

/** The names of a workspace as the request wrote them: names or ids, in any case. */
export interface WorkspaceNames {
  readonly owner: string;
  readonly workspace: string;
}

interface Named extends WorkspaceNames {
  /** Of the workspace, for `Directory`. */
  readonly key: string;
  /** Text before the name, with its `---`; "" for none. Carried along, it means nothing. */
  readonly prefix: string;
}

export interface AppAddress extends Named {
  readonly kind: "app";
  readonly method: "subdomain" | "path";
  readonly slug: string;
  /** Null where the address names none. */
  readonly agent: string | null;
  /** What is below the app's address, from its slash; "" where a path ends with the slug. */
  readonly rest: string;
  /** By path: what stands before `rest`, as the request wrote it. "" by subdomain. */
  readonly base: string;
}

export interface PortAddress extends Named {
  readonly kind: "port";
  readonly method: "subdomain";
  readonly port: number;
  readonly protocol: PortProtocol;
  readonly agent: string;
  readonly rest: string;
}

export type NoAddressReason =
  /** Not a host of the deployment's apps, and not a path of one. */
  | "elsewhere"
  /** A label under the wildcard that isn't an app's or a port's. */
  | "malformed"
  /** A port whose hostname doesn't name its agent. */
  | "agent-required"
  /** A port that is written with leading zeros. */
  | "port-form";

export type Address =
  | AppAddress
  | PortAddress
  /** Coder's reserved label: signs out of all apps. */
  | { readonly kind: "logout" }
  | { readonly kind: "none"; readonly reason: NoAddressReason; readonly text: string };

export interface AddressReader {
  readonly wildcard: CompiledWildcard | null;
  /** `host` as in the Host header, `uri` the path with its query. Path apps are at the access URL's host only. */
  read(host: string, uri: string): Address;
}

/** Hosts that are remembered; those of a deployment fit, and those of an attack push each other out. */
const remembered = 20_000;
/** A full name of DNS with its last dot and a port. Longer ones could fill the memory. */
const longestHost = 260;

export function addressReader(wildcardAccessUrl: string | null, accessUrl: string | null): AddressReader {
  const compiled = wildcardAccessUrl === null ? null : compileWildcard(wildcardAccessUrl);
  const wildcard = compiled?.ok === true ? compiled : null;
  const accessHost = accessUrl === null ? null : hostOf(accessUrl);
  const known = new Map<string, HostMeaning>();
  const meaningOf = (host: string): HostMeaning => {
    const found = known.get(host);
    if (found) return found;
    const meaning = hostMeaning(host, wildcard, accessHost);
    if (host.length > longestHost) return meaning;
    if (known.size >= remembered) known.clear();
    known.set(host, meaning);
    return meaning;
  };
  return {
    wildcard,
    read: (host, uri) => {
      const meaning = meaningOf(host);
      if (meaning === "dashboard") return pathAddress(uri);
      if (meaning.kind === "app") return appAddress(meaning, uri);
      return meaning.kind === "port" ? portAddress(meaning, uri) : meaning;
    },
  };
}

// Written out: this is done for every request, and copying with "..." takes several times as long.

function appAddress(known: AppAddress, rest: string): AppAddress {
  const { kind, method, slug, agent, base, prefix, owner, workspace, key } = known;
  return { kind, method, slug, agent, rest, base, prefix, owner, workspace, key };
}

function portAddress(known: PortAddress, rest: string): PortAddress {
  const { kind, method, port, protocol, agent, prefix, owner, workspace, key } = known;
  return { kind, method, port, protocol, agent, rest, prefix, owner, workspace, key };
}

/** Names compare without case. */
export function workspaceKey(owner: string, workspace: string): string {
  return `${owner}/${workspace}`.toLowerCase();
}

type HostMeaning = "dashboard" | Address;

function hostOf(url: string): string {
  return url.replace(/^[a-z]+:\/\//i, "").replace(/[/?#].*$/s, "");
}

function hostMeaning(host: string, wildcard: CompiledWildcard | null, accessHost: string | null): HostMeaning {
  if (host === "") return none("elsewhere", host);
  if (accessHost !== null && hostnamesMatch(host, accessHost)) return "dashboard";
  const label = wildcard?.match(host) ?? null;
  return label === null ? none("elsewhere", host) : labelAddress(label);
}

function labelAddress(label: string): Address {
  if (label === "coder-logout") return { kind: "logout" };
  const read = splitAppLabel(label);
  if (!read.ok) return none(read.reason === "agent-required" ? "agent-required" : "malformed", label);
  const { appSlugOrPort, agent, prefix, workspace, user } = read;
  const names = { prefix, owner: user, workspace, key: workspaceKey(user, workspace) };
  const port = portInfo(appSlugOrPort);
  if (port === null) {
    return {
      kind: "app",
      method: "subdomain",
      slug: appSlugOrPort,
      agent: agent === "" ? null : agent,
      ...names,
      rest: "/",
      base: "",
    };
  }
  if (agent === "") return none("agent-required", label);
  // Two names of one port would be two origins with one share.
  if (/^0[0-9]/.test(appSlugOrPort)) return none("port-form", label);
  return { kind: "port", method: "subdomain", ...port, agent, ...names, rest: "/" };
}

/** `/@OWNER/WORKSPACE[.AGENT]/apps/SLUG[/…]`. Slashes may be doubled there, as Coder's router has it. */
const appPath = /^(\/+(?:@|%40)([^/?#]+)\/+([^/?#]+)\/+apps\/+([^/?#]+))((?:\/|\?|$).*)$/is;

function pathAddress(uri: string): Address {
  const match = appPath.exec(uri);
  if (!match) return none("elsewhere", uri);
  const [, base = "", ownerText = "", workspaceText = "", slugText = "", rest = ""] = match;
  const owner = decoded(ownerText);
  const place = decoded(workspaceText);
  const slug = decoded(slugText);
  const dot = place?.indexOf(".") ?? -1;
  const workspace = place === null || dot === -1 ? place : place.slice(0, dot);
  const agent = place === null || dot === -1 ? "" : place.slice(dot + 1);
  // Ports are for subdomains only.
  if (!owner || !workspace || !slug || portInfo(slug) !== null) return none("malformed", uri);
  return {
    kind: "app",
    method: "path",
    slug,
    agent: agent === "" ? null : agent,
    prefix: "",
    owner,
    workspace,
    key: workspaceKey(owner, workspace),
    rest,
    base,
  };
}

/** Null where an escape is broken, or hides a slash. */
function decoded(text: string): string | null {
  if (!text.includes("%")) return text;
  try {
    const plain = decodeURIComponent(text);
    return /[/\\]/.test(plain) ? null : plain;
  } catch {
    return null;
  }
}

function none(reason: NoAddressReason, text: string): Address {
  return { kind: "none", reason, text };
}
