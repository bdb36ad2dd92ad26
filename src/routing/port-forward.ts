/** The values of `coder port-forward --tcp` and `--udp` (v2.35): `[IP:]LOCAL[-END][:REMOTE[-END]]`, separated by commas. */

import { canonicalAddress } from "./go-net.ts";
import { goTrimSpace } from "./go-strings.ts";
import { maxPort, parsePort } from "./port-text.ts";

export interface PortForward {
  readonly network: "tcp" | "udp";
  /** Null: not given; then 127.0.0.1 and, where possible, [::1]. */
  readonly listenHost: string | null;
  readonly listenPort: number;
  readonly dialHost: string;
  readonly dialPort: number;
}

export type PortForwards =
  | { readonly ok: true; readonly forwards: readonly PortForward[] }
  | { readonly ok: false; readonly error: string };

export interface PortForwardFlags {
  readonly tcp: readonly string[];
  readonly udp: readonly string[];
}

/** More than anybody wants, and few enough to hold. */
const maxForwards = 1 << 20;

/** The columns of the table `port-forward-spec`. Unlike Coder it comes to an end where a range ends at 65535. */
export function parsePortForwards(flags: PortForwardFlags): PortForwards {
  const forwards: PortForward[] = [];
  for (const network of ["tcp", "udp"] as const) {
    for (const value of flags[network]) {
      for (const item of value.split(",")) {
        const read = readItem(network, goTrimSpace(item));
        if (!read.ok) return { ok: false, error: `--${network} "${goTrimSpace(item)}": ${read.error}` };
        if (forwards.length + read.forwards.length > maxForwards) {
          return { ok: false, error: `--${network}: more than ${maxForwards} ports` };
        }
        for (const forward of read.forwards) forwards.push(forward);
      }
    }
  }
  const twice = firstTwice(forwards);
  if (twice) {
    const { network, listenHost, listenPort } = twice;
    return {
      ok: false,
      error: `--${network}: local port ${listenPort} of ${listenHost ?? "localhost"} is given twice`,
    };
  }
  return { ok: true, forwards };
}

const itemForm =
  /^(?:(\[[0-9a-fA-F:]+\]|[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+):)?([0-9]+)(?:-([0-9]+))?(?::([0-9]+)(?:-([0-9]+))?)?$/;

function readItem(network: "tcp" | "udp", item: string): PortForwards {
  const form = itemForm.exec(item);
  if (!form) return { ok: false, error: "not of the form [ip:]port[-port][:port[-port]]" };
  const [, hostText, local = "", localEnd, remote, remoteEnd] = form;
  const listenHost = hostText === undefined ? null : canonicalAddress(hostText.replace(/^\[|\]$/g, ""));
  if (hostText !== undefined && listenHost === null) return { ok: false, error: `"${hostText}" is no IP address` };
  const listen = readRange(local, localEnd);
  if (typeof listen === "string") return { ok: false, error: listen };
  const dial = remote === undefined ? listen : readRange(remote, remoteEnd);
  if (typeof dial === "string") return { ok: false, error: dial };
  const count = listen.end - listen.start + 1;
  const remoteCount = dial.end - dial.start + 1;
  if (count !== remoteCount) {
    return {
      ok: false,
      error: `${count} local ports and ${remoteCount} remote ports: as many are needed on both sides`,
    };
  }
  const forwards: PortForward[] = [];
  for (let at = 0; at < count; at++) {
    forwards.push({
      network,
      listenHost,
      listenPort: listen.start + at,
      dialHost: "127.0.0.1",
      dialPort: dial.start + at,
    });
  }
  return { ok: true, forwards };
}

interface PortRange {
  readonly start: number;
  readonly end: number;
}

function readRange(startText: string, endText: string | undefined): PortRange | string {
  const start = readPort(startText);
  if (typeof start === "string") return start;
  const end = endText === undefined ? start : readPort(endText);
  if (typeof end === "string") return end;
  return end < start ? `the range ends at ${end}, before its start ${start}` : { start, end };
}

function readPort(text: string): number | string {
  const port = parsePort(text);
  return port === null || port === 0 ? `port ${text} is not between 1 and ${maxPort}` : port;
}

function firstTwice(forwards: readonly PortForward[]): PortForward | null {
  const seen = new Set<string>();
  for (const forward of forwards) {
    const key = `${forward.network} ${forward.listenHost ?? ""} ${forward.listenPort}`;
    if (seen.has(key)) return forward;
    seen.add(key);
  }
  return null;
}
