/** The addresses of apps and ports, with `{workspace}` and `{owner}` in them, and how much of a label is left for those. */

import { splitHostPort } from "./go-net.ts";
import { goToLower } from "./go-strings.ts";
import { escapeLiteral } from "./placeholder.ts";
import { hasPortForm } from "./port-text.ts";

/** A label of a hostname has no more characters (RFC 1035). */
export const maxLabelLength = 63;

export interface LabelBudget {
  /** Characters of the first label without the names of workspace and owner. */
  readonly fixed: number;
  /** Characters left for the two names; negative where the rest alone is too long. */
  readonly budget: number;
}

export interface HostnameForm {
  readonly hostname: string;
  readonly label: LabelBudget;
}

export interface AppHostnames extends HostnameForm {
  /** Other hostnames under which the app answers. */
  readonly aliases: readonly HostnameForm[];
}

export interface AppHostnameRequest {
  readonly slug: string;
  readonly agent: string;
  /** `*.apps.example.com`; null: not known, then hostnames end in `{wildcard}` and its suffix counts nothing. */
  readonly wildcard: string | null;
  /** "2.27"; null: not known. */
  readonly coderVersion: string | null;
}

/**
 * Coder writes an app's hostname without the agent since v2.27, and understands both; before, the agent was needed.
 * A slug that the parser takes for a port (`70000`) always needs it.
 */
export function appHostnames(request: AppHostnameRequest): AppHostnames {
  const { slug, agent, wildcard } = request;
  const long = hostnameForm([slug, agent], wildcard);
  if (hasPortForm(slug)) return { ...long, aliases: [] };
  const short = hostnameForm([slug], wildcard);
  return versionAtLeast(request.coderVersion, 2, 27) ? { ...short, aliases: [long] } : { ...long, aliases: [short] };
}

/** Ports always carry their agent. The label counts the longest port: five digits and `s`. */
export function portHostname(agent: string, wildcard: string | null): HostnameForm {
  const { hostname, label } = hostnameForm(["65535s", agent], wildcard);
  return { hostname: hostname.replace("65535s", "{port}{s}"), label };
}

/** The address of an app by path on the access URL. */
export function appPath(slug: string, agent: string): string {
  return `/@{owner}/{workspace}.${escapeLiteral(agent)}/apps/${escapeLiteral(slug)}/`;
}

function hostnameForm(pieces: readonly string[], wildcard: string | null): HostnameForm {
  const tail = wildcard === null ? null : wildcardTail(wildcard);
  const names = pieces.map((piece) => escapeLiteral(piece)).join("--");
  const suffix = tail?.split(".", 1)[0] ?? "";
  const fixed = pieces.join("--").length + 2 * "--".length + suffix.length;
  return {
    hostname: `${names}--{workspace}--{owner}${tail === null ? "{wildcard}" : escapeLiteral(tail)}`,
    label: { fixed, budget: maxLabelLength - fixed },
  };
}

/** What follows the asterisk in hostnames: lower-case and without the port. */
export function wildcardTail(wildcard: string): string {
  const lower = goToLower(wildcard);
  return (splitHostPort(lower)?.host ?? lower).replace(/^\*/, "");
}

/** Whether "2.27.1", "v2.27" and the like are at least that version; false where the version isn't known. */
export function versionAtLeast(version: string | null, major: number, minor: number): boolean {
  const read = version === null ? null : /^v?([0-9]+)(?:\.([0-9]+))?/.exec(version);
  if (!read) return false;
  const [, majorText = "0", minorText = "0"] = read;
  return Number(majorText) === major ? Number(minorText) >= minor : Number(majorText) > major;
}
