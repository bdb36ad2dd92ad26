import { once } from "node:events";
import net from "node:net";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { hostOf, listen, raw, startBoth, startServer, statuses, tokenOf } from "../harness.ts";

const key = "dGhlIHNhbXBsZSBub25jZQ==";
const webSocket = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n`;
const host = `Host: ${hostOf()}\r\n`;
const second = `GET /smuggled HTTP/1.1\r\n${host}\r\n`;

describe("web-socket-only: upgrades", () => {
  it("don't open before an earlier request of the connection is answered", async () => {
    const { port, app, log } = await startBoth({ handler: () => {} });
    expect(await raw(port, `GET /slow HTTP/1.1\r\n${host}\r\nGET /socket HTTP/1.1\r\n${host}${webSocket}\r\n`)).toBe(
      "",
    );
    expect(app.seen.map(({ url }) => url)).not.toContain("/socket");
    // Nobody was answered: the log doesn't say 200.
    await expect
      .poll(() => log)
      .toContainEqual(expect.objectContaining({ event: "request", path: "/slow", status: 0 }));
  });

  it.each([
    ["CONNECT", `CONNECT ${hostOf()}:80 HTTP/1.1\r\n${host}\r\n`],
    [
      "h2c",
      `GET / HTTP/1.1\r\n${host}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n\r\n`,
    ],
    ["h2c beside websocket", `GET / HTTP/1.1\r\n${host}${webSocket.replace("websocket", "websocket, h2c")}\r\n`],
    ["another protocol", `GET / HTTP/1.1\r\n${host}${webSocket.replace("websocket", "tls/1.0")}\r\n`],
    ["POST", `POST / HTTP/1.1\r\n${host}${webSocket}\r\n`],
    ["a body", `GET / HTTP/1.1\r\n${host}${webSocket}Content-Length: 5\r\n\r\nabcde`],
    ["a body of chunks", `GET / HTTP/1.1\r\n${host}${webSocket}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ["a version that nobody speaks", `GET / HTTP/1.1\r\n${host}${webSocket.replace("13", "777")}\r\n`],
    ["no version", `GET / HTTP/1.1\r\n${host}${webSocket.replace("Sec-WebSocket-Version: 13\r\n", "")}\r\n`],
    ["no key", `GET / HTTP/1.1\r\n${host}${webSocket.replace(/Sec-WebSocket-Key.*\r\n/, "")}\r\n`],
    ["a short key", `GET / HTTP/1.1\r\n${host}${webSocket.replace(key, "abc")}\r\n`],
    ["two hosts", `GET / HTTP/1.1\r\n${host}Host: evil.test\r\n${webSocket}\r\n`],
  ])("%s: 400, and no tunnel", async (_name, request) => {
    const { port, app } = await startBoth();
    expect(statuses(await raw(port, request + second))).toEqual([400]);
    expect(app.seen).toEqual([]);
  });

  it("that an app refuses are no tunnel either: what follows reaches nobody", async () => {
    let received = "";
    const server = net.createServer((socket) => {
      socket.on("data", (chunk) => {
        received += chunk.toString("latin1");
        socket.write("HTTP/1.1 426 Upgrade Required\r\nSet-Cookie: a=1; Domain=corp.test\r\nContent-Length: 0\r\n\r\n");
      });
    });
    const upstream = { scheme: "http", port: await listen(server), path: "/", query: null } as const;
    const { port } = await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
    const answer = await raw(port, `GET /first HTTP/1.1\r\n${host}${webSocket}\r\n${second}`);
    expect(statuses(answer)).toEqual([426]);
    expect(answer).toMatch(/Connection: close/i);
    expect(answer).not.toContain("Domain");
    expect(received).toContain("GET /first");
    expect(received).not.toContain("/smuggled");
  });

  it("are judged like any request", async () => {
    const { port, app } = await startBoth({ app: { share: "owner" } });
    expect(statuses(await raw(port, `GET / HTTP/1.1\r\n${host}${webSocket}\r\n`))).toEqual([303]);
    const bob = `Authorization: Bearer ${await tokenOf("bob")}\r\n`;
    expect(statuses(await raw(port, `GET / HTTP/1.1\r\n${host}${webSocket}${bob}\r\n`))).toEqual([404]);
    expect(app.seen).toEqual([]);
  });
});

describe("foreign-origin: a page of others that opens a WebSocket with the viewer's cookie", () => {
  const cases: readonly (readonly [string, string | undefined, number])[] = [
    ["of this app", `https://${hostOf()}`, 101],
    ["of another app of the same owner", `https://${hostOf("other", "ws2")}`, 101],
    ["of no page", undefined, 101],
    ["of another owner's app", `https://${hostOf("web", "dev", "bob")}`, 403],
    ["of the dashboard", "https://coder.corp.test", 403],
    ["of anybody", "https://evil.test", 403],
    ["of a frame without an origin", "null", 403],
    ["of another port of this host", `https://${hostOf()}:8443`, 101],
    ["of this host behind a user", `https://${hostOf()}@evil.test`, 403],
  ];
  async function opened(port: number, origin: string | undefined, headers: Record<string, string>): Promise<number> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, {
      headers: { host: hostOf(), ...headers, ...(origin !== undefined && { origin }) },
    });
    const status = await Promise.race([
      once(socket, "open").then(() => 101),
      once(socket, "unexpected-response").then(([, response]) => (response as { statusCode: number }).statusCode),
    ]);
    socket.on("error", () => {});
    socket.terminate();
    return status;
  }

  it.each(cases)("%s", async (_name, origin, status) => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const token = await tokenOf("alice");
    expect(await opened(port, origin, { cookie: `templatecheck_session=${token}` })).toBe(status);
    // Who sends a header isn't led by a page.
    expect(await opened(port, origin, { authorization: `Bearer ${token}` })).toBe(101);
  });

  it("may, where the app is public, or decides by itself", async () => {
    const cookie = `templatecheck_session=${await tokenOf("alice")}`;
    const open = await startBoth();
    expect(await opened(open.port, "https://evil.test", { cookie })).toBe(101);
    const passthru = await startBoth({ app: { share: "owner" }, changes: { cors: { behavior: "passthru" } } });
    expect(await opened(passthru.port, "https://evil.test", { cookie })).toBe(101);
  });
});
