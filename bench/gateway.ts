/**
 * The reference gateway beside the bare proxy library, and beside nginx and Caddy where they are installed: requests
 * forwarded and processor time for each; its idle WebSockets; decisions of the library behind it. wrk asks (Debian's
 * package `wrk`), nginx answers as the app where it is there.
 *
 *   npm run build && npm run bench -- gateway [rounds] [seconds]
 */

import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { createProxyServer } from "httpxy";
import { authorize } from "../src/gateway/authorize.ts";
import { createGateway } from "../src/gateway/decide.ts";
import { createDirectory } from "../src/gateway/directory.ts";
import { createRouter } from "../src/gateway/router.ts";
import type { Viewer, WorkspaceRecord } from "../src/gateway/viewer.ts";
import { readManifest } from "../src/manifest/reader.ts";
import type { Manifest } from "../src/manifest/types.ts";
import { median, peer, percentile, quick, type Row, ratio, report, rounds } from "./common/measuring.ts";

const accessUrl = "http://coder.corp.test";
const secret = "a shared secret of at least thirty-two bytes";
const program = path.resolve("dist/bin.js");
const body = "x".repeat(1_024);
const connections = 32;
const tunnels = 5_000;

const goals = { decisions: 1, throughput: 0.9, p99: 1, sockets: 150 };
const withoutWrk: Row = {
  what: "gateway: requests, to the library `httpxy` alone",
  goal: `≥ ${goals.throughput} ×`,
  measured: "not measured: wrk isn't installed",
  met: null,
};

/** Clock ticks a second of /proc/PID/stat. */
const ticks = 100;
const started: ChildProcess[] = [];
const directory = mkdtempSync(path.join(os.tmpdir(), "templatecheck-bench-"));

if (process.argv[2] === "bare") bareProxy(Number(process.argv[3]));
else {
  try {
    await run();
  } finally {
    for (const child of started) child.kill("SIGKILL");
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Nothing but the library, with an agent like the gateway's. */
function bareProxy(port: number): void {
  const proxy = createProxyServer();
  const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 256, scheduling: "lifo" });
  const target = { protocol: "http:", host: "127.0.0.1", port };
  const server = http.createServer({ noDelay: true }, (request, response) => {
    proxy.web(request, response, { target, agent }).catch(() => response.destroy());
  });
  server.on("upgrade", (request, socket, head) => {
    if (socket instanceof net.Socket) proxy.ws(request, socket, { target }, head).catch(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ event: "listening", port: portOf(server) })));
}

interface Contestant {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  /** Of the request. */
  readonly headers: readonly string[];
}

async function run(): Promise<void> {
  const times = Number(process.argv[2] ?? rounds(7));
  const seconds = Number(process.argv[3] ?? (quick ? "1" : "2"));
  const [cpu] = os.cpus();
  console.log(
    `${os.cpus().length} × ${cpu?.model}, load ${os.loadavg()[0]?.toFixed(1)} before, Node ${process.version}`,
  );
  const rows = [...decisions()];
  const app = await startApp();
  const { contestants, sockets } = await startAll(app);
  const asks = hasProgram("wrk");
  rows.push(...(asks ? throughput(contestants, times, seconds) : [withoutWrk]));
  rows.push(...(await latency(contestants, app.port, times)), sockets);
  report(rows);
}

function hasProgram(name: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}

function portOf(server: net.Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const port = portOf(server);
  await new Promise((done) => server.close(done));
  return port;
}

async function accepting(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((done) => {
      const socket = net.connect(port, "127.0.0.1", () => {
        socket.destroy();
        done(true);
      });
      socket.on("error", () => done(false));
    });
    if (open) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`nobody listens on ${port}`);
}

function start(command: string, argv: readonly string[]): ChildProcess {
  const child = spawn(command, argv, {
    stdio: "ignore",
    env: { ...process.env, HOME: directory, XDG_DATA_HOME: directory, XDG_CONFIG_HOME: directory },
  });
  started.push(child);
  return child;
}

/** A program of ours, that says where it listens. It writes to a file: nobody reads while wrk is waited for. */
async function startOwn(argv: readonly string[]): Promise<{ readonly port: number; readonly pid: number }> {
  const log = path.join(directory, `${started.length}.log`);
  const child = spawn(process.execPath, argv, { stdio: ["ignore", openSync(log, "w"), "inherit"] });
  started.push(child);
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    const found = /"listening".*"port":([0-9]+)/.exec(readFileSync(log, "utf8"))?.[1];
    if (found !== undefined) return { port: Number(found), pid: child.pid ?? 0 };
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`${argv[0]} doesn't listen`);
}

