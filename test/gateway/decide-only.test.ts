import { describe, expect, it } from "vitest";
import { readQuestion } from "../../src/gateway/decide-only.ts";

type Headers = Readonly<Record<string, string>>;

const asked: Headers = {
  "x-forwarded-method": "GET",
  "x-forwarded-host": "web--dev--alice.apps.test",
  "x-forwarded-uri": "/x?y",
  "x-forwarded-proto": "https",
};

function read(path: string, headers: Headers, method = "GET"): ReturnType<typeof readQuestion> {
  return readQuestion(method, path, (name) => headers[name] ?? null);
}

describe("a question", () => {
  it.each(["decide", "verdict", "answer"])("is of the form %s", (form) => {
    expect(read(`/${form}`, { ...asked, origin: "https://o.test", cookie: "", "x-other": "1" })).toEqual({
      form,
      method: "GET",
      host: "web--dev--alice.apps.test",
      uri: "/x?y",
      scheme: "https",
      webSocket: false,
      headers: { origin: "https://o.test" },
    });
  });

  it("is Envoy's with the request's own line", () => {
    const headers = { host: "a.test", "x-forwarded-proto": "http", ...{ "x-forwarded-host": "spoofed.test" } };
    expect(read("/envoy/x?y", headers, "PUT")).toMatchObject({ method: "PUT", host: "a.test", uri: "/x?y" });
    expect(read("/envoy", headers)).toBe(null);
    expect(read("/envoyx", headers)).toBe(null);
  });

  it("is about a WebSocket", () => {
    const upgrade = { ...asked, "x-forwarded-upgrade": "WebSocket" };
    expect(read("/decide", upgrade)?.webSocket).toBe(true);
    for (const several of ["h2c, websocket", "websocket, websocket", "websocket/13"]) {
      expect(read("/decide", { ...upgrade, "x-forwarded-upgrade": several })?.webSocket).toBe(true);
    }
    expect(read("/decide", { ...upgrade, "x-forwarded-method": "POST" })?.webSocket).toBe(false);
    expect(read("/decide", { ...upgrade, "x-forwarded-upgrade": "h2c" })?.webSocket).toBe(false);
  });

  it.each([
    ["another path", "/other", {}],
    ["two methods", "/decide", { "x-forwarded-method": "GET, POST" }],
    ["a tunnel", "/decide", { "x-forwarded-method": "CONNECT" }],
    ["no path", "/decide", { "x-forwarded-uri": "*" }],
    ["another host's address", "/decide", { "x-forwarded-uri": "http://x.test/" }],
    ["two paths", "/decide", { "x-forwarded-uri": "/a, /b" }],
    ["a fragment", "/decide", { "x-forwarded-uri": "/a#b" }],
    ["no scheme", "/decide", { "x-forwarded-proto": "" }],
    ["two schemes", "/decide", { "x-forwarded-proto": "http, https" }],
  ])("isn't one with %s", (_, path, headers) => {
    expect(read(path, { ...asked, ...headers })).toBe(null);
  });

  it.each(Object.keys(asked))("isn't one without %s", (name) => {
    expect(read("/decide", Object.fromEntries(Object.entries(asked).filter(([key]) => key !== name)))).toBe(null);
  });
});
