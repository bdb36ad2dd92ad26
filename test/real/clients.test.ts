import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { launchBrowser } from "./browser.ts";
import { cookieName, GatewayProcess, record, template, tokenOf } from "./gateway-process.ts";

const megabyte = 1_048_576;
const big = 200 * megabyte;
const host = "app--dev--alice.apps.corp.test";

/** Streams, takes uploads, and says of events only the next one that it is told to. */
class App {
  readonly server: Server = createServer((asked, answer) => this.#answer(asked, answer));
  readonly sockets = new WebSocketServer({ server: this.server, handleProtocols: () => "chosen" });
  events: ServerResponse | null = null;
  sent = 0;

  constructor() {
    this.sockets.on("connection", (socket) => {
      socket.on("message", (data, binary) => socket.send(data, { binary }));
      socket.on("close", (code, reason) => this.closed.push([code, reason.toString()]));
    });
  }

  readonly closed: (readonly [number, string])[] = [];

  #answer(asked: IncomingMessage, answer: ServerResponse): void {
    switch (asked.url) {
      case "/events":
        answer.writeHead(200, { "Content-Type": "text/event-stream" });
        answer.flushHeaders();
        this.events = answer;
        return;
      case "/big":
        answer.writeHead(200, { "Content-Length": big });
        this.#stream(answer, big);
        return;
      default:
        this.#echo(asked, answer);
    }
  }

  #stream(answer: ServerResponse, left: number): void {
    const part = Buffer.alloc(65_536, "x");
    let open = left;
    const go = (): void => {
      while (open > 0) {
        open -= part.length;
        this.sent += part.length;
        if (!answer.write(part)) {
          answer.once("drain", go);
          return;
        }
      }
      answer.end();
    };
    go();
  }

  #echo(asked: IncomingMessage, answer: ServerResponse): void {
    const hash = createHash("sha256");
    let length = 0;
    asked.on("data", (part: Buffer) => {
      length += part.length;
      hash.update(part);
    });
    asked.on("end", () => {
      const { method, url, headers } = asked;
      answer.setHeader("Content-Type", "application/json");
      answer.end(JSON.stringify({ method, url, length, hash: hash.digest("hex"), expect: headers.expect ?? null }));
    });
  }
}

