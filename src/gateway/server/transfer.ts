/** One request on its way to an app, and the answer on its way back. */

import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { type AppConnections, type Forwarding, reasonPhrase, unanswerable, wrongAnswer } from "./app-request.ts";
import { appAnswerHeaders } from "./response-headers.ts";
import { answerTrailers, requestTrailers } from "./trailers.ts";

export class Transfer {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #forwarding: Forwarding;
  readonly #apps: AppConnections;
  readonly #hasBody: boolean;
  #outgoing: ClientRequest | null = null;
  #answer: IncomingMessage | null = null;
  #retried = false;
  /** The answer's head is written. */
  #begun = false;
  /** Everything is said, or nothing more will be. */
  #over = false;

  constructor(request: IncomingMessage, response: ServerResponse, forwarding: Forwarding, apps: AppConnections) {
    this.#request = request;
    this.#response = response;
    this.#forwarding = forwarding;
    this.#apps = apps;
    const { headers } = request;
    this.#hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
  }

  start(): void {
    // Of what is written after the client is gone.
    this.#response.on("error", ignored);
    this.#response.on("close", () => {
      this.#over = true;
      if (!this.#response.writableFinished) this.#outgoing?.destroy();
    });
    this.#send(false);
  }

  #send(fresh: boolean): void {
    const { decision, headers } = this.#forwarding;
    const { method = "GET" } = this.#request;
    const outgoing = this.#apps.request(
      decision,
      { method, uri: decision.uri, headers: framed(method, headers) },
      fresh,
    );
    this.#outgoing = outgoing;
    outgoing.on("response", (answer) => this.#answered(answer));
    outgoing.on("error", (error) => this.#lost(error));
    // Nobody asked for it: without a listener the request would wait for ever.
    outgoing.on("upgrade", (_answer, app) => {
      app.destroy();
      this.#giveUp(unanswerable("the app switched protocols"));
    });
    if (!this.#hasBody) {
      outgoing.end();
      return;
    }
    if (headers.trailer !== undefined) this.#request.on("end", () => this.#sendTrailers(outgoing));
    this.#request.pipe(outgoing);
  }

  /** Before what ends the request. */
  #sendTrailers(outgoing: ClientRequest): void {
    const trailers = requestTrailers(this.#request.trailers, this.#forwarding.headers.trailer);
    if (trailers !== null) outgoing.addTrailers(trailers);
  }

  /** The app closed a kept connection just as it was used again: what changes nothing is sent once more (RFC 9110, section 9.2.1). */
  #lost(error: Error): void {
    const closed = "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
    const safe = ["GET", "HEAD", "OPTIONS"].includes(this.#request.method ?? "") && !this.#hasBody;
    if (!closed || !safe || this.#over || this.#retried || this.#answer || this.#outgoing?.reusedSocket !== true) {
      this.#giveUp(error);
      return;
    }
    this.#retried = true;
    this.#send(true);
  }

  #giveUp(error: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#request.unpipe();
    this.#request.resume();
    this.#outgoing?.destroy();
    this.#forwarding.failed(error);
  }

  #answered(answer: IncomingMessage): void {
    this.#answer = answer;
    // Also of an answer that ends before it is complete.
    answer.on("error", (error) => this.#giveUp(error));
    const wrong = wrongAnswer(answer);
    if (wrong !== null) {
      this.#giveUp(wrong);
      return;
    }
    answer.on("data", (chunk: Buffer) => this.#pass(answer, chunk));
    answer.on("end", () => this.#ended(answer));
    // The head of a stream that has nothing to say yet; where there is a body, it goes with its first bytes.
    setImmediate(() => {
      if (!this.#begun && !this.#over && this.#begin(answer)) this.#response.flushHeaders();
    });
  }

  #begin(answer: IncomingMessage): boolean {
    if (this.#begun || this.#over) return this.#begun && !this.#over;
    const response = this.#response;
    const { decision, ownCookies } = this.#forwarding;
    const { httpVersion } = this.#request;
    const { statusCode = 0 } = answer;
    const headers = appAnswerHeaders(answer.headers, decision, ownCookies);
    // RFC 9110, section 8.6, and RFC 9112, section 6.1.
    if (statusCode === 204) delete headers["content-length"];
    if (statusCode === 204 || statusCode === 304 || httpVersion === "1.0") {
      delete headers["transfer-encoding"];
      delete headers.trailer;
    }
    const closes = !response.shouldKeepAlive || httpVersion === "1.0" || response.getHeader("connection") === "close";
    headers.connection = closes ? "close" : "keep-alive";
    try {
      response.writeHead(statusCode, reasonPhrase(answer), headers);
    } catch {
      forget(response);
      this.#giveUp(unanswerable("the app's answer has a header that can't be written"));
      return false;
    }
    this.#begun = true;
    return true;
  }

  #pass(answer: IncomingMessage, chunk: Buffer): void {
    if (!this.#begin(answer)) return;
    // The last piece and the end in one write.
    if (answer.complete && answer.readableLength === 0) this.#finish(answer, chunk);
    else if (!this.#response.write(chunk)) {
      answer.pause();
      this.#response.once("drain", () => answer.resume());
    }
  }

  #ended(answer: IncomingMessage): void {
    if (this.#begin(answer)) this.#finish(answer, null);
    const outgoing = this.#outgoing;
    if (!outgoing || outgoing.writableFinished) return;
    // The app didn't wait for all of the body: the rest is read, so that the client gets to the answer.
    this.#request.unpipe(outgoing);
    this.#request.resume();
    outgoing.destroy();
  }

  #finish(answer: IncomingMessage, chunk: Buffer | null): void {
    this.#over = true;
    const trailers = answerTrailers(answer);
    if (trailers !== null) this.#response.addTrailers(trailers);
    this.#response.end(chunk ?? undefined);
  }
}

function ignored(): void {}

/** What an answer that can't be written had of the app. */
function forget(response: ServerResponse): void {
  const closes = response.getHeader("connection") === "close";
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.statusMessage = "";
  if (closes) response.setHeader("Connection", "close");
}

/** A body is passed on with the framing that Node gives it: then nothing follows on that connection. */
function framed(method: string, headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  if (headers["transfer-encoding"] !== undefined) return { ...headers, connection: "close" };
  if ((method === "DELETE" || method === "OPTIONS") && headers["content-length"] === undefined) {
    return { ...headers, "content-length": "0" };
  }
  return headers;
}
