import net from "node:net";
import { describe, expect, it } from "vitest";
import { hostOf, listen, raw, startBoth, startServer, statuses } from "../harness.ts";

const host = `Host: ${hostOf()}\r\n`;
const second = `GET /smuggled HTTP/1.1\r\n${host}\r\n`;

/** Requests of which a proxy and the app behind it could see different ends. */
const refused: Readonly<Record<string, string>> = {
  "CL.TE": `POST / HTTP/1.1\r\n${host}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG`,
  "TE.CL": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
  "two different lengths": `POST / HTTP/1.1\r\n${host}Content-Length: 0\r\nContent-Length: 5\r\n\r\nabcde`,
  "two equal lengths": `POST / HTTP/1.1\r\n${host}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`,
  "a list of lengths": `POST / HTTP/1.1\r\n${host}Content-Length: 3, 3\r\n\r\nabc`,
  "a length with a sign": `POST / HTTP/1.1\r\n${host}Content-Length: +3\r\n\r\nabc`,
  "a hexadecimal length": `POST / HTTP/1.1\r\n${host}Content-Length: 0x3\r\n\r\nabc`,
  "a length over 64 bits": `POST / HTTP/1.1\r\n${host}Content-Length: 99999999999999999999\r\n\r\nabc`,
  "Transfer-Encoding: gzip": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: gzip\r\n\r\n`,
  "Transfer-Encoding: gzip, chunked": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding: chunked, identity": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding: xchunked": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding twice": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding behind a vertical tab": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n`,
  "a blank before the colon": `POST / HTTP/1.1\r\n${host}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`,
  "Transfer-Encoding of HTTP/1.0": `POST / HTTP/1.0\r\n${host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  "a folded header": `GET / HTTP/1.1\r\n${host}X-Folded: a\r\n b\r\n\r\n`,
  "a folded Transfer-Encoding": `POST / HTTP/1.1\r\n${host}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`,
  "a first header that is folded": `GET / HTTP/1.1\r\n X: a\r\n${host}\r\n`,
  "bare line feeds": `GET / HTTP/1.1\nHost: ${hostOf()}\n\n`,
  "a bare line feed between headers": `GET / HTTP/1.1\r\n${host}X: a\nY: b\r\n\r\n`,
  "a bare line feed at the end": `GET / HTTP/1.1\r\n${host}\n`,
  "a bare carriage return": `GET / HTTP/1.1\r\n${host}X: a\rY: b\r\n\r\n`,
  "a NUL in a header": `GET / HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`,
  "a header without a name": `GET / HTTP/1.1\r\n${host}: a\r\n\r\n`,
  "a chunk's size with 0x": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n`,
  "a chunk's extension that ends with a line feed": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n1;\na\r\n0\r\n\r\n`,
  "chunks with bare line feeds": `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n1\na\n0\n\n`,
  "HTTP/0.9": "GET /\r\n\r\n",
  "HTTP/1.2": `GET / HTTP/1.2\r\n${host}\r\n`,
  "the preface of HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "a blank in the target": `GET /a b HTTP/1.1\r\n${host}\r\n`,
  "a fragment in the target": `GET /#/../ HTTP/1.1\r\n${host}\r\n`,
};

describe("request smuggling", () => {
  it.each(Object.entries(refused))("%s: refused, and the connection closed", async (_name, request) => {
    const { port, app } = await startBoth();
    const received = await raw(port, request + second, 150);
    expect(statuses(received).every((status) => status === 400)).toBe(true);
    expect(statuses(received).length).toBeLessThanOrEqual(1);
    // A body that turns out to be broken has begun to be forwarded; what follows it never is.
    expect(app.seen.filter(({ url }) => url === "/smuggled")).toEqual([]);
  });

  it("a body that looks like a request stays a body", async () => {
    const { port, app } = await startBoth();
    const request = `POST /first HTTP/1.1\r\n${host}Content-Length: ${second.length}\r\n\r\n${second}`;
    expect(statuses(await raw(port, request))).toEqual([200]);
    expect(app.seen.map(({ url }) => url)).toEqual(["/first"]);
  });

  it("a chunk's extension doesn't reach the app", async () => {
    let received = "";
    const server = net.createServer((socket) => {
      socket.on("data", (chunk) => {
        received += chunk.toString("latin1");
        if (received.endsWith("0\r\n\r\n")) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      });
    });
    const upstream = { scheme: "http", port: await listen(server), path: "/", query: null } as const;
    const { port } = await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
    const request = `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n1;a=b\r\nb\r\n0\r\nX-Trailer: 1\r\n\r\n`;
    expect(statuses(await raw(port, request))).toEqual([200]);
    expect(received.endsWith("\r\n\r\n1\r\nb\r\n0\r\n\r\n")).toBe(true);
    expect(received).not.toContain("X-Trailer");
  });

  it("pipelined requests are answered one by one, each by its own app", async () => {
    const { port, app } = await startBoth();
    const received = await raw(port, `GET /1 HTTP/1.1\r\n${host}\r\n${second}GET /3 HTTP/1.1\r\n${host}\r\n`);
    expect(statuses(received)).toEqual([200, 200, 200]);
    expect(app.seen.map(({ url }) => url)).toEqual(["/1", "/smuggled", "/3"]);
    expect([...received.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url)).toEqual(["/1", "/smuggled", "/3"]);
  });

  it("nothing is read after a request that was refused before its body was asked for", async () => {
    const { port, app } = await startBoth();
    const nowhere = `Host: ${hostOf("nope")}\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n`;
    const received = await raw(port, `POST / HTTP/1.1\r\n${nowhere}hello${second}`);
    expect(statuses(received)).toEqual([303]);
    expect(received.toLowerCase()).toContain("connection: close");
    const allowed = `POST / HTTP/1.1\r\n${host}Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello${second}`;
    expect(statuses(await raw(port, allowed))).toEqual([100, 200, 200]);
    expect(app.seen.map(({ url }) => url)).toEqual(["/", "/smuggled"]);
  });

  it("an app's answer with two ends is refused", async () => {
    const server = net.createServer((socket) => {
      socket.once("data", () =>
        socket.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        ),
      );
    });
    const upstream = { scheme: "http", port: await listen(server), path: "/", query: null } as const;
    const { port } = await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
    expect(statuses(await raw(port, `GET / HTTP/1.1\r\n${host}\r\n`))).toEqual([502]);
  });
});
