import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { templatecheck } from "../templatecheck.ts";

const directory = mkdtempSync(path.join(tmpdir(), "export-"));
afterAll(() => rmSync(directory, { recursive: true }));
const manifest = path.join(directory, "manifest.json");
const compiled = await templatecheck(["compile", "examples/port-sharing", "-o", manifest]);

const exported = (...options: readonly string[]): ReturnType<typeof templatecheck> =>
  templatecheck(["export", manifest, ...options]);

describe("export", () => {
  it.each(["caddy", "nginx", "envoy", "traefik"])("writes a configuration for %s", async (target) => {
    expect(compiled.code).toBe(0);
    const { code, stdout, stderr } = await exported("--to", target, "--gateway", "10.0.0.5:9000");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("templatecheck gateway");
    expect(stdout).toContain("10.0.0.5");
    expect(stdout).toContain("example");
  });

  it("writes to a file", async () => {
    const file = path.join(directory, "apps.conf");
    const options = ["--to", "nginx", "--tls-cert", "/c.pem", "--tls-key", "/k.pem", "--listen", "8443"];
    expect((await exported(...options, "-o", file)).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe((await exported(...options)).stdout);
    expect(readFileSync(file, "utf8")).toContain("listen 8443 ssl;");
  });

  it.each([
    [[], "export needs --to: caddy, nginx, envoy, traefik"],
    [["--to", "apache"], '--to "apache" is not one of caddy, nginx, envoy, traefik'],
    [["--to", "nginx", "--gateway", "x"], '--gateway: "x" is not of the form HOST:PORT'],
    [["--to", "nginx", "--tls-cert", "c.pem"], "--tls-cert and --tls-key belong together"],
    [["--to", "traefik", "--listen", "80"], "--listen: is for the other proxies"],
    [
      ["--to", "caddy", "--wildcard-access-url", "*.other.test"],
      "the manifest was compiled for the wildcard access URL",
    ],
  ])("refuses %j", async (options, message) => {
    const { code, stderr } = await exported(...options);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("gateway --decide-only", () => {
  it.each([
    [["--decide-only", "--trusted-peer", "x"], '--trusted-peer "x" is no address or network, like 10.0.0.0/8'],
    [["--trusted-peer", "10.0.0.0/33"], '--trusted-peer "10.0.0.0/33" is no address or network, like 10.0.0.0/8'],
    [["--decide-only", "--admin-listen", "127.0.0.1:0"], "--admin-listen has nothing to tell with --decide-only"],
  ])("refuses %j", async (options, message) => {
    const { code, stderr } = await templatecheck(["gateway", manifest, "--workspaces", "none.json", ...options]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
