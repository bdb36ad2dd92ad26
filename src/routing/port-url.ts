/** The links to ports in Coder's dashboard (v2.35, `site/src/utils/portForward.ts`). Read by browsers' rules for URLs, not by Go's. */

import type { PortProtocol } from "./port-text.ts";

interface PortUrlPlace {
  /** "" where the deployment has none. */
  readonly wildcardHost: string;
  readonly agent: string;
  readonly workspace: string;
  readonly owner: string;
  /** Of the page that shows the link, with its colon: it decides the link's scheme. */
  readonly pageProtocol: string;
}

export interface PortUrlRequest extends PortUrlPlace {
  readonly port: number;
  /** To the app; https is written as `s` after the port. */
  readonly protocol: PortProtocol;
  readonly pathname?: string;
  readonly search?: string;
}

/** A URL that a program in the workspace printed. */
export interface LocalUrlRequest extends PortUrlPlace {
  readonly localUrl: string;
}

export interface PortUrl {
  /** "#" where no URL comes out. */
  readonly url: string;
}

/**
 * The address of a port, or of what a URL on localhost means outside of the workspace; other URLs stay as they are. The
 * columns of the table `port-url-generation`.
 */
export function portUrl(request: PortUrlRequest | LocalUrlRequest): PortUrl {
  if (!("localUrl" in request)) return { url: addressOf(request) };
  const { localUrl, ...place } = request;
  const local = readUrl(localUrl);
  if (!local || !localHosts.includes(local.hostname)) return { url: localUrl };
  return {
    url: addressOf({
      ...place,
      port: localUrlPort(local.port, local.protocol),
      protocol: local.protocol === "https:" ? "https" : "http",
      pathname: local.pathname,
      search: local.search,
    }),
  };
}

const localHosts: readonly string[] = ["localhost", "127.0.0.1", "0.0.0.0"];

function addressOf(request: PortUrlRequest): string {
  if (request.wildcardHost === "") return "#";
  const { port, protocol, agent, workspace, owner } = request;
  const label = `${port}${protocol === "https" ? "s" : ""}--${agent}--${workspace}--${owner}`;
  // The dashboard replaces with a plain string, so "$&" in a name means what it means to `replaceAll`.
  const url = readUrl(`${request.pageProtocol}//${request.wildcardHost.replaceAll("*", label)}`);
  if (!url) return "#";
  if (request.pathname !== undefined) url.pathname = request.pathname;
  if (request.search !== undefined) url.search = request.search;
  return url.href;
}

function readUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** The port that a URL's `port` and `protocol` mean. NaN where the text is no number. */
export function localUrlPort(portText: string, protocolText: string): number {
  if (portText !== "") return Number.parseInt(portText, 10);
  return protocolText === "https:" ? 443 : 80;
}
