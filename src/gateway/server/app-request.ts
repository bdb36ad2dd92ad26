/** Requests to apps: to the agent's address and nowhere else. */

import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, STATUS_CODES } from "node:http";
import https from "node:https";
import net, { isIP, type Socket } from "node:net";
import tls from "node:tls";
import type { ForwardDecision } from "./judge.ts";

/** One request that goes to an app. */
export interface Forwarding {
  readonly decision: ForwardDecision;
  /** What the app is to see of the client's. */
  readonly headers: OutgoingHttpHeaders;
  /** Names of cookies that no app may set. */
  readonly ownCookies: readonly string[];
  /** Nothing was answered, or not all of it; whoever asked is still there. */
  readonly failed: (error: Error) => void;
}

export interface AppRequest {
  readonly method: string;
  /** Path and query. */
  readonly uri: string;
  readonly headers: OutgoingHttpHeaders;
}

/** Less than most servers keep a connection open: a request must not meet one that is just being closed. */
const freeFor = 4_000;
const kept: http.AgentOptions = { keepAlive: true, maxFreeSockets: 256, timeout: freeFor, scheduling: "lifo" };

/** Connections to apps, kept for the next request. */
export class AppConnections {
  readonly #http = new http.Agent(kept);
  // As Coder does: who serves a port of a workspace has no certificate for it.
  readonly #https = new https.Agent({ ...kept, rejectUnauthorized: false });
  readonly #connectTimeout: number;

  /** Milliseconds until a connection is accepted. */
  constructor(connectTimeout: number) {
    this.#connectTimeout = connectTimeout;
  }

  /** `fresh`: on a connection that nothing was sent on before. */
  request(
    { scheme, address, port }: ForwardDecision,
    { method, uri, headers }: AppRequest,
    fresh: boolean,
  ): ClientRequest {
    const target = { host: hostOf(address), port, method, path: uri, headers };
    const outgoing =
      scheme === "https"
        ? https.request({ ...target, agent: fresh ? false : this.#https, rejectUnauthorized: false })
        : http.request({ ...target, agent: fresh ? false : this.#http });
    outgoing.on("socket", (socket) => this.#limitConnecting(outgoing, socket));
    return outgoing;
  }

  /** On a connection of its own, which no agent holds on to. */
  upgrade({ scheme, address, port }: ForwardDecision, { method, uri, headers }: AppRequest): ClientRequest {
    const place = { host: hostOf(address), port };
    const connect = (): Socket =>
      scheme === "https" ? tls.connect({ ...place, ...secure(headers) }) : net.connect(place);
    const outgoing = http.request({ ...place, method, path: uri, headers, createConnection: connect });
    outgoing.once("socket", (socket) => this.#limitConnecting(outgoing, socket));
    return outgoing;
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
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
}

function hostOf(address: string): string {
  return address.startsWith("[") ? address.slice(1, -1) : address;
}

/** As Node's agents do it for requests. */
function secure({ host }: OutgoingHttpHeaders): tls.ConnectionOptions {
  const name = String(host ?? "").replace(/:[0-9]*$/, "");
  const options = { rejectUnauthorized: false, ALPNProtocols: ["http/1.1"] };
  return name.startsWith("[") || isIP(name) !== 0 ? options : { ...options, servername: name };
}

/** What Node's parser takes and its writer throws at, in nobody's hands; and what frames a body as nobody asked. Null: right. */
export function wrongAnswer({ statusCode = 0, headers }: IncomingMessage): Error | null {
  if (statusCode < 200 || statusCode > 999) return unanswerable(`the app answered with the status ${statusCode}`);
  const coding = headers["transfer-encoding"];
  if (coding === undefined || coding.toLowerCase() === "chunked") return null;
  return unanswerable("the app's answer has an unknown coding");
}

export function unanswerable(message: string): Error {
  return Object.assign(new Error(message), { code: "ERR_APP_ANSWER" });
}

export function reasonPhrase({ statusCode = 0, statusMessage = "" }: IncomingMessage): string {
  return /[^\t -~\x80-\xff]/.test(statusMessage) ? (STATUS_CODES[statusCode] ?? "") : statusMessage;
}