function startNginx(name: string, servers: string): ChildProcess {
  const file = path.join(directory, `${name}.conf`);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${path.join(directory, `${name}-${kind}`)};`,
  );
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${directory}/${name}.pid; error_log stderr crit;
events { worker_connections 16384; }
http { access_log off; keepalive_requests 100000000; ${paths.join(" ")}
${servers} }`,
  );
  return start("nginx", ["-c", file, "-e", "stderr"]);
}

/** What is asked: 1 KiB. WebSockets are taken by this process. */
async function startApp(): Promise<{ readonly port: number; readonly sockets: number }> {
  const sockets = http.createServer((_, response) => response.end(body));
  sockets.on("upgrade", (request, socket) => {
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    const lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
    socket.on("error", () => socket.destroy());
    socket.write(`${[...lines, `Sec-WebSocket-Accept: ${accept}`].join("\r\n")}\r\n\r\n`);
  });
  await new Promise<void>((done) => sockets.listen(0, "127.0.0.1", 8_192, done));
  sockets.unref();
  if (!hasProgram("nginx")) return { port: portOf(sockets), sockets: portOf(sockets) };
  const port = await freePort();
  startNginx("app", `server { listen 127.0.0.1:${port} backlog=4096; location / { return 200 "${body}"; } }`);
  await accepting(port);
  return { port, sockets: portOf(sockets) };
}

async function startAll(app: { readonly port: number; readonly sockets: number }): Promise<{
  readonly contestants: readonly Contestant[];
  readonly sockets: Row;
}> {
  const compiled = compile(app);
  writeFileSync(path.join(directory, "manifest.json"), compiled);
  const agents = { main: { address: "127.0.0.1", status: "connected" } };
  const common = { template: { name: "bench" }, organization: "corp", state: "running", agents, parameters: {} };
  const others = Array.from({ length: 1_000 }, (_, at) => ({ ...common, owner: `user${at}`, name: "dev" }));
  const workspaces = [{ ...common, owner: "alice", name: "dev" }, ...others];
  writeFileSync(path.join(directory, "workspaces.json"), JSON.stringify({ workspaces }));
  writeFileSync(path.join(directory, "secret"), secret);
  const argv = [program, "gateway", path.join(directory, "manifest.json")];
  argv.push("--workspaces", path.join(directory, "workspaces.json"), "--listen", "127.0.0.1:0");
  argv.push("--token-secret-file", path.join(directory, "secret"), "--token-issuer", accessUrl);
  argv.push("--max-connections-per-client", "0");
  const fresh = await startOwn([...argv, "--no-access-log"]);
  const sockets = await idleWebSockets(fresh);
  const bare = await startOwn([process.argv[1] ?? "", "bare", String(app.port)]);
  const quiet = await startOwn([...argv, "--no-access-log"]);
  const logging = await startOwn(argv);
  const host = (label: string): string => `Host: ${label}--dev--alice.apps.corp.test`;
  const cookie = `Cookie: templatecheck_session=${token()}`;
  const contestants: Contestant[] = [
    { name: "httpxy alone", ...bare, headers: [host("pub")] },
    { name: "gateway, public app", ...quiet, headers: [host("pub")] },
    { name: "gateway, signed in", ...quiet, headers: [host("own"), cookie] },
    { name: "gateway, signed in, access log", ...logging, headers: [host("own"), cookie] },
  ];
  if (hasProgram("nginx")) {
    const port = await freePort();
    const proxy = 'proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection "";';
    const servers = `upstream app { server 127.0.0.1:${app.port}; keepalive 256; keepalive_requests 100000000; }
server { listen 127.0.0.1:${port}; location / { ${proxy} proxy_set_header Host $host; } }`;
    const { pid = 0 } = startNginx("proxy", servers);
    await accepting(port);
    contestants.push({ name: "nginx, one worker", port, pid, headers: [host("pub")] });
  }
  if (hasProgram("caddy")) {
    const port = await freePort();
    const file = path.join(directory, "Caddyfile");
    writeFileSync(
      file,
      `{\n\tadmin off\n\tauto_https off\n}\nhttp://:${port} {\n\tbind 127.0.0.1\n\treverse_proxy 127.0.0.1:${app.port}\n}\n`,
    );
    const child = start("caddy", ["run", "--adapter", "caddyfile", "--config", file]);
    await accepting(port);
    contestants.push({ name: "Caddy", port, pid: child.pid ?? 0, headers: [host("pub")] });
  }
  return { contestants, sockets };
}

