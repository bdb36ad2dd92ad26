import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway } from "../../src/gateway/decide.ts";
import { exportConfiguration } from "../../src/gateway/export/export.ts";
import type { ExportOptions } from "../../src/gateway/export/site.ts";
import type { ExportTarget } from "../../src/gateway/export/target.ts";
import { startDecider } from "../../src/gateway/server/decide-only.ts";
import { createIdentity } from "../../src/gateway/server/identity.ts";
import type { RunningGateway, Served } from "../../src/gateway/server/served.ts";
import { startGateway } from "../../src/gateway/server/server.ts";
import { defaultLimits, type ServerSettings } from "../../src/gateway/server/settings.ts";
import { TrustedPeers } from "../../src/gateway/server/trusted-peers.ts";
import { readWorkspaces } from "../../src/gateway/workspace-file.ts";
import { Apps, portOf } from "./echoing-apps.ts";
import {
  accessUrl,
  ask,
  audience,
  cookieName,
  type Front,
  issuer,
  scenario,
  secret,
  settingOf,
  wildcard,
} from "./scenario.ts";

const run = promisify(execFile);
const directory = mkdtempSync(path.join(tmpdir(), "templatecheck-proxies-"));
const apps = new Apps();
beforeAll(() => apps.start());
afterAll(async () => {
  await apps.close();
  rmSync(directory, { recursive: true, force: true });
});

function servedOf(): Served {
  const { manifests, workspaces } = settingOf(apps);
  const records = readWorkspaces(JSON.stringify(workspaces));
  if (!records.ok) throw new Error(records.error);
  const made = createGateway(manifests, records.workspaces);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const key = { kind: "secret", secret: new TextEncoder().encode(secret) } as const;
  return {
    state: { gateway: made.gateway, manifests, workspaces: records.workspaces },
    identity: createIdentity({ issuer, audience, key }),
    problems: [],
    reloads: { taken: 0, refused: 0 },
  };
}

const settings: ServerSettings = {
  listen: { host: "127.0.0.1", port: 0 },
  adminListen: null,
  tls: null,
  signIn: { cookie: cookieName, url: null },
  limits: defaultLimits,
  accessLog: false,
  log: (entry) => {
    if (entry.event === "internal-error") throw new Error(JSON.stringify(entry));
  },
};

async function startedDecider(): Promise<RunningGateway> {
  const trusted = TrustedPeers.of([]);
  if ("wrong" in trusted) throw new Error(trusted.wrong);
  return await startDecider(settings, servedOf(), trusted.peers);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}

function programOf(name: string, install: string): string {
  const found = (process.env.PATH ?? "").split(":").map((folder) => path.join(folder, name));
  const program = [...found, `/usr/sbin/${name}`].find((file) => existsSync(file));
  if (program === undefined) throw new Error(`install ${install}: scripts/real-programs.sh does`);
  return program;
}

interface Proxy {
  readonly target: ExportTarget;
  /** Starts the program with the configuration, and answers with it. */
  readonly start: (configuration: string, folder: string, port: number) => ChildProcess;
}

/** One port for plain HTTP, and one with the apps' certificate. */
class Running {
  #gateway: RunningGateway | null = null;
  readonly #processes: ChildProcess[] = [];
  readonly #output: string[] = [];
  port = 0;
  securePort = 0;

