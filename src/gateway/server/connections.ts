/** Open connections: how many a client has, and what is being answered on each. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

export interface Active {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export class Connections {
  readonly #perClient = new Map<string, number>();
  readonly #open = new Set<Socket>();
  readonly #active = new Map<Duplex, Active>();
  readonly #tunnels = new Set<Duplex>();
  readonly #limit: number;

  /** 0 for as many as there are. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False: this client has too many, and the connection isn't counted. */
  open(socket: Socket): boolean {
    const client = clientOf(socket);
    const count = this.#perClient.get(client) ?? 0;
    if (this.#limit > 0 && count >= this.#limit) return false;
    this.#perClient.set(client, count + 1);
    this.#open.add(socket);
    socket.once("close", () => {
      const left = (this.#perClient.get(client) ?? 1) - 1;
      if (left === 0) this.#perClient.delete(client);
      else this.#perClient.set(client, left);
      this.#open.delete(socket);
    });
    return true;
  }

  begin(active: Active): void {
    this.#active.set(active.request.socket, active);
    active.response.once("close", () => {
      if (this.#active.get(active.request.socket) === active) this.#active.delete(active.request.socket);
    });
  }

  activeOn(socket: Duplex): Active | undefined {
    return this.#active.get(socket);
  }

  tunnel(socket: Duplex): void {
    this.#tunnels.add(socket);
    socket.once("close", () => this.#tunnels.delete(socket));
  }

  get active(): Iterable<Active> {
    return this.#active.values();
  }

  get counts(): { readonly connections: number; readonly active: number; readonly tunnels: number } {
    return { connections: this.#open.size, active: this.#active.size, tunnels: this.#tunnels.size };
  }

  destroy(): void {
    for (const socket of this.#open) socket.destroy();
  }
}

/** An IPv4 address is the same client on a socket of IPv6. */
export function clientOf(socket: Pick<Socket, "remoteAddress">): string {
  return (socket.remoteAddress ?? "").replace(/^::ffff:/i, "");
}

export function isLoopback(address: string): boolean {
  return address === "::1" || /^127\.[0-9.]+$/.test(address);
}