function compile({ port, sockets }: { readonly port: number; readonly sockets: number }): string {
  const template = path.join(directory, "bench");
  execFileSync("mkdir", [template]);
  const app = (slug: string, share: string, at: number): string => `
resource "coder_app" "${slug}" {
  agent_id  = coder_agent.main.id
  slug      = "${slug}"
  url       = "http://localhost:${at}"
  subdomain = true
  share     = "${share}"
}
`;
  writeFileSync(
    path.join(template, "main.tf"),
    `terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.13"
    }
  }
}
resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}
resource "docker_container" "workspace" {
  env = ["CODER_AGENT_TOKEN=\${coder_agent.main.token}"]
}
${app("own", "owner", port)}${app("pub", "public", port)}${app("ws", "public", sockets)}`,
  );
  const urls = ["--access-url", accessUrl, "--wildcard-access-url", "*.apps.corp.test"];
  return execFileSync(process.execPath, [program, "compile", template, "--no-config", ...urls], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

function token(): string {
  const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: accessUrl, aud: "templatecheck", sub: "id-alice", username: "alice", organizations: ["corp"] };
  const exp = Math.floor(Date.now() / 1_000) + 36_000;
  const signed = `${text({ alg: "HS256" })}.${text({ ...claims, exp })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

interface Reading {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the processor for a request. */
  readonly processor: number;
}

/** In turns, so that what else the machine does meets all of them. */
function throughput(contestants: readonly Contestant[], times: number, seconds: number): readonly Row[] {
  for (const contestant of contestants) ask(contestant, 1);
  const readings = new Map<Contestant, Reading[]>(contestants.map((one) => [one, []]));
  for (let round = 0; round < times; round++) {
    for (const contestant of contestants) readings.get(contestant)?.push(ask(contestant, seconds));
  }
  const [first] = contestants;
  const base = (first && readings.get(first)) ?? [];
  console.log(`\n${connections} connections, 1 KiB answers, medians of ${times} rounds of ${seconds} s\n`);
  console.log("| server | requests/s | × httpxy alone | p50 | p99 | processor per request | × httpxy alone |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  const rows: Row[] = [];
  for (const [{ name }, all] of readings) {
    const of = (key: keyof Reading): readonly number[] => all.map((one) => one[key]);
    const toBase = (key: keyof Reading): number =>
      ratio(
        of(key),
        base.map((one) => one[key]),
      );
    const [p50, p99] = [median(of("p50")).toFixed(2), median(of("p99")).toFixed(2)];
    const [rate, time] = [median(of("perSecond")).toFixed(0), median(of("processor")).toFixed(0)];
    const [requests, processor] = [toBase("perSecond"), 1 / toBase("processor")];
    console.log(
      `| ${name} | ${rate} | ${requests.toFixed(2)} | ${p50} ms | ${p99} ms | ${time} µs | ${(1 / processor).toFixed(2)} |`,
    );
    // With the machine to itself a server does as many as it has time of the processor for.
    const measured = `${processor.toFixed(2)} × in a second of the processor, ${requests.toFixed(2)} × by the clock`;
    if (!name.startsWith("gateway")) rows.push(peer(`${name}, forwarding`, `${measured}; ${time} µs a request`));
    else {
      rows.push({
        what: `${name}: requests, to the library \`httpxy\` alone`,
        goal: `≥ ${goals.throughput} ×`,
        measured,
        met: processor >= goals.throughput,
        note: "gateway",
      });
    }
  }
  return rows;
}

/** One request at a time, through each server in turn: no queue is measured, and the machine's pauses meet all alike. */
async function latency(contestants: readonly Contestant[], app: number, times: number): Promise<readonly Row[]> {
  const [bare, , signedIn] = contestants;
  if (!bare || !signedIn) return [];
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const places = [{ ...bare, port: app }, bare, signedIn];
  const added: { readonly [Key in "library" | "gateway"]: number[] } = { library: [], gateway: [] };
  for (let round = -1; round < times; round++) {
    const all: number[][] = places.map(() => []);
    for (let at = 0; at < (quick ? 200 : 1_000); at++) {
      for (const [index, place] of places.entries()) all[index]?.push(await asked(place, agent));
    }
    const [direct = Number.NaN, library = Number.NaN, gateway = Number.NaN] = all.map((one) => percentile(one, 0.99));
    if (round < 0) continue;
    added.library.push(library - direct);
    added.gateway.push(gateway - direct);
  }
  agent.destroy();
  const [library, gateway] = [median(added.library).toFixed(2), median(added.gateway).toFixed(2)];
  console.log(`\np99 beyond that of the app, one request at a time: gateway ${gateway} ms, httpxy alone ${library} ms`);
  return [
    {
      what: "gateway, signed in: p99 beyond that of the app by itself",
      goal: `≤ ${goals.p99} ms`,
      measured: `${gateway} ms (\`httpxy\` alone ${library} ms)`,
      met: Number(gateway) <= goals.p99,
      note: "latency",
    },
  ];
}

