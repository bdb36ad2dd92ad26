import { describe, expect, it, onTestFinished } from "vitest";
import { createGateway } from "../../../src/gateway/decide.ts";
import { startDecider } from "../../../src/gateway/server/decide-only.ts";
import { createIdentity } from "../../../src/gateway/server/identity.ts";
import { defaultLimits, type Entry } from "../../../src/gateway/server/settings.ts";
import { TrustedPeers } from "../../../src/gateway/server/trusted-peers.ts";
import type { WorkspaceRecord } from "../../../src/gateway/viewer.ts";
import { app, manifest, workspace } from "../setting.ts";
import { audience, issuer, raw, statuses, tokenOf } from "./harness.ts";

const secret = new TextEncoder().encode("a secret of thirty-two bytes, at least");

interface Decider {
  readonly ask: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly log: readonly Entry[];
  readonly port: number;
}

function peers(networks: readonly string[]): TrustedPeers {
  const read = TrustedPeers.of(networks);
  if ("wrong" in read) throw new Error(read.wrong);
  return read.peers;
}

async function decider(trusted = peers([]), record: Partial<WorkspaceRecord> = {}): Promise<Decider> {
  const apps = [
    app({ slug: "web" }),
    app({ slug: "pub", share: "public", upstream: { scheme: "https", port: 8443, path: "/base", query: null } }),
  ];
  const made = createGateway([manifest(apps)], [workspace(record)]);
  if (!made.ok) throw new Error("no gateway");
  const log: Entry[] = [];
  const running = await startDecider(
    {
      listen: { host: "127.0.0.1", port: 0 },
      adminListen: null,
      tls: null,
      signIn: { cookie: "session", url: null },
      limits: defaultLimits,
      accessLog: true,
      log: (entry) => log.push(entry),
    },
    {
      state: { gateway: made.gateway, manifests: [manifest(apps)], workspaces: [workspace(record)] },
      identity: createIdentity({ issuer, audience, key: { kind: "secret", secret } }),
      problems: [],
      reloads: { taken: 0, refused: 0 },
    },
    trusted,
  );
  onTestFinished(async () => {
    const stopped = running.stop();
    await running.stop();
    await stopped;
  });
  const base = `http://127.0.0.1:${running.address.port}`;
  return {
    ask: (path, headers = {}) => fetch(base + path, { headers: { ...headers }, redirect: "manual" }),
    log,
    port: running.address.port,
  };
}

const about = (host: string, uri = "/x?y=1", more: Readonly<Record<string, string>> = {}) => ({
  "x-forwarded-method": "GET",
  "x-forwarded-host": host,
  "x-forwarded-uri": uri,
  "x-forwarded-proto": "https",
  ...more,
});

const web = "web--dev--alice--apps.corp.test";
const pub = "pub--dev--alice--apps.corp.test";

function said(answer: Response): Readonly<Record<string, string>> {
  const own = [...answer.headers].filter(([name]) => name.startsWith("x-templatecheck-"));
  return Object.fromEntries(own.map(([name, value]) => [name.slice("x-templatecheck-".length), value]));
}

describe("what is forwarded", () => {
  it("is said completely", async () => {
    const { ask, log } = await decider();
    const cookie = `a=1; session=${await tokenOf("alice")}; coder_session_token=x`;
    const answer = await ask("/decide", about(web, "/a$b{c}?d", { cookie, authorization: "Basic eA==" }));
    expect(answer.status).toBe(200);
    expect(said(answer)).toEqual({
      decision: "forward",
      scheme: "http",
      address: "127.0.0.1:31880",
      uri: "/a$b%7Bc%7D?d",
      pattern: "/a$$b%7Bc%7D",
      cookie: "a=1",
      authorization: "Basic eA==",
      cors: "strip",
      "allow-origin": "",
      "allow-credentials": "",
      vary: "Origin",
      "cache-control": "private",
    });
    expect(log).toMatchObject([{ event: "decision", outcome: "forward", viewer: "alice", path: "/a$b{c}" }]);
  });

  it("is only what is there for nginx", async () => {
    const { ask } = await decider();
    const origin = "https://web--dev--alice--apps.corp.test";
    const answer = await ask("/verdict", about(pub, "/x", { origin }));
    expect(answer.status).toBe(204);
    expect(said(answer)).toEqual({
      decision: "forward",
      scheme: "https",
      address: "127.0.0.1:8443",
      uri: "/base/x",
      pattern: "/base/x",
      cors: "strip",
      "allow-origin": origin,
      "allow-credentials": "true",
      vary: "Origin",
    });
  });

  it("has an IPv6 address in brackets", async () => {
    const agents = new Map([["main", { address: "2001:db8::1", status: "connected" } as const]]);
    const { ask } = await decider(peers([]), { agents });
    expect(said(await ask("/decide", about(pub)))).toMatchObject({ address: "[2001:db8::1]:8443" });
  });

  it("is no answer", async () => {
    const { ask } = await decider();
    const answer = await ask("/answer", about(pub));
    expect([answer.status, said(answer)]).toEqual([503, {}]);
  });
});

