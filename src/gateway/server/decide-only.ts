/** Answers the forward authentication of proxies: the reference server's judgements, and none of its forwarding. */

import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import https from "node:https";
import { forwardReply, type Question, type Reply, readQuestion, refusalReply } from "../decide-only.ts";
import { type AdminFacts, adminAnswer } from "./admin.ts";
import { clientOf } from "./connections.ts";
import { type Judgement, judge } from "./judge.ts";
import { addressOf, listening } from "./listening.ts";
import { isAskedByAddress, isLoopback } from "./loopback.ts";
import { Metrics } from "./metrics.ts";
import { ownCarriers } from "./own-carriers.ts";
import { page } from "./pages.ts";
import { checkRequest } from "./request-checks.ts";
import { appRequestHeaders, type OwnCarriers } from "./request-headers.ts";
import type { RunningGateway, Served } from "./served.ts";
import type { ListenAddress, ServerSettings, Tls } from "./settings.ts";
import type { TrustedPeers } from "./trusted-peers.ts";

/** Rejects with the system's error where it can't listen. */
export async function startDecider(
  settings: ServerSettings,
  served: Served,
  trusted: TrustedPeers,
): Promise<RunningGateway> {
  const decider = new Decider(settings, served, trusted);
  await decider.listen();
  return decider;
}

class Decider implements RunningGateway {
  readonly #settings: ServerSettings;
  readonly #served: Served;
  readonly #trusted: TrustedPeers;
  readonly #server: Server;
  readonly #metrics = new Metrics();
  readonly #carriers: OwnCarriers;
  readonly #adminFacts: AdminFacts;
  #active = 0;
  #connections = 0;
  #stopping: Promise<void> | null = null;
  readonly adminAddress: null = null;

  constructor(settings: ServerSettings, served: Served, trusted: TrustedPeers) {
    this.#settings = settings;
    this.#served = served;
    this.#trusted = trusted;
    this.#carriers = ownCarriers(settings.signIn, () => this.#served.identity);
    this.#adminFacts = {
      metrics: this.#metrics,
      gauges: () => ({
        ready: this.#stopping === null,
        activeRequests: this.#active,
        openWebSockets: 0,
        connections: this.#connections,
        workspaces: this.#served.state.workspaces.length,
        manifests: this.#served.state.manifests.length,
        problems: this.#served.problems.length,
        reloads: this.#served.reloads,
        health: [],
      }),
      problems: () => this.#served.problems,
    };
    this.#server = this.#createServer();
  }

  get address(): ListenAddress {
    return addressOf(this.#server);
  }

  listen(): Promise<void> {
    return listening(this.#server, this.#settings.listen);
  }

  setTls(tls: Tls): void {
    if (this.#server instanceof https.Server) this.#server.setSecureContext(tls);
  }

  /** Nothing is kept from one question to the next. */
  stateChanged(): void {}

  stop(): Promise<void> {
    if (this.#stopping !== null) this.#server.closeAllConnections();
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const timer = setTimeout(() => this.#server.closeAllConnections(), this.#settings.limits.shutdownTimeout);
    await closed;
    clearTimeout(timer);
  }

  #createServer(): Server {
    const { tls, limits } = this.#settings;
    const options: http.ServerOptions = {
      // The client's request line and what the proxy says come on top.
      maxHeaderSize: limits.headerBytes * 2,
      headersTimeout: limits.headerTimeout,
      // Proxies keep connections for a minute.
      keepAliveTimeout: 75_000,
      insecureHTTPParser: false,
      noDelay: true,
    };
    const server =
      tls === null ? http.createServer(options) : https.createServer({ ...options, ...tls, minVersion: "TLSv1.2" });
    server.on("connection", (socket) => {
      this.#connections++;
      socket.once("close", () => this.#connections--);
    });
    server.on("request", (request, response) => void this.#request(request, response));
    return server;
  }

  async #request(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    this.#active++;
    request.resume();
    let judged: Judged = { reply: notAsked, judgement: null, question: null };
    try {
      judged = await this.#answer(request);
      write(response, judged.reply);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#settings.log({ event: "internal-error", message });
      // nginx takes it for a refusal, as the others do; Envoy has its own status for it.
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
    this.#active--;
    this.#told(request, judged, response.statusCode, (performance.now() - started) / 1_000);
  }

  async #answer(request: IncomingMessage): Promise<Judged> {
    const { headers, method = "", url = "" } = request;
    const peer = clientOf(request.socket);
    const local = isLoopback(peer) && isAskedByAddress(headers.host ?? "");
    const admin = adminAnswer(url, local && headers["x-forwarded-for"] === undefined, this.#adminFacts);
    if (admin !== null) return { reply: admin, judgement: null, question: null };
    if (!this.#trusted.hasOrIsLocal(peer)) return { reply: page("forbidden"), judgement: null, question: null };
    const question = readQuestion(method, url, (name) => {
      const value = headers[name];
      return typeof value === "string" ? value : null;
    });
    if (question === null) return { reply: notAsked, judgement: null, question: null };
    const { form } = question;
    const head = { httpVersion: "1.1", method: question.method, url: question.uri };
    const rawHeaders = ["Host", question.host];
    const checked = checkRequest({ ...head, rawHeaders, headers: { host: question.host } }, this.#settings.limits);
    if (!checked.ok) {
      const refusal = page(checked.status === 414 ? "too-long" : "bad-request");
      return { reply: refusalReply(form, refusal), judgement: null, question };
    }
    const { state, identity } = this.#served;
    const judgement = await judge({ ...question, ...checked }, state, identity, this.#settings.signIn);
    if (judgement.kind === "answer") return { reply: refusalReply(form, judgement.answer), judgement, question };
    const client = { address: peer, host: checked.host, scheme: judgement.scheme };
    const { cookie, authorization } = appRequestHeaders(question.headers, client, this.#carriers, false);
    const { decision } = judgement;
    const cleaned = { cookie: cookie ?? null, authorization: authorization ?? null, uri: decision.uri };
    return { reply: forwardReply(form, decision, cleaned), judgement, question };
  }

  #told(request: IncomingMessage, { judgement, question }: Judged, status: number, seconds: number): void {
    this.#metrics.request(judgement?.outcome ?? "none", status, seconds);
    if (!this.#settings.accessLog) return;
    const facts = judgement?.facts;
    this.#settings.log({
      event: "decision",
      proxy: clientOf(request.socket),
      form: question?.form ?? null,
      method: question?.method ?? null,
      host: question?.host.slice(0, 1_024) ?? null,
      path: question?.uri.replace(/\?.*$/s, "").slice(0, 1_024) ?? null,
      status,
      outcome: judgement?.outcome ?? "none",
      reason: facts?.reason ?? null,
      viewer: judgement?.viewer?.user.name ?? null,
      owner: facts?.owner ?? null,
      workspace: facts?.workspace ?? null,
      target: facts?.target ?? null,
      ms: Math.round(seconds * 1_000),
    });
  }
}

interface Judged {
  readonly reply: Reply;
  readonly judgement: Judgement | null;
  readonly question: Question | null;
}

const notAsked: Reply = page("bad-request");

function write(response: ServerResponse, { status, headers, body }: Reply): void {
  response.statusCode = status;
  for (const [name, value] of headers) response.appendHeader(name, value);
  // A proxy may keep what it is told only where it is said so.
  if (!response.hasHeader("Cache-Control")) response.setHeader("Cache-Control", "no-store");
  if (status !== 204) response.setHeader("Content-Length", Buffer.byteLength(body));
  response.end(status === 204 ? undefined : body);
}
