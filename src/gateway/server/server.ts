/** The reference server: HTTP/1.1 and WebSocket, every request judged by the state of its moment. */

import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { requestEntry } from "./access-log.ts";
import { type AdminFacts, adminAnswer } from "./admin.ts";
import { send, sendRaw } from "./answering.ts";
import { Connections, clientOf, isAskedByAddress, isLoopback } from "./connections.ts";
import { Forwarder, type Forwarding, GatewayRequest } from "./forwarder.ts";
import { HealthChecks } from "./health-checks.ts";
import type { Identity } from "./identity.ts";
import { type Judgement, judge } from "./judge.ts";
import { type Gauges, Metrics } from "./metrics.ts";
import { ownCarriers } from "./own-carriers.ts";
import { type OwnAnswer, page } from "./pages.ts";
import type { ReloadResults } from "./reload.ts";
import { checkRequest, isWebSocket } from "./request-checks.ts";
import { appRequestHeaders, type OwnCarriers } from "./request-headers.ts";
import type { ListenAddress, ServerSettings, Tls } from "./settings.ts";
import type { GatewayState, StateProblem } from "./state.ts";

/** What the server reads anew for every request. */
export interface Served {
  readonly state: GatewayState;
  /** Null: nobody can sign in. */
  readonly identity: Identity | null;
  readonly problems: readonly StateProblem[];
  readonly reloads: ReloadResults;
}

export interface RunningGateway {
  /** With the real port. */
  readonly address: ListenAddress;
  readonly adminAddress: ListenAddress | null;
  /** For connections from now on. */
  setTls(tls: Tls): void;
  /** The state was exchanged: other apps have their health checked. */
  stateChanged(): void;
  /** Finishes what is active, for as long as the limits say. A second call ends at once. */
  stop(): Promise<void>;
}

/** Rejects with the system's error where it can't listen. */
export async function startGateway(settings: ServerSettings, served: Served): Promise<RunningGateway> {
  const gateway = new ReferenceGateway(settings, served);
  await gateway.listen();
  return gateway;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly started: number;
  readonly client: string;
  readonly bytesBefore: number;
  /** Without the query. */
  path: string;
  judgement: Judgement | null;
  status: number;
}

class ReferenceGateway implements RunningGateway {
  readonly #settings: ServerSettings;
  readonly #served: Served;
  readonly #server: Server;
  readonly #admin: Server | null;
  readonly #connections: Connections;
  readonly #forwarder: Forwarder;
  readonly #metrics = new Metrics();
  readonly #health = new HealthChecks();
  readonly #carriers: OwnCarriers;
  readonly #adminFacts: AdminFacts;
  /** Connections on which something was refused as no request: whatever follows there isn't one either. */
  readonly #refused = new WeakSet<Duplex>();
  #stopping: Promise<void> | null = null;

