/** Forwards what was allowed, by the proxy library: streaming both ways, to the agent's address and nowhere else. */

import http, { type ClientRequest, IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { createProxyServer, type ProxyServer, type ProxyServerOptions } from "httpxy";
import type { ForwardDecision } from "./judge.ts";
import { appAnswerHeaders } from "./response-headers.ts";

export interface Forwarding {
  readonly decision: ForwardDecision;
  /** Names of cookies that no app may set. */
  readonly ownCookies: readonly string[];
  /** Of what the library emits no event for. */
  readonly failed: (error: Error) => void;
  readonly opened?: (app: Socket) => void;
  /** The app answers with that status instead of opening. */
  readonly declined?: (status: number) => void;
}

/** A request with what the events of the library are to find again. It isn't in a map, for the same reason as `Activity`. */
export class GatewayRequest extends IncomingMessage {
  ongoing: Ongoing | null = null;
}

interface Ongoing extends Forwarding {
  outgoing: ClientRequest | null;
  retried: boolean;
}

/** Less than most servers keep a connection open: a request must not meet one that is just being closed. */
const freeFor = 4_000;

export class Forwarder {
  readonly #proxy: ProxyServer;
  readonly #http = new http.Agent({ keepAlive: true, maxFreeSockets: 256, timeout: freeFor, scheduling: "lifo" });
  // As Coder does: who serves a port of a workspace has no certificate for it.
  readonly #https = new https.Agent({
    keepAlive: true,
    maxFreeSockets: 256,
    timeout: freeFor,
    scheduling: "lifo",
    rejectUnauthorized: false,
  });
  readonly #connectTimeout: number;
  readonly #upgradeTimeout: number;

  /** Milliseconds. */
  constructor(connectTimeout: number, upgradeTimeout: number) {
    this.#connectTimeout = connectTimeout;
    this.#upgradeTimeout = upgradeTimeout;
    const proxy = createProxyServer();
    this.#proxy = proxy;
    proxy.on("proxyReq", (outgoing, request) => {
      const ongoing = ongoingOf(request);
      if (ongoing) ongoing.outgoing = outgoing;
      if (outgoing.socket) this.#limitConnecting(outgoing, outgoing.socket);
      // Nobody asked for it: without a listener the request would wait for ever.
      outgoing.once("upgrade", (_answer, app) => {
        app.destroy();
        ongoing?.failed(unanswerable("the app switched protocols"));
      });
    });
    proxy.on("proxyRes", (answer, request, response) => this.#clean(answer, request, response));
    proxy.on("proxyReqWs", (outgoing, request, socket) => this.#prepareTunnel(outgoing, request, socket));
    proxy.on("error", (error, request, response) => {
      const ongoing = request === undefined ? null : ongoingOf(request);
      if (!request || !response || !ongoing) return;
      if (isAnswer(response) && canRetry(error, request, response, ongoing)) {
        ongoing.retried = true;
        this.#send(request, response, ongoing, true);
        return;
      }
      ongoing.failed(error);
    });
  }

  /** The request's `url` and `headers` are already what the app is to see. */
  web(request: GatewayRequest, response: ServerResponse, forwarding: Forwarding): void {
    const { decision, ownCookies, failed } = forwarding;
    const ongoing: Ongoing = { decision, ownCookies, failed, outgoing: null, retried: false };
    request.ongoing = ongoing;
    this.#send(request, response, ongoing, false);
  }

  webSocket(request: GatewayRequest, socket: Socket, head: Buffer, forwarding: Forwarding): void {
    request.ongoing = { ...forwarding, outgoing: null, retried: false };
    const upgradeTimeout = this.#upgradeTimeout;
    const options: ProxyServerOptions = {
      target: targetOf(forwarding.decision),
      secure: false,
      agent: false,
      upgradeTimeout,
    };
    this.#proxy.ws(request, socket, options, head).catch(forwarding.failed);
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  #send(request: IncomingMessage, response: ServerResponse, { decision, failed }: Ongoing, fresh: boolean): void {
    const agent = fresh ? false : decision.scheme === "https" ? this.#https : this.#http;
    const options: ProxyServerOptions = { target: targetOf(decision), secure: false, agent };
    this.#proxy.web(request, response, options).catch(failed);
  }

  #limitConnecting(outgoing: ClientRequest, socket: Socket): void {
    if (!socket.connecting) return;
    const timer = setTimeout(() => {
      outgoing.destroy(Object.assign(new Error("the app didn't accept a connection in time"), { code: "ETIMEDOUT" }));
    }, this.#connectTimeout);
    const done = (): void => clearTimeout(timer);
    // A handshake that hangs is no connection yet.
    socket.once("encrypted" in socket ? "secureConnect" : "connect", done);
    socket.once("close", done);
  }

  #clean(answer: IncomingMessage, request: IncomingMessage, response: ServerResponse): void {
    const ongoing = ongoingOf(request);
    if (!ongoing) return;
    const { decision, ownCookies } = ongoing;
    const wrong = wrongAnswer(answer);
    if (wrong !== null) {
      // The library writes nothing to an answer that has ended.
      ongoing.failed(unanswerable(wrong));
      ongoing.outgoing?.destroy();
      return;
    }
    answer.statusMessage = reasonPhrase(answer);
    answer.headers = appAnswerHeaders(answer.headers, decision, ownCookies);
    // RFC 9110, section 8.6.
    if (answer.statusCode === 204) delete answer.headers["content-length"];
    // The library would write what the app's request had there.
    const closes = !response.shouldKeepAlive || response.getHeader("connection") === "close";
    answer.headers.connection = closes ? "close" : "keep-alive";
    // Those of a stream that has nothing to say yet; where there is a body, they went with its first bytes.
    setImmediate(() => {
      if (!response.headersSent && !response.destroyed) response.flushHeaders();
    });
  }

  /** The library writes the app's answer as it is: it is cleaned before, by listeners that come first. */
  #prepareTunnel(outgoing: ClientRequest, request: IncomingMessage, socket: Socket): void {
    const ongoing = ongoingOf(request);
    if (!ongoing) return;
    const { decision, ownCookies, opened, declined } = ongoing;
    outgoing.once("socket", (connection) => this.#limitConnecting(outgoing, connection));
    outgoing.once("response", (answer) => {
      answer.headers = appAnswerHeaders(answer.headers, decision, ownCookies);
      if (wrongAnswer(answer) !== null) Object.assign(answer, { statusCode: 502, statusMessage: "Bad Gateway" });
      answer.statusMessage = reasonPhrase(answer);
      declined?.(answer.statusCode ?? 0);
    });
    outgoing.once("upgrade", (answer, app) => {
      answer.headers = appAnswerHeaders(answer.headers, decision, ownCookies);
      answer.headers.connection = "Upgrade";
      answer.headers.upgrade = "websocket";
      delete answer.headers["content-length"];
      delete answer.headers["transfer-encoding"];
      // Whichever side goes away without a word takes the other one with it.
      socket.once("close", () => app.destroy());
      app.once("close", () => socket.destroySoon());
      opened?.(app);
    });
  }
}

