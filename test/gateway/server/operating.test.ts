import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import tls from "node:tls";
import { describe, expect, it } from "vitest";
import { app, manifest, workspace } from "../setting.ts";
import { selfSigned } from "./certificate.ts";
import { ask, hostOf, listen, startApp, startBoth, startServer, stateOf, tokenOf } from "./harness.ts";

describe("/healthz, /readyz and /metrics", () => {
  const problem = { file: "workspaces.json", path: "/0/name", error: "is wrong" };

  it("are answered at hosts that aren't of apps", async () => {
    const { port, served } = await startBoth();
    expect(await ask(port, { host: "127.0.0.1", path: "/healthz" })).toMatchObject({ status: 200, body: "ok\n" });
    expect(JSON.parse((await ask(port, { host: "127.0.0.1", path: "/readyz" })).body)).toEqual({
      ready: true,
      reload: "current",
    });
    served.problems = [problem];
    expect(JSON.parse((await ask(port, { host: "127.0.0.1", path: "/readyz" })).body)).toEqual({
      ready: true,
      reload: "refused",
      problems: [problem],
    });
  });

  it("of an app are the app's", async () => {
    const { port, app: own } = await startBoth();
    for (const path of ["/healthz", "/readyz", "/metrics"]) await ask(port, { path });
    expect(own.seen.map(({ url }) => url)).toEqual(["/healthz", "/readyz", "/metrics"]);
  });

  it("tell nothing more to whom a proxy on this machine forwards", async () => {
    const { port, served } = await startBoth();
    served.problems = [problem];
    const headers = { "x-forwarded-for": "6.6.6.6" };
    expect((await ask(port, { host: "127.0.0.1", path: "/metrics", headers })).status).toBe(404);
    expect(JSON.parse((await ask(port, { host: "127.0.0.1", path: "/readyz", headers })).body)).toEqual({
      ready: true,
      reload: "refused",
    });
  });

  it("tell nothing more to a page whose name leads here", async () => {
    const { port, served } = await startBoth();
    served.problems = [problem];
    for (const host of ["evil.test", "127.0.0.1.evil.test:8080", "localhost.evil.test"]) {
      expect((await ask(port, { host, path: "/metrics" })).status).toBe(404);
      expect((await ask(port, { host, path: "/readyz" })).body).not.toContain("workspaces.json");
    }
    for (const host of ["localhost:8080", "[::1]:8080"]) {
      expect((await ask(port, { host, path: "/metrics" })).status).toBe(200);
    }
  });

  it("tell everything at an address of their own, and then only there", async () => {
    const adminListen = { host: "127.0.0.1", port: 0 };
    const { port, gateway } = await startBoth({ settings: { adminListen } });
    const admin = gateway.adminAddress?.port ?? 0;
    expect((await ask(port, { host: "127.0.0.1", path: "/metrics" })).status).toBe(404);
    expect((await ask(admin, { host: "127.0.0.1", path: "/metrics" })).status).toBe(200);
    expect((await ask(admin, { path: "/" })).status).toBe(404);
  });

  it("count what was decided", async () => {
    const { port } = await startBoth();
    await ask(port);
    await ask(port, { host: hostOf("nope") });
    await ask(port, { host: "x.test" });
    const { body, headers } = await ask(port, { host: "127.0.0.1", path: "/metrics" });
    expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const lines = body.split("\n");
    expect(lines).toContain('templatecheck_requests_total{outcome="forward",status="200"} 1');
    expect(lines).toContain('templatecheck_requests_total{outcome="sign-in",status="303"} 1');
    expect(lines).toContain('templatecheck_requests_total{outcome="not-found",status="404"} 1');
    expect(lines).toContain("templatecheck_request_duration_seconds_count 3");
    expect(lines).toContain("templatecheck_workspaces 1");
    for (const line of lines) expect(line).toMatch(/^(# (HELP|TYPE) |templatecheck_[a-z_]+(\{.*\})? [0-9.e+-]+$|$)/);
  });
});

describe("the access log", () => {
  it("has a line for every request, with what was decided", async () => {
    const { port, log } = await startBoth({ app: { share: "authenticated" } });
    await ask(port, { path: "/a?b=c", token: await tokenOf("bob") });
    expect(log).toMatchObject([
      {
        event: "request",
        client: "127.0.0.1",
        method: "GET",
        host: hostOf(),
        path: "/a",
        status: 200,
        outcome: "forward",
        reason: "any-signed-in",
        viewer: "bob",
        owner: "alice",
        workspace: "dev",
        target: "main/web",
      },
    ]);
  });

  it("can be left out", async () => {
    const { port, log } = await startBoth({ settings: { accessLog: false } });
    await ask(port);
    expect(log).toEqual([]);
  });
});

describe("a state that is exchanged", () => {
  it("holds from the next request on; what is under way goes on", async () => {
    let finish: () => void = () => {};
    const { port, served } = await startBoth({
      handler: (request, response) => {
        if (request.url !== "/slow") return void response.end("quick");
        response.write("a");
        finish = () => response.end("b");
      },
    });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    await ask(port, { agent });
    const slow = ask(port, { path: "/slow" });
    await expect.poll(() => String(finish)).toContain("response");
    served.state = stateOf([manifest([])], [workspace()]);
    expect((await ask(port, { agent })).status).toBe(303);
    finish();
    expect((await slow).body).toBe("ab");
    agent.destroy();
  });
});

describe("shutdown", () => {
  it("finishes what is active, and takes nothing new", async () => {
    let finish: () => void = () => {};
    const { port, gateway } = await startBoth({
      limits: { shutdownTimeout: 5_000 },
      handler: (_request, response) => {
        finish = () => response.end("done");
      },
    });
    const idle = new http.Agent({ keepAlive: true });
    const active = ask(port, { agent: idle });
    await expect.poll(() => String(finish)).toContain("response");
    const stopped = gateway.stop();
    await expect(ask(port)).rejects.toThrow();
    finish();
    expect(await active).toMatchObject({ status: 200, body: "done", headers: { connection: "close" } });
    await stopped;
    idle.destroy();
  });

  it("doesn't wait for what never ends", async () => {
    const { port, gateway } = await startBoth({ limits: { shutdownTimeout: 50 }, handler: () => {} });
    const never = ask(port);
    never.catch(() => {});
    await expect
      .poll(async () => (await ask(port, { host: "127.0.0.1", path: "/metrics" })).body)
      .toContain("templatecheck_active_requests 1\n");
    await gateway.stop();
    await expect(never).rejects.toThrow();
  });
});

describe("TLS", () => {
  const first = selfSigned("first.corp.test");

  function certificateAt(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = tls.connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => {
        resolve(String(socket.getPeerCertificate().subject.CN));
        socket.destroy();
      });
      socket.on("error", reject);
    });
  }

  it("is spoken with the given certificate, and with another one once it is there", async () => {
    const { port, gateway } = await startBoth({ settings: { tls: first } });
    expect(await certificateAt(port)).toBe("first.corp.test");
    gateway.setTls(selfSigned("second.corp.test"));
    expect(await certificateAt(port)).toBe("second.corp.test");
    const request = https.request({
      host: "127.0.0.1",
      port,
      headers: { host: hostOf() },
      agent: false,
      rejectUnauthorized: false,
    });
    request.end();
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    expect(response.statusCode).toBe(200);
    response.resume();
  });

  it("to an app isn't verified, as in Coder", async () => {
    const server = https.createServer(first, (request, response) => response.end(request.url));
    const upstream = { scheme: "https", port: await listen(server), path: "/", query: null } as const;
    const { port } = await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
    expect(await ask(port, { path: "/x" })).toMatchObject({ status: 200, body: "/x" });
  });

  it("isn't spoken by an app that speaks HTTP, nor the other way round: 502", async () => {
    const { port: plain } = await startApp();
    const upstream = { scheme: "https", port: plain, path: "/", query: null } as const;
    const { port } = await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
    expect((await ask(port)).status).toBe(502);
  });
});

describe("answers about a workspace", () => {
  it("are given to whom it is open, with Coder's statuses", async () => {
    const records = [
      workspace({ name: "off", state: "stopped", id: null }),
      workspace({ name: "gone", agents: new Map([["main", { address: "127.0.0.1", status: "timeout" }]]), id: null }),
    ];
    const { port } = await startServer({
      manifests: [manifest([app({ slug: "web" })])],
      workspaces: records,
    });
    const token = await tokenOf("alice");
    const answers = [];
    for (const name of ["off", "gone"]) answers.push(await ask(port, { host: hostOf("web", name), token }));
    expect(answers.map(({ status }) => status)).toEqual([400, 404]);
    expect(answers.map(({ body }) => /<h1>(.*)<\/h1>/.exec(body)?.[1])).toEqual([
      "Workspace offline",
      "Agent not connected",
    ]);
    expect((await ask(port, { host: "7--main--off--alice--apps.corp.test", token })).status).toBe(400);
    expect((await ask(port, { host: hostOf("web", "off") })).status).toBe(303);
  });
});
