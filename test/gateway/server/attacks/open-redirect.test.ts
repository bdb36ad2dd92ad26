import { describe, expect, it } from "vitest";
import { accessUrl } from "../../setting.ts";
import { ask, hostOf, startBoth, tokenOf } from "../harness.ts";

const accessHost = new URL(accessUrl).host;
const page = { accept: "text/html" };

function wayBack(location: string | undefined): URL {
  const url = new URL(location ?? "");
  expect(url.origin).toBe(accessUrl);
  const text = url.searchParams.get("redirect_uri") ?? url.searchParams.get("redirect") ?? "";
  expect(text).toMatch(/^(https:\/\/[a-z]|\/[^/\\])/);
  return new URL(text, accessUrl);
}

describe("the sign-in", () => {
  it.each([
    "//evil.test/",
    "/\\evil.test/",
    "///evil.test",
    "/%2f%2fevil.test/",
    "/@evil.test",
    "/.evil.test",
    "/x?r=https://evil.test",
  ])("leads back to the app, whatever its path: %s", async (path) => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const answer = await ask(port, { path, headers: page });
    expect(answer.status).toBe(303);
    expect(wayBack(answer.headers.location).host).toBe(hostOf());
  });

  it.each([
    "//@alice/dev/apps/web//evil.test",
    "/@alice/dev/apps/web/..//evil.test/",
    "/%40alice/dev/apps/web/\\evil.test",
  ])("leads back to a path of the access URL: %s", async (path) => {
    const { port } = await startBoth({ app: { share: "owner", method: "path" } });
    const answer = await ask(port, { host: accessHost, path, headers: page });
    expect(answer.status).toBe(303);
    expect(wayBack(answer.headers.location).host).toBe(accessHost);
  });

  it("has the canonical port, not the one that was asked", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const answer = await ask(port, { host: `${hostOf()}:666`, headers: page });
    expect(wayBack(answer.headers.location).host).toBe(hostOf());
  });

  it.each(["//evil.test/x", "/\\evil.test/x"])("goes on at the same host afterwards: %s", async (path) => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const answer = await ask(port, { path: `${path}?templatecheck_session=x&templatecheck_state=y` });
    expect(answer).toMatchObject({ status: 303, headers: { location: "/evil.test/x" } });
  });

  it("isn't begun by others: a token that this browser didn't ask for sets no cookie", async () => {
    const { port, app } = await startBoth();
    const token = await tokenOf("mallory");
    const state = "a".repeat(22);
    for (const cookie of [
      undefined,
      "__Host-templatecheck_state=b",
      `templatecheck_state=${state}`,
      "__Host-templatecheck_state=",
    ]) {
      for (const query of [
        `templatecheck_session=${token}&templatecheck_state=${state}`,
        `templatecheck_session=${token}`,
      ]) {
        const answer = await ask(port, { path: `/x?${query}`, ...(cookie !== undefined && { cookie }) });
        expect(answer).toMatchObject({ status: 303, headers: { location: "/x" } });
        expect(answer.headers).not.toHaveProperty("set-cookie");
      }
    }
    expect(app.seen).toEqual([]);
  });

  it("takes no form that is posted for a return", async () => {
    const { port, app } = await startBoth();
    const path = `/x?templatecheck_session=${await tokenOf("mallory")}&a=1`;
    expect((await ask(port, { path, method: "POST", body: "x" })).headers).not.toHaveProperty("set-cookie");
    expect(app.seen).toMatchObject([{ url: "/x?a=1" }]);
  });

  it("of redirects to the app's own query stays at its host", async () => {
    const { port, app } = await startBoth({
      app: { share: "public", method: "path", upstream: { scheme: "http", port: 9, path: "/", query: "a=1" } },
      changes: {},
    });
    const answer = await ask(port, { host: accessHost, path: "//@alice/dev/apps/web/", token: await tokenOf("alice") });
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toMatch(/^\/[^/\\]/);
    expect(app.seen).toEqual([]);
  });
});
