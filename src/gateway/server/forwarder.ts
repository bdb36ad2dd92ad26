/** Forwards what was allowed, streaming both ways. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { AppConnections, type AppRequest, type Forwarding } from "./app-request.ts";
import { Transfer } from "./transfer.ts";
import { openTunnel } from "./tunnel.ts";

export class Forwarder {
  readonly #apps: AppConnections;
  readonly #upgradeTimeout: number;

  /** Milliseconds. */
  constructor(connectTimeout: number, upgradeTimeout: number) {
    this.#apps = new AppConnections(connectTimeout);
    this.#upgradeTimeout = upgradeTimeout;
  }

  web(request: IncomingMessage, response: ServerResponse, forwarding: Forwarding): void {
    new Transfer(request, response, forwarding, this.#apps).start();
  }

  /** `head` is what the client sent after its request; `answered` is told the status that reaches it. */
  webSocket(socket: Socket, head: Buffer, forwarding: Forwarding, answered: (status: number) => void): void {
    const { decision, headers } = forwarding;
    const asked: AppRequest = { method: "GET", uri: decision.uri, headers };
    openTunnel(this.#apps.upgrade(decision, asked), socket, head, forwarding, answered, this.#upgradeTimeout);
  }

  close(): void {
    this.#apps.close();
  }
}
