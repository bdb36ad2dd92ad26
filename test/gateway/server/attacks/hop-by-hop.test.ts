import net from "node:net";
import { describe, expect, it } from "vitest";
import { ask, echoed, hostOf, listen, raw, startBoth, startServer, tokenOf } from "../harness.ts";

describe("hop-by-hop headers", () => {
  it("don't reach an app, nor what Connection lists", async () => {
    const { port } = await startBoth();
    const headers = {
      connection: "x-listed, keep-alive",
      "x-listed": "1",
      "keep-alive": "timeout=1",
      te: "gzip",
      "proxy-authorization": "Basic x",
      "proxy-authenticate": "Basic",
      "proxy-connection": "keep-alive",
      upgrade: "h2c",
      "http2-settings": "AAA",
    };
    const { headers: seen } = echoed(await ask(port, { headers }));
    const { connection: _, ...others } = headers;
    for (const name of Object.keys(others)) expect(seen).not.toHaveProperty(name);
    expect(seen.connection).toBe("keep-alive");
  });

  it("Connection drops neither what the app relies on nor what the gateway says", async () => {
    const { port } = await startBoth();
    const listed = "host, origin, content-type, x-forwarded-for, x-forwarded-host, x-forwarded-proto, cookie";
    const headers = { connection: listed, origin: "https://evil.test", "content-type": "text/plain", cookie: "a=1" };
    const { headers: seen } = echoed(await ask(port, { headers }));
    expect(seen).toMatchObject({
      host: hostOf(),
      origin: "https://evil.test",
      "content-type": "text/plain",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": hostOf(),
      "x-forwarded-proto": "https",
    });
  });

  it("Connection drops no length: the body stays one", async () => {
    const { port, app } = await startBoth();
    const lines = `Host: ${hostOf()}\r\nConnection: content-length\r\nContent-Length: 5\r\n`;
    expect(await raw(port, `POST / HTTP/1.1\r\n${lines}\r\nGET /`)).toContain('"body":"GET /"');
    expect(app.seen).toHaveLength(1);
  });

  it("don't reach the client", async () => {
    const server = net.createServer((socket) => {
      socket.once("data", () =>
        socket.end(
          "HTTP/1.1 200 OK\r\nConnection: x-listed, content-length\r\nX-Listed: 1\r\nKeep-Alive: timeout=99\r\nUpgrade: h2c\r\n" +
            "Proxy-Authenticate: Basic\r\nTrailer: x\r\nX-Kept: 1\r\nContent-Length: 2\r\n\r\nok",
        ),
      );
    });
    const upstream = { scheme: "http", port: await listen(server), path: "/", query: null } as const;
    const { port } = await startServer({ apps: [{ slug: "web", share: "public", upstream }] });
    const answer = await ask(port, { token: await tokenOf("bob") });
    for (const name of ["x-listed", "upgrade", "proxy-authenticate", "trailer"]) {
      expect(answer.headers).not.toHaveProperty(name);
    }
    expect(answer.headers["keep-alive"]).not.toBe("timeout=99");
    expect(answer).toMatchObject({ body: "ok", headers: { "x-kept": "1", "content-length": "2" } });
  });
});
