import { describe, expect, it } from "vitest";
import { workspace } from "../../setting.ts";
import { ask, startBoth, startServer, tokenOf } from "../harness.ts";

describe("DNS rebinding", () => {
  it("a name of an attacker that leads here gets nothing, whatever cookies come along", async () => {
    const { port, app } = await startBoth();
    const cookie = `templatecheck_session=${await tokenOf("alice")}`;
    expect((await ask(port, { host: "rebound.evil.test", cookie })).status).toBe(404);
    expect((await ask(port, { host: "rebound.evil.test", path: "/@alice/dev/apps/web/", cookie })).status).toBe(404);
    expect(app.seen).toEqual([]);
  });

  it("an app's address is the record's: neither the host, nor the path, nor the app's url chooses it", async () => {
    const agents = new Map([["main", { address: "127.0.0.2", status: "connected" as const }]]);
    const { app, port: other } = await startBoth();
    const upstream = { scheme: "http", port: app.port, path: "/", query: null } as const;
    const { port } = await startServer({
      apps: [{ slug: "web", share: "public", upstream }],
      workspaces: [workspace({ agents })],
    });
    for (const path of ["//127.0.0.1/", "/@127.0.0.1/", "/http://127.0.0.1/"]) {
      expect((await ask(port, { path })).status).toBe(502);
    }
    expect((await ask(other, { path: "//evil.test/x" })).status).toBe(200);
    expect(app.seen).toMatchObject([{ url: "//evil.test/x" }]);
  });
});
