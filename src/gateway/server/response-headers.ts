/** What of an app's answer reaches the client. */

import type { IncomingHttpHeaders } from "node:http";
import { type CorsDecision, cleanAnswer } from "../cors.ts";
import type { DecisionFacts } from "../decide.ts";
import { hopByHop } from "./header-names.ts";
import { listedIn, sessionCookies } from "./request-headers.ts";
import { announcedTrailers } from "./trailers.ts";

/** Of caches that don't ask `Cache-Control`. */
const cacheOverrides = /^(surrogate-control|(.+-)?cdn-cache-control)$/;

export interface AnswerRules {
  readonly cors: CorsDecision;
  readonly facts: Pick<DecisionFacts, "share">;
}

/** For `headers` of Node's answer, which the proxy library writes: a new object, since deleting makes the old one slow. */
export function appAnswerHeaders(
  given: IncomingHttpHeaders,
  { cors, facts }: AnswerRules,
  ownCookies: readonly string[],
): IncomingHttpHeaders {
  const listed = listedIn(given.connection);
  const isPrivate = facts.share !== "public";
  const headers: IncomingHttpHeaders = {};
  const lines: (readonly [string, string])[] = [];
  for (const name in given) {
    const value = given[name];
    if (hopByHop.has(name) || (listed?.has(name) && !framing.has(name))) continue;
    if (isPrivate && cacheOverrides.test(name)) continue;
    if (!isCrossOrigin(name)) headers[name] = value;
    else if (typeof value === "string") lines.push([name, value]);
    else for (const text of value ?? []) lines.push([name, text]);
  }
  const trailers = given["transfer-encoding"] === undefined ? null : announcedTrailers(given.trailer);
  if (trailers !== null) headers.trailer = trailers;
  for (const [name, value] of cors.strips ? cleanAnswer(lines) : lines) append(headers, name, value);
  for (const [name, value] of cors.add) append(headers, name.toLowerCase(), value);
  const cookies = headers["set-cookie"];
  if (cookies) headers["set-cookie"] = cookies.flatMap((line) => appCookie(line, ownCookies));
  if (cors.reason === "path-app") for (const name of ofWholeHost) delete headers[name];
  if (isPrivate) headers["cache-control"] = privateCaching(headers["cache-control"]);
  return headers;
}

const framing: ReadonlySet<string> = new Set(["content-length", "transfer-encoding"]);

/** What one path app may not say for all of them and the dashboard: whose script serves, cookies, reports, other hosts. */
const ofWholeHost = [
  "service-worker-allowed",
  "clear-site-data",
  "strict-transport-security",
  "alt-svc",
  "nel",
  "report-to",
  "reporting-endpoints",
] as const;

function isCrossOrigin(name: string): boolean {
  return name === "vary" || name.startsWith("access-control-");
}

function append(headers: IncomingHttpHeaders, name: string, value: string): void {
  const known = headers[name];
  if (known === undefined) headers[name] = value;
  else headers[name] = typeof known === "string" ? [known, value] : [...known, value];
}

/** An app sets cookies of its own host only: neither for its siblings nor over the gateway's or Coder's. */
function appCookie(line: string, ownCookies: readonly string[]): readonly string[] {
  const [pair = "", ...attributes] = line.split(";");
  const name = pair.split("=", 1)[0]?.trim() ?? "";
  // Browsers send "=name=value" back as "name=value" (RFC 6265bis, section 5.7).
  if (/^\s*=/.test(pair)) return [];
  if (ownCookies.includes(name) || sessionCookies.test(name)) return [];
  return [[pair, ...attributes.filter((attribute) => !/^\s*domain\s*(=|$)/i.test(attribute))].join(";")];
}

/** The app doesn't know that others may not see it: a cache between must not keep it for them. */
function privateCaching(value = ""): string {
  // Field names in quotes narrow what a directive is about; commas in them would have to be read.
  if (value === "") return "private";
  if (value.includes('"')) return "private, no-cache";
  const directives = value.split(",").map((text) => text.trim());
  const kept = directives.filter((text) => text !== "" && !/^(public|s-maxage\s*=.*|private(\s*=.*)?)$/i.test(text));
  return kept.some((text) => /^no-store$/i.test(text)) ? kept.join(", ") : [...kept, "private"].join(", ");
}
