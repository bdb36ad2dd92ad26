import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PageFiles } from "../../src/cli/playground/files.ts";
import { type PageResponse, respond, typeOf } from "../../src/cli/playground/respond.ts";
import { directoryWith, run } from "./harness.ts";

const files: PageFiles = new Map(
  ["index.html", "main-AB.js", "style.css", "icon.svg"].map((name) => [name, new TextEncoder().encode(name)]),
);

function ask(target: string, method = "GET", host: string | undefined = "127.0.0.1:4880"): PageResponse {
  return respond({ method, target, host }, files, 4880);
}

function textOf({ body }: PageResponse): string {
  return new TextDecoder().decode(body);
}

describe("the server of the playground", () => {
  it("has the page and its files, with their types", () => {
    expect(textOf(ask("/"))).toBe("index.html");
    expect(textOf(ask("/main-AB.js?x=1"))).toBe("main-AB.js");
    expect(ask("/style.css").headers["Content-Type"]).toBe("text/css; charset=utf-8");
    expect(ask("/").headers["Content-Type"]).toBe("text/html; charset=utf-8");
    expect(ask("/icon.svg").headers["Content-Type"]).toBe("image/svg+xml");
    expect(typeOf("x")).toBe("application/octet-stream");
  });

  it("answers HEAD without a body, and no other method", () => {
    const head = ask("/", "HEAD");
    expect([head.status, head.body.length, head.headers["Content-Length"]]).toEqual([200, 0, "10"]);
    for (const method of ["POST", "PUT", "OPTIONS", "TRACE", "get", ""]) {
      expect([ask("/", method).status, ask("/", method).headers.Allow]).toEqual([405, "GET, HEAD"]);
    }
  });

  it.each([
    "/../package.json",
    "/%2e%2e/package.json",
    "//main-AB.js",
    "/./main-AB.js",
    "/main-AB.js/",
    "/..\\x",
    "/constructor",
  ])("has nothing at %s", (target) => {
    expect(ask(target).status).toBe(404);
  });

  it.each(["", "*", "http://127.0.0.1:4880/", "x"])("doesn't know the target %j", (target) => {
    expect(ask(target).status).toBe(400);
  });

  it("is nobody else's address", () => {
    for (const host of ["127.0.0.1:4880", "localhost:4880", "LOCALHOST:4880", "[::1]:4880"]) {
      expect(ask("/", "GET", host).status).toBe(200);
    }
    for (const host of ["evil.example.com:4880", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example.com:4880", ""]) {
      expect(ask("/", "GET", host).status).toBe(421);
    }
    expect(respond({ method: "GET", target: "/", host: undefined }, files, 4880).status).toBe(421);
    expect(respond({ method: "GET", target: "/", host: "localhost" }, files, 80).status).toBe(200);
  });

  it("forbids the page everything but its own files", () => {
    for (const answer of [ask("/"), ask("/nothing"), ask("/", "POST"), ask("/", "GET", "x")]) {
      expect(answer.headers["Content-Security-Policy"]).toMatch(
        /^default-src 'none'; .*connect-src 'none'.*frame-ancestors 'none'$/,
      );
      expect(answer.headers["X-Content-Type-Options"]).toBe("nosniff");
    }
    const [, policy] =
      /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(
        readFileSync("src/playground/index.html", "utf8"),
      ) ?? [];
    expect(ask("/").headers["Content-Security-Policy"]).toBe(`${policy}; frame-ancestors 'none'`);
  });
});

describe("the command", () => {
  it.each([
    [["--port", "x"], '--port "x" is no port'],
    [["--port", "65536"], "is no port"],
    [["--port", "1", "-o", "x"], "--port is for serving"],
    [[], "no playground beside it"],
  ])("%j is told what is wrong", async (options, reason) => {
    const { code, stderr } = await run(["playground", ...options], { cwd: directoryWith({}) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(reason) });
  });
});
