/** What of an app's answer reaches the client. */

import type { IncomingHttpHeaders } from "node:http";
import { type CorsDecision, cleanAnswer } from "../cors.ts";
import type { DecisionFacts } from "../decide.ts";
import { sessionCookies } from "./request-headers.ts";

const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "te",
  "trailer",
  "upgrade",
]);

/** Of caches that don't ask `Cache-Control`. */
const cacheOverrides = /^(surrogate-control|(.+-)?cdn-cache-control)$/;

export interface AnswerRules {
  readonly cors: CorsDecision;
  readonly facts: Pick<DecisionFacts, "share">;
}

/** Changed in place: Node's answer of the app is what the proxy library writes. */
export function cleanAppAnswer(
  headers: IncomingHttpHeaders,
  { cors, facts }: AnswerRules,
  ownCookies: readonly string[],
): void {
  const listed = headers.connection?.split(",").map((name) => name.trim().toLowerCase()) ?? [];
  const isPrivate = facts.share !== "public";
  const lines: (readonly [string, string])[] = [];
  for (const name in headers) {
    if (hopByHop.has(name) || (listed.includes(name) && !framing.has(name))) delete headers[name];
    else if (isPrivate && cacheOverrides.test(name)) delete headers[name];
    else if (isCrossOrigin(name)) {
      for (const text of [headers[name] ?? []].flat()) lines.push([name, text]);
      delete headers[name];
    }
  }
  for (const [name, value] of cors.strips ? cleanAnswer(lines) : lines) append(headers, name, value);
  for (const [name, value] of cors.add) append(headers, name.toLowerCase(), value);
  const cookies = headers["set-cookie"];
  if (cookies) headers["set-cookie"] = cookies.flatMap((line) => appCookie(line, ownCookies));
  // By it the script of one path app could serve all others, and the dashboard.
  if (cors.reason === "path-app") delete headers["service-worker-allowed"];
  if (isPrivate) headers["cache-control"] = privateCaching(headers["cache-control"]);
}

const framing: ReadonlySet<string> = new Set(["content-length", "transfer-encoding"]);

function isCrossOrigin(name: string): boolean {
  return name === "vary" || name.startsWith("access-control-");
}

function append(headers: IncomingHttpHeaders, name: string, value: string): void {
  const known = headers[name];
  headers[name] = known === undefined ? value : [...[known].flat(), value];
}

/** An app sets cookies of its own host only: neither for its siblings nor over the gateway's or Coder's. */
function appCookie(line: string, ownCookies: readonly string[]): readonly string[] {
  const [pair = "", ...attributes] = line.split(";");
  const name = pair.split("=", 1)[0]?.trim() ?? "";
  if (ownCookies.includes(name) || sessionCookies.test(name)) return [];
  return [[pair, ...attributes.filter((attribute) => !/^\s*domain\s*(=|$)/i.test(attribute))].join(";")];
}

/** The app doesn't know that others may not see it: a cache between must not keep it for them. */
function privateCaching(value = ""): string {
  // Field names in quotes narrow what a directive is about; commas in them would have to be read.
  if (value.includes('"')) return "private, no-cache";
  const directives = value.split(",").map((text) => text.trim());
  const kept = directives.filter((text) => text !== "" && !/^(public|s-maxage\s*=.*|private(\s*=.*)?)$/i.test(text));
  return kept.some((text) => /^no-store$/i.test(text)) ? kept.join(", ") : [...kept, "private"].join(", ");
}
