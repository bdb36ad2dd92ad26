/** Apps that answer with what they were asked, over HTTP, TLS and WebSockets. */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { WebSocketServer } from "ws";

/** The apps behind all workspaces: what they are asked comes back, so that a test sees it. */
export class Apps {
  readonly http: Server;
  readonly https: Server;
  readonly directory: string = mkdtempSync(path.join(tmpdir(), "templatecheck-apps-"));
  readonly certificate: string;
  readonly key: string;
  /** Ends the streams that wait for it. */
  readonly held = new Set<ServerResponse>();

  constructor() {
    // Each of these means something to a proxy's configuration.
    const folder = path.join(this.directory, `a "b"; #c \\d 'e' %f`);
    mkdirSync(folder);
    this.certificate = path.join(folder, "cert.pem");
    this.key = path.join(folder, "key.pem");
    const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    const names = [
      "-subj",
      "/CN=*.apps.corp.test",
      "-addext",
      "subjectAltName=DNS:*.apps.corp.test,DNS:coder.corp.test",
    ];
    execFileSync("openssl", [...made, ...names, "-keyout", this.key, "-out", this.certificate], { stdio: "ignore" });
    this.http = createServer((got, answer) => this.answer(got, answer));
    const tls = { cert: readFileSync(this.certificate), key: readFileSync(this.key) };
    this.https = createSecureServer(tls, (got, answer) => this.answer(got, answer));
    for (const server of [this.http, this.https]) {
      const sockets = new WebSocketServer({ server });
      sockets.on("connection", (socket, asked) => {
        socket.send(JSON.stringify(askedOf(asked, "")));
        socket.on("message", (data, binary) => socket.send(data, { binary }));
      });
    }
  }

  async start(): Promise<void> {
    for (const server of [this.http, this.https])
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  }

  async close(): Promise<void> {
    for (const server of [this.http, this.https]) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
    rmSync(this.directory, { recursive: true, force: true });
  }

  answer(asked: IncomingMessage, answer: ServerResponse): void {
    const parts: Buffer[] = [];
    asked.on("data", (part: Buffer) => parts.push(part));
    asked.on("end", () => {
      const query = new URL(asked.url ?? "/", "http://app").searchParams;
      if (query.has("stream")) {
        answer.writeHead(200, { "content-type": "text/event-stream" });
        answer.write("data: first\n\n");
        this.held.add(answer);
        return;
      }
      answer.statusCode = Number(query.get("status") ?? "200");
      if (query.has("own")) {
        answer.setHeader("Access-Control-Allow-Origin", "https://elsewhere.test");
        answer.setHeader("Access-Control-Allow-Credentials", "true");
        answer.setHeader("Access-Control-Allow-Methods", "PUT");
        answer.setHeader("Access-Control-Allow-Headers", "x-own");
        answer.setHeader("Access-Control-Expose-Headers", "x-exposed");
        answer.setHeader("Vary", "Accept-Encoding");
        answer.setHeader("Set-Cookie", ["own=1; Path=/", "wide=1; Path=/; Domain=apps.corp.test; HttpOnly"]);
      }
      if (query.has("accel")) answer.setHeader("X-Accel-Redirect", "/_templatecheck/verdict");
      answer.setHeader("Content-Type", "application/json");
      answer.end(JSON.stringify(askedOf(asked, Buffer.concat(parts).toString("latin1"))));
    });
  }
}

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly port: number;
}

function askedOf(asked: IncomingMessage, body: string): Asked {
  const { method = "", url = "", headers, socket } = asked;
  return { method, url, headers, body, port: socket.localPort ?? 0 };
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
