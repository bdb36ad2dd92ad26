/** From a request to its answer: checked, judged by the state of its moment, then answered or forwarded. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { send, sendRaw } from "./answering.ts";
import type { Forwarding } from "./app-request.ts";
import type { Connections } from "./connections.ts";
import { beginExchange, type Exchange, type Told } from "./exchange.ts";
import type { Forwarder } from "./forwarder.ts";
import type { Journal } from "./journal.ts";
import { type Judgement, judge } from "./judge.ts";
import { type OwnAnswer, page } from "./pages.ts";
import { checkRequest, isWebSocket } from "./request-checks.ts";
import { appRequestHeaders, type OwnCarriers } from "./request-headers.ts";
import type { Served } from "./served.ts";
import type { ServerSettings } from "./settings.ts";

export interface HandlerParts {
  readonly settings: ServerSettings;
  readonly served: Served;
  readonly connections: Connections;
  readonly forwarder: Forwarder;
  readonly journal: Journal;
  readonly carriers: OwnCarriers;
  readonly stopping: () => boolean;
  /** Null for what isn't asked of the gateway itself. */
  readonly adminAnswer: (host: string, uri: string, request: IncomingMessage) => OwnAnswer | null;
}

type ForwardJudgement = Extract<Judgement, { readonly kind: "forward" }>;

export class Handler {
  readonly #parts: HandlerParts;
  /** Connections on which something was refused as no request: whatever follows there isn't one either. */
  readonly #refused = new WeakSet<Duplex>();

  constructor(parts: HandlerParts) {
    this.#parts = parts;
  }

  request(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): void {
    const { socket } = request;
    if (this.#refused.has(socket)) return;
    const work = (): void => void this.#answer(request, response, expectsContinue);
    // Who sends more than that ahead sends it again on another connection (RFC 9112, section 9.3.2).
    if (!this.#parts.connections.inTurn(socket, work)) socket.destroy();
  }

  async #answer(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): Promise<void> {
    const { socket } = request;
    // Sent before the refusal was read, and already parsed.
    if (this.#refused.has(socket)) return;
    const { connections, settings, journal, stopping, forwarder } = this.#parts;
    const exchange = beginExchange(request, settings.trusted);
    connections.begin(request, response);
    if (stopping()) response.setHeader("Connection", "close");
    response.once("close", () => {
      if (exchange.counts) connections.end(request, response);
      // Node has 200 there before anything is answered.
      journal.finished(exchange, response.headersSent ? response.statusCode : 0, socket);
      connections.next(socket);
    });
    try {
      const checked = checkRequest(request, settings.limits);
      if (!checked.ok) {
        this.#refused.add(socket);
        response.setHeader("Connection", "close");
        send(request, response, refusalPage(checked.status));
        return;
      }
      const { host, uri } = checked;
      exchange.path = withoutQuery(uri);
      // Whether its body still comes, when it is answered instead, only the client knows: what follows could be anything.
      const keepsAlive = response.shouldKeepAlive;
      if (expectsContinue) response.shouldKeepAlive = false;
      if (isAdminPath(uri)) {
        connections.end(request, response);
        const admin = this.#parts.adminAnswer(host, uri, request);
        exchange.counts = admin === null;
        if (admin !== null) {
          send(request, response, admin);
          return;
        }
        connections.begin(request, response);
      }
      const found = this.#judge(request, host, uri, false);
      const judgement = found instanceof Promise ? await found : found;
      exchange.told = toldOf(judgement);
      if (response.destroyed) return;
      if (judgement.kind === "answer") {
        send(request, response, judgement.answer);
        return;
      }
      if (expectsContinue) {
        response.shouldKeepAlive = keepsAlive;
        response.writeContinue();
      }
      const failed = (error: Error): void => {
        journal.upstreamFailed(exchange, error);
        send(request, response, page("bad-gateway", judgement.decision.cors.add));
      };
      forwarder.web(request, response, this.#forwarding(request, judgement, host, exchange, false, failed));
    } catch (error) {
      journal.broken(error, exchange);
      response.destroy();
    }
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // Before an earlier request is answered, its answer would be the tunnel's first bytes.
    if (this.#refused.has(socket) || this.#parts.connections.isBusy(socket)) {
      socket.destroy();
      return;
    }
    const { settings, journal, stopping } = this.#parts;
    const exchange = beginExchange(request, settings.trusted);
    this.#watch(exchange, request.socket);
    const answer = (own: OwnAnswer): void => {
      exchange.status = own.status;
      sendRaw(socket, own);
    };
    try {
      const checked = checkRequest(request, settings.limits);
      if (!checked.ok || !isWebSocket(request) || stopping()) {
        answer(checked.ok ? page("bad-request") : refusalPage(checked.status));
        return;
      }
      const { host, uri } = checked;
      exchange.path = withoutQuery(uri);
      const judgement = await this.#judge(request, host, uri, true);
      exchange.told = toldOf(judgement);
      if (socket.destroyed) return;
      if (judgement.kind === "answer" || !isSocket(socket)) {
        answer(judgement.kind === "answer" ? judgement.answer : page("bad-request"));
        return;
      }
      const failed = (error: Error): void => {
        journal.upstreamFailed(exchange, error);
        answer(page("bad-gateway"));
      };
      const forwarding = this.#forwarding(request, judgement, host, exchange, true, failed);
      this.#parts.forwarder.webSocket(socket, head, forwarding, (status) => {
        exchange.status = status;
      });
    } catch (error) {
      journal.broken(error, exchange);
      socket.destroy();
    }
  }

  /** By itself, since what listens to a tunnel for hours keeps all that was around it. */
  #watch(exchange: Exchange, socket: Socket): void {
    this.#parts.connections.tunnel(socket);
    // From here on nobody else listens: a client that goes away is no error of ours.
    socket.on("error", destroyed);
    socket.on("close", () => this.#parts.journal.finished(exchange, exchange.status, socket));
  }

  #judge(request: IncomingMessage, host: string, uri: string, webSocket: boolean): Judgement | Promise<Judgement> {
    const { method = "", headers } = request;
    const { settings, served } = this.#parts;
    const scheme = settings.tls === null ? "http" : "https";
    const { state, identity } = served;
    return judge({ method, host, uri, headers, scheme, webSocket }, state, identity, settings.signIn);
  }

  #forwarding(
    { headers: given }: IncomingMessage,
    { decision, scheme }: ForwardJudgement,
    host: string,
    { client }: Exchange,
    upgrade: boolean,
    failed: (error: Error) => void,
  ): Forwarding {
    const { carriers } = this.#parts;
    const headers = appRequestHeaders(given, { address: client, host, scheme }, carriers, upgrade);
    return { decision, headers, ownCookies: carriers.cookies, failed };
  }
}

export function refusalPage(status: 400 | 414 | 431): OwnAnswer {
  return page(status === 414 ? "too-long" : status === 431 ? "headers-too-large" : "bad-request");
}

/** Without the decision, which a log has no use for. */
function toldOf({ outcome, facts, viewer }: Judgement): Told {
  return { outcome, facts, viewer };
}

function isAdminPath(uri: string): boolean {
  return /^\/(healthz|readyz|metrics)(\?|$)/.test(uri);
}

function withoutQuery(uri: string): string {
  const mark = uri.indexOf("?");
  return mark === -1 ? uri : uri.slice(0, mark);
}

function isSocket(stream: Duplex): stream is Socket {
  return "setNoDelay" in stream;
}

function destroyed(this: Duplex): void {
  this.destroy();
}
