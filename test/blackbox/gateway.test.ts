import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";
import { directoryWith, program, template, templatecheck } from "./program.ts";

const record = {
  template: { name: "t" },
  owner: "alice",
  name: "dev",
  state: "running",
  agents: { dev: { address: "127.0.0.1", status: "connected" } },
};
const deployment = ["--access-url", "https://coder.test", "--wildcard-access-url", "*.apps.test"];

interface Started {
  readonly child: ChildProcess;
  readonly lines: Record<string, unknown>[];
  readonly port: number;
}

async function start(cwd: string, ...more: readonly string[]): Promise<Started> {
  const argv = ["gateway", "m.json", "--workspaces", "w.json", "--listen", "127.0.0.1:0", ...deployment, ...more];
  const child = spawn(program, argv, {
    cwd,
    env: { PATH: process.env.PATH ?? "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: Record<string, unknown>[] = [];
  const reader = createInterface({ input: child.stdout! });
  reader.on("line", (line) => lines.push(JSON.parse(line)));
  await once(reader, "line");
  return { child, lines, port: Number(lines[0]?.port) };
}

function statusOf(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: "127.0.0.1", port, agent: false, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
  });
}

async function appAt(): Promise<number> {
  const server = http.createServer((_request, response) => response.end("app"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function served(shares: readonly object[]): string {
  const cwd = directoryWith({ "t/main.tf": template, "w.json": JSON.stringify([{ ...record, portShares: shares }]) });
  expect(templatecheck(["compile", "t", "-o", "m.json"], { cwd }).status).toBe(0);
  return cwd;
}

describe("gateway", () => {
  it("says which address is taken", async () => {
    const other = http.createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await once(other, "listening");
    const at = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    const cwd = directoryWith({ "main.tf": template, "w.json": "[]" });
    expect(templatecheck(["compile", "-o", "m.json", "-q", ...deployment], { cwd }).status).toBe(0);
    const { status, stderr } = templatecheck(["gateway", "m.json", "--workspaces", "w.json", "--listen", at], { cwd });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `templatecheck: cannot listen at ${at}: something else listens there\n`,
    });
  });

  it("serves, reads its files again, and ends when it is told to", async () => {
    const port = await appAt();
    const share = { agent: "dev", port, protocol: "http", level: "public" };
    const cwd = served([share]);
    const host = `${port}--dev--dev--alice.apps.test`;
    const gateway = await start(cwd);
    expect(gateway.lines[0]).toMatchObject({ event: "listening", scheme: "http", manifests: 1, workspaces: 1 });
    expect(await statusOf(gateway.port, host)).toBe(200);
    writeFileSync(path.join(cwd, "w.json"), JSON.stringify([record]));
    gateway.child.kill("SIGHUP");
    await expect.poll(() => statusOf(gateway.port, host)).toBe(303);
    writeFileSync(path.join(cwd, "w.json"), "[");
    await expect
      .poll(() => gateway.lines.some(({ event }) => event === "reload-refused"), { timeout: 5_000 })
      .toBe(true);
    expect(await statusOf(gateway.port, host)).toBe(303);
    gateway.child.kill("SIGTERM");
    expect(await once(gateway.child, "exit")).toEqual([0, null]);
    expect(gateway.lines.map(({ event }) => event)).toContain("stopped");
    expect(gateway.lines.filter(({ event }) => event === "request").length).toBeGreaterThan(2);
  });

  it("says what keeps it from serving", () => {
    const cwd = served([]);
    const run = (...argv: readonly string[]): { status: number | null; stderr: string } =>
      templatecheck(["gateway", ...argv], { cwd });
    expect(run("m.json")).toMatchObject({ status: 2, stderr: expect.stringContaining("--workspaces") });
    const usual = ["m.json", "--workspaces", "w.json", ...deployment];
    for (const [option, value] of [
      ["--listen", "8080"],
      ["--listen", "127.0.0.1:70000"],
      ["--admin-listen", "x y:1"],
      ["--session-cookie", "a=b"],
      ["--session-cookie", "__Host-a"],
      ["--sign-in-url", "https://id.test/"],
      ["--sign-in-url", "//{redirect}"],
      ["--idle-timeout", "0"],
      ["--max-headers", "many"],
      ["--token-keys", "https://"],
      ["--token-issuer", "x"],
      ["--tls-cert", "c.pem"],
      ["--token-secret-file", "none"],
      ["--workspaces", "none.json"],
    ]) {
      expect(run(...usual, option!, value!), `${option} ${value}`).toMatchObject({ status: 2 });
    }
    expect(run("m.json", "m.json", "--workspaces", "w.json").stderr).toMatch(
      /^templatecheck: nothing is served: w\.json at \/0\/template: /,
    );
    expect(
      run("m.json", "--workspaces", "w.json", "--access-url", "https://other.test", "--listen", "127.0.0.256:1").status,
    ).toBe(2);
  });
});