const directory = mkdtempSync(path.join(tmpdir(), "templatecheck-clients-"));
const app = new App();
let gateway: GatewayProcess;
let vitePort = 0;
let session = "";
beforeAll(async () => {
  await new Promise<void>((done) => app.server.listen(0, "127.0.0.1", done));
  vitePort = await freePort();
  const apps = [
    { slug: "app", port: (app.server.address() as AddressInfo).port },
    { slug: "vite", port: vitePort, share: "public" },
  ] as const;
  gateway = await GatewayProcess.start({
    manifests: [template("desk", apps)],
    workspaces: [record("alice", "dev", "desk")],
  });
  session = `${cookieName}=${await tokenOf("alice")}`;
});
afterAll(async () => {
  await gateway?.stop();
  app.server.closeAllConnections();
  await new Promise((done) => app.server.close(done));
  rmSync(directory, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function stopped(started: ChildProcess): Promise<void> {
  if (started.exitCode !== null || started.signalCode !== null) return;
  const exited = new Promise((done) => started.once("exit", done));
  started.kill("SIGTERM");
  await exited;
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 3_000) throw new Error(`waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

describe("a Vite development server behind the gateway", () => {
  it("loads in Chromium, and changes the page over its WebSocket when a file changes", async () => {
    const project = mkdtempSync(path.join(directory, "vite-"));
    const script = (text: string): string =>
      `document.body.dataset.text = ${JSON.stringify(text)};\nimport.meta.hot.accept();\n`;
    writeFileSync(
      path.join(project, "index.html"),
      '<!doctype html><html lang="en"><link rel="icon" href="data:,"><body><script type="module" src="/main.js"></script>',
    );
    writeFileSync(path.join(project, "main.js"), script("first"));
    const vite = spawn(
      process.execPath,
      [
        path.resolve("node_modules/vite/bin/vite.js"),
        "--host",
        "127.0.0.1",
        "--port",
        String(vitePort),
        "--strictPort",
      ],
      {
        cwd: project,
        env: { ...process.env, __VITE_ADDITIONAL_SERVER_ALLOWED_HOSTS: ".apps.corp.test", NO_COLOR: "1" },
      },
    );
    let output = "";
    for (const stream of [vite.stdout, vite.stderr]) stream.on("data", (part) => (output += String(part)));
    onTestFinished(() => stopped(vite));
    await until(() => output.includes("Local:") || vite.exitCode !== null, "Vite");
    expect(vite.exitCode, output).toBeNull();

    const browser = await launchBrowser([
      `--host-resolver-rules=MAP *.apps.corp.test 127.0.0.1:${gateway.port},MAP * ~NOTFOUND`,
      "--no-proxy-server",
      "--disable-features=HttpsUpgrades",
    ]);
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    const heard: string[] = [];
    let loads = 0;
    page.on("console", (message) => heard.push(message.text()));
    page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
    page.on("load", () => loads++);
    await page.goto("http://vite--dev--alice.apps.corp.test/");
    await page.waitForSelector("body[data-text=first]", { state: "attached" });
    await until(() => heard.includes("[vite] connected."), heard.join("\n"));
    writeFileSync(path.join(project, "main.js"), script("second"));
    await page.waitForSelector("body[data-text=second]", { state: "attached" });
    expect(loads).toBe(1);
    expect(heard.filter((text) => /error|fail/i.test(text))).toEqual([]);
  });
});

describe("curl", () => {
  const curl = async (...argv: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> => {
    const place = ["--resolve", `${host}:${gateway.port}:127.0.0.1`, "--noproxy", "*"];
    try {
      return await promisify(execFile)("curl", ["--silent", "--show-error", "--max-time", "60", ...place, ...argv]);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") throw new Error("install curl");
      throw error;
    }
  };
  const address = (uri: string): string => `http://${host}:${gateway.port}${uri}`;
  const signedIn = (): readonly string[] => ["--cookie", session];

  it("gets, with its token in a header, too", async () => {
    const got = JSON.parse((await curl(...signedIn(), address("/a/b?c=d"))).stdout);
    expect([got.method, got.url]).toEqual(["GET", "/a/b?c=d"]);
    const bearer = await curl("--header", `Authorization: Bearer ${await tokenOf("alice")}`, address("/bearer"));
    expect(JSON.parse(bearer.stdout).url).toBe("/bearer");
    const head = await curl(...signedIn(), "--head", address("/"));
    expect(head.stdout).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    const denied = await curl("--include", address("/"));
    expect(denied.stdout).toMatch(/^HTTP\/1.1 303 /);
  });

  it("uploads files, of a known length and in chunks", async () => {
    const file = path.join(directory, "upload");
    const content = randomBytes(5 * megabyte + 3);
    writeFileSync(file, content);
    const hash = createHash("sha256").update(content).digest("hex");
    const known = JSON.parse((await curl(...signedIn(), "--upload-file", file, address("/put"))).stdout);
    expect([known.method, known.length, known.hash]).toEqual(["PUT", content.length, hash]);
    const chunked = ["--header", "Transfer-Encoding: chunked", "--data-binary", `@${file}`];
    const posted = JSON.parse((await curl(...signedIn(), ...chunked, address("/post"))).stdout);
    expect([posted.method, posted.length, posted.hash]).toEqual(["POST", content.length, hash]);
    const form = JSON.parse((await curl(...signedIn(), "--form", `file=@${file}`, address("/form"))).stdout);
    expect(form.length).toBeGreaterThan(content.length);
  });

  it("waits for 100 Continue, and sends no body where nobody would take it", async () => {
    const file = path.join(directory, "expected");
    writeFileSync(file, "y".repeat(100_000));
    const argv = ["--verbose", "--header", "Expect: 100-continue", "--expect100-timeout", "30", "--upload-file", file];
    const allowed = await curl(...signedIn(), ...argv, address("/expect"));
    expect(allowed.stderr).toContain("< HTTP/1.1 100 Continue");
    expect(JSON.parse(allowed.stdout)).toMatchObject({ length: 100_000, expect: null });
    const denied = await curl(...argv, address("/expect"));
    expect(denied.stderr).not.toContain("100 Continue");
    expect(denied.stderr).toContain("< HTTP/1.1 303 ");
    expect(denied.stderr).not.toMatch(/upload completely sent|We are completely uploaded/);
  });

  it("is switched to WebSocket", async () => {
    const headers = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"];
    const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    const argv = [...headers, key].flatMap((line) => ["--header", line]);
    // It says nothing then, until its time is over.
    const ended = await curl(
      ...signedIn(),
      ...argv,
      "--http1.1",
      "--include",
      "--no-buffer",
      "--max-time",
      "1",
      address("/"),
    ).catch((error: { readonly stdout: string; readonly stderr: string }) => error);
    expect(ended.stdout).toMatch(/^HTTP\/1.1 101 Switching Protocols\r\n/);
    // RFC 6455, section 1.3
    expect(ended.stdout).toMatch(/\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/i);
    const denied = await curl(...argv, "--include", address("/"));
    expect(denied.stdout).toMatch(/^HTTP\/1.1 303 /);
  });
});

describe("a WebSocket client", () => {
  it("is echoed text and bytes, pings, and says why it goes", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}/`, ["offered", "chosen"], {
      headers: { host, cookie: session },
    });
    const heard: Buffer[] = [];
    socket.on("message", (data: Buffer) => heard.push(data));
    await new Promise((done, failed) => socket.once("open", done).once("error", failed));
    expect(socket.protocol).toBe("chosen");
    const sent = [Buffer.from("hello"), randomBytes(3 * megabyte), Buffer.from("ü".repeat(40_000)), Buffer.alloc(0)];
    for (const [at, data] of sent.entries()) socket.send(data, { binary: at % 2 === 1 });
    const pong = new Promise((done) => socket.once("pong", (data) => done(data.toString())));
    socket.ping("still there?");
    expect(await pong).toBe("still there?");
    await until(() => heard.length === sent.length, "echoes");
    expect(heard.every((data, at) => data.equals(sent[at] ?? Buffer.from("?")))).toBe(true);
    const closed = new Promise((done) => socket.once("close", done));
    socket.close(4_001, "enough");
    await closed;
    await until(() => app.closed.length > 0, "the close");
    expect(app.closed.at(-1)).toEqual([4_001, "enough"]);
  });
});

describe("a client of server-sent events", () => {
  it("hears each when it is said", async () => {
    const heard: string[] = [];
    const client = request({
      host: "127.0.0.1",
      port: gateway.port,
      path: "/events",
      headers: { host, cookie: session },
    });
    const answered = new Promise<IncomingMessage>((done, failed) =>
      client.once("response", done).once("error", failed),
    );
    client.end();
    // Nothing is said yet, and the client knows that it was taken.
    const answer = await answered;
    expect(answer.headers["content-type"]).toBe("text/event-stream");
    answer.setEncoding("utf8").on("data", (text: string) => heard.push(text));
    for (let count = 0; count < 20; count++) {
      app.events?.write(`data: ${count}\n\n`);
      await until(() => heard.length === count + 1, `event ${count}`);
      expect(heard[count]).toBe(`data: ${count}\n\n`);
    }
    const gone = new Promise((done) => app.events?.once("close", done));
    client.destroy();
    await gone;
  });
});

describe("200 MB", () => {
  /** Bytes that the gateway had more than before, at the most. */
  async function growthOf(work: () => Promise<void>): Promise<number> {
    const before = gateway.memory;
    let most = before;
    const timer = setInterval(() => {
      most = Math.max(most, gateway.memory);
    }, 20);
    await work();
    clearInterval(timer);
    return most - before;
  }
  const bound = 64 * megabyte;
  const options = (method: string, uri: string) =>
    ({ host: "127.0.0.1", port: gateway.port, method, path: uri, headers: { host, cookie: session } }) as const;

  async function download(paused: boolean): Promise<number> {
    const sent = request(options("GET", "/big"));
    const answered = new Promise<IncomingMessage>((done, failed) => sent.once("response", done).once("error", failed));
    sent.end();
    const answer = await answered;
    let length = 0;
    answer.on("data", (part: Buffer) => {
      const before = length;
      length += part.length;
      if (!paused || before >= megabyte || length < megabyte) return;
      answer.pause();
      setTimeout(() => {
        // What the app could say meanwhile fits into the buffers of the connections.
        stalledAt = app.sent;
        answer.resume();
      }, 1_000);
    });
    await new Promise((done, failed) => answer.once("end", done).once("error", failed));
    return length;
  }
  let stalledAt = 0;

  it("down: as fast as it goes, and to a client that stands still for a while", async () => {
    expect(
      await growthOf(async () => {
        expect(await download(false)).toBe(big);
        app.sent = 0;
        expect(await download(true)).toBe(big);
        expect(stalledAt).toBeLessThan(bound);
      }),
    ).toBeLessThan(bound);
  });

  it("up", async () => {
    let answer = "";
    const growth = await growthOf(async () => {
      const sent = request(options("POST", "/up"));
      const answered = new Promise<IncomingMessage>((done, failed) =>
        sent.once("response", done).once("error", failed),
      );
      const part = Buffer.alloc(megabyte, "z");
      for (let at = 0; at < big; at += part.length) {
        if (!sent.write(part)) await new Promise((done) => sent.once("drain", done));
      }
      sent.end();
      for await (const text of (await answered).setEncoding("utf8")) answer += text;
    });
    expect(JSON.parse(answer)).toMatchObject({ method: "POST", length: big });
    expect(growth).toBeLessThan(bound);
  });
});

describe("afterwards", () => {
  it("the gateway still runs, and has said of no error", () => {
    expect(gateway.exitCode).toBeNull();
    expect(gateway.errors).toEqual([]);
    expect(gateway.log.filter(({ event }) => event === "internal-error")).toEqual([]);
  });
});
