/** What any front of the gateway has to do, whichever program it is: one scenario for the reference server and the proxies. */

import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { SignJWT } from "jose";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Manifest } from "../../src/manifest/types.ts";
import { agentNamed, app, manifest } from "../gateway/setting.ts";
import { type Apps, type Asked, portOf } from "./echoing-apps.ts";

export const accessUrl = "http://coder.corp.test";
export const wildcard = "*.apps.corp.test";
export const secret = "a shared secret of at least thirty-two bytes";
export const issuer = "https://sso.corp.test";
export const audience = "templatecheck";
export const cookieName = "corp_session";

export interface Setting {
  readonly manifests: readonly Manifest[];
  /** As in a file. */
  readonly workspaces: readonly object[];
}

export function settingOf(apps: Apps): Setting {
  const [http, https] = [portOf(apps.http), portOf(apps.https)];
  const upstream = (at: string, query: string | null = null) =>
    ({ scheme: "http", port: http, path: at, query }) as const;
  const deployment = { ...manifest([]).deployment, accessUrl, wildcardAccessUrl: wildcard };
  const desk = manifest(
    [
      app({ slug: "web", upstream: upstream("/") }),
      app({ slug: "base", upstream: upstream("/below/it/"), share: "public" }),
      app({ slug: "folder", upstream: upstream("/", "folder=/home"), share: "public" }),
      app({ slug: "team", upstream: upstream("/"), share: "organization" }),
      app({ slug: "known", upstream: upstream("/"), share: "authenticated" }),
      app({ slug: "pub", upstream: upstream("/"), share: "public" }),
      app({ slug: "secure", upstream: { scheme: "https", port: https, path: "/", query: null }, share: "public" }),
      app({ slug: "files", upstream: upstream("/"), method: "path" }),
    ],
    { deployment, template: { name: "desk", digest: "sha256:1", sources: [] } },
  );
  const open = manifest([app({ slug: "api", upstream: upstream("/"), share: "public" })], {
    deployment,
    template: { name: "open", digest: "sha256:2", sources: [] },
    agents: [agentNamed("main")],
    cors: { behavior: "passthru" },
  });
  const agents = { main: { address: "127.0.0.1", status: "connected" } };
  const record = (owner: string, name: string, more: object = {}): object => ({
    template: { name: "desk" },
    owner: { name: owner, id: `id-${owner}` },
    organization: "corp",
    name,
    state: "running",
    agents,
    ...more,
  });
  return {
    manifests: [desk, open],
    workspaces: [
      record("alice", "dev", {
        portShares: [
          { agent: "main", port: http, protocol: "http", level: "public" },
          { agent: "main", port: https, protocol: "https", level: "authenticated" },
        ],
        access: { "user:dora": "use" },
      }),
      record("alice", "stopped", { state: "stopped" }),
      record("bob", "dev"),
      record("alice", "open", { template: { name: "open" } }),
    ],
  };
}

/** Signed as the deployment's sign-in signs; the user `mallory` has a token that another key signed. */
export async function tokenOf(user: string): Promise<string> {
  const organizations = ["alice", "bob"].includes(user) ? ["corp"] : ["other"];
  const key = user === "mallory" ? "another secret that is also thirty-two bytes long" : secret;
  return await new SignJWT({ username: user, organizations })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(`id-${user}`)
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(key));
}

export interface Front {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Whether it leaves what an app said of `Vary`, cookies and caches as exactly as the reference server. */
  readonly kind: "reference" | "proxy" | "traefik";
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Of one name, each line. */
  readonly lines: (name: string) => readonly string[];
  readonly body: string;
}

