import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { directoryWith, inShell, program, templatecheck } from "./program.ts";

interface Served {
  readonly address: URL;
  readonly child: ChildProcess;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

async function serve(): Promise<Served> {
  const child = spawn(program, ["playground", "--port", "0"], { env: { PATH: process.env.PATH ?? "" } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise<number | string | null>((resolve) =>
    child.on("exit", (code, signal) => resolve(code ?? signal)),
  );
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(String(data)));
    child.once("exit", () => reject(new Error("it ended")));
  });
  expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
  return { address: new URL(line.trim()), child, ended };
}

/** As it is: `fetch` would tidy up the path, and name the host itself. */
function ask(
  { hostname, port, host }: URL,
  target: string,
  given: { readonly method?: string; readonly host?: string } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host: given.host ?? host };
    const asked = request({ hostname, port, path: target, method: given.method ?? "GET", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on("error", reject).end();
  });
}

describe("playground", () => {
  it("serves the page on this machine until it is told to end", async () => {
    const { address, child, ended } = await serve();
    const response = await fetch(address);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const page = await response.text();
    for (const [, file = ""] of page.matchAll(/(?:src|href)="([^"#]+)"/g)) {
      const own = await fetch(new URL(file, address));
      expect([file, own.status, (await own.arrayBuffer()).byteLength > 0]).toEqual([file, 200, true]);
    }
    expect((await fetch(new URL("compiler.js", address))).headers.get("content-type")).toContain("text/javascript");
    expect(await ask(address, "/../package.json")).toBe(404);
    expect(await ask(address, "/%2e%2e/index.js")).toBe(404);
    expect(await ask(address, "/", { method: "POST" })).toBe(405);
    expect(await ask(address, "/", { method: "HEAD" })).toBe(200);
    expect(await ask(address, "/", { host: "evil.example.com" })).toBe(421);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("ends at an interrupt, with a connection open", async () => {
    const { address, child, ended } = await serve();
    await fetch(address, { headers: { connection: "keep-alive" } });
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it("ends when nobody reads its address", () => {
    const { status } = inShell(
      'timeout 20 "$0" playground --port 0 | true; exit "${PIPESTATUS[0]}"',
      directoryWith({}),
    );
    expect(status === 0 || status === 141).toBe(true);
  });

  it("says that a port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once("listening", resolve));
    const bound = other.address();
    const port = typeof bound === "object" && bound ? bound.port : 0;
    const { status, stderr } = templatecheck(["playground", "--port", String(port)], { cwd: directoryWith({}) });
    expect(status).toBe(2);
    expect(stderr).toContain(`cannot listen at 127.0.0.1:${port}: something else listens there`);
  });

  it("writes a page that has everything it names, the same each time", () => {
    const cwd = directoryWith({});
    for (const name of ["one", "two/three"]) {
      const { status, stdout } = templatecheck(["playground", "-o", name], { cwd });
      expect([status, stdout]).toEqual([0, expect.stringMatching(/^wrote \d+ files to /)]);
    }
    const names = readdirSync(path.join(cwd, "one"));
    expect(names).toContain("index.html");
    for (const name of names) {
      const text = readFileSync(path.join(cwd, "one", name), "utf8");
      expect(readFileSync(path.join(cwd, "two/three", name), "utf8")).toBe(text);
      if (!/\.(js|html)$/.test(name) || name === "compiler.js") continue;
      for (const [, file = ""] of text.matchAll(/["'](?:\.\/)?([\w-]+\.(?:js|css|svg))["']/g)) {
        expect([name, file, existsSync(path.join(cwd, "one", file))]).toEqual([
          name,
          file,
          !file.startsWith("generated"),
        ]);
      }
    }
  });
});
