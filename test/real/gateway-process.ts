/** The built program's gateway as a process of its own, on files of its own. */

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SignJWT } from "jose";
import type { Manifest } from "../../src/manifest/types.ts";
import type { ShareLevel } from "../../src/routing/share.ts";
import { app, manifest } from "../gateway/setting.ts";
import { builtProgram } from "./editor.ts";

export const cookieName = "templatecheck_session";
const accessUrl = "http://coder.corp.test";
const secret = "a shared secret of at least thirty-two bytes";

export interface Setup {
  readonly manifests: readonly Manifest[];
  /** As in a file. */
  readonly workspaces: readonly object[];
}

export type Line = { readonly event: string } & Readonly<Record<string, unknown>>;

export class GatewayProcess {
  readonly log: Line[] = [];
  readonly errors: string[] = [];
  port = 0;
  readonly #directory = mkdtempSync(path.join(tmpdir(), "templatecheck-gateway-"));
  readonly #exited: Promise<number | null>;
  readonly #process: ChildProcess;
  #rest = "";

  private constructor(setup: Setup, options: readonly string[]) {
    if (!existsSync(builtProgram)) throw new Error(`${builtProgram} isn't there: run \`npm run build\``);
    this.write(setup);
    writeFileSync(this.#file("secret"), secret);
    const files = setup.manifests.map((_, at) => this.#file(`manifest-${at}.json`));
    const argv = ["--workspaces", this.#file("workspaces.json"), "--listen", "127.0.0.1:0"];
    const signing = ["--token-secret-file", this.#file("secret"), "--token-issuer", accessUrl];
    this.#process = spawn(process.execPath, [builtProgram, "gateway", ...files, ...argv, ...signing, ...options], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#exited = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => this.#read(text));
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => this.errors.push(text));
  }

  /** `quiet`: requests are not logged. */
  static async start(setup: Setup, options: readonly string[] = [], { quiet = false } = {}): Promise<GatewayProcess> {
    const gateway = new GatewayProcess(setup, quiet ? [...options, "--no-access-log"] : options);
    try {
      gateway.port = Number((await gateway.until("listening")).port);
      return gateway;
    } catch (error) {
      gateway.#remove();
      throw error;
    }
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Null while it runs. */
  get exitCode(): number | null {
    return this.#process.exitCode;
  }

  /** Bytes that are in memory; 0 where the system doesn't tell. */
  get memory(): number {
    return memoryOf(this.pid);
  }

  /** Each file as a whole, as an operator should. */
  write({ manifests, workspaces }: Setup): void {
    for (const [at, one] of manifests.entries()) this.#replace(`manifest-${at}.json`, one);
    this.#replace("workspaces.json", { workspaces });
  }

  writeText(name: string, text: string): void {
    writeFileSync(this.#file(`${name}.new`), text);
    renameSync(this.#file(`${name}.new`), this.#file(name));
  }

  /** The first such line of the log, also of those that are yet to come. */
  async until(event: string): Promise<Line> {
    while (this.exitCode === null) {
      const found = this.log.find((line) => line.event === event);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`the gateway has ended: ${this.errors.join("")}`);
  }

  async stop(): Promise<number | null> {
    // A second signal doesn't wait for what is still open.
    this.#process.kill("SIGTERM");
    const second = setTimeout(() => this.#process.kill("SIGTERM"), 1_000);
    const code = await this.#exited;
    clearTimeout(second);
    this.#remove();
    return code;
  }

  #remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #file(name: string): string {
    return path.join(this.#directory, name);
  }

  #replace(name: string, value: unknown): void {
    this.writeText(name, JSON.stringify(value));
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    this.log.push(...lines.map((line): Line => JSON.parse(line)));
  }
}

/** Bytes; 0 where the system doesn't tell. */
export function memoryOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+([0-9]+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

export interface TemplateApp {
  readonly slug: string;
  readonly port: number;
  readonly share?: ShareLevel;
}

/** One agent, `main`, with these apps by subdomain. */
export function template(name: string, apps: readonly TemplateApp[], changes: Partial<Manifest> = {}): Manifest {
  const given = apps.map(({ slug, port, share = "owner" }) =>
    app({ slug, share, upstream: { scheme: "http", port, path: "/", query: null } }),
  );
  const named = given.map((one) => ({ ...one, access: { ...one.access, ...hostnameOf(one.slug) } }));
  const base = manifest(named, { template: { name, digest: `sha256:${name}`, sources: [] }, ...changes });
  return { ...base, deployment: { ...base.deployment, accessUrl, wildcardAccessUrl: "*.apps.corp.test" } };
}

function hostnameOf(slug: string): Pick<Manifest["apps"][number]["access"], "hostname" | "label"> {
  const fixed = `${slug}----`.length;
  return { hostname: `${slug}--{workspace}--{owner}.apps.corp.test`, label: { fixed, budget: 63 - fixed } };
}

export function record(owner: string, name: string, templateName: string, more: object = {}): object {
  return {
    template: { name: templateName },
    owner: { name: owner, id: `id-${owner}` },
    organization: "corp",
    name,
    state: "running",
    agents: { main: { address: "127.0.0.1", status: "connected" } },
    ...more,
  };
}

/** `seconds` from now it ends. */
export async function tokenOf(user: string, seconds = 3_600): Promise<string> {
  return await new SignJWT({ username: user, organizations: ["corp"] })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(accessUrl)
    .setAudience("templatecheck")
    .setSubject(`id-${user}`)
    .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
    .sign(new TextEncoder().encode(secret));
}
