/** Every address of a workspace: hostnames, and the links that Coder's dashboard would show. */

import { guardsHold } from "../manifest/guards.ts";
import { fillText, type PlaceholderValues } from "../manifest/placeholders.ts";
import type { Manifest, ManifestAgent, ManifestApp } from "../manifest/types.ts";
import { maxLabelLength, wildcardTail } from "../routing/hostname.ts";
import { wildcardAppHost } from "../routing/wildcard.ts";
import { effectiveDeployment, type GatewayDeployment } from "./deployment.ts";
import type { WorkspaceRecord } from "./viewer.ts";

/** Whose addresses: of the record only the names and the answers count. */
export type AddressedWorkspace = Pick<WorkspaceRecord, "name" | "owner" | "parameters">;

export interface HostnameEntry {
  /** `agent/slug`; of ports `agent:{port}`. */
  readonly id: string;
  readonly agent: string;
  /** Null for ports. */
  readonly slug: string | null;
  /** Of ports with `{port}` and `{s}`. Null where there is none, which `error` explains. */
  readonly hostname: string | null;
  /** Characters of the first label; of ports with five digits and `s`. */
  readonly labelLength: number | null;
  readonly aliases: readonly string[];
  /** One clause for people. */
  readonly error: string | null;
}

/** Of the apps by subdomain, and of the agents' ports, that this workspace has. A label over 63 characters is refused. */
export function hostnames(
  manifest: Manifest,
  workspace: AddressedWorkspace,
  given: GatewayDeployment = {},
): readonly HostnameEntry[] {
  const { wildcardAccessUrl } = effectiveDeployment(manifest, given);
  const entries: HostnameEntry[] = [];
  for (const app of present(manifest.apps, workspace)) {
    const { hostname, aliases } = app.access;
    if (app.access.method !== "subdomain" || hostname === null) continue;
    const values = valuesOf(workspace, app.agent, wildcardAccessUrl);
    const others = aliases.flatMap((alias) => {
      const read = readHostname(alias.hostname, values, "");
      return read.hostname === null ? [] : [read.hostname];
    });
    const own = readHostname(hostname, values, "");
    entries.push({ id: app.id, agent: app.agent, slug: app.slug, ...own, aliases: others });
  }
  for (const agent of present(manifest.agents, workspace)) {
    if (agent.ports === null) continue;
    const values = valuesOf(workspace, agent.name, wildcardAccessUrl);
    const longest = new Map([...values.names, ["port", "65535"], ["s", "s"]]);
    const shown = new Map([...values.names, ["port", "{port}"], ["s", "{s}"]]);
    const measured = readHostname(agent.ports.hostname, { ...values, names: longest }, " with the longest port");
    const written = fillText(agent.ports.hostname, { ...values, names: shown });
    const hostname = measured.hostname !== null && written.ok ? written.value.toLowerCase() : null;
    entries.push({ id: `${agent.name}:{port}`, agent: agent.name, slug: null, ...measured, hostname, aliases: [] });
  }
  return entries;
}

export interface UrlEntry {
  readonly id: string;
  readonly agent: string;
  /** Null for ports. */
  readonly slug: string | null;
  readonly kind: ManifestApp["kind"] | "port";
  /** What opens it in a browser; null where nothing does, which `error` explains. A link of an external app isn't in the manifest. */
  readonly url: string | null;
  readonly error: string | null;
}