  constructor(settings: ServerSettings, served: Served) {
    this.#settings = settings;
    this.#served = served;
    const { limits } = settings;
    this.#connections = new Connections(limits.connectionsPerClient);
    this.#forwarder = new Forwarder(limits.connectTimeout, limits.idleTimeout);
    this.#carriers = ownCarriers(settings.signIn, () => this.#served.identity);
    this.#adminFacts = {
      metrics: this.#metrics,
      gauges: () => this.#gauges(),
      problems: () => this.#served.problems,
    };
    this.#server = this.#createServer();
    this.#admin = settings.adminListen === null ? null : http.createServer((...both) => this.#adminOnly(...both));
  }

  get address(): ListenAddress {
    return addressOf(this.#server);
  }

  get adminAddress(): ListenAddress | null {
    return this.#admin === null ? null : addressOf(this.#admin);
  }

  async listen(): Promise<void> {
    const { listen, adminListen } = this.#settings;
    if (this.#admin !== null && adminListen !== null) await listening(this.#admin, adminListen);
    try {
      await listening(this.#server, listen);
    } catch (error) {
      this.#admin?.close();
      throw error;
    }
    this.#health.start(this.#served.state);
  }

  setTls(tls: Tls): void {
    if (this.#server instanceof https.Server) this.#server.setSecureContext(tls);
  }

  stateChanged(): void {
    this.#health.start(this.#served.state);
  }

  stop(): Promise<void> {
    if (this.#stopping !== null) {
      this.#connections.destroy();
      return this.#stopping;
    }
    this.#stopping = this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#health.stop();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    // Connections that are idle now, and those that are once their answer is complete.
    const idle = setInterval(() => this.#server.closeIdleConnections(), 100);
    for (const { response } of this.#connections.active) {
      if (!response.headersSent) response.setHeader("Connection", "close");
    }
    const timer = setTimeout(() => this.#connections.destroy(), this.#settings.limits.shutdownTimeout);
    await closed;
    clearTimeout(timer);
    clearInterval(idle);
    this.#forwarder.close();
    this.#admin?.close();
    this.#admin?.closeAllConnections();
  }

  #createServer(): Server {
    const { tls, limits } = this.#settings;
    const options = {
      IncomingMessage: GatewayRequest,
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headerTimeout,
      // Bodies may take as long as they like, while something arrives.
      requestTimeout: 0,
      connectionsCheckingInterval: Math.min(1_000, limits.headerTimeout),
      keepAliveTimeout: 15_000,
      // Whatever the process was started with.
      insecureHTTPParser: false,
      requireHostHeader: false,
      noDelay: true,
    };
    const server =
      tls === null ? http.createServer(options) : https.createServer({ ...options, ...tls, minVersion: "TLSv1.2" });
    // Counted by `checkRequest`: Node would drop those over its limit, and go on.
    server.maxHeadersCount = 0;
    server.timeout = limits.idleTimeout;
    server.on("connection", (socket) => {
      if (this.#connections.open(socket)) return;
      this.#metrics.connectionRefused();
      socket.destroy();
    });
    server.on("request", (request, response) => void this.#request(request, response, false));
    server.on("checkContinue", (request, response) => void this.#request(request, response, true));
    server.on("upgrade", (request, socket, head) => void this.#upgrade(request, socket, head));
    server.on("connect", (_request, socket) => sendRaw(socket, page("bad-request")));
    server.on("timeout", (socket) => this.#idle(socket));
    server.on("clientError", (error, socket) => this.#malformed(error, socket));
    return server;
  }

  async #request(request: GatewayRequest, response: ServerResponse, expectsContinue: boolean): Promise<void> {
    // Sent before the refusal was read, and already parsed.
    if (this.#refused.has(request.socket)) return;
    const exchange = this.#begin(request);
    const active = { request, response };
    this.#connections.begin(active);
    if (this.#stopping !== null) response.setHeader("Connection", "close");
    response.once("close", () => {
      this.#connections.end(active);
      // Node has 200 there before anything is answered.
      this.#finished(exchange, response.headersSent ? response.statusCode : 0);
    });
    const answer = (own: OwnAnswer): void => send(request, response, own);
    try {
      const checked = checkRequest(request, this.#settings.limits);
      if (!checked.ok) {
        this.#refused.add(request.socket);
        response.setHeader("Connection", "close");
        answer(refusalPage(checked.status));
        return;
      }
      const { host, uri } = checked;
      exchange.path = uri.replace(/\?.*$/s, "");
      // Whether its body still comes, when it is answered instead, only the client knows: what follows could be anything.
      const keepsAlive = response.shouldKeepAlive;
      if (expectsContinue) response.shouldKeepAlive = false;
      const admin = this.#adminAnswer(host, uri, request);
      if (admin !== null) {
        answer(admin);
        return;
      }
      const found = this.#judge(request, host, uri, false);
      const judgement = found instanceof Promise ? await found : found;
      exchange.judgement = judgement;
      if (response.destroyed) return;
      if (judgement.kind === "answer") {
        answer(judgement.answer);
        return;
      }
      if (expectsContinue) {
        response.shouldKeepAlive = keepsAlive;
        response.writeContinue();
      }
      const failed = (error: Error): void => {
        this.#upstreamFailed(exchange, error);
        forget(response);
        answer(page("bad-gateway", judgement.decision.cors.add));
      };
      this.#prepare(request, judgement, host, exchange.client, false);
      this.#forwarder.web(request, response, this.#forwarding(judgement, failed));
    } catch (error) {
      this.#broken(error, exchange);
      response.destroy();
    }
  }

  async #upgrade(request: GatewayRequest, socket: Duplex, head: Buffer): Promise<void> {
    // Before an earlier request is answered, its answer would be the tunnel's first bytes.
    if (this.#refused.has(socket) || this.#connections.activeOn(socket)) {
      socket.destroy();
      return;
    }
    const exchange = this.#begin(request);
    this.#connections.tunnel(socket);
    // From here on nobody else listens: a client that goes away is no error of ours.
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#finished(exchange, exchange.status));
    const answer = (own: OwnAnswer): void => {
      exchange.status = own.status;
      sendRaw(socket, own);
    };
    try {
      const checked = checkRequest(request, this.#settings.limits);
      if (!checked.ok || !isWebSocket(request) || this.#stopping !== null) {
        answer(checked.ok ? page("bad-request") : refusalPage(checked.status));
        return;
      }
      const { host, uri } = checked;
      exchange.path = uri.replace(/\?.*$/s, "");
      const judgement = await this.#judge(request, host, uri, true);
      exchange.judgement = judgement;
      if (socket.destroyed) return;
      if (judgement.kind === "answer" || !isSocket(socket)) {
        answer(judgement.kind === "answer" ? judgement.answer : page("bad-request"));
        return;
      }
      const failed = (error: Error): void => {
        this.#upstreamFailed(exchange, error);
        if (exchange.status === 101) socket.destroy();
        else answer(page("bad-gateway"));
      };
      this.#prepare(request, judgement, host, exchange.client, true);
      const opened = (): void => {
        exchange.status = 101;
      };
      const declined = (status: number): void => {
        exchange.status = status;
      };
      this.#forwarder.webSocket(request, socket, head, { ...this.#forwarding(judgement, failed), opened, declined });
    } catch (error) {
      this.#broken(error, exchange);
      socket.destroy();
    }
  }

  #judge(request: IncomingMessage, host: string, uri: string, webSocket: boolean): Judgement | Promise<Judgement> {
    const { method = "", headers } = request;
    const scheme = this.#settings.tls === null ? "http" : "https";
    const { state, identity } = this.#served;
    return judge({ method, host, uri, headers, scheme, webSocket }, state, identity, this.#settings.signIn);
  }

  /** From here on the request is what the app is to see of it. */
  #prepare(
    request: IncomingMessage,
    judgement: Extract<Judgement, { readonly kind: "forward" }>,
    host: string,
    client: string,
    upgrade: boolean,
  ): void {
    const facts = { address: client, host, scheme: judgement.scheme };
    request.headers = appRequestHeaders(request.headers, facts, this.#carriers, upgrade);
    request.url = judgement.decision.uri;
  }

  #forwarding(
    { decision }: Extract<Judgement, { readonly kind: "forward" }>,
    failed: (error: Error) => void,
  ): Forwarding {
    return { decision, ownCookies: this.#carriers.cookies, failed };
  }

  /** At hosts that aren't of the deployment's apps. */
  #adminAnswer(host: string, uri: string, request: IncomingMessage): OwnAnswer | null {
    if (!/^\/(healthz|readyz|metrics)(\?|$)/.test(uri)) return null;
    const address = this.#served.state.gateway.reader.read(host, uri);
    if (address.kind !== "none" || address.reason !== "elsewhere") return null;
    // A proxy on this machine asks for others.
    const direct = request.headers["x-forwarded-for"] === undefined && request.headers.forwarded === undefined;
    const local = isLoopback(clientOf(request.socket)) && isAskedByAddress(host);
    const details = this.#admin === null && direct && local;
    return adminAnswer(uri, details, this.#adminFacts);
  }

  #adminOnly(request: IncomingMessage, response: ServerResponse): void {
    send(request, response, adminAnswer(request.url ?? "", true, this.#adminFacts) ?? page("not-found"));
  }

  #gauges(): Gauges {
    const { connections, active, tunnels } = this.#connections.counts;
    const { state, problems, reloads } = this.#served;
    return {
      ready: this.#stopping === null,
      activeRequests: active,
      openWebSockets: tunnels,
      connections,
      workspaces: state.workspaces.length,
      manifests: state.manifests.length,
      problems: problems.length,
      reloads,
      health: this.#health.readings,
    };
  }

  #begin(request: IncomingMessage): Exchange {
    const { socket } = request;
    return {
      request,
      started: performance.now(),
      client: clientOf(socket),
      bytesBefore: socket.bytesWritten,
      path: "",
      judgement: null,
      status: 0,
    };
  }

  #finished(exchange: Exchange, status: number): void {
    const { judgement, started, request, path, bytesBefore, client } = exchange;
    const seconds = (performance.now() - started) / 1_000;
    const outcome = judgement?.outcome ?? "none";
    this.#metrics.request(outcome, status, status === 101 ? null : seconds);
    if (!this.#settings.accessLog) return;
    const bytes = request.socket.bytesWritten - bytesBefore;
    this.#settings.log(requestEntry(request, path, judgement, { client, status, bytes, seconds }));
  }

  /** A body or an answer that nobody goes on with ends; a stream in which nothing is said for a while goes on. */
  #idle(socket: Socket): void {
    const active = this.#connections.activeOn(socket);
    if (!active) {
      socket.destroy();
      return;
    }
    const { request } = active;
    if (!request.complete || socket.writableLength > 0) socket.destroy();
    else socket.setTimeout(this.#settings.limits.idleTimeout);
  }

  #malformed(error: Error & { readonly code?: string }, socket: Duplex): void {
    if (error.code === "ECONNRESET" || error.code === "EPIPE") {
      socket.destroy();
      return;
    }
    this.#metrics.malformed();
    this.#settings.log({ event: "malformed-request", reason: error.code ?? error.message });
    // What is being answered can't be answered again.
    if (this.#connections.activeOn(socket)) socket.destroy();
    else if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") sendRaw(socket, page("too-slow"));
    else sendRaw(socket, refusalPage(error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400));
  }

  #upstreamFailed({ judgement }: Exchange, error: Error & { readonly code?: string }): void {
    this.#settings.log({
      event: "upstream-failed",
      target: judgement?.facts.target,
      reason: error.code ?? error.message,
    });
  }

  /** Ours: the request is denied. */
  #broken(error: unknown, { judgement }: Exchange): void {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#settings.log({ event: "internal-error", target: judgement?.facts.target, message });
  }
}

/** What an answer that didn't go out had of the app. */
function forget(response: ServerResponse): void {
  if (response.headersSent) return;
  const closes = response.getHeader("connection") === "close";
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.statusMessage = "";
  if (closes) response.setHeader("Connection", "close");
}

function refusalPage(status: 400 | 414 | 431): OwnAnswer {
  return page(status === 414 ? "too-long" : status === 431 ? "headers-too-large" : "bad-request");
}

function isSocket(stream: Duplex): stream is Socket {
  return "setNoDelay" in stream;
}

function addressOf(server: Server): ListenAddress {
  const address = server.address();
  return typeof address === "object" && address !== null
    ? { host: address.address, port: address.port }
    : { host: "", port: 0 };
}

function listening(server: Server, { host, port }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
