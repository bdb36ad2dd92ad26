/** Fields after a body: those that `Trailer` announced, and that may be said there (RFC 9110, section 6.5). */

import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { isWithheld } from "./header-names.ts";

/** They frame, route, authenticate, or tell caches and browsers what to do: who reads them later has decided already. */
const neverAfter =
  /^(host|content-.*|transfer-encoding|trailer|te|connection|keep-alive|upgrade|expect|max-forwards|authorization|proxy-.*|cookie|set-cookie|cache-control|pragma|expires|age|date|location|vary|range|if-.*|retry-after|warning|www-authenticate|origin|access-control-.*|strict-transport-security|clear-site-data)$/;

type Trailers = NodeJS.Dict<string>;

/** Null where there are none. `announced`: the header, as it was sent. */
export function requestTrailers(
  given: Trailers,
  announced: OutgoingHttpHeaders[string],
): Record<string, string> | null {
  return allowed(given, String(announced ?? ""));
}

export function answerTrailers({ trailers, headers }: IncomingMessage): Record<string, string> | null {
  return headers.trailer === undefined ? null : allowed(trailers, headers.trailer);
}

/** A value of `Trailer` with the names that are passed on; null for none. */
export function announcedTrailers(header: string | undefined): string | null {
  if (header === undefined) return null;
  const names = header.split(",").map((name) => name.trim());
  return (
    names.filter((name) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && mayFollow(name.toLowerCase())).join(", ") ||
    null
  );
}

function allowed(given: Trailers, header: string): Record<string, string> | null {
  const names = new Set(header.split(",").map((name) => name.trim().toLowerCase()));
  const entries = Object.entries(given).flatMap(([name, value]): readonly [string, string][] =>
    value !== undefined && names.has(name) && mayFollow(name) ? [[name, value]] : [],
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function mayFollow(name: string): boolean {
  return !neverAfter.test(name.replaceAll("_", "-")) && !isWithheld(name);
}