/** Milliseconds until the answer is complete. */
function asked({ port, headers }: Contestant, agent: http.Agent): Promise<number> {
  const begin = performance.now();
  const given = Object.fromEntries(headers.map((line) => line.split(": ", 2)));
  return new Promise((done, failed) => {
    const request = http.get({ host: "127.0.0.1", port, agent, headers: given }, (answer) => {
      if (answer.statusCode !== 200) failed(new Error(`${port} answered ${answer.statusCode}`));
      answer.resume();
      answer.on("end", () => done(performance.now() - begin));
    });
    request.on("error", failed);
  });
}

function ask({ name, port, pid, headers }: Contestant, seconds: number): Reading {
  const before = processorTime(pid);
  const lines = headers.flatMap((line) => ["-H", line]);
  const argv = ["-t1", `-c${connections}`, `-d${seconds}s`, "--latency", ...lines, `http://127.0.0.1:${port}/`];
  const text = execFileSync("wrk", argv, { encoding: "utf8" });
  const requests = Number(/([0-9]+) requests in/.exec(text)?.[1] ?? 0);
  if (/Non-2xx|Socket errors/.test(text) || requests === 0) throw new Error(`${name}:\n${text}`);
  return {
    perSecond: Number(/Requests\/sec: +([0-9.]+)/.exec(text)?.[1] ?? 0),
    p50: milliseconds(/50% +(\S+)/.exec(text)?.[1]),
    p99: milliseconds(/99% +(\S+)/.exec(text)?.[1]),
    processor: ((processorTime(pid) - before) * 1_000_000) / requests,
  };
}

function milliseconds(text = ""): number {
  const value = Number.parseFloat(text);
  return text.endsWith("us") ? value / 1_000 : text.endsWith("ms") ? value : value * 1_000;
}

