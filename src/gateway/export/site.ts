/** What an exported configuration is about, checked so that no text of it can end a word of another syntax. */

import type { Manifest } from "../../manifest/types.ts";
import { compileWildcard } from "../../routing/wildcard.ts";
import { createGateway } from "../decide.ts";
import { effectiveDeployment, type GatewayDeployment } from "../deployment.ts";

export interface ExportOptions {
  /** `HOST:PORT`, one or more: the gateway's replicas. */
  readonly gateways: readonly string[];
  /** `PORT` or `ADDRESS:PORT`; null: 443 with a certificate or Caddy's own, else 80. */
  readonly listen: string | null;
  /** Files, handed on as they are. */
  readonly certificate: { readonly file: string; readonly key: string } | null;
  /** `http(s)://HOST[:PORT]`: what serves the rest of the access URL; null: nothing of this configuration does. */
  readonly dashboard: string | null;
  /** Name servers, for agents whose address is a name. */
  readonly resolver: string | null;
}

/** A host and a port as text; an IPv6 address is in brackets. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface Site {
  /** What follows the label of an app: `.apps.example.com`, `--apps.example.com`. Lower case letters, digits, hyphens and periods. */
  readonly suffix: string | null;
  /** Lower case, without its port; null where no path apps are served. */
  readonly accessHost: string | null;
  readonly accessScheme: "http" | "https";
  /** Whether some apps answer cross-origin requests themselves. */
  readonly passthru: boolean;
  readonly gateways: readonly HostPort[];
  readonly listen: { readonly address: string | null; readonly port: number | null };
  readonly certificate: ExportOptions["certificate"];
  readonly dashboard: (HostPort & { readonly scheme: "http" | "https" }) | null;
  readonly resolver: string | null;
}

export type SiteReading =
  | { readonly ok: true; readonly site: Site }
  /** One clause for people; `option` is the wrong one, without dashes. */
  | { readonly ok: false; readonly option: string | null; readonly error: string };

export function readSite(
  manifests: readonly Manifest[],
  deployment: GatewayDeployment,
  options: ExportOptions,
): SiteReading {
  const [first] = manifests;
  const made = createGateway(manifests, [], deployment);
  if (!first || !made.ok) {
    return wrong(null, made.ok || made.kind !== "manifest" ? "there is no manifest" : made.error);
  }
  const { wildcardAccessUrl, accessUrl, pathApps } = effectiveDeployment(first, deployment);
  const suffix = wildcardAccessUrl === null ? null : suffixOf(wildcardAccessUrl);
  if (wildcardAccessUrl !== null && suffix === null) {
    return wrong("wildcard-access-url", `${JSON.stringify(wildcardAccessUrl)} is no wildcard`);
  }
  const access = accessUrl === null ? null : readOrigin(accessUrl);
  if (accessUrl !== null && access === null) {
    return wrong("access-url", `${JSON.stringify(accessUrl)} is not of the form https://HOST[:PORT]`);
  }
  const accessHost = pathApps && access !== null ? access.host : null;
  if (suffix === null && accessHost === null) {
    return wrong(null, "neither the wildcard access URL nor the access URL is known: there is nothing to serve");
  }
  const settings = readSettings(options);
  if (!settings.ok) return settings;
  const passthru = manifests.some(({ cors }) => cors.behavior === "passthru");
  const accessScheme = access?.scheme ?? "https";
  return { ok: true, site: { suffix, accessHost, accessScheme, passthru, ...settings.settings } };
}

type Settings = Pick<Site, "gateways" | "listen" | "certificate" | "dashboard" | "resolver">;

function readSettings(
  options: ExportOptions,
): { readonly ok: true; readonly settings: Settings } | Extract<SiteReading, { readonly ok: false }> {
  const gateways: HostPort[] = [];
  for (const text of options.gateways) {
    const read = readHostPort(text);
    if (read === null) return wrong("gateway", `${JSON.stringify(text)} is not of the form HOST:PORT`);
    gateways.push(read);
  }
  if (gateways.length === 0) return wrong("gateway", "says where the gateway listens");
  const listen = readListen(options.listen);
  if (listen === null) return wrong("listen", `${JSON.stringify(options.listen)} is not of the form [ADDRESS:]PORT`);
  for (const file of [options.certificate?.file, options.certificate?.key]) {
    if (file !== undefined && (file === "" || /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(file))) {
      return wrong("tls-cert", `${JSON.stringify(file)} is no name of a file`);
    }
  }
  const dashboard = options.dashboard === null ? null : readOrigin(options.dashboard);
  if (options.dashboard !== null && dashboard === null) {
    return wrong("dashboard", `${JSON.stringify(options.dashboard)} is not of the form http://HOST[:PORT]`);
  }
  const { resolver, certificate } = options;
  if (resolver !== null && !isHost(resolver) && readHostPort(resolver) === null) {
    return wrong("resolver", `${JSON.stringify(resolver)} is no address of a name server`);
  }
  return { ok: true, settings: { gateways, listen, certificate, dashboard, resolver } };
}

function wrong(option: string | null, error: string): Extract<SiteReading, { readonly ok: false }> {
  return { ok: false, option, error };
}

function suffixOf(wildcard: string): string | null {
  const lower = wildcard.toLowerCase().replace(/:[0-9]+$/, "");
  return compileWildcard(lower).ok && /^\*[a-z0-9.-]+$/.test(lower) ? lower.slice(1) : null;
}

function readOrigin(url: string): (HostPort & { readonly scheme: "http" | "https" }) | null {
  const match = /^(https?):\/\/([^/?#@]+)\/?$/i.exec(url);
  if (!match) return null;
  const [, schemeText = "", place = ""] = match;
  const scheme = schemeText.toLowerCase() === "https" ? "https" : "http";
  const read =
    readHostPort(place) ?? (isHost(place) ? { host: place.toLowerCase(), port: scheme === "https" ? 443 : 80 } : null);
  return read && { ...read, scheme };
}

function readHostPort(text: string): HostPort | null {
  const match = /^(.+):([0-9]{1,5})$/.exec(text);
  const [, host = "", digits = ""] = match ?? [];
  const port = Number(digits);
  if (!isHost(host) || port < 1 || port > 65_535) return null;
  return { host: host.toLowerCase(), port };
}

/** A name, an IPv4 address, or an IPv6 address in brackets. */
function isHost(text: string): boolean {
  return /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i.test(text);
}

function readListen(text: string | null): Site["listen"] | null {
  if (text === null) return { address: null, port: null };
  if (!/^[0-9]+$/.test(text)) {
    const read = readHostPort(text);
    return read && { address: read.host, port: read.port };
  }
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? { address: null, port } : null;
}

export function shownHostPort({ host, port }: HostPort): string {
  return `${host}:${port}`;
}