/** As the dashboard links to them (Coder v2.35): commands to a terminal, the others to their own hostname or path. */
export function urls(
  manifest: Manifest,
  workspace: AddressedWorkspace,
  given: GatewayDeployment = {},
): readonly UrlEntry[] {
  const { accessUrl, wildcardAccessUrl } = effectiveDeployment(manifest, given);
  const scheme = accessUrl?.startsWith("http://") === true ? "http" : "https";
  const port = portSuffix(wildcardAccessUrl, accessUrl);
  const names = new Map(hostnames(manifest, workspace, given).map((entry) => [entry.id, entry]));
  const bySubdomain = (id: string): Pick<UrlEntry, "url" | "error"> => {
    const entry = names.get(id);
    if (!entry || entry.hostname === null) return { url: null, error: entry?.error ?? "has no hostname" };
    return { url: `${scheme}://${entry.hostname}${port}/`, error: null };
  };
  const byPath = (path: string | null, values: PlaceholderValues): Pick<UrlEntry, "url" | "error"> => {
    if (accessUrl === null) return { url: null, error: "the access URL isn't known" };
    const filled = path === null ? ({ ok: false, error: "has no path" } as const) : fillText(path, values);
    return filled.ok
      ? { url: accessUrl.replace(/\/$/, "") + filled.value, error: null }
      : { url: null, error: filled.error };
  };
  const apps = present(manifest.apps, workspace).map((app): UrlEntry => {
    const { id, agent, slug, kind, access } = app;
    const values = valuesOf(workspace, agent, wildcardAccessUrl);
    const place = `/@{owner}/{workspace}.${braced(agent)}`;
    switch (kind) {
      case "external":
        return { id, agent, slug, kind, url: null, error: "is a link, which the manifest doesn't hold" };
      case "command":
        return { id, agent, slug, kind, ...byPath(`${place}/terminal?app=${encodeURIComponent(slug)}`, values) };
      case "proxy":
        return {
          id,
          agent,
          slug,
          kind,
          ...(access.method === "subdomain" ? bySubdomain(id) : byPath(access.path, values)),
        };
      default:
        return kind satisfies never;
    }
  });
  const ports = present(manifest.agents, workspace).flatMap(({ name, ports: own }): readonly UrlEntry[] =>
    own === null
      ? []
      : [{ id: `${name}:{port}`, agent: name, slug: null, kind: "port", ...bySubdomain(`${name}:{port}`) }],
  );
  return [...apps, ...ports];
}

function present<Entry extends ManifestApp | ManifestAgent>(
  entries: readonly Entry[],
  { parameters }: AddressedWorkspace,
): readonly Entry[] {
  return entries.filter((entry) => guardsHold(entry.when, parameters) === true);
}

function valuesOf(workspace: AddressedWorkspace, agent: string, wildcard: string | null): PlaceholderValues {
  const names = new Map([
    ["workspace", workspace.name],
    ["owner", workspace.owner.name],
    ["agent", agent],
  ]);
  if (wildcard !== null) names.set("wildcard", wildcardTail(wildcard));
  return { names, parameters: workspace.parameters };
}

/** Names of hosts are lower-case: browsers write them so. */
function readHostname(
  text: string,
  values: PlaceholderValues,
  what: string,
): Pick<HostnameEntry, "hostname" | "labelLength" | "error"> {
  const filled = fillText(text, values);
  if (!filled.ok) {
    const error = values.names.has("wildcard") ? filled.error : "the wildcard access URL isn't known";
    return { hostname: null, labelLength: null, error };
  }
  const hostname = filled.value.toLowerCase();
  const labelLength = hostname.split(".", 1)[0]?.length ?? 0;
  if (labelLength <= maxLabelLength) return { hostname, labelLength, error: null };
  const error = `the first label${what} has ${labelLength} characters, ${maxLabelLength} are possible`;
  return { hostname: null, labelLength, error };
}

/** Of links: the wildcard's own port, or else that of the access URL. */
function portSuffix(wildcard: string | null, accessUrl: string | null): string {
  if (wildcard === null) return "";
  const host = accessUrl === null ? wildcard : (wildcardAppHost(wildcard, accessUrl) ?? wildcard);
  return /:[0-9]+$/.exec(host)?.[0] ?? "";
}

function braced(text: string): string {
  return text.replaceAll("{", "{{").replaceAll("}", "}}");
}
