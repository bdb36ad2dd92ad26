import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ask, hostOf, startBoth } from "./harness.ts";

const block = randomBytes(1 << 20);

function open(port: number, options: http.RequestOptions): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = { host: hostOf(), ...options.headers };
    const request = http.request({ host: "127.0.0.1", port, agent: false, ...options, headers: sent }, resolve);
    request.on("error", reject);
    request.end();
  });
}

/** Bytes that were held at most while something ran, beyond what there was before. */
async function growth(run: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage();
  let most = 0;
  const timer = setInterval(() => {
    const now = process.memoryUsage();
    most = Math.max(most, now.heapUsed + now.external - before.heapUsed - before.external);
  }, 5);
  await run();
  clearInterval(timer);
  return most;
}

const blocks = 250;

describe("streams", () => {
  it("are passed on as they come, both ways at once", async () => {
    const { port } = await startBoth({ handler: (incoming, answer) => incoming.pipe(answer) });
    const request = http.request({
      host: "127.0.0.1",
      port,
      method: "POST",
      agent: false,
      headers: { host: hostOf(), "transfer-encoding": "chunked" },
    });
    request.write("one");
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    expect(String((await once(response, "data"))[0])).toBe("one");
    request.write("two");
    expect(String((await once(response, "data"))[0])).toBe("two");
    request.end();
    response.resume();
    await once(response, "end");
  });

  it("of server-sent events aren't held back", async () => {
    let send: (text: string) => void = () => {};
    const { port } = await startBoth({
      handler: (_request, answer) => {
        answer.writeHead(200, { "Content-Type": "text/event-stream" });
        answer.flushHeaders();
        send = (text) => answer.write(`data: ${text}\n\n`);
      },
    });
    const response = await open(port, {});
    for (const text of ["a", "b", "c"]) {
      const event = once(response, "data");
      send(text);
      expect(String((await event)[0])).toBe(`data: ${text}\n\n`);
    }
    response.destroy();
  });

  it(`of ${blocks} MiB come down in constant memory`, async () => {
    const { port } = await startBoth({
      handler: (_request, answer) => {
        let left = blocks;
        const more = (): void => {
          while (left > 0 && answer.write(block)) left--;
          if (left > 0) {
            left--;
            answer.once("drain", more);
          } else answer.end();
        };
        more();
      },
    });
    let size = 0;
    const held = await growth(async () => {
      const response = await open(port, {});
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
      });
      await once(response, "end");
    });
    expect(size).toBe(blocks * block.length);
    // What the collector hasn't looked at yet is held, too.
    expect(held).toBeLessThan(100 * block.length);
  });

  it(`of ${blocks} MiB go up in constant memory, and arrive as they were sent`, async () => {
    const { port } = await startBoth({
      handler: (incoming, outgoing) => {
        const received = createHash("sha256");
        incoming.on("data", (chunk: Buffer) => received.update(chunk));
        incoming.on("end", () => outgoing.end(received.digest("hex")));
      },
    });
    const hash = createHash("sha256");
    let answer = "";
    const held = await growth(async () => {
      const request = http.request({
        host: "127.0.0.1",
        port,
        method: "PUT",
        agent: false,
        headers: { host: hostOf(), "content-length": blocks * block.length },
      });
      const responded = once(request, "response");
      for (let sent = 0; sent < blocks; sent++) {
        hash.update(block);
        if (!request.write(block)) await once(request, "drain");
      }
      request.end();
      const [response] = (await responded) as [http.IncomingMessage];
      response.on("data", (chunk: Buffer) => {
        answer += chunk.toString();
      });
      await once(response, "end");
    });
    expect(answer).toBe(hash.digest("hex"));
    // What the collector hasn't looked at yet is held, too.
    expect(held).toBeLessThan(100 * block.length);
  });

  it("end at the app when the client goes away, and at the client when the app does", async () => {
    let gone: () => void = () => {};
    const closed = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const { port } = await startBoth({
      handler: ({ url }, answer) => {
        answer.write("begun");
        if (url === "/dies") setTimeout(() => answer.destroy(), 20);
        else answer.once("close", gone);
      },
    });
    const response = await open(port, {});
    await once(response, "data");
    response.destroy();
    await closed;
    await expect(ask(port, { path: "/dies" })).rejects.toThrow();
  });
});