describe("what is refused", () => {
  it("is the client's answer", async () => {
    const { ask } = await decider();
    const answer = await ask("/decide", about(web));
    expect([answer.status, said(answer)]).toEqual([303, {}]);
    expect(answer.headers.get("location")).toMatch(/^https:\/\/coder\.corp\.test\//);
    expect((await ask("/decide", about("nonsense--apps.corp.test"))).status).toBe(400);
    expect((await ask("/decide", about("elsewhere.test"))).status).toBe(404);
  });

  it("is 403 for nginx, which asks for the answer", async () => {
    const { ask } = await decider();
    const verdict = await ask("/verdict", about(web));
    expect([verdict.status, await verdict.text(), verdict.headers.get("location")]).toEqual([403, "", null]);
    expect((await ask("/answer", about(web))).status).toBe(303);
  });

  it("is never 200 for Envoy, not even a preflight", async () => {
    const { ask } = await decider();
    const preflight = {
      "x-forwarded-method": "OPTIONS",
      origin: `https://${pub}`,
      "access-control-request-method": "PUT",
    };
    const other = await ask("/decide", about(web, "/", preflight));
    expect([other.status, other.headers.get("access-control-allow-methods"), said(other)]).toEqual([200, "PUT", {}]);
    const { "x-forwarded-method": _, ...own } = preflight;
    const { request } = await import("node:http");
    const port = Number(new URL(other.url).port);
    const status = await new Promise((done) => {
      const headers = { host: web, "x-forwarded-proto": "https", ...own };
      request({ host: "127.0.0.1", port, path: "/envoy/", method: "OPTIONS", headers, agent: false }, (got) => {
        got.resume();
        done([got.statusCode, got.headers["access-control-allow-methods"]]);
      }).end();
    });
    expect(status).toEqual([204, "PUT"]);
  });

  it.each([
    ["nothing is asked", "/decide", {}],
    ["another path is asked for", "/", about(pub)],
    ["two hosts are asked about", "/decide", about(`${pub}, ${web}`)],
    ["a host has a user", "/decide", about(`a@${pub}`)],
  ])("is all where %s", async (_, path, headers) => {
    const { ask } = await decider();
    const answer = await ask(path, headers);
    expect([answer.status, said(answer)]).toEqual([400, {}]);
  });

  it("is an address that is too long", async () => {
    const { ask } = await decider();
    expect((await ask("/decide", about(pub, `/${"x".repeat(20_000)}`))).status).toBe(414);
  });
});

describe("who may ask", () => {
  it("is this machine and the networks that are named", () => {
    const trusted = peers(["10.0.0.0/8", "2001:db8::/32", "192.0.2.7"]);
    const known = ["127.0.0.1", "::1", "10.1.2.3", "2001:db8::9", "192.0.2.7"];
    expect(known.filter((address) => !trusted.hasOrIsLocal(address))).toEqual([]);
    expect(
      ["11.0.0.1", "192.0.2.8", "2001:db9::1", "", "x"].filter((address) => trusted.hasOrIsLocal(address)),
    ).toEqual([]);
    expect(peers([]).has("10.1.2.3")).toBe(false);
  });

  it.each(["", "x", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/8/8", "10.0.0.0/"])("isn't %j", (network) => {
    expect(TrustedPeers.of([network])).toEqual({ wrong: network });
  });

  it("is nobody else", async () => {
    class Nobody extends TrustedPeers {
      override hasOrIsLocal(): boolean {
        return false;
      }
    }
    const { ask } = await decider(new Nobody());
    const answer = await ask("/decide", about(pub));
    expect([answer.status, said(answer)]).toEqual([403, {}]);
    expect((await ask("/healthz")).status).toBe(200);
  });
});

it("tells of itself", async () => {
  const { ask, port } = await decider();
  await ask("/decide", about(pub));
  expect(await (await ask("/readyz")).json()).toMatchObject({ ready: true });
  expect(await (await ask("/metrics")).text()).toContain(
    'templatecheck_requests_total{outcome="forward",status="200"} 1',
  );
  const rebound = await raw(port, "GET /metrics HTTP/1.1\r\nHost: evil.test\r\n\r\n");
  expect(statuses(rebound)).toEqual([404]);
});