function ongoingOf(request: IncomingMessage): Ongoing | null {
  return request instanceof GatewayRequest ? request.ongoing : null;
}

function targetOf({ scheme, address, port }: ForwardDecision): { protocol: string; host: string; port: number } {
  return { protocol: `${scheme}:`, host: address.startsWith("[") ? address.slice(1, -1) : address, port };
}

/** What Node's parser takes and its writer throws at, in nobody's hands; and what frames a body as nobody asked. */
function wrongAnswer({ statusCode = 0, headers }: IncomingMessage): string | null {
  if (statusCode < 200 || statusCode > 999) return `the app answered with the status ${statusCode}`;
  const coding = headers["transfer-encoding"];
  return coding === undefined || coding.toLowerCase() === "chunked" ? null : "the app's answer has an unknown coding";
}

function unanswerable(message: string): Error {
  return Object.assign(new Error(message), { code: "ERR_APP_ANSWER" });
}

function reasonPhrase({ statusCode = 0, statusMessage = "" }: IncomingMessage): string {
  return /[^\t -~\x80-\xff]/.test(statusMessage) ? (STATUS_CODES[statusCode] ?? "") : statusMessage;
}

function isAnswer(response: ServerResponse | Socket): response is ServerResponse {
  return "headersSent" in response;
}

/** The app closed a kept connection just as it was used again, and the request changes nothing (RFC 9110, section 9.2.1). */
function canRetry(error: Error, request: IncomingMessage, response: ServerResponse, ongoing: Ongoing): boolean {
  const lost = "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
  const safe = ["GET", "HEAD", "OPTIONS"].includes(request.method ?? "") && request.complete;
  return lost && safe && ongoing.outgoing?.reusedSocket === true && !ongoing.retried && !response.headersSent;
}
