import http from "node:http";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { answerOf, HealthChecks } from "../../../src/gateway/server/health-checks.ts";
import { app, manifest, workspace } from "../setting.ts";
import { listen, stateOf } from "./harness.ts";

async function server(handler: http.RequestListener): Promise<number> {
  return await listen(http.createServer(handler));
}

describe("a health check", () => {
  it("takes any answer below 500 for healthy, and asks the agent's address whatever the url's host is", async () => {
    const port = await server((request, response) => {
      response.statusCode = Number(request.url?.slice(1));
      response.end(request.headers.host);
    });
    for (const status of [200, 204, 404, 500, 503]) {
      expect(await answerOf(`http://elsewhere.test:${port}/${status}`, "127.0.0.1", 1_000)).toBe(status);
    }
  });

  it("follows redirects within the same host and port only", async () => {
    const asked: string[] = [];
    const port = await server((request, response) => {
      asked.push(request.url ?? "");
      const to: Record<string, string> = { "/a": "/b", "/away": `http://evil.test:${port}/b`, "/loop": "/loop" };
      const location = to[request.url ?? ""];
      if (location !== undefined) response.setHeader("Location", location);
      response.statusCode = location === undefined ? 503 : 302;
      response.end();
    });
    const url = `http://localhost:${port}`;
    expect(await answerOf(`${url}/a`, "127.0.0.1", 1_000)).toBe(503);
    expect(await answerOf(`${url}/away`, "127.0.0.1", 1_000)).toBe(302);
    expect(asked).toEqual(["/a", "/b", "/away"]);
    expect(await answerOf(`${url}/loop`, "127.0.0.1", 1_000)).toBeNull();
  });

  it.each([
    ["an app that isn't there", "http://localhost:9/"],
    ["no url", "localhost"],
    ["another scheme", "ftp://localhost/"],
    ["a url that is none", "http://[/"],
  ])("fails with %s", async (_name, url) => {
    expect(await answerOf(url, "127.0.0.1", 500)).toBeNull();
  });

  it("fails with an app that doesn't answer in time", async () => {
    const port = await server(() => {});
    expect(await answerOf(`http://localhost:${port}/`, "127.0.0.1", 50)).toBeNull();
  });

  it("is repeated: one answer makes it healthy, one failure more than the threshold unhealthy", async () => {
    let status = 200;
    const port = await server((_request, response) => {
      response.statusCode = status;
      response.end();
    });
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const healthcheck = { url: `http://localhost:${port}/`, interval: 1, threshold: 1 };
    const idle = { url: `http://localhost:${port}/`, interval: 0, threshold: 1 };
    const apps = [
      { ...app({ slug: "web" }), healthcheck },
      { ...app({ slug: "never" }), healthcheck: idle },
    ];
    const checks = new HealthChecks();
    const state = stateOf([manifest(apps)], [workspace(), workspace({ name: "off", state: "stopped", id: null })]);
    checks.start(state);
    const states = (): readonly string[] => checks.readings.map(({ app: id, state: health }) => `${id} ${health}`);
    expect(states()).toEqual(["main/web initializing", "main/never initializing"]);
    const next = async (): Promise<void> => {
      vi.advanceTimersByTime(1_000);
      await new Promise((resolve) => setTimeout(resolve, 60));
    };
    await next();
    expect(states()[0]).toBe("main/web healthy");
    status = 500;
    await next();
    expect(states()[0]).toBe("main/web healthy");
    checks.start(state);
    await next();
    expect(states()[0]).toBe("main/web unhealthy");
    checks.start(stateOf([manifest([])], [workspace()]));
    expect(states()).toEqual([]);
    checks.stop();
  });
});
