import net from "node:net";
import { describe, expect, it, vi } from "vitest";
import { hostOf, listen, type Running, raw, startServer, statuses } from "../harness.ts";

const host = `Host: ${hostOf()}\r\n`;
const request = `GET / HTTP/1.1\r\n${host}\r\n`;

/** An app that takes requests and never answers, with a gateway before it. */
async function startSilent(
  limits = {},
): Promise<Running & { readonly open: Set<net.Socket>; readonly most: () => number }> {
  const open = new Set<net.Socket>();
  let most = 0;
  const server = net.createServer((socket) => {
    open.add(socket);
    most = Math.max(most, open.size);
    socket.resume();
    socket.on("close", () => open.delete(socket));
  });
  const upstream = { scheme: "http", port: await listen(server), path: "/", query: null } as const;
  const running = await startServer({ apps: [{ slug: "web", share: "public", upstream }], limits });
  return { ...running, open, most: () => most };
}

function connected(port: number): { readonly socket: net.Socket; readonly closed: Promise<void> } {
  const socket = net.connect(port, "127.0.0.1");
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  return { socket, closed };
}

describe("requests that are sent ahead on one connection", () => {
  it("are one connection to an app, which ends with the client's", async () => {
    const { port, open, most, gateway } = await startSilent();
    const { socket } = connected(port);
    socket.write(request.repeat(20));
    await vi.waitFor(() => expect(open.size).toBe(1));
    // As many more would be open by now.
    expect(statuses(await raw(port, `GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`))).toEqual([
      200,
    ]);
    socket.destroy();
    await vi.waitFor(() => expect(open.size).toBe(0));
    expect(most()).toBe(1);
    await gateway.stop();
  });

  it("are a few: whoever sends more loses the connection", async () => {
    const { port, open, most } = await startSilent();
    const { socket, closed } = connected(port);
    socket.write(request.repeat(2_000));
    await closed;
    await vi.waitFor(() => expect(open.size).toBe(0));
    expect(most()).toBeLessThanOrEqual(1);
  });

  it("don't wait for ever behind an answer that never comes", async () => {
    const { port, open } = await startSilent({ idleTimeout: 100 });
    const { socket, closed } = connected(port);
    socket.write(`${request}POST / HTTP/1.1\r\n${host}Content-Length: 1000000\r\n\r\n`);
    await closed;
    await vi.waitFor(() => expect(open.size).toBe(0));
  });
});
