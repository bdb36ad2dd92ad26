/** The reference server: HTTP/1.1 and WebSocket, every request judged by the state of its moment. */

import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type AdminFacts, adminAnswer } from "./admin.ts";
import { send, sendRaw } from "./answering.ts";
import { Connections, clientOf } from "./connections.ts";
import { Forwarder } from "./forwarder.ts";
import { Handler, refusalPage } from "./handler.ts";
import { HealthChecks } from "./health-checks.ts";
import { Journal } from "./journal.ts";
import { addressOf, listening } from "./listening.ts";
import { isAskedByAddress, isLoopback } from "./loopback.ts";
import { type Gauges, Metrics } from "./metrics.ts";
import { ownCarriers } from "./own-carriers.ts";
import { type OwnAnswer, page } from "./pages.ts";
import type { RunningGateway, Served } from "./served.ts";
import type { ListenAddress, ServerSettings, Tls } from "./settings.ts";

/** Rejects with the system's error where it can't listen. */
export async function startGateway(settings: ServerSettings, served: Served): Promise<RunningGateway> {
  const gateway = new ReferenceGateway(settings, served);
  await gateway.listen();
  return gateway;
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
  readonly #journal: Journal;
  readonly #handler: Handler;
  readonly #adminFacts: AdminFacts;
  #stopping: Promise<void> | null = null;

  constructor(settings: ServerSettings, served: Served) {
    this.#settings = settings;
    this.#served = served;
    const { limits } = settings;
    this.#connections = new Connections(limits.connectionsPerClient, settings.trusted);
    this.#forwarder = new Forwarder(limits.connectTimeout, limits.idleTimeout);
    this.#journal = new Journal(this.#metrics, settings.accessLog, settings.log);
    this.#handler = new Handler({
      settings,
      served,
      connections: this.#connections,
      forwarder: this.#forwarder,
      journal: this.#journal,
      carriers: ownCarriers(settings.signIn, () => this.#served.identity),
      stopping: () => this.#stopping !== null,
      adminAnswer: (...asked) => this.#adminAnswer(...asked),
    });
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
    server.on("request", (request, response) => this.#handler.request(request, response, false));
    server.on("checkContinue", (request, response) => this.#handler.request(request, response, true));
    server.on("upgrade", (request, socket, head) => void this.#handler.upgrade(request, socket, head));
    server.on("connect", (_request, socket) => sendRaw(socket, page("bad-request")));
    server.on("timeout", (socket) => this.#idle(socket));
    server.on("clientError", (error, socket) => this.#malformed(error, socket));
    return server;
  }

  /** At hosts that aren't of the deployment's apps. */
  #adminAnswer(host: string, uri: string, request: IncomingMessage): OwnAnswer | null {
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

  /** A body or an answer that nobody goes on with ends; a stream in which nothing is said for a while goes on. */
  #idle(socket: Socket): void {
    const active = this.#connections.activeOn(socket);
    if (!active) {
      socket.destroy();
      return;
    }
    const { request } = active;
    const waits = this.#connections.isWaitedOn(socket);
    if (!request.complete || socket.writableLength > 0 || waits) socket.destroy();
    else socket.setTimeout(this.#settings.limits.idleTimeout);
  }

  #malformed(error: Error & { readonly code?: string }, socket: Duplex): void {
    if (error.code === "ECONNRESET" || error.code === "EPIPE") {
      socket.destroy();
      return;
    }
    this.#journal.malformed(error);
    // What is being answered can't be answered again.
    if (this.#connections.activeOn(socket)) socket.destroy();
    else if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") sendRaw(socket, page("too-slow"));
    else sendRaw(socket, refusalPage(error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400));
  }
}
