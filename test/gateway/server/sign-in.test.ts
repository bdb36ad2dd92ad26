import { describe, expect, it } from "vitest";
import { accessUrl, manifest } from "../setting.ts";
import { type Answer, ask, hostOf, startBoth, startServer, tokenOf } from "./harness.ts";

const page = { accept: "text/html,*/*" };
const signIn = { cookie: "templatecheck_session" };

function cookieOf(answer: Answer, name: string): string | undefined {
  return answer.headers["set-cookie"]?.find((line) => line.startsWith(`${name}=`));
}

describe("signing in", () => {
  it("leads to the access URL and back, and the app is opened by the cookie", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const first = await ask(port, { path: "/x?a=1", headers: page });
    expect(first.status).toBe(303);
    const away = new URL(first.headers.location ?? "");
    expect(`${away.origin}${away.pathname}`).toBe(`${accessUrl}/api/v2/applications/auth-redirect`);
    const back = new URL(away.searchParams.get("redirect_uri") ?? "");
    const state = back.searchParams.get("templatecheck_state") ?? "";
    expect(back.href).toBe(`https://${hostOf()}/x?a=1&templatecheck_state=${state}`);
    const stateCookie = cookieOf(first, "__Host-templatecheck_state") ?? "";
    expect(stateCookie).toBe(
      `__Host-templatecheck_state=${state}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure`,
    );

    const token = await tokenOf("alice");
    const path = `${back.pathname}${back.search}&templatecheck_session=${token}`;
    const returned = await ask(port, { path, cookie: stateCookie.split(";")[0]!, headers: page });
    expect(returned).toMatchObject({ status: 303, headers: { location: "/x?a=1" } });
    const session = cookieOf(returned, "templatecheck_session") ?? "";
    expect(session).toMatch(/; Path=\/; Domain=corp\.test; Max-Age=[0-9]+; HttpOnly; SameSite=Lax; Secure$/);
    expect(cookieOf(returned, "__Host-templatecheck_state")).toContain("Max-Age=0");

    expect((await ask(port, { path: "/x?a=1", cookie: session.split(";")[0]! })).status).toBe(200);
  });

  it("keeps one state for all tabs of a browser", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const cookie = `__Host-templatecheck_state=${"a".repeat(22)}`;
    const answer = await ask(port, { headers: page, cookie });
    expect(answer.headers.location).toContain("a".repeat(22));
  });

  it("is begun by pages only: what a script asks for changes no cookie", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    for (const headers of [{}, { accept: "*/*" }, { ...page, "sec-fetch-mode": "cors" }]) {
      const answer = await ask(port, { headers });
      expect(answer.status).toBe(303);
      expect(answer.headers).not.toHaveProperty("set-cookie");
      expect(answer.headers.location).not.toContain("templatecheck_state");
    }
    expect((await ask(port, { method: "POST", headers: page })).headers).not.toHaveProperty("set-cookie");
  });

  it("of path apps is at the access URL's own page", async () => {
    const { port } = await startBoth({ app: { share: "owner", method: "path" } });
    const answer = await ask(port, { host: "coder.corp.test", path: "/@alice/dev/apps/web/x?y=1" });
    expect(answer.headers.location).toBe(
      `${accessUrl}/login?redirect=${encodeURIComponent("/@alice/dev/apps/web/x?y=1")}`,
    );
  });

  it("is at another address where that is set", async () => {
    const url = "https://id.corp.test/start?to={redirect}";
    const { port } = await startBoth({ app: { share: "owner" }, settings: { signIn: { ...signIn, url } } });
    const { headers } = await ask(port);
    expect(headers.location).toBe(`https://id.corp.test/start?to=${encodeURIComponent(`https://${hostOf()}/`)}`);
  });

  it("isn't possible where no address is known: 401", async () => {
    const deployment = { ...manifest([]).deployment, accessUrl: null };
    const { port } = await startBoth({ app: { share: "owner" }, changes: { deployment } });
    expect((await ask(port)).status).toBe(401);
    expect((await ask(port, { host: hostOf("nope") })).status).toBe(401);
  });

  it("has a cookie of one host where hosts have nothing in common, and no Secure over http", async () => {
    const deployment = {
      ...manifest([]).deployment,
      accessUrl: "http://localhost:3000",
      wildcardAccessUrl: "*.localhost:3000",
    };
    const { port } = await startBoth({ app: { share: "owner" }, changes: { deployment } });
    const host = "web--dev--alice.localhost";
    const first = await ask(port, { host, headers: page });
    const state = new URL(new URL(first.headers.location ?? "").searchParams.get("redirect_uri") ?? "");
    expect(state.origin).toBe("http://web--dev--alice.localhost:3000");
    const nonce = state.searchParams.get("templatecheck_state");
    const path = `/?templatecheck_state=${nonce}&templatecheck_session=${await tokenOf("alice")}`;
    const returned = await ask(port, { host, path, cookie: `templatecheck_state=${nonce}` });
    expect(cookieOf(returned, "templatecheck_session")).toMatch(/; Path=\/; Max-Age=[0-9]+; HttpOnly; SameSite=Lax$/);
  });

  it("is refused to whom it can't be given: a token that isn't valid sets no cookie", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const state = "b".repeat(22);
    const path = `/?templatecheck_state=${state}&templatecheck_session=${await tokenOf("alice", { exp: 1 })}`;
    const answer = await ask(port, { path, cookie: `__Host-templatecheck_state=${state}` });
    expect(answer).toMatchObject({ status: 303, headers: { location: "/" } });
    expect(answer.headers).not.toHaveProperty("set-cookie");
  });

  it("ends at coder-logout, for all apps", async () => {
    const { port } = await startServer({});
    const answer = await ask(port, { host: "coder-logout--apps.corp.test" });
    expect(answer).toMatchObject({ status: 303, headers: { location: `${accessUrl}/` } });
    expect(answer.headers["set-cookie"]).toEqual([
      "templatecheck_session=; Path=/; Domain=corp.test; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
    ]);
  });

  it("isn't there without keys: everybody is anonymous, and tokens of Coder still reach no app", async () => {
    const { port, app } = await startBoth({ identity: null });
    expect((await ask(port, { cookie: "coder_session_token=x", token: "a".repeat(10) })).status).toBe(200);
    expect(JSON.stringify(app.seen)).not.toContain("coder_session_token");
  });
});
