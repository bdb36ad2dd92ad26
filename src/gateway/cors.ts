/**
 * Cross-origin requests, as Coder's documentation promises them: an owner's apps and ports may ask each other. Coder's
 * code (v2.35) falls short of it for preflights, which it redirects to the sign-in.
 */

import { parseAppLabel } from "../routing/app-label.ts";
import { parseGoUrl } from "../routing/go-url.ts";
import type { CompiledWildcard } from "../routing/wildcard.ts";

export interface CorsRequest {
  readonly method: string;
  /** Null for none; so are the others. */
  readonly origin: string | null;
  readonly requestMethod: string | null;
  readonly requestHeaders: string | null;
}

export interface CorsTarget {
  readonly method: "subdomain" | "path";
  /** As the address has it. */
  readonly owner: string;
}

export type HeaderLines = readonly (readonly [string, string])[];

export interface CorsDecision {
  /** A preflight is answered at once, before anybody signs in, and never reaches the app. */
  readonly preflight: { readonly status: 200; readonly headers: HeaderLines } | null;
  /** Lines to add to the app's answer, after `cleanAnswer`. */
  readonly add: HeaderLines;
  /** Whether the app's own cross-origin headers are dropped. */
  readonly strips: boolean;
  readonly reason: "same-owner" | "other-origin" | "no-origin" | "passthru" | "path-app";
}

const preflightVary: HeaderLines = [
  ["Vary", "Origin"],
  ["Vary", "Access-Control-Request-Method"],
  ["Vary", "Access-Control-Request-Headers"],
];

export function cors(
  target: CorsTarget,
  request: CorsRequest,
  behavior: "simple" | "passthru",
  wildcard: CompiledWildcard | null,
): CorsDecision {
  const isPreflight = request.method === "OPTIONS" && (request.requestMethod ?? "") !== "";
  if (target.method === "path") {
    const preflight = isPreflight ? ({ status: 200, headers: preflightVary } as const) : null;
    return { preflight, add: [["Vary", "Origin"]], strips: true, reason: "path-app" };
  }
  if (behavior === "passthru") return { preflight: null, add: [], strips: false, reason: "passthru" };
  const allowed = wildcard !== null && isOwnOrigin(request.origin, target.owner, wildcard);
  const allow: HeaderLines = allowed
    ? [
        ["Access-Control-Allow-Credentials", "true"],
        ["Access-Control-Allow-Origin", request.origin ?? ""],
      ]
    : [];
  return {
    preflight: isPreflight
      ? { status: 200, headers: [...allow, ...(allowed ? echoed(request) : []), ...preflightVary] }
      : null,
    add: [...allow, ["Vary", "Origin"]],
    strips: true,
    reason: allowed ? "same-owner" : request.origin === null ? "no-origin" : "other-origin",
  };
}

/** As asked, all methods and headers: the app decides what it answers to. */
function echoed({ requestMethod, requestHeaders }: CorsRequest): HeaderLines {
  const lines: (readonly [string, string])[] = [["Access-Control-Allow-Methods", requestMethod ?? ""]];
  if (requestHeaders !== null && requestHeaders !== "") lines.push(["Access-Control-Allow-Headers", requestHeaders]);
  return lines;
}

/** An app or a port of the same owner (the same text, as Coder has it), under the same wildcard. What isn't an origin isn't one of ours. */
function isOwnOrigin(origin: string | null, owner: string, wildcard: CompiledWildcard): boolean {
  if (origin === null || origin === "") return false;
  const read = parseGoUrl(origin);
  if (!read.ok) return false;
  const label = wildcard.match(read.url.host);
  if (label === null) return false;
  const parsed = parseAppLabel(label);
  return parsed.ok && parsed.user === owner;
}

const stripped: ReadonlySet<string> = new Set([
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-allow-methods",
  "access-control-allow-headers",
]);
const strippedVary: ReadonlySet<string> = new Set([
  "origin",
  "access-control-request-method",
  "access-control-request-headers",
]);

/** The app's answer without what the gateway decides: four headers, and three values of `Vary`, in combined lines, too. */
export function cleanAnswer(headers: HeaderLines): HeaderLines {
  return headers.flatMap(([name, value]): HeaderLines => {
    const lower = name.toLowerCase();
    if (stripped.has(lower)) return [];
    if (lower !== "vary") return [[name, value]];
    const values = value.split(",").map((text) => text.trim());
    if (!values.some((text) => strippedVary.has(text.toLowerCase()))) return [[name, value]];
    const kept = values.filter((text) => text !== "" && !strippedVary.has(text.toLowerCase()));
    return kept.length === 0 ? [] : [[name, kept.join(", ")]];
  });
}
