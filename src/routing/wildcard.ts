/** Wildcard hosts of a deployment, `*.apps.example.com` or `*--apps.example.com` (Coder v2.35, `appurl`). */

import { splitHostPort } from "./go-net.ts";
import { equalFold, goToLower, isAsciiSpace } from "./go-strings.ts";
import { parseGoUrl } from "./go-url.ts";

export interface CompiledWildcard {
  readonly ok: boolean;
  readonly error?: string;
  /** The text in place of the asterisk, unchecked; null when the host isn't under the wildcard. Upper case doesn't match, but in that text. */
  readonly match: (host: string) => string | null;
}

/** The columns of the tables `wildcard-compile` and, with `match`, `wildcard-match`. The pattern's port is ignored. */
export function compileWildcard(pattern: string): CompiledWildcard {
  const lower = goToLower(pattern);
  const error = formError(lower);
  if (error !== null) return { ok: false, error, match: () => null };
  const host = splitHostPort(lower)?.host ?? lower;
  const invalid = host.split(".").find((label, at) => !isHostLabel(at === 0 ? label.replace("*", "a") : label));
  if (invalid !== undefined) {
    return {
      ok: false,
      error: `the label "${invalid}" has other characters than letters, digits and inner hyphens`,
      match: () => null,
    };
  }
  const suffix = host.slice(1);
  return { ok: true, match: (candidate) => matchSuffix(candidate, suffix) };
}

function formError(pattern: string): string | null {
  if (/https?:/.test(pattern)) return "a wildcard host has no scheme";
  if (pattern.startsWith(".") || pattern.endsWith(".")) return "a wildcard host neither begins nor ends with a period";
  if (!pattern.includes(".")) return "a wildcard host has at least two labels";
  const asterisks = pattern.split("*").length - 1;
  if (asterisks !== 1) return `a wildcard host has exactly one asterisk, this one has ${asterisks}`;
  if (!pattern.startsWith("*")) return "a wildcard host begins with its asterisk";
  return null;
}

function isHostLabel(label: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label);
}

/**
 * `BLANKS LABEL SUFFIX [.][:DIGITS] BLANKS`, where the label is as long as it can be. By hand and not as an expression:
 * hosts come from anybody, and expressions with that many ways to match take quadratic time.
 */
function matchSuffix(host: string, suffix: string): string | null {
  const trimmed = trimEndSpaces(host);
  const colon = trimmed.lastIndexOf(":");
  const withoutPort = colon !== -1 && /^[0-9]+$/.test(trimmed.slice(colon + 1)) ? trimmed.slice(0, colon) : trimmed;
  const ends = [host, trimmed, dropDot(trimmed), withoutPort, dropDot(withoutPort)];
  for (const end of ends) {
    if (!end.endsWith(suffix)) continue;
    const label = end.slice(0, end.length - suffix.length);
    if (label === "" || label.includes(".")) continue;
    let start = 0;
    while (start < label.length - 1 && isAsciiSpace(label.charAt(start))) start++;
    return label.slice(start);
  }
  return null;
}

function dropDot(text: string): string {
  return text.endsWith(".") ? text.slice(0, -1) : text;
}

function trimEndSpaces(text: string): string {
  let end = text.length;
  while (end > 0 && isAsciiSpace(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/**
 * The host, with its asterisk, that links are made of: the access URL's port is appended where the wildcard has none
 * (Coder since v2.7). Null when the access URL can't be read. The table `wildcard-app-host`.
 */
export function wildcardAppHost(wildcardHost: string, accessUrl: string): string | null {
  const access = parseGoUrl(accessUrl);
  if (!access.ok) return null;
  if (wildcardHost === "" || access.url.port === "") return wildcardHost;
  const own = parseGoUrl(`https://${wildcardHost}`);
  return own.ok && own.url.port !== "" ? wildcardHost : `${wildcardHost}:${access.url.port}`;
}

/** The source of a content security policy that covers all apps; the host itself where there is none. The table `wildcard-csp-host`. */
export function wildcardCspHost(host: string, wildcardHost: string): string {
  if (wildcardHost === "") return host;
  const [first = "", ...others] = wildcardHost.split(".");
  if (others.some((label) => label.includes("*"))) return host;
  return [first.includes("*") ? "*" : first, ...others].join(".");
}

/** The same host, whatever the case, the port and periods around it. The table `hostnames-match`. */
export function hostnamesMatch(a: string, b: string): boolean {
  return equalFold(bareHost(a), bareHost(b));
}

function bareHost(text: string): string {
  const trimmed = text.replace(/^\.+/, "").replace(/\.+$/, "");
  return splitHostPort(trimmed)?.host ?? trimmed;
}