interface Given {
  readonly method?: string;
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

export async function ask(front: Front, url: string, given: Given = {}): Promise<Answer> {
  const { method = "GET", as, headers = {}, body } = given;
  const match = /^([^/]+)(.*)$/.exec(url);
  const [, host = "", uri = ""] = match ?? [];
  const { cookie: own, ...others } = headers;
  const session = as === undefined ? [] : [`${cookieName}=${await tokenOf(as)}`];
  // Node says no length of a body that a method needn't have.
  const framed = body === undefined || "transfer-encoding" in others;
  const length = framed ? {} : { "content-length": Buffer.byteLength(body) };
  const cookie = [...[own ?? []].flat(), ...session].join("; ");
  return await new Promise((done, failed) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port: front.port,
        method,
        path: uri,
        agent: false,
        headers: { host, ...length, ...(cookie && { cookie }), ...(others as Record<string, string | string[]>) },
      },
      (got) => {
        const parts: Buffer[] = [];
        got.on("data", (part: Buffer) => parts.push(part));
        got.on("end", () => {
          const lines = (name: string): readonly string[] =>
            got.rawHeaders.flatMap((text, at) =>
              at % 2 === 0 && text.toLowerCase() === name ? [got.rawHeaders[at + 1] ?? ""] : [],
            );
          done({ status: got.statusCode ?? 0, headers: got.headers, lines, body: Buffer.concat(parts).toString() });
        });
      },
    );
    sent.on("error", failed);
    sent.end(body);
  });
}

/** What the app was asked; fails where none was. */
function askedBack(answer: Answer): Asked {
  expect(answer.headers["content-type"], `${answer.status} ${answer.body.slice(0, 200)}`).toBe("application/json");
  return JSON.parse(answer.body);
}

const web = "web--dev--alice.apps.corp.test";
const pub = "pub--dev--alice.apps.corp.test";
const api = "api--open--alice.apps.corp.test";

