/** Answers that no honest app gives: none of them ends the gateway, or says more on a connection than one answer. */

import net from "node:net";
import { describe, expect, it } from "vitest";
import { hostOf, listen, type Running, raw, startServer, statuses } from "../harness.ts";

const get = `GET / HTTP/1.1\r\nHost: ${hostOf()}\r\n\r\n`;
const open = get.replace(
  "\r\n\r\n",
  "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
);

async function behind(answer: string): Promise<Running> {
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(answer, "latin1"));
  });
  const port = await listen(server);
  const upstream = { scheme: "http", port, path: "/", query: null } as const;
  return await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
}

const body = "Content-Length: 2\r\n\r\nhi";
const second = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

describe("an app's answer", () => {
  it.each(["O\x01K", "O\x00K", "O\x7fK", "\x1b[2J"])(
    "with the reason %j is written with another one",
    async (reason) => {
      const { port } = await behind(`HTTP/1.1 200 ${reason}\r\n${body}`);
      const received = await raw(port, get);
      expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nhi$/);
      const unknown = await behind(`HTTP/1.1 299 ${reason}\r\n${body}`);
      expect(statuses(await raw(unknown.port, get))).toEqual([299]);
    },
  );

  it.each(["000", "007", "099", "101"])("with the status %s is no answer", async (status) => {
    const { port, log } = await behind(`HTTP/1.1 ${status} OK\r\nSet-Cookie: a=b\r\n${body}`);
    const received = await raw(port, get);
    expect(received).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(received).not.toContain("a=b");
    expect(log).toContainEqual(expect.objectContaining({ event: "upstream-failed", reason: "ERR_APP_ANSWER" }));
  });

  it("that switches protocols for nobody is no answer, and is waited for no longer", async () => {
    const { port } = await behind(
      `HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n${second}`,
    );
    expect(statuses(await raw(port, get))).toEqual([502]);
  });

  it.each(["gzip", "identity", "xchunked", "gzip, chunked"])(
    "with the transfer coding %s is no answer",
    async (coding) => {
      const { port } = await behind(`HTTP/1.1 200 OK\r\nTransfer-Encoding: ${coding}\r\n\r\n${second}`);
      expect(statuses(await raw(port, get))).toEqual([502]);
    },
  );

  it("with two framings is no answer", async () => {
    const { port } = await behind(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n${body}`);
    expect(statuses(await raw(port, get))).toEqual([502]);
  });

  it("without a body has no length", async () => {
    const { port } = await behind("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n");
    expect((await raw(port, get)).toLowerCase()).not.toContain("content-length");
  });

  it("that has to be given up leaves none of its headers in the gateway's", async () => {
    const { port } = await behind(`HTTP/1.1 200 Fine\r\nSet-Cookie: a=b\r\n${body}`);
    const received = await raw(port, get.replace("GET", "HEAD"));
    expect(received).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(received).not.toContain("a=b");
  });

  it("can't set a cookie of the gateway's without a name", async () => {
    const { port } = await behind(
      `HTTP/1.1 200 OK\r\nSet-Cookie: =templatecheck_session=x\r\nSet-Cookie:  = coder_session_token=x\r\nSet-Cookie: a=b\r\n${body}`,
    );
    expect((await raw(port, get)).match(/set-cookie: .*/g)).toEqual(["set-cookie: a=b"]);
  });
});

describe("an app that doesn't open a WebSocket", () => {
  it.each([
    ["HTTP/1.1 403 N\x01o", "HTTP/1.1 403 Forbidden", 403],
    ["HTTP/1.1 099 No", "HTTP/1.1 502 Bad Gateway", 502],
    ["HTTP/1.1 101 No", "HTTP/1.1 502 Bad Gateway", 502],
  ])("and says %j", async (said, told, status) => {
    const { port, log } = await behind(`${said}\r\n${body}`);
    expect((await raw(port, open)).split("\r\n")[0]).toBe(told);
    await expect.poll(() => log).toContainEqual(expect.objectContaining({ event: "request", status }));
  });

  it("sends no length with one that it opens", async () => {
    const { port } = await behind(
      "HTTP/1.1 101 Yes\r\nConnection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 5\r\n\r\n",
    );
    expect((await raw(port, open)).toLowerCase()).not.toContain("content-length");
  });
});
