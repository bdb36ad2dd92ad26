import { describe, expect, it } from "vitest";
import { ask, echoed, hostOf, startBoth } from "../harness.ts";

const spoofed = {
  "x-forwarded-for": "6.6.6.6",
  "x-forwarded-host": "web--dev--bob--apps.corp.test",
  "x-forwarded-proto": "ftp",
  "x-forwarded-port": "1",
  "x-forwarded-prefix": "/evil",
  "x-forwarded-user": "root",
  "x-forwarded": "for=6.6.6.6",
  forwarded: "for=6.6.6.6;host=evil.test",
  via: "1.1 evil.test",
  "x-real-ip": "6.6.6.6",
  "x-client-ip": "6.6.6.6",
  "true-client-ip": "6.6.6.6",
  "cf-connecting-ip": "6.6.6.6",
  "x-original-url": "/admin",
  "x-original-host": "evil.test",
  "x-rewrite-url": "/admin",
  "x-templatecheck-user": "root",
};

describe("spoofed headers", () => {
  it("reach no app: what is forwarded is said afresh", async () => {
    const { port } = await startBoth();
    const { headers } = echoed(await ask(port, { headers: spoofed }));
    const told = Object.fromEntries(Object.entries(headers).filter(([name]) => name in spoofed));
    expect(told).toEqual({
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": hostOf(),
      "x-forwarded-proto": "https",
    });
  });

  it("reach no app with underscores, which some take for the same name", async () => {
    const { port } = await startBoth();
    const names = ["x_forwarded_for", "x-forwarded_host", "x_real_ip", "coder_session_token", "proxy_authorization"];
    const sent = Object.fromEntries(names.map((name) => [name, "6.6.6.6"]));
    const { headers } = echoed(await ask(port, { headers: { ...sent, app_key: "1" } }));
    expect(Object.keys(headers).filter((name) => name.includes("_"))).toEqual(["app_key"]);
  });

  it("don't change which app is asked, nor who asks", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    expect((await ask(port, { headers: spoofed })).status).toBe(303);
    expect((await ask(port, { host: "elsewhere.test", headers: { "x-forwarded-host": hostOf() } })).status).toBe(404);
    const identity = { "x-forwarded-user": "alice", "x-remote-user": "alice", "coder-session-token": "x" };
    expect((await ask(port, { headers: identity })).status).toBe(303);
  });
});