/** Registers the scenario's tests for a server that `front` answers with. */
export function scenario(front: () => Front, apps: () => Apps): void {
  const get = (url: string, given?: Given): Promise<Answer> => ask(front(), url, given);
  const isReference = (): boolean => front().kind === "reference";

  /** Braces may not stand in a URI, and some encode them. Traefik makes an ampersand of a semicolon. */
  const shown = (url: string): string => {
    if (isReference()) return url;
    const plain = url.replaceAll("%7B", "{").replaceAll("%7D", "}");
    return front().kind === "traefik" ? plain.replaceAll(";", "&") : plain;
  };

  it.each([
    [`${web}/`, "/"],
    [`${web}/a%2Fb/c%20d/~e/?x=%20y&z=1+2&q`, "/a%2Fb/c%20d/~e/?x=%20y&z=1+2&q"],
    [`${web}/a$1$$b/{host}/x`, "/a$1$$b/%7Bhost%7D/x"],
    [`${web}/x?a={http.request.host}&b=$1&c=%7Bd%7D`, "/x?a={http.request.host}&b=$1&c=%7Bd%7D"],
    [`${web}/a//b/./c?`, "/a//b/./c?"],
    [`${web}/%C3%BC?%3Fq=%26;x=[1]`, "/%C3%BC?%3Fq=%26;x=[1]"],
    ["base--dev--alice.apps.corp.test/x?y", "/below/it/x?y"],
    ["base--dev--alice.apps.corp.test/x/../y", "/below/it/y"],
    ["folder--dev--alice.apps.corp.test/x", "/x"],
    ["web--main--dev--alice.apps.corp.test/x", "/x"],
    ["coder.corp.test/@alice/dev/apps/files/x%2Fy?z", "/x%2Fy?z"],
    ["coder.corp.test/@alice/dev.main/apps/files/", "/"],
  ])("forwards %s as it was asked", async (url, expected) => {
    const { url: got } = askedBack(await get(url, { as: "alice" }));
    expect(shown(got)).toBe(shown(expected));
  });

  it("forwards methods and bodies", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const got = askedBack(await get(`${web}/x`, { as: "alice", method, body: "a body" }));
      expect([got.method, got.body]).toEqual([method, "a body"]);
    }
    const chunked = await get(`${web}/x`, {
      as: "alice",
      method: "POST",
      body: "x".repeat(200_000),
      headers: { "transfer-encoding": "chunked" },
    });
    expect(askedBack(chunked).body).toHaveLength(200_000);
    const head = await get(`${web}/x`, { as: "alice", method: "HEAD" });
    expect([head.status, head.headers["content-type"], head.body]).toEqual([200, "application/json", ""]);
    expect(askedBack(await get(`${web}/x`, { as: "alice", method: "OPTIONS" })).method).toBe("OPTIONS");
  });

  it("hands on the app's status", async () => {
    for (const status of [201, 400, 401, 403, 404, 500, 503]) {
      const answer = await get(`${web}/?status=${status}`, { as: "alice" });
      expect([answer.status, askedBack(answer).url]).toEqual([status, `/?status=${status}`]);
    }
  });

  it("reaches ports by the protocol that is shared", async () => {
    const { http, https } = apps();
    const port = (text: string): string => `${text}--main--dev--alice.apps.corp.test/`;
    expect(askedBack(await get(port(`${portOf(http)}`))).port).toBe(portOf(http));
    expect(askedBack(await get(port(`${portOf(https)}s`), { as: "bob" })).port).toBe(portOf(https));
    expect((await get(port(`${portOf(https)}s`))).status).toBe(303);
    expect((await get(port(`${portOf(http)}s`), { as: "bob" })).status).toBe(404);
  });

  it("reaches apps that speak HTTPS", async () => {
    expect(askedBack(await get("secure--dev--alice.apps.corp.test/x")).port).toBe(portOf(apps().https));
  });

  it("sends to the app's query", async () => {
    const answer = await get("folder--dev--alice.apps.corp.test/");
    expect([answer.status, answer.headers.location]).toEqual([307, "/?folder=/home"]);
  });

  it.each([
    ["web", { alice: 200, dora: 200, bob: 404, carol: 404, mallory: 303, nobody: 303 }],
    ["team", { alice: 200, dora: 200, bob: 200, carol: 404, mallory: 303, nobody: 303 }],
    ["known", { alice: 200, dora: 200, bob: 200, carol: 200, mallory: 303, nobody: 303 }],
    ["pub", { alice: 200, dora: 200, bob: 200, carol: 200, mallory: 200, nobody: 200 }],
    ["absent", { alice: 404, bob: 404, mallory: 303, nobody: 303 }],
  ])("opens %s to whom it is shared with", async (slug, statuses) => {
    for (const [user, status] of Object.entries(statuses)) {
      const answer = await get(`${slug}--dev--alice.apps.corp.test/`, user === "nobody" ? {} : { as: user });
      expect([user, answer.status]).toEqual([user, status]);
    }
  });

  it("opens path apps to their owner", async () => {
    const url = "coder.corp.test/@alice/dev/apps/files/";
    expect((await get(url, { as: "alice" })).status).toBe(200);
    expect((await get(url, { as: "bob" })).status).toBe(404);
    expect((await get(url)).status).toBe(303);
  });

  it("tells nobody whether something private exists", async () => {
    const seen = async (url: string, given: Given): Promise<readonly unknown[]> => {
      const { status, body, headers } = await get(url, given);
      const names = Object.keys(headers).sort();
      return [status, body, names];
    };
    for (const given of [{ as: "carol" }, {}]) {
      expect(await seen(`${web}/`, given)).toEqual(await seen("web--none--alice.apps.corp.test/", given));
      expect(await seen(`${web}/`, given)).toEqual(await seen("none--dev--alice.apps.corp.test/", given));
    }
  });

  it("leads to the sign-in with the way back", async () => {
    const answer = await get(`${web}/x?y=1&z=2`, { headers: { accept: "text/html" } });
    expect(answer.status).toBe(303);
    const location = new URL(answer.headers.location ?? "");
    expect(location.origin).toBe(accessUrl);
    expect(location.searchParams.get("redirect_uri")).toContain(`http://${web}/x?y=1&z=2`);
  });

  it.each([
    ["other.corp.example/", 404],
    ["nonsense.apps.corp.test/", 400],
    ["8080--dev--alice.apps.corp.test/", 400],
    ["web--stopped--alice.apps.corp.test/", 400],
  ])("refuses %s", async (url, status) => {
    const answer = await get(url, { as: "alice" });
    // A proxy need not have a server for hosts that aren't the gateway's.
    if (url.startsWith("other") && !isReference()) expect(answer.headers["content-type"]).not.toBe("application/json");
    else expect(answer.status).toBe(status);
  });

  it("lets an owner's apps ask each other", async () => {
    const origin = `http://pub--dev--alice.apps.corp.test`;
    const answer = await get(`${web}/?own`, { as: "alice", headers: { origin } });
    expect(askedBack(answer).headers.origin).toBe(origin);
    expect(answer.lines("access-control-allow-origin")).toEqual([origin]);
    expect(answer.lines("access-control-allow-credentials")).toEqual(["true"]);
    expect(answer.lines("access-control-allow-methods")).toEqual([]);
    expect(answer.lines("access-control-allow-headers")).toEqual([]);
    expect(answer.lines("access-control-expose-headers")).toEqual(["x-exposed"]);
    expect(answer.headers.vary).toMatch(/\bOrigin\b/);
    expect(answer.headers.vary).toMatch(/Accept-Encoding/);
  });

  it("tells a failed request's origin, too", async () => {
    const origin = `http://pub--dev--alice.apps.corp.test`;
    const answer = await get(`${web}/?own&status=500`, { as: "alice", headers: { origin } });
    expect(answer.lines("access-control-allow-origin")).toEqual([origin]);
  });

  it.each([
    ["another owner's app", "http://web--dev--bob.apps.corp.test"],
    ["a stranger", "https://elsewhere.test"],
    ["no origin", "%&$"],
  ])("lets %s ask for nothing", async (_, origin) => {
    const answer = await get(`${pub}/?own`, { headers: { origin } });
    expect(answer.lines("access-control-allow-origin")).toEqual([]);
    expect(answer.lines("access-control-allow-credentials")).toEqual([]);
    expect(answer.headers.vary).toMatch(/\bOrigin\b/);
  });

  it("answers preflights before anybody signs in", async () => {
    const origin = "http://pub--dev--alice.apps.corp.test";
    const headers = { "access-control-request-method": "PUT", "access-control-request-headers": "x-one,x-two" };
    const answer = await get(`${web}/`, { method: "OPTIONS", headers: { ...headers, origin } });
    expect([200, 204]).toContain(answer.status);
    expect(answer.lines("access-control-allow-origin")).toEqual([origin]);
    expect(answer.lines("access-control-allow-credentials")).toEqual(["true"]);
    expect(answer.lines("access-control-allow-methods")).toEqual(["PUT"]);
    expect(answer.lines("access-control-allow-headers")).toEqual(["x-one,x-two"]);
    expect(answer.body).toBe("");
    const denied = await get(`${web}/`, {
      method: "OPTIONS",
      headers: { ...headers, origin: "https://elsewhere.test" },
    });
    expect(denied.lines("access-control-allow-origin")).toEqual([]);
    expect(denied.lines("access-control-allow-methods")).toEqual([]);
  });

  it("leaves to an app what it answers itself", async () => {
    const answer = await get(`${api}/?own`, { headers: { origin: "https://elsewhere.test" } });
    expect(answer.lines("access-control-allow-origin")).toEqual(["https://elsewhere.test"]);
    expect(answer.lines("access-control-allow-credentials")).toEqual(["true"]);
    expect(answer.lines("access-control-allow-methods")).toEqual(["PUT"]);
    expect(answer.lines("access-control-allow-headers")).toEqual(["x-own"]);
    expect(answer.lines("vary")).toEqual(["Accept-Encoding"]);
    const preflight = await get(`${api}/x`, {
      method: "OPTIONS",
      headers: { origin: "https://elsewhere.test", "access-control-request-method": "PUT" },
    });
    expect(askedBack(preflight).method).toBe("OPTIONS");
  });

  it("lets no app of a path be asked from elsewhere", async () => {
    const answer = await get("coder.corp.test/@alice/dev/apps/files/?own", {
      as: "alice",
      headers: { origin: `http://${web}` },
    });
    expect(answer.lines("access-control-allow-origin")).toEqual([]);
    expect(answer.headers.vary).toMatch(/\bCookie\b/);
  });

  it("believes nothing that a client says of itself", async () => {
    const headers = {
      "x-templatecheck-decision": "forward",
      "x-templatecheck-scheme": "http",
      "x-templatecheck-address": "127.0.0.1:9",
      "x-templatecheck-uri": "/evil",
      "x-templatecheck-pattern": "/evil",
      "x-templatecheck-cookie": "evil=1",
      "x-templatecheck-allow-origin": "https://evil.test",
      "x-envoy-original-dst-host": "127.0.0.1:9",
      "x-forwarded-host": `known--dev--alice.apps.corp.test`,
      "x-forwarded-uri": "/evil",
      "x-forwarded-method": "OPTIONS",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "gopher",
      "x-forwarded-user": "root",
      "x-original-url": "/evil",
      "x-real-ip": "203.0.113.9",
      forwarded: "for=203.0.113.9",
      "coder-session-token": "secret",
    };
    const got = askedBack(await get(`${pub}/x`, { headers: { ...headers, cookie: "a=1" } }));
    expect(got.url).toBe("/x");
    expect(got.headers.cookie).toBe("a=1");
    expect(got.headers["x-forwarded-host"]).toBe(pub);
    expect(got.headers["x-forwarded-proto"]).toBe("http");
    expect(got.headers["x-forwarded-for"]).toMatch(/^127\.0\.0\.1(, 127\.0\.0\.1)?$/);
    expect(JSON.stringify(got.headers)).not.toMatch(/evil|secret|203\.0\.113\.9|gopher|root/);
    expect((await get(`${web}/x`, { headers })).status).toBe(303);
    expect((await get("nonsense.apps.corp.test/x", { headers })).status).toBe(400);
  });

  it("keeps its own tokens from apps", async () => {
    const token = await tokenOf("alice");
    const cookie = "a=1; coder_session_token=abc; b=2";
    const got = askedBack(await get(`${web}/?coder_session_token=abc&x=1`, { as: "alice", headers: { cookie } }));
    expect(got.headers.cookie).toBe("a=1; b=2");
    expect(got.url).toBe("/?x=1");
    const bearer = askedBack(await get(`${web}/`, { headers: { authorization: `Bearer ${token}` } }));
    expect(JSON.stringify(bearer)).not.toContain(token);
    const basic = askedBack(await get(`${web}/`, { as: "alice", headers: { authorization: "Basic YTpi" } }));
    expect(basic.headers.authorization).toBe("Basic YTpi");
    expect(basic.headers.cookie).toBe(undefined);
    expect(basic.headers.host).toBe(web);
  });

  it("keeps an app's cookies from its siblings, and its answer in shared caches from others", async () => {
    const answer = await get(`${web}/?own`, { as: "alice" });
    const cookies = answer.headers["set-cookie"] ?? [];
    expect(cookies).toHaveLength(2);
    expect(cookies.join("\n")).not.toMatch(/domain=[^;]/i);
    expect(cookies[1]).toMatch(/HttpOnly/);
    expect(answer.headers["cache-control"]).toMatch(/private|no-store/);
    expect((await get(`${pub}/?own`)).headers["cache-control"]).toBe(undefined);
  });

  it("isn't led elsewhere by an app's answer", async () => {
    expect(askedBack(await get(`${pub}/?accel`)).url).toBe("/?accel");
  });

  it("shows nothing of a decision", async () => {
    for (const url of [`${pub}/`, `${web}/`, "nonsense.apps.corp.test/", "/_templatecheck/verdict"]) {
      const { headers } = await get(url.startsWith("/") ? `${web}${url}` : url);
      expect(Object.keys(headers).filter((name) => name.startsWith("x-templatecheck"))).toEqual([]);
    }
  });

  it("streams", async () => {
    const { port } = front();
    const first = await new Promise<{ readonly text: string; readonly rest: Promise<string> }>((done, failed) => {
      const sent = request(
        { host: "127.0.0.1", port, path: "/?stream", agent: false, headers: { host: pub } },
        (got) => {
          got.setEncoding("utf8");
          let ended: (text: string) => void = () => {};
          const rest = new Promise<string>((resolve) => {
            ended = resolve;
          });
          got.once("data", (text: string) => {
            let more = "";
            got.on("data", (part: string) => {
              more += part;
            });
            got.on("end", () => ended(more));
            done({ text, rest });
          });
        },
      );
      sent.on("error", failed);
      sent.end();
    });
    expect(first.text).toBe("data: first\n\n");
    for (const held of apps().held) held.end("data: last\n\n");
    apps().held.clear();
    expect(await first.rest).toBe("data: last\n\n");
  });

  it("carries WebSockets", async () => {
    const token = await tokenOf("alice");
    const headers = { host: web, cookie: `a=1; ${cookieName}=${token}`, origin: `http://${web}` };
    const socket = new WebSocket(`ws://127.0.0.1:${front().port}/socket?x=%20`, { headers });
    const next = (): Promise<Buffer> =>
      new Promise((done, failed) => {
        socket.once("message", (data: Buffer) => done(data));
        socket.once("error", failed);
      });
    const got: Asked = JSON.parse((await next()).toString());
    expect([got.url, got.headers.cookie, got.headers.host]).toEqual(["/socket?x=%20", "a=1", web]);
    for (const message of [Buffer.from([0, 1, 2, 255]), Buffer.alloc(100_000, 7)]) {
      const answered = next();
      socket.send(message);
      expect((await answered).equals(message)).toBe(true);
    }
    socket.close();
  });

  it("opens WebSockets to whom it may, and to no other owner's page", async () => {
    const cookie = `${cookieName}=${await tokenOf("alice")}`;
    const status = async (headers: Readonly<Record<string, string>>): Promise<unknown> => {
      const socket = new WebSocket(`ws://127.0.0.1:${front().port}/socket`, { headers: { host: web, ...headers } });
      const got = await new Promise((done) => {
        socket.on("unexpected-response", (_, answer) => done(answer.statusCode));
        socket.on("open", () => done(101));
        socket.on("error", () => {});
      });
      socket.terminate();
      return got;
    };
    expect(await status({})).toBe(303);
    expect(await status({ cookie, origin: "http://pub--dev--alice.apps.corp.test" })).toBe(101);
    expect(await status({ cookie, origin: "http://web--dev--bob.apps.corp.test" })).toBe(403);
    expect(await status({ cookie, origin: "https://elsewhere.test" })).toBe(403);
  });

  it("takes the token that the sign-in sends", async () => {
    const state = "a".repeat(22);
    const url = `${web}/x?y=1&templatecheck_session=${await tokenOf("alice")}&templatecheck_state=${state}`;
    const answer = await get(url, { headers: { cookie: `templatecheck_state=${state}`, accept: "text/html" } });
    expect([answer.status, answer.headers.location]).toEqual([303, "/x?y=1"]);
    expect(answer.lines("set-cookie").join("\n")).toMatch(/^corp_session=[^;]+;.*Domain=apps\.corp\.test/);
    expect(answer.lines("set-cookie")).toHaveLength(2);
  });

  it("carries long cookies and addresses", async () => {
    const [cookie, query] = ["c".repeat(6_000), "q".repeat(6_000)];
    const got = askedBack(await get(`${web}/x?${query}`, { as: "alice", headers: { cookie: `a=${cookie}` } }));
    expect([got.headers.cookie, got.url]).toEqual([`a=${cookie}`, `/x?${query}`]);
  });

  it.each([
    ["another host in the request line", `GET http://${pub}/x HTTP/1.1`, web],
    ["a private host in the request line", `GET http://${web}/x HTTP/1.1`, pub],
    ["a user before the host", "GET /x HTTP/1.1", `a@${web}`],
    ["two hosts", "GET /x HTTP/1.1", `${pub}, ${web}`],
    ["a host of capitals", "GET /x HTTP/1.1", web.toUpperCase()],
    ["a host that ends with a period", "GET /x HTTP/1.1", `${web}.`],
  ])("isn't led to a private app by %s", async (_, line, host) => {
    const socket = connect(front().port, "127.0.0.1");
    socket.write(`${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    let got = "";
    for await (const part of socket) got += String(part);
    // Where something is forwarded at all, it is the public app's.
    if (got.includes('"method":')) expect(got).toContain(`"host":"${pub}"`);
    expect(got).not.toContain(`"host":"${web}`);
    expect(got.toLowerCase()).not.toContain(`"x-forwarded-host":"${web}`);
  });
}
