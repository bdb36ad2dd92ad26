import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ask, hostOf, startBoth, tokenOf } from "../harness.ts";

describe("cookies and tokens", () => {
  it("of the gateway and of Coder reach no app, whatever carries them", async () => {
    const { port, app } = await startBoth();
    const token = await tokenOf("alice");
    const cookies = [
      `templatecheck_session=${token}`,
      "templatecheck_state=abc",
      "__Host-templatecheck_state=abc",
      "coder_session_token=secret",
      "__Host-coder_session_token=secret",
      "coder_path_app_session_token=secret",
      "coder_subdomain_app_session_token_0a=secret",
      "coder_signed_app_token=secret",
      "kept=1",
    ];
    const path = `/?a=1&templatecheck_state=abc&coder_session_token=${token}&coder%5fsession_token=${token}&b=2`;
    const headers = { "coder-session-token": token, authorization: `Bearer ${token}` };
    expect((await ask(port, { path, headers, cookie: cookies.join("; ") })).status).toBe(200);
    expect(app.seen[0]?.url).toBe("/?a=1&b=2");
    const seen = JSON.stringify(app.seen);
    for (const text of [token, "secret", "templatecheck_", "coder_"]) expect(seen).not.toContain(text);
    expect(app.seen[0]?.rawHeaders).toContain("kept=1");
  });

  it.each([
    ["an expired token", async () => `Bearer ${await tokenOf("alice", { exp: 1 })}`],
    ["a token of another key", async () => `bearer ${await tokenOf("alice", {}, new Uint8Array(32))}`],
    ["a token as a password", async () => `Basic ${Buffer.from(`x:${await tokenOf("alice")}`).toString("base64")}`],
    ["a token of Coder", async () => "Bearer abcdefghij-abcdefghijabcdefghij12"],
  ])("%s reaches no app either", async (_name, authorization) => {
    const { port, app } = await startBoth();
    await ask(port, { headers: { authorization: await authorization() } });
    expect(app.seen[0]?.rawHeaders.map((text) => text.toLowerCase())).not.toContain("authorization");
  });

  it("of the app's own pass", async () => {
    const { port, app } = await startBoth();
    await ask(port, { headers: { authorization: "Bearer own-token" }, cookie: "session=1; theme=dark" });
    expect(app.seen[0]?.rawHeaders).toEqual(expect.arrayContaining(["Bearer own-token", "session=1; theme=dark"]));
  });

  it("reach no app by WebSocket", async () => {
    const { port, app } = await startBoth();
    const token = await tokenOf("alice");
    const headers = { host: hostOf(), cookie: `templatecheck_session=${token}; a=1`, authorization: `Bearer ${token}` };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/?coder_session_token=${token}`, { headers });
    await once(socket, "open");
    socket.terminate();
    expect(JSON.stringify(app.seen)).not.toContain(token);
    expect(app.seen[0]?.url).toBe("/");
  });

  it("own-host-cookies: those that an app sets are of its own host, and none is the gateway's", async () => {
    const set = [
      "a=1; Domain=corp.test; Path=/",
      "b=2; path=/; domain = .corp.test ;Secure",
      "templatecheck_session=evil; Path=/x",
      "__Host-templatecheck_state=evil; Path=/; Secure",
      "coder_session_token=evil",
    ];
    const { port } = await startBoth({ handler: (_request, response) => response.setHeader("Set-Cookie", set).end() });
    expect((await ask(port)).headers["set-cookie"]).toEqual(["a=1; Path=/", "b=2; path=/;Secure"]);
  });

  it("of two users, set side by side by a sibling, sign nobody in", async () => {
    const { port } = await startBoth({ app: { share: "authenticated" } });
    const [alice, bob] = [await tokenOf("alice"), await tokenOf("bob")];
    const cookie = `templatecheck_session=${bob}; templatecheck_session=${alice}`;
    expect((await ask(port, { cookie })).status).toBe(303);
  });

  it("aren't in the log, nor anything of a query", async () => {
    const { port, log } = await startBoth({ app: { share: "owner" } });
    const token = await tokenOf("alice");
    await ask(port, { path: `/x?secret=1&coder_session_token=${token}`, token });
    await ask(port, { host: "coder.corp.test", path: `/none?secret=${token}` });
    await ask(port, { host: "none.corp.test", path: `/none?secret=${token}` });
    expect(log.filter(({ event }) => event === "request")).toHaveLength(3);
    expect(JSON.stringify(log)).not.toMatch(/secret|eyJ/);
  });
});
