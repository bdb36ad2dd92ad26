import net from "node:net";
import { describe, expect, it } from "vitest";
import { hostOf, listen, raw, startServer } from "./harness.ts";

const host = `Host: ${hostOf()}\r\nConnection: close\r\n`;

/** An app that answers each complete request in chunks, with trailers. */
async function startApp(): Promise<{ readonly port: number; readonly received: () => string }> {
  let received = "";
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (!received.endsWith("\r\n\r\n") || (/chunked/i.test(received) && !/\r\n0\r\n/.test(received))) return;
      const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Grpc-Status, X-Forwarded-For, Set-Cookie";
      const end = "0\r\nGrpc-Status: 0\r\nX-Forwarded-For: 1\r\nSet-Cookie: a=b\r\nX-Silent: 1\r\n\r\n";
      socket.end(`${head}\r\n\r\n2\r\nok\r\n${end}`);
    });
  });
  return { port: await listen(server), received: () => received };
}

describe("trailers", () => {
  it("that are announced pass both ways, but for those that mean something to who passes them on", async () => {
    const app = await startApp();
    const upstream = { scheme: "http", port: app.port, path: "/", query: null } as const;
    const { port } = await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
    const announced =
      "TE: trailers\r\nTrailer: X-Checksum, Authorization, X-Real-Ip, Content_Type\r\nTransfer-Encoding: chunked\r\n";
    const end =
      "0\r\nX-Checksum: 7\r\nAuthorization: Bearer x\r\nX-Real-Ip: 1\r\nContent_Type: a\r\nX-Silent: 1\r\n\r\n";
    const answer = await raw(port, `POST / HTTP/1.1\r\n${host}${announced}\r\n1\r\na\r\n${end}`);
    expect(answer).toMatch(/\r\ntrailer: Grpc-Status\r\n/i);
    expect(answer).toMatch(/\r\n2\r\nok\r\n0\r\ngrpc-status: 0\r\n\r\n$/i);
    expect(app.received()).toMatch(/\r\nte: trailers\r\n/i);
    expect(app.received()).toMatch(/\r\ntrailer: X-Checksum\r\n/i);
    expect(app.received()).toMatch(/\r\n1\r\na\r\n0\r\nx-checksum: 7\r\n\r\n$/i);
  });

  it("aren't announced where there are none", async () => {
    const app = await startApp();
    const upstream = { scheme: "http", port: app.port, path: "/", query: null } as const;
    const { port } = await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
    await raw(port, `GET / HTTP/1.1\r\n${host}Trailer: X-Checksum\r\n\r\n`);
    expect(app.received()).not.toMatch(/\r\n(te|trailer):/i);
  });

  it("don't come to a client of HTTP/1.0, which has no chunks", async () => {
    const app = await startApp();
    const upstream = { scheme: "http", port: app.port, path: "/", query: null } as const;
    const { port } = await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
    const answer = await raw(port, `GET / HTTP/1.0\r\n${host}\r\n`);
    expect(answer).toMatch(/\r\n\r\nok$/);
    expect(answer).not.toMatch(/trailer|grpc-status/i);
  });
});
