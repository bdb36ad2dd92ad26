import net from "node:net";
import { describe, expect, it } from "vitest";
import { ask, hostOf, listen, startBoth, startServer, statuses } from "../harness.ts";

const host = `Host: ${hostOf()}\r\n`;

/** What comes back until the gateway closes the connection, while something is sent again and again. */
function dripped(port: number, first: string, drip: string, interval: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    let received = "";
    const timer = setInterval(() => socket.write(drip), interval);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(timer);
      resolve(received);
    });
    socket.write(first);
  });
}

const limits = { headerTimeout: 200, idleTimeout: 200 };

describe("slow clients", () => {
  it("headers that never end, byte by byte", async () => {
    const { port, app } = await startBoth({ limits });
    const received = await dripped(port, `GET / HTTP/1.1\r\n${host}`, "X-A: b\r\n", 50);
    expect(statuses(received)).toEqual([408]);
    expect(app.seen).toEqual([]);
  });

  it("a connection on which nothing is said", async () => {
    const { port } = await startBoth({ limits });
    expect(statuses(await dripped(port, "", "", 10_000))).not.toContain(200);
  });

  it("a body that stops", async () => {
    const { port } = await startBoth({ limits });
    const received = await dripped(port, `POST / HTTP/1.1\r\n${host}Content-Length: 100\r\n\r\nabc`, "", 10_000);
    expect(statuses(received)).not.toContain(200);
  });

  it("an answer that nobody takes", async () => {
    const { port, log } = await startBoth({
      limits,
      handler: (_request, response) => {
        const block = Buffer.alloc(1 << 20);
        const more = (): void => {
          while (response.write(block));
          response.once("drain", more);
        };
        more();
      },
    });
    const socket = net.connect(port, "127.0.0.1", () => socket.write(`GET / HTTP/1.1\r\n${host}\r\n`));
    socket.on("error", () => {});
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (!log.some(({ event }) => event === "request")) return;
        clearInterval(timer);
        resolve();
      }, 20);
    });
    socket.destroy();
  });

  it("a stream in which nothing is said for a while goes on", async () => {
    const { port } = await startBoth({
      limits: { ...limits, idleTimeout: 60 },
      handler: (_request, response) => {
        response.write("a");
        setTimeout(() => response.end("b"), 250);
      },
    });
    expect((await ask(port)).body).toBe("ab");
  });

  it("more connections than a client may have", async () => {
    const { port } = await startBoth({ limits: { connectionsPerClient: 2 } });
    const sockets = [0, 1].map(() => net.connect(port, "127.0.0.1"));
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
    await expect(ask(port)).rejects.toThrow();
    const [first] = sockets;
    await new Promise((resolve) => first!.once("close", resolve).destroy());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await ask(port)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});

describe("slow apps", () => {
  it("an app that takes no connection in time: 502", async () => {
    // A queue that is full answers nothing.
    const server = net.createServer({ pauseOnConnect: true });
    const upstream = { scheme: "https", port: await listen(server), path: "/", query: null } as const;
    const { port } = await startServer({
      apps: [{ slug: "web", share: "public", upstream }],
      limits: { connectTimeout: 100 },
    });
    expect((await ask(port)).status).toBe(502);
  });
});
