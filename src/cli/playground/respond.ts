/** What a request gets. Only files that are known by name are ever answered with. */

import type { PageFiles } from "./files.ts";

export interface PageRequest {
  readonly method: string;
  /** As it was sent: "/", "/main.js?x". */
  readonly target: string;
  /** The Host header. */
  readonly host: string | undefined;
}

export interface PageResponse {
  readonly status: 200 | 400 | 404 | 405 | 421;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** `frame-ancestors` works in a header only; the rest is in the page, too. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const security: Readonly<Record<string, string>> = {
  "Content-Security-Policy": policy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // Another version may be served at the same address.
  "Cache-Control": "no-cache",
};

/** `port` is the one that is listened at. */
export function respond({ method, target, host }: PageRequest, files: PageFiles, port: number): PageResponse {
  // A foreign name that leads to this machine (DNS rebinding) is no name of ours.
  if (host === undefined || !isOwn(host.toLowerCase(), port))
    return refusal(421, "This is the playground of another address.");
  if (method !== "GET" && method !== "HEAD") return refusal(405, "Only GET and HEAD.", { Allow: "GET, HEAD" });
  const path = /^(\/[^?#]*)/.exec(target)?.[1];
  if (path === undefined) return refusal(400, "No path.");
  const name = path === "/" ? "index.html" : path.slice(1);
  const body = files.get(name);
  if (!body) return refusal(404, "No such file.");
  const headers = { ...security, "Content-Type": typeOf(name), "Content-Length": String(body.length) };
  return { status: 200, headers, body: method === "HEAD" ? new Uint8Array() : body };
}

function isOwn(host: string, port: number): boolean {
  const names = ["127.0.0.1", "localhost", "[::1]"];
  return names.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
}

function refusal(
  status: 400 | 404 | 405 | 421,
  text: string,
  more: Readonly<Record<string, string>> = {},
): PageResponse {
  const body = new TextEncoder().encode(`${text}\n`);
  const type = { "Content-Type": "text/plain; charset=utf-8", "Content-Length": String(body.length) };
  return { status, headers: { ...security, ...type, ...more }, body };
}

export function typeOf(name: string): string {
  switch (name.slice(name.lastIndexOf(".") + 1)) {
    case "html":
      return "text/html; charset=utf-8";
    case "js":
      return "text/javascript; charset=utf-8";
    case "css":
      return "text/css; charset=utf-8";
    case "svg":
      return "image/svg+xml";
    default:
      return "application/octet-stream";
  }
}