/** Seconds so far, of all its threads. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}

async function idleWebSockets(gateway: Pick<Contestant, "port" | "pid">): Promise<Row> {
  const before = memoryOf(gateway.pid);
  const open: net.Socket[] = [];
  const head = [
    "GET / HTTP/1.1",
    "Host: ws--dev--alice.apps.corp.test",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  ];
  for (let at = 0; at < tunnels; at += 100) {
    const batch = Array.from({ length: 100 }, () => webSocket(gateway.port, `${head.join("\r\n")}\r\n\r\n`));
    open.push(...(await Promise.all(batch)));
  }
  await new Promise((done) => setTimeout(done, 3_000));
  const after = memoryOf(gateway.pid);
  console.log(`\n${open.length} idle WebSockets: the gateway has ${mebibytes(after)}, before ${mebibytes(before)}`);
  for (const socket of open) socket.destroy();
  return {
    what: `gateway with ${open.length} idle WebSockets`,
    goal: `≤ ${goals.sockets} MiB`,
    measured: `${mebibytes(after)} (${mebibytes(before)} without)`,
    met: after / 1_048_576 <= goals.sockets,
    note: "sockets",
  };
}

function webSocket(port: number, head: string): Promise<net.Socket> {
  return new Promise((done, failed) => {
    const socket = net.connect(port, "127.0.0.1", () => socket.write(head));
    socket.once("error", failed);
    socket.once("data", (data) => {
      if (data.toString().startsWith("HTTP/1.1 101")) done(socket);
      else failed(new Error(data.toString().slice(0, 200)));
    });
  });
}

function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+([0-9]+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1_024;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(0)} MiB`;
}

/** 10,000 workspaces of 20 templates; every second request is of somebody who may not. */
function decisions(): readonly Row[] {
  const read = readManifest(compile({ port: 8_080, sockets: 8_081 }));
  if (!read.ok) throw new Error(read.error);
  const manifests = Array.from(
    { length: 20 },
    (_, at): Manifest => ({ ...read.manifest, template: { ...read.manifest.template, name: `t${at}` } }),
  );
  const workspaces = Array.from({ length: 10_000 }, (_, at) => workspaceNumber(at));
  const routers = manifests.map((manifest) => createRouter(manifest));
  const made = createDirectory(
    routers.map((value) => ({ manifest: value.manifest, value })),
    workspaces,
  );
  const gateway = createGateway(manifests, workspaces);
  const [router] = routers;
  if (!made.ok || !gateway.ok || !router) throw new Error("the workspaces don't fit the manifests");
  const { directory: places } = made;
  const hosts = workspaces.map(
    ({ name, owner }, at) => `${at % 3 ? "own" : "pub"}--${name}--${owner.name}.apps.corp.test`,
  );
  const viewers = workspaces.map(({ owner }, at): Viewer | null =>
    at % 4 === 0 ? null : viewerNamed(at % 2 ? owner.name : "somebody"),
  );
  const count = hosts.length;
  console.log(
    `\ndecisions in a second of the processor, ${count} workspaces, ${manifests.length} templates, medians of 7\n`,
  );
  console.log("| what | decisions/s | heap after 700,000 more |\n| --- | --- | --- |");
  const rows: Row[] = [];
  const measure = (what: string, decide: (at: number) => boolean): void => {
    const times: number[] = [];
    let allowed = 0;
    for (let at = 0; at < 100_000; at++) if (decide(at % count)) allowed++;
    globalThis.gc?.();
    const heap = process.memoryUsage().heapUsed;
    for (let round = 0; round < 7; round++) {
      const begin = process.cpuUsage();
      for (let at = 0; at < 100_000; at++) if (decide(at % count)) allowed++;
      const { user, system } = process.cpuUsage(begin);
      times.push(user + system);
    }
    globalThis.gc?.();
    const growth = (process.memoryUsage().heapUsed - heap) / 1_024;
    if (allowed === 0) throw new Error("nothing was allowed");
    const rate = (100_000 / median(times)).toFixed(2);
    console.log(`| ${what} | ${rate} million | ${growth >= 0 ? "+" : ""}${growth.toFixed(0)} KiB |`);
    if (rows.length > 0) return;
    rows.push({
      what: `${what}, ${count} workspaces, one core`,
      goal: `≥ ${goals.decisions} million a second, no growth`,
      measured: `${rate} million, ${growth.toFixed(0)} KiB after 700,000`,
      met: Number(rate) >= goals.decisions && growth < 1_024,
      note: "decisions",
    });
  };
  measure("`route` + `authorize`", (at) => {
    const route = router.route(hosts[at] ?? "", "/some/path?query=1");
    if (route.kind !== "app" && route.kind !== "port") return false;
    const found = places.find(route.address.key);
    const own = found?.value ?? router;
    return authorize(own, route, viewers[at] ?? null, found?.workspace ?? null).verdict === "allow";
  });
  const origin = "http://pub--w1--user1.apps.corp.test";
  const pathOnly = { method: "GET", uri: "/", origin: null, requestMethod: null, requestHeaders: null };
  measure("`decide`: all of it, with the upstream", (at) => {
    const decision = gateway.gateway.decide({ ...pathOnly, host: hosts[at] ?? "" }, viewers[at] ?? null);
    return decision.kind === "forward";
  });
  measure("`decide` for another origin", (at) => {
    const request = { method: "GET", host: hosts[at] ?? "", uri: "/some/path?query=1", origin };
    const decision = gateway.gateway.decide(
      { ...request, requestMethod: null, requestHeaders: null },
      viewers[at] ?? null,
    );
    return decision.kind === "forward";
  });
  rmSync(path.join(directory, "bench"), { recursive: true });
  return rows;
}

function workspaceNumber(at: number): WorkspaceRecord {
  return {
    template: { name: `t${at % 20}` },
    owner: { name: `user${at % 2_500}`, id: null },
    organization: { name: "corp", id: null },
    name: `w${at}`,
    id: null,
    state: "running",
    parameters: new Map(),
    agents: new Map([["main", { address: "127.0.0.1", status: "connected" }]]),
    appHealth: new Map(),
    portShares: [],
    access: new Map(),
  };
}

function viewerNamed(name: string): Viewer {
  return {
    user: { name, id: null },
    organizations: ["corp"],
    groups: [],
    siteOwner: false,
    suspended: false,
    scopes: ["all"],
  };
}
