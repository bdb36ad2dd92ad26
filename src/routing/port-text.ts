/**
 * Texts in the place of an app's slug that mean a port. Coder asks twice, and differently (v2.35): the parser of hostnames
 * looks at the form, and whoever answers the request at the value.
 */

import { isAppSlug } from "./names.ts";

export type PortProtocol = "http" | "https";

export interface PortInfo {
  readonly port: number;
  readonly protocol: PortProtocol;
}

export const maxPort = 65535;
/** Coder's proxy refuses ports below. */
export const minPort = 9;

/** The parser's test: then the hostname must name its agent. */
export function hasPortForm(text: string): boolean {
  return /^[0-9]{4,5}s?$/.test(text);
}

/** Digits, leading zeros included, whose value fits 16 bits; one "s" at the end means HTTPS to the app. */
export function portInfo(text: string): PortInfo | null {
  const secure = text.endsWith("s");
  const port = parsePort(secure ? text.slice(0, -1) : text);
  return port === null ? null : { port, protocol: secure ? "https" : "http" };
}

/** 0 to 65535, written in decimal digits only. */
export function parsePort(text: string): number | null {
  if (!/^[0-9]+$/.test(text)) return null;
  const port = Number(text);
  return port <= maxPort ? port : null;
}

export type PortText = PortTextFacts & (({ readonly isPort: true } & PortInfo) | { readonly isPort: false });

interface PortTextFacts {
  readonly matchesPortRegex: boolean;
  readonly validAppSlug: boolean;
  /** The text that means the same port with the other protocol to the app; the text itself where nothing changes. */
  readonly switchToHttp: string;
  readonly switchToHttps: string;
}

/** The columns of the table `port-or-app-text`. */
export function portOf(text: string): PortText {
  const info = portInfo(text);
  const facts: PortTextFacts = {
    matchesPortRegex: hasPortForm(text),
    validAppSlug: isAppSlug(text),
    switchToHttp: info?.protocol === "https" ? `${info.port}` : text,
    switchToHttps: info?.protocol === "http" ? `${info.port}s` : text,
  };
  return info ? { isPort: true, ...info, ...facts } : { isPort: false, ...facts };
}
