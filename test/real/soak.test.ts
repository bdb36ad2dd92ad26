/** `SOAK_SECONDS=180 npm run test:real -- test/real/soak.test.ts` for more than the 20 seconds of every day. */

import { readdirSync } from "node:fs";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { cookieName, GatewayProcess, record, type Setup, template, tokenOf } from "./gateway-process.ts";

const seconds = Number(process.env.SOAK_SECONDS ?? "20");
const megabyte = 1_048_576;
const workers = 24;

/** Says its name and what it was asked by: neither may be another's. */
function named(name: string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    let length = 0;
    request.on("data", (part: Buffer) => {
      length += part.length;
    });
    request.on("end", () => {
      const text = `${name} ${request.headers["x-nonce"]} ${length}`;
      if (request.url?.startsWith("/long")) response.write(" ".repeat(200_000));
      response.end(text);
    });
  };
}

const servers: net.Server[] = [];
const open = new Set<net.Socket>();

async function listen(server: net.Server, port = 0): Promise<number> {
  server.on("connection", (socket: net.Socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

async function steady(name: string): Promise<number> {
  const server = http.createServer(named(name));
  new WebSocketServer({ server }).on("connection", (socket, request) => {
    socket.on("error", () => {});
    socket.send(`${name} ${request.headers["x-nonce"]} 0`);
  });
  return await listen(server);
}

/** Each breaks in its own way, now and then or always. */
const faults = {
  hang: () => net.createServer(() => {}),
  reset: () => net.createServer((socket) => socket.once("data", () => socket.resetAndDestroy())),
  garbage: () => net.createServer((socket) => socket.once("data", () => socket.end("\x00\x01 what?\r\n\r\n\r\n"))),
  halfHead: () => net.createServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Le"))),
  twoAnswers: () =>
    net.createServer((socket) =>
      socket.on("data", () =>
        socket.write(`${answerOf("twoAnswers", "first")}${answerOf("twoAnswers", "second, of which nobody asked")}`),
      ),
    ),
  twoLengths: () =>
    net.createServer((socket) =>
      socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")),
    ),
  cut: () =>
    http.createServer((_, response) => {
      response.writeHead(200, { "Content-Length": 100_000 });
      response.write("x".repeat(50_000), () => response.destroy());
    }),
  cutChunks: () =>
    http.createServer((_, response) => {
      response.write("x".repeat(50_000), () => setTimeout(() => response.destroy(), 5));
    }),
  early: () =>
    http.createServer((_, response) => {
      // Answers before it has read, and hears no more.
      response.writeHead(413, { Connection: "close" }).end("early");
    }),
} as const;

function answerOf(name: string, text: string): string {
  const body = `${name} ${text}`;
  return `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Dies and comes back on the same port, with whatever was under way. */
class Mortal {
  readonly #sockets = new Set<net.Socket>();
  #server: http.Server | null = null;
  port = 0;

  async live(): Promise<void> {
    this.#server = http.createServer(named("mortal"));
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    await new Promise<void>((done) => this.#server?.listen(this.port, "127.0.0.1", done));
    this.port = (this.#server.address() as AddressInfo).port;
  }

  async die(): Promise<void> {
    const closed = new Promise((done) => this.#server?.close(done));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

interface Asked {
  readonly slug: string;
  /** Who may answer; empty where nobody does well. */
  readonly names: readonly string[];
  /** Whether it answers each time. */
  readonly always: boolean;
}

const asked: Asked[] = [];
const mortal = new Mortal();
const setups: Setup[] = [];
let gateway: GatewayProcess;
let session = "";

beforeAll(async () => {
  const fixed: { slug: string; port: number; share: "public" | "owner" }[] = [];
  for (const slug of ["one", "two", "three", "own"]) {
    fixed.push({ slug, port: await steady(slug), share: slug === "own" ? "owner" : "public" });
    asked.push({ slug, names: [slug], always: true });
  }
  for (const [slug, create] of Object.entries(faults)) {
    const lower = slug.toLowerCase();
    fixed.push({ slug: lower, port: await listen(create()), share: "public" });
    asked.push({ slug: lower, names: [], always: false });
  }
  await mortal.live();
  fixed.push({ slug: "mortal", port: mortal.port, share: "public" });
  asked.push({ slug: "mortal", names: ["mortal"], always: false });
  const swapped = {
    red: [await steady("red-0"), await steady("red-1")],
    blue: [await steady("blue-0"), await steady("blue-1")],
  };
  asked.push({ slug: "red", names: ["red-0", "red-1"], always: true });
  asked.push({ slug: "blue", names: ["blue-0", "blue-1"], always: true });
  // There only in every second state.
  const guest = await steady("guest");
  asked.push({ slug: "guest", names: ["guest"], always: false });
  for (const at of [0, 1]) {
    const apps = [
      ...fixed,
      { slug: "red", port: swapped.red[at] ?? 0, share: "public" },
      { slug: "blue", port: swapped.blue[at] ?? 0, share: "public" },
      ...(at === 1 ? [{ slug: "guest", port: guest, share: "public" } as const] : []),
    ] as const;
    setups.push({ manifests: [template("desk", apps)], workspaces: [record("alice", "dev", "desk")] });
  }
  const [first] = setups;
  if (!first) throw new Error("there is no setup");
  gateway = await GatewayProcess.start(first, ["--connect-timeout", "2", "--idle-timeout", "5"], { quiet: true });
  session = `${cookieName}=${await tokenOf("alice")}`;
});
afterAll(async () => {
  await gateway?.stop();
  await mortal.die();
  for (const socket of open) socket.destroy();
  for (const server of servers) await new Promise((done) => server.close(done));
});

const counts = new Map<string, number>();
const wrong: string[] = [];
let nonce = 0;
let running = true;
const agent = new http.Agent({ keepAlive: true, maxSockets: workers });

function count(what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly complete: boolean;
}

function ask(slug: string, headers: Record<string, string>, length: number, patience: number): Promise<Answer | null> {
  return new Promise((done) => {
    const sent = http.request(
      {
        ...{ host: "127.0.0.1", port: gateway.port, agent, method: length > 0 ? "POST" : "GET" },
        path: nonce % 7 === 0 ? "/long" : "/",
        headers: { host: `${slug}--dev--alice.apps.corp.test`, cookie: session, ...headers },
      },
      (got) => {
        let text = "";
        got.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        got.on("error", () => {});
        got.on("close", () => done({ status: got.statusCode ?? 0, text, complete: got.complete }));
      },
    );
    const timer = setTimeout(() => sent.destroy(), patience);
    sent.on("close", () => clearTimeout(timer));
    sent.on("error", () => done(null));
    sent.end(length > 0 ? Buffer.alloc(length, "z") : undefined);
  });
}

async function exchange({ slug, names, always }: Asked): Promise<void> {
  const id = `n${nonce++}`;
  const length = nonce % 5 === 0 ? 100_000 : nonce % 5 === 1 ? 10 : 0;
  // Some don't wait for their answer.
  const impatient = !always || nonce % 50 === 0;
  const answer = await ask(slug, { "x-nonce": id }, length, impatient ? 250 : 30_000);
  if (answer === null || !answer.complete) {
    count("no answer, or half of one");
    if (!impatient) wrong.push(`${slug}: no answer`);
    return;
  }
  const { status, text } = answer;
  count(`${status}`);
  if (status === 200 && names.length > 0) {
    const good = names.some((name) => text.trim() === `${name} ${id} ${length}`);
    if (!good) wrong.push(`${slug} (${id}, ${length}): ${text.trim().slice(0, 100)}`);
    return;
  }
  if (always) wrong.push(`${slug}: ${status} ${text.slice(0, 100)}`);
  // Of what breaks only its own may be seen: no answer of an app that has a name, no nonce of another request.
  if (/\bn[0-9]+ [0-9]+$/.test(text.trim())) wrong.push(`${slug}: the answer of another: ${text.trim().slice(-100)}`);
}

async function tunnel({ slug, names }: Asked): Promise<void> {
  const id = `n${nonce++}`;
  const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}/`, {
    headers: { host: `${slug}--dev--alice.apps.corp.test`, cookie: session, "x-nonce": id },
  });
  const heard = await new Promise<string | null>((done) => {
    const timer = setTimeout(() => socket.terminate(), 1_000);
    socket.on("message", (data) => done(data.toString()));
    socket.on("error", () => done(null));
    socket.on("close", () => {
      clearTimeout(timer);
      done(null);
    });
  });
  count(heard === null ? "no WebSocket" : "WebSocket");
  if (heard !== null && !names.some((name) => heard === `${name} ${id} 0`))
    wrong.push(`${slug}: WebSocket of ${heard}`);
  if (nonce % 2) socket.close();
  else socket.terminate();
}

async function work(at: number): Promise<void> {
  for (let turn = at; running; turn++) {
    const one = asked[turn % asked.length];
    if (!one) return;
    if (turn % 11 === 0) await tunnel(one);
    else await exchange(one);
  }
}

async function swap(): Promise<void> {
  for (let turn = 1; running; turn++) {
    await new Promise((done) => setTimeout(done, 700));
    const setup = setups[turn % 2];
    if (turn % 5 === 0) gateway.writeText("manifest-0.json", '{ "manifestVersion": 1, "apps": [');
    else if (setup) gateway.write(setup);
    if (turn % 3 === 0) {
      await mortal.die();
      await new Promise((done) => setTimeout(done, 100));
      await mortal.live();
    }
  }
}

async function metric(name: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${gateway.port}/metrics`);
  return Number(new RegExp(`^templatecheck_${name} ([0-9]+)$`, "m").exec(await answer.text())?.[1] ?? Number.NaN);
}

const handles = (): number => readdirSync(`/proc/${gateway.pid}/fd`).length;

it(
  "apps that die, hang, reset and talk nonsense, states that change: everybody gets only their own answers",
  async () => {
    const [handlesBefore, memoryBefore] = [handles(), gateway.memory];
    const memory: number[] = [];
    const timer = setInterval(() => memory.push(gateway.memory), 250);
    const done = Promise.all([...Array.from({ length: workers }, (_, at) => work(at)), swap()]);
    await new Promise((over) => setTimeout(over, seconds * 1_000));
    running = false;
    await done;
    clearInterval(timer);
    agent.destroy();
    // Kept connections to the apps are given up after four seconds, WebSockets that nobody answers after five.
    // The fewest are counted, since the question for the metrics opens connections of its own.
    let fewest = Number.POSITIVE_INFINITY;
    const isQuiet = async (): Promise<boolean> => {
      fewest = Math.min(fewest, handles());
      return (
        fewest <= handlesBefore + 8 &&
        (await metric("active_requests")) === 0 &&
        (await metric("open_websockets")) === 0
      );
    };
    for (let tries = 0; tries < 150 && !(await isQuiet()); tries++) {
      await new Promise((over) => setTimeout(over, 100));
    }
    const half = memory.length >> 1;
    const average = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
    const [early, late] = [average(memory.slice(half >> 1, half)), average(memory.slice(-(half >> 1)))];
    const mebibytes = (bytes: number): number => Math.round(bytes / megabyte);
    const figures = { before: memoryBefore, early, late, most: Math.max(...memory) };
    const told = Object.entries(figures).map(([name, bytes]) => `${name} ${mebibytes(bytes)} MiB`);
    const reloads = gateway.log.filter(({ event }) => event === "reloaded" || event === "reload-refused").length;
    process.stdout.write(
      `${seconds} s, ${nonce} requests, ${reloads} reloads; ${[...counts]
        .sort()
        .map(([what, times]) => `${what}: ${times}`)
        .join(", ")}; memory ${told.join(", ")}; ${handlesBefore} handles before, ${fewest} after\n`,
    );

    expect(wrong).toEqual([]);
    expect(gateway.exitCode).toBeNull();
    expect(gateway.errors).toEqual([]);
    expect(gateway.log.filter(({ event }) => event === "internal-error")).toEqual([]);
    expect(gateway.log.some(({ event }) => event === "reload-refused")).toBe(true);
    expect(reloads).toBeGreaterThan(seconds / 2);
    expect([await metric("active_requests"), await metric("open_websockets")]).toEqual([0, 0]);
    expect(fewest).toBeLessThanOrEqual(handlesBefore + 8);
    // The second half has no more than the first, but for the garbage that is just there.
    expect(late - early).toBeLessThan(48 * megabyte);
    expect(figures.most).toBeLessThan(320 * megabyte);
  },
  seconds * 1_000 + 120_000,
);
