import { once } from "node:events";
import http from "node:http";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { workspace } from "../setting.ts";
import { ask, echoed, hostOf, startApp, startBoth, startServer, tokenOf } from "./harness.ts";

describe("the server", () => {
  it("forwards a request and its answer", async () => {
    const { port } = await startBoth();
    const answer = await ask(port, { path: "/a/b?c=d", method: "POST", body: "text" });
    expect(echoed(answer)).toMatchObject({ method: "POST", url: "/a/b?c=d", body: "text" });
    expect(echoed(answer).headers.host).toBe(hostOf());
  });

  it("opens to its owner what isn't shared, by a cookie or a bearer", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const token = await tokenOf("alice");
    expect((await ask(port)).status).toBe(303);
    expect((await ask(port, { token })).status).toBe(200);
    expect((await ask(port, { cookie: `templatecheck_session=${token}` })).status).toBe(200);
    expect((await ask(port, { token: await tokenOf("bob") })).status).toBe(404);
  });

  it("forwards a WebSocket both ways", async () => {
    const { port, app, gateway } = await startBoth({ app: { share: "owner" } });
    const socket = new WebSocket(`ws://127.0.0.1:${port}/live?x=1`, {
      headers: { host: hostOf(), authorization: `Bearer ${await tokenOf("alice")}` },
    });
    await once(socket, "open");
    socket.send("hello");
    const [message] = await once(socket, "message");
    expect(String(message)).toBe("hello");
    expect(app.seen).toMatchObject([{ url: "/live?x=1" }]);
    socket.close();
    await once(socket, "close");
    await gateway.stop();
  });

  it("serves ports by the workspace's shares", async () => {
    const { port: upstream } = await startApp();
    const portShares = [{ agent: "main", port: upstream, protocol: "http", level: "authenticated" }] as const;
    const { port } = await startServer({ workspaces: [workspace({ portShares })] });
    const host = `${upstream}--main--dev--alice--apps.corp.test`;
    expect((await ask(port, { host })).status).toBe(303);
    expect((await ask(port, { host, token: await tokenOf("bob") })).status).toBe(200);
  });

  it("uses connections to apps again", async () => {
    const ports = new Set<number | undefined>();
    const { port } = await startBoth({
      handler: (request, response) => {
        ports.add(request.socket.remotePort);
        response.end("ok");
      },
    });
    const agent = new http.Agent({ keepAlive: true });
    for (let count = 0; count < 5; count++) await ask(port, { agent });
    agent.destroy();
    expect(ports.size).toBe(1);
  });
});
