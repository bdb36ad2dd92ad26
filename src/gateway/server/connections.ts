/** Open connections: how many a client has, and what is being answered on each. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

export interface Active {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * One for each connection, with what changes in it: a map that gets and loses an entry with every request moves much of
 * what belongs to the requests to where the garbage collector seldom looks.
 */
interface Activity {
  /** Requests that came together are answered one after another; this is the last of them. */
  last: Active | null;
  count: number;
}

export class Connections {
  readonly #perClient = new Map<string, number>();
  readonly #open = new Set<Socket>();
  readonly #activities = new Map<Duplex, Activity>();
  readonly #tunnels = new Set<Duplex>();
  readonly #limit: number;

  /** 0 for as many as there are. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False: this client has too many, and the connection isn't counted. */
  open(socket: Socket): boolean {
    const client = networkOf(clientOf(socket));
    const count = this.#perClient.get(client) ?? 0;
    if (this.#limit > 0 && count >= this.#limit) return false;
    this.#perClient.set(client, count + 1);
    this.#open.add(socket);
    socket.on("close", () => {
      const left = (this.#perClient.get(client) ?? 1) - 1;
      if (left === 0) this.#perClient.delete(client);
      else this.#perClient.set(client, left);
      this.#open.delete(socket);
    });
    return true;
  }

  begin(request: IncomingMessage, response: ServerResponse): void {
    const activity = this.#activityOn(request.socket);
    activity.last = { request, response };
    activity.count++;
  }

  end(request: IncomingMessage, response: ServerResponse): void {
    const activity = this.#activities.get(request.socket);
    if (!activity) return;
    activity.count--;
    if (activity.last?.response === response) activity.last = null;
  }

  activeOn(socket: Duplex): Active | null {
    return this.#activities.get(socket)?.last ?? null;
  }

  tunnel(socket: Duplex): void {
    this.#tunnels.add(socket);
    socket.on("close", () => this.#tunnels.delete(socket));
  }

  get active(): readonly Active[] {
    return [...this.#activities.values()].flatMap(({ last }) => last ?? []);
  }

  get counts(): { readonly connections: number; readonly active: number; readonly tunnels: number } {
    let active = 0;
    for (const { count } of this.#activities.values()) active += count;
    return { connections: this.#open.size, active, tunnels: this.#tunnels.size };
  }

  destroy(): void {
    for (const socket of this.#open) socket.destroy();
  }

  #activityOn(socket: Duplex): Activity {
    const known = this.#activities.get(socket);
    if (known) return known;
    const activity: Activity = { last: null, count: 0 };
    this.#activities.set(socket, activity);
    socket.on("close", () => this.#activities.delete(socket));
    return activity;
  }
}

/** An IPv4 address is the same client on a socket of IPv6. */
export function clientOf(socket: Pick<Socket, "remoteAddress">): string {
  return (socket.remoteAddress ?? "").replace(/^::ffff:/i, "");
}

/** Whoever has one address of IPv6 has the other 2^64 of its network, too (RFC 6177). */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [before = "", after] = address.replace(/%.*$/, "").split("::");
  const groups = before === "" ? [] : before.split(":");
  if (after !== undefined) {
    const last = after === "" ? [] : after.split(":");
    while (groups.length + last.length < 8) groups.push("0");
  }
  return `${groups.slice(0, 4).join(":")}::/64`;
}

export function isLoopback(address: string): boolean {
  return address === "::1" || /^127\.[0-9.]+$/.test(address);
}

/** A page could have its own name lead to this machine, and have the browser here ask: who asks by address isn't led. */
export function isAskedByAddress(host: string): boolean {
  return /^(localhost|[0-9.]+|\[[0-9a-f:.]+\])(:[0-9]*)?$/i.test(host);
}