  async start(proxy: Proxy): Promise<void> {
    this.#gateway = proxy.target === "traefik" ? await startGateway(settings, servedOf()) : await startedDecider();
    const gateway = `127.0.0.1:${this.#gateway.address.port}`;
    this.port = await this.#start(
      proxy,
      { gateways: [gateway], certificate: null },
      `http://127.0.0.1:${portOf(apps.http)}`,
    );
    const certificate = { file: apps.certificate, key: apps.key };
    this.securePort = await this.#start(proxy, { gateways: [gateway], certificate }, null);
  }

  async #start(
    { target, start }: Proxy,
    given: Pick<ExportOptions, "gateways" | "certificate">,
    dashboard: string | null,
  ): Promise<number> {
    const port = await freePort();
    const { manifests } = settingOf(apps);
    // Traefik has that in its static configuration.
    const listen = target === "traefik" ? null : `127.0.0.1:${port}`;
    const options = { listen, dashboard, resolver: null, ...given };
    const exported = exportConfiguration(target, manifests, {}, options);
    if (!exported.ok) throw new Error(exported.error);
    const folder = mkdtempSync(path.join(directory, `${target}-`));
    const started = start(exported.text, folder, port);
    for (const stream of [started.stdout, started.stderr])
      stream?.on("data", (part) => this.#output.push(String(part)));
    this.#processes.push(started);
    // 400 is the gateway's answer: until then a proxy may have another one.
    for (let tries = 0; tries < 300 && started.exitCode === null; tries++) {
      const place = `${given.certificate === null ? "http" : "https"}://nonsense.apps.corp.test:${port}/`;
      const flags = ["--silent", "--insecure", "--resolve", `nonsense.apps.corp.test:${port}:127.0.0.1`];
      const answer = await run("curl", [...flags, "--write-out", "%{http_code}", "--output", "/dev/null", place]).catch(
        () => null,
      );
      if (answer?.stdout === "400") return port;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`${target} doesn't answer:\n${this.#output.join("")}\n${exported.text}`);
  }

  async stopGateway(): Promise<void> {
    const stopped = this.#gateway?.stop();
    await this.#gateway?.stop();
    await stopped;
    this.#gateway = null;
  }

  async stop(): Promise<void> {
    for (const started of this.#processes) {
      if (started.exitCode !== null) continue;
      const ended = new Promise((done) => started.once("exit", done));
      started.kill("SIGTERM");
      await ended;
    }
    if (this.#gateway !== null) await this.stopGateway();
  }
}

describe("the reference server", () => {
  let running: RunningGateway;
  beforeAll(async () => {
    running = await startGateway(settings, servedOf());
  });
  afterAll(async () => {
    const stopped = running.stop();
    await running.stop();
    await stopped;
  });
  scenario(
    () => ({ port: running.address.port, kind: "reference" }),
    () => apps,
  );
});

const proxies: readonly Proxy[] = [
  {
    target: "caddy",
    start: (configuration, folder) => {
      writeFileSync(
        path.join(folder, "Caddyfile"),
        `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${configuration}`,
      );
      const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
      const program = process.env.CADDY ?? programOf("caddy", "Caddy");
      return spawn(program, ["run", "--adapter", "caddyfile", "--config", path.join(folder, "Caddyfile")], { env });
    },
  },
  {
    target: "nginx",
    start: (configuration, folder) => {
      for (const name of ["body", "proxy", "fastcgi", "uwsgi", "scgi"]) mkdirSync(path.join(folder, name));
      const paths = ["proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
      const head = `daemon off;\npid ${folder}/pid;\nerror_log stderr info;\nevents {}\n`;
      const http = `http {\naccess_log off;\nclient_body_temp_path ${folder}/body;\n${paths.join("\n")}\n${configuration}}\n`;
      writeFileSync(path.join(folder, "nginx.conf"), head + http);
      return spawn(programOf("nginx", "nginx"), ["-c", path.join(folder, "nginx.conf"), "-e", "stderr"]);
    },
  },
  {
    target: "envoy",
    start: (configuration, folder) => {
      writeFileSync(path.join(folder, "envoy.yaml"), configuration);
      const flags = ["--use-dynamic-base-id", "--concurrency", "1", "--log-level", "warning"];
      return spawn(process.env.ENVOY ?? programOf("envoy", "Envoy"), ["-c", path.join(folder, "envoy.yaml"), ...flags]);
    },
  },
];

/** It can't be installed by a package: a build of its own is tested where there is one. */
const traefik: Proxy = {
  target: "traefik",
  start: (configuration, folder, port) => {
    writeFileSync(path.join(folder, "dynamic.yml"), configuration);
    const point = /websecure/.test(configuration) ? "websecure" : "web";
    const flags = [
      `--entrypoints.${point}.address=127.0.0.1:${port}`,
      `--entrypoints.${point}.http.sanitizepath=false`,
      `--providers.file.filename=${path.join(folder, "dynamic.yml")}`,
      "--global.checknewversion=false",
      "--global.sendanonymoususage=false",
    ];
    return spawn(process.env.TRAEFIK ?? "traefik", flags);
  },
};

describe.each(process.env.TRAEFIK ? [...proxies, traefik] : proxies)("$target", (proxy) => {
  const running = new Running();
  beforeAll(() => running.start(proxy));
  afterAll(() => running.stop());
  const front = (): Front => ({ port: running.port, kind: proxy.target === "traefik" ? "traefik" : "proxy" });
  scenario(front, () => apps);

  it("leaves the rest of the access URL to the dashboard", async () => {
    const headers = { "coder-session-token": "a-token", cookie: "coder_session_token=b" };
    const rest = await ask(front(), "coder.corp.test/api/v2/users?x=%20", { headers });
    const got = JSON.parse(rest.body);
    expect(got.url).toBe("/api/v2/users?x=%20");
    expect(got.headers).toMatchObject({ ...headers, host: "coder.corp.test" });
    for (const place of ["@alice", "%40alice", "/@alice"]) {
      const answer = await ask(front(), `coder.corp.test/${place}/dev/apps/files/`, { headers });
      expect(answer.headers["content-type"], `${place} ${answer.body}`).not.toBe("application/json");
    }
  });

  it("speaks TLS with the certificate that it is given", async () => {
    const place = `pub--dev--alice.apps.corp.test:${running.securePort}`;
    const fetched = await run("curl", [
      ...["--silent", "--show-error", "--http1.1", "--cacert", apps.certificate],
      ...["--resolve", `${place}:127.0.0.1`, `https://${place}/x`],
    ]);
    const got = JSON.parse(fetched.stdout);
    // Behind Traefik it is the gateway that says it, by its access URL.
    const proto = proxy.target === "traefik" ? "http" : "https";
    expect([got.url, got.headers["x-forwarded-proto"], got.headers.host]).toEqual(["/x", proto, place]);
  });

  it("forwards nothing when nobody decides", async () => {
    await running.stopGateway();
    const answer = await ask(front(), "pub--dev--alice.apps.corp.test/");
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(answer.headers["content-type"]).not.toBe("application/json");
  });
});

function template(port: number): string {
  return `
terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
resource "coder_agent" "main" {
  arch = "amd64"
  os   = "linux"
}
resource "null_resource" "machine" {
  triggers = { token = coder_agent.main.token }
}
resource "coder_app" "pub" {
  agent_id  = coder_agent.main.id
  slug      = "pub"
  url       = "http://localhost:${port}"
  share     = "public"
  subdomain = true
}
resource "coder_app" "web" {
  agent_id  = coder_agent.main.id
  slug      = "web"
  url       = "http://localhost:${port}"
  subdomain = true
}
`;
}

describe("the program", () => {
  it("decides for a proxy that it wrote the configuration of", async () => {
    const folder = mkdtempSync(path.join(directory, "program-"));
    mkdirSync(path.join(folder, "desk"));
    writeFileSync(path.join(folder, "desk", "main.tf"), template(portOf(apps.http)));
    const program = path.resolve("dist/bin.js");
    const [manifest, workspaces] = [path.join(folder, "manifest.json"), path.join(folder, "workspaces.json")];
    const urls = ["--access-url", accessUrl, "--wildcard-access-url", wildcard];
    await run(process.execPath, [program, "compile", path.join(folder, "desk"), "-o", manifest, ...urls]);
    const agents = { main: { address: "127.0.0.1", status: "connected" } };
    const record = { template: { name: "desk" }, owner: "alice", name: "dev", state: "running", agents };
    writeFileSync(workspaces, JSON.stringify([record]));
    const gateway = spawn(process.execPath, [
      ...[program, "gateway", manifest, "--workspaces", workspaces, "--decide-only", "--listen", "127.0.0.1:0"],
    ]);
    let nginx: ChildProcess | null = null;
    try {
      let complaint = "";
      gateway.stderr.on("data", (part) => {
        complaint += String(part);
      });
      const lines = createInterface({ input: gateway.stdout });
      const [line] = await Promise.race([once(lines, "line"), once(gateway, "exit").then(() => [complaint])]);
      const { port: decider, decideOnly } = JSON.parse(String(line));
      expect(decideOnly).toBe(true);
      const port = await freePort();
      const options = ["--to", "nginx", "--gateway", `127.0.0.1:${decider}`, "--listen", `127.0.0.1:${port}`];
      const { stdout } = await run(process.execPath, [program, "export", manifest, ...options]);
      nginx = proxies.find(({ target }) => target === "nginx")?.start(stdout, folder, port) ?? null;
      const front: Front = { port, kind: "proxy" };
      await expect
        .poll(async () => (await ask(front, "pub--dev--alice.apps.corp.test/x").catch(() => null))?.status, {
          timeout: 10_000,
        })
        .toBe(200);
      expect((await ask(front, "web--dev--alice.apps.corp.test/x")).status).toBe(303);
    } finally {
      for (const child of [gateway, nginx]) {
        if (child === null || child.exitCode !== null) continue;
        child.kill("SIGTERM");
        await once(child, "exit");
      }
    }
  });
});
