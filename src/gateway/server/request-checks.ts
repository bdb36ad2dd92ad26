/**
 * What a request has to be before anything else is asked about it. Node's parser (llhttp, strict) has refused lengths
 * that contradict each other, folded lines and bare line feeds already: `test/gateway/server/attacks/smuggling.test.ts`.
 */

import type { IncomingMessage } from "node:http";
import type { Limits } from "./settings.ts";

export type CheckedRequest =
  | { readonly ok: true; readonly host: string; readonly uri: string }
  | { readonly ok: false; readonly status: 400 | 414 | 431; readonly reason: RefusalReason };

export type RefusalReason =
  | "http-version"
  | "header-count"
  | "host"
  | "url-length"
  | "request-target"
  | "transfer-coding"
  | "upgrade";

export type RequestHead = Pick<IncomingMessage, "httpVersion" | "method" | "rawHeaders" | "url" | "headers">;

/** No user, no list, no blank: what a host name, an address or one of ours could be. */
const hostForm = /^(?:[A-Za-z0-9._-]+|\[[A-Fa-f0-9:.]+\])(?::[0-9]{0,5})?$/;

export function checkRequest(request: RequestHead, limits: Pick<Limits, "headerCount" | "urlLength">): CheckedRequest {
  const { httpVersion, rawHeaders, headers, url = "" } = request;
  if (httpVersion !== "1.1" && httpVersion !== "1.0") return refused("http-version");
  if (rawHeaders.length > limits.headerCount * 2) return refused("header-count", 431);
  if (url.length > limits.urlLength) return refused("url-length", 414);
  const host = headers.host ?? "";
  if (hostsIn(rawHeaders) !== 1 || !hostForm.test(host)) return refused("host");
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && (httpVersion === "1.0" || coding.toLowerCase() !== "chunked")) {
    return refused("transfer-coding");
  }
  const uri = originForm(url, host);
  return uri === null ? refused("request-target") : { ok: true, host, uri };
}

/** Node keeps the first of several. */
function hostsIn(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") count++;
  }
  return count;
}

/** RFC 9112, section 3.2. The absolute form has to name the same host as the header, or a cache could hold it for another. */
function originForm(target: string, host: string): string | null {
  // A fragment never leaves a client, and apps disagree about what is behind it.
  if (target.includes("#")) return null;
  if (target.startsWith("/")) return target;
  const absolute = /^https?:\/\/([^/?]*)(.*)$/is.exec(target);
  if (!absolute) return null;
  const [, authority = "", rest = ""] = absolute;
  if (authority.toLowerCase() !== host.toLowerCase()) return null;
  return rest.startsWith("/") ? rest : `/${rest}`;
}

/** Only WebSockets are tunnels, and a request that only looks like one must not become one (RFC 6455, section 4.1). */
export function isWebSocket({ method, headers, httpVersion }: RequestHead): boolean {
  return (
    method === "GET" &&
    httpVersion === "1.1" &&
    headers.upgrade?.toLowerCase() === "websocket" &&
    headers["sec-websocket-version"] === "13" &&
    /^[A-Za-z0-9+/]{22}==$/.test(headers["sec-websocket-key"] ?? "") &&
    headers["transfer-encoding"] === undefined &&
    (headers["content-length"] ?? "0") === "0"
  );
}

function refused(reason: RefusalReason, status: 400 | 414 | 431 = 400): CheckedRequest {
  return { ok: false, status, reason };
}