describe("Expect", () => {
  it("100-continue is answered when the request may be sent on", async () => {
    const { port } = await startBoth();
    const request = http.request({
      host: "127.0.0.1",
      port,
      method: "POST",
      agent: false,
      headers: { host: hostOf(), expect: "100-continue", "content-length": 4 },
    });
    request.flushHeaders();
    await once(request, "continue");
    request.end("body");
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    expect(response.statusCode).toBe(200);
    expect(String((await once(response, "data"))[0])).toContain('"body":"body"');
  });

  it("100-continue isn't, when it may not: no byte of the body is asked for", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const request = http.request({
      host: "127.0.0.1",
      port,
      method: "POST",
      agent: false,
      headers: { host: hostOf(), expect: "100-continue", "content-length": 1_000_000 },
    });
    let continued = false;
    request.on("continue", () => {
      continued = true;
    });
    request.on("error", () => {});
    request.flushHeaders();
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    expect([response.statusCode, continued, response.headers.connection]).toEqual([303, false, "close"]);
    request.destroy();
  });

  it("anything else is refused", async () => {
    const { port, app } = await startBoth();
    expect((await ask(port, { headers: { expect: "coffee" } })).status).toBe(417);
    expect(app.seen).toEqual([]);
  });
});

describe("WebSockets", () => {
  async function connected(port: number): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { host: hostOf() } });
    await once(socket, "open");
    return socket;
  }

  it("carry messages of every size, in order, and their closing", async () => {
    const { port } = await startBoth();
    const socket = await connected(port);
    const received: number[] = [];
    socket.on("message", (data: Buffer) => received.push(data.length));
    const sizes = [0, 1, 125, 126, 65_535, 65_536, 1 << 20];
    for (const size of sizes) socket.send(Buffer.alloc(size));
    while (received.length < sizes.length) await once(socket, "message");
    expect(received).toEqual(sizes);
    socket.close(4_000, "bye");
    expect((await once(socket, "close"))[0]).toBe(4_000);
  });

  it("end at the app when the client is gone without a word", async () => {
    const { port, gateway } = await startBoth();
    const socket = await connected(port);
    socket.terminate();
    await once(socket, "close");
    // Otherwise it would wait for the tunnel.
    await gateway.stop();
  });

  it("to an app that isn't there: 502", async () => {
    const { port } = await startBoth({ app: { upstream: { scheme: "http", port: 9, path: "/", query: null } } });
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { host: hostOf() } });
    const [, response] = (await once(socket, "unexpected-response")) as [unknown, http.IncomingMessage];
    expect(response.statusCode).toBe(502);
    socket.on("error", () => {});
    socket.terminate();
  });
});

describe("apps that fail", () => {
  it.each([
    ["closes at once", (socket: net.Socket) => socket.destroy()],
    ["resets", (socket: net.Socket) => socket.resetAndDestroy()],
    ["answers garbage", (socket: net.Socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")],
    ["answers half a header", (socket: net.Socket) => socket.end("HTTP/1.1 200 OK\r\nContent-")],
  ])("%s: 502, and the next request is served", async (_name, behave) => {
    const server = net.createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => behave(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bad = { scheme: "http", port: (server.address() as net.AddressInfo).port, path: "/", query: null } as const;
    const { port, log } = await startBoth({ apps: [{ slug: "bad", share: "public", upstream: bad }] });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const answer = await ask(port, { host: hostOf("bad"), agent, headers: { origin: `https://${hostOf()}` } });
    expect(answer.status).toBe(502);
    // The page of a sibling may know that the app has failed.
    expect(answer.headers["access-control-allow-origin"]).toBe(`https://${hostOf()}`);
    expect((await ask(port, { agent })).status).toBe(200);
    expect(log.some(({ event, target }) => event === "upstream-failed" && target === "main/bad")).toBe(true);
    agent.destroy();
    server.close();
  });

  it("closes a kept connection just when it is used again: a request that changes nothing is sent once more", async () => {
    let requests = 0;
    const server = net.createServer((socket) => {
      socket.on("error", () => {});
      let count = 0;
      socket.on("data", () => {
        requests++;
        if (count++ > 0) socket.destroy();
        else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const kept = { scheme: "http", port: (server.address() as net.AddressInfo).port, path: "/", query: null } as const;
    const { port } = await startBoth({ apps: [{ slug: "kept", share: "public", upstream: kept }] });
    const host = hostOf("kept");
    expect((await ask(port, { host })).status).toBe(200);
    expect((await ask(port, { host })).status).toBe(200);
    expect(requests).toBe(3);
    expect((await ask(port, { host })).status).toBe(200);
    // What may have changed something isn't.
    expect((await ask(port, { host, method: "POST", body: "x" })).status).toBe(502);
    server.close();
  });
});
