/** What of a client's request reaches an app: nothing of the gateway's own, and nothing that only one hop may say. */

import type { IncomingHttpHeaders } from "node:http";
import { isWithheld } from "./header-names.ts";
import { announcedTrailers } from "./trailers.ts";

export const sessionCookies =
  /^(__(?:Host|Secure)-)?(coder_session_token|coder_path_app_session_token|coder_subdomain_app_session_token.*|coder_signed_app_token|oauth_state|oauth_redirect|csrf_token)$/;
export const sessionQuery = "coder_session_token";

export interface ClientFacts {
  /** The peer's. */
  readonly address: string;
  readonly host: string;
  readonly scheme: "http" | "https";
}

export interface OwnCarriers {
  readonly cookies: readonly string[];
  /** Whether this value of `Authorization` is one of the gateway's own tokens, valid or not. */
  readonly isOwnToken: (authorization: string) => boolean;
}

/** Header names are lower-case, as Node has them. `upgrade` keeps what a WebSocket needs. */
export function appRequestHeaders(
  given: IncomingHttpHeaders,
  client: ClientFacts,
  own: OwnCarriers,
  upgrade: boolean,
): IncomingHttpHeaders {
  const listed = listedIn(given.connection);
  const headers: IncomingHttpHeaders = {};
  for (const written in given) {
    const value = given[written];
    if (value === undefined || isWithheld(written)) continue;
    if (written === "cookie" || written === "authorization" || written === "expect") continue;
    // What a client lists there would be gone at the app: never the headers that the app relies on.
    if (listed?.has(written) && !undroppable.has(written)) continue;
    headers[written] = value;
  }
  const cookie = given.cookie === undefined ? "" : appCookies(given.cookie, own.cookies);
  if (cookie !== "") headers.cookie = cookie;
  const { authorization } = given;
  if (authorization !== undefined && !own.isOwnToken(authorization)) headers.authorization = authorization;
  // Trailers pass, so it is the gateway's own word (RFC 9110, section 10.1.4).
  if (/(^|[,\s])trailers([,;\s]|$)/i.test(String(given.te ?? ""))) headers.te = "trailers";
  const trailers = given["transfer-encoding"] === undefined ? null : announcedTrailers(given.trailer);
  if (trailers !== null) headers.trailer = trailers;
  headers["x-forwarded-for"] = client.address;
  headers["x-forwarded-host"] = client.host;
  headers["x-forwarded-proto"] = client.scheme;
  if (upgrade) {
    headers.connection = "Upgrade";
    headers.upgrade = "websocket";
  }
  return headers;
}

/** What a value of `Connection` names besides its own words; null for nothing. */
export function listedIn(connection: string | undefined): ReadonlySet<string> | null {
  if (connection === undefined || connection === "keep-alive" || connection === "close") return null;
  return new Set(connection.split(",").map((name) => name.trim().toLowerCase()));
}

const undroppable: ReadonlySet<string> = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "origin",
  "content-type",
]);

function appCookies(header: string, own: readonly string[]): string {
  return header
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => {
      const name = pair.split("=", 1)[0]?.trim() ?? "";
      return pair !== "" && !own.includes(name) && !sessionCookies.test(name);
    })
    .join("; ");
}

/** The query without the parameters of that name, everything else as it was written. */
export function withoutQuery(uri: string, names: readonly string[]): string {
  const mark = uri.indexOf("?");
  if (mark === -1) return uri;
  const pairs = uri.slice(mark + 1).split("&");
  const kept = pairs.filter((pair) => !names.includes(decodedName(pair)));
  if (kept.length === pairs.length) return uri;
  return kept.length === 0 ? uri.slice(0, mark) : `${uri.slice(0, mark)}?${kept.join("&")}`;
}

/** Bytes as characters: the names that are looked for have no others, and broken escapes cost nothing. */
function decodedName(pair: string): string {
  const name = (pair.split("=", 1)[0] ?? "").replaceAll("+", " ");
  if (!name.includes("%")) return name;
  return name.replace(/%([0-9a-f]{2})/gi, (_escape, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
