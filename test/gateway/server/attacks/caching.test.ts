import { describe, expect, it } from "vitest";
import { accessUrl } from "../../setting.ts";
import { ask, hostOf, startBoth, tokenOf } from "../harness.ts";

describe("private-caching: caches between", () => {
  it.each([
    [undefined, "private"],
    ["public, max-age=60", "max-age=60, private"],
    ["s-maxage=60", "private"],
    ["max-age=60, S-MaxAge = 5, immutable", "max-age=60, immutable, private"],
    ["no-store", "no-store"],
    ["private", "private"],
    ['private="set-cookie, x"', "private, no-cache"],
    ["no-cache", "no-cache, private"],
  ])("keep nothing that isn't public: %s becomes %s", async (given, kept) => {
    const { port } = await startBoth({
      app: { share: "authenticated" },
      handler: (_request, response) => {
        if (given !== undefined) response.setHeader("Cache-Control", given);
        response.setHeader("CDN-Cache-Control", "max-age=60");
        response.setHeader("Cloudflare-CDN-Cache-Control", "max-age=60");
        response.setHeader("Surrogate-Control", "max-age=60");
        response.end();
      },
    });
    const { headers } = await ask(port, { token: await tokenOf("alice") });
    expect(headers["cache-control"]).toBe(kept);
    expect(Object.keys(headers).filter((name) => /cdn|surrogate/.test(name))).toEqual([]);
  });

  it("keep what is public as its app says", async () => {
    const { port } = await startBoth({
      handler: (_request, response) => response.setHeader("Cache-Control", "public, max-age=60").end(),
    });
    expect((await ask(port)).headers["cache-control"]).toBe("public, max-age=60");
  });

  it("know that an answer depends on who asks from where", async () => {
    const { port } = await startBoth({ handler: (_request, response) => response.setHeader("Vary", "Accept").end() });
    for (const origin of ["https://evil.test", `https://${hostOf("other")}`, undefined]) {
      const headers = origin === undefined ? {} : { origin };
      expect((await ask(port, { headers })).headers.vary).toBe("Accept, Origin");
    }
    const byPath = await startBoth({ app: { method: "path", share: "owner" } });
    const token = await tokenOf("alice");
    const answer = await ask(byPath.port, { host: new URL(accessUrl).host, path: "/@alice/dev/apps/web/", token });
    expect(answer.headers.vary).toBe("Origin, Cookie");
  });

  it("keep nothing that the gateway says itself", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const own = [
      await ask(port),
      await ask(port, { token: await tokenOf("bob") }),
      await ask(port, { host: "none.test" }),
      await ask(port, { host: "x--apps.corp.test" }),
      await ask(port, { host: "coder-logout--apps.corp.test" }),
      await ask(port, { method: "OPTIONS", headers: { "access-control-request-method": "GET" } }),
      await ask(port, { path: `/${"a".repeat(20_000)}` }),
    ];
    expect(own.map(({ status }) => status)).toEqual([303, 404, 404, 400, 303, 200, 414]);
    for (const { headers } of own) expect(headers["cache-control"]).toBe("no-store");
  });

  it("aren't told another host by the address, the host of a header or a method", async () => {
    const { port, app } = await startBoth();
    const headers = { "x-forwarded-host": "evil.test", "x-http-method-override": "DELETE", "x-original-url": "/admin" };
    await ask(port, { headers });
    expect(app.seen).toMatchObject([{ method: "GET", url: "/" }]);
    expect(JSON.stringify(app.seen)).not.toContain("evil.test");
  });
});

describe("service-worker-scope: a script of a path app", () => {
  it("can't take over the addresses of others", async () => {
    const { port } = await startBoth({
      app: { method: "path", share: "owner" },
      handler: (_request, response) => {
        response.setHeader("Clear-Site-Data", "*").setHeader("NEL", "{}").setHeader("Report-To", "{}");
        response.setHeader("Service-Worker-Allowed", "/").end();
      },
    });
    const token = await tokenOf("alice");
    const answer = await ask(port, { host: new URL(accessUrl).host, path: "/@alice/dev/apps/web/", token });
    expect(answer.status).toBe(200);
    for (const name of ["service-worker-allowed", "clear-site-data", "nel", "report-to"]) {
      expect(answer.headers).not.toHaveProperty(name);
    }
  });
});
