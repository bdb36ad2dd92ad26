/** Open connections: how many a client has, and what is being answered on each. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { TrustedPeers } from "./trusted-peers.ts";

export interface Active {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * One for each connection, with what changes in it: a map that gets and loses an entry with every request moves much of
 * what belongs to the requests to where the garbage collector seldom looks.
 */
interface Activity {
  /** The request that is being answered. */
  last: Active | null;
  count: number;
  /** Until its answer is complete. */
  busy: boolean;
  /** What begins with the requests that came meanwhile; null for none so far. */
  waiting: (() => void)[] | null;
}

/** Requests that are read before those ahead of them are answered. No browser sends any. */
const mostWaiting = 100;

export class Connections {
  readonly #perClient = new Map<string, number>();
  readonly #open = new Set<Socket>();
  readonly #activities = new Map<Duplex, Activity>();
  readonly #tunnels = new Set<Duplex>();
  readonly #limit: number;
  readonly #trusted: TrustedPeers | undefined;

  /** 0 for as many as there are; so it is for proxies that are trusted. */
  constructor(limit: number, trusted: TrustedPeers | undefined) {
    this.#limit = limit;
    this.#trusted = trusted;
  }

  /** False: this client has too many, and the connection isn't counted. */
  open(socket: Socket): boolean {
    const address = clientOf(socket);
    const client = networkOf(address);
    const count = this.#perClient.get(client) ?? 0;
    if (this.#limit > 0 && count >= this.#limit && this.#trusted?.has(address) !== true) return false;
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

  /**
   * Requests that came together are taken up one after another: each would open a connection to an app, and Node tells
   * only of the foremost answer that its client is gone. Calls `work` when it is its turn; false: too many wait already.
   */
  inTurn(socket: Duplex, work: () => void): boolean {
    const activity = this.#activityOn(socket);
    if (!activity.busy) {
      activity.busy = true;
      work();
      return true;
    }
    activity.waiting ??= [];
    if (activity.waiting.length >= mostWaiting) return false;
    activity.waiting.push(work);
    return true;
  }

  /** An answer is complete, or won't be. */
  next(socket: Duplex): void {
    const activity = this.#activities.get(socket);
    // Behind a connection's last answer nobody gets another one.
    if (!activity || !socket.writable) return;
    const work = activity.waiting?.shift();
    if (work) work();
    else activity.busy = false;
  }

  isBusy(socket: Duplex): boolean {
    return this.#activities.get(socket)?.busy ?? false;
  }

  /** Bodies among them may keep the connection from being read: then nothing says that the client is gone. */
  isWaitedOn(socket: Duplex): boolean {
    return (this.#activities.get(socket)?.waiting?.length ?? 0) > 0;
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
    const activity: Activity = { last: null, count: 0, busy: false, waiting: null };
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
