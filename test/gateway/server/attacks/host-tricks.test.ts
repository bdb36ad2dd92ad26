import { describe, expect, it } from "vitest";
import { ask, hostOf, raw, startBoth, statuses, tokenOf } from "../harness.ts";

const own = hostOf();

describe("tricks with the host", () => {
  it.each([
    ["two of them", `GET / HTTP/1.1\r\nHost: ${own}\r\nHost: evil.test\r\n\r\n`],
    ["two equal ones", `GET / HTTP/1.1\r\nHost: ${own}\r\nhost: ${own}\r\n\r\n`],
    ["none", "GET / HTTP/1.1\r\n\r\n"],
    ["none, in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n"],
    ["an empty one", "GET / HTTP/1.1\r\nHost:\r\n\r\n"],
    ["a list", `GET / HTTP/1.1\r\nHost: ${own}, evil.test\r\n\r\n`],
    ["a blank in it", `GET / HTTP/1.1\r\nHost: ${own} evil.test\r\n\r\n`],
    ["a user in it", `GET / HTTP/1.1\r\nHost: ${own}@evil.test\r\n\r\n`],
    ["a path in it", `GET / HTTP/1.1\r\nHost: ${own}/x\r\n\r\n`],
    ["a query in it", `GET / HTTP/1.1\r\nHost: ${own}?x\r\n\r\n`],
    ["a backslash in it", `GET / HTTP/1.1\r\nHost: ${own}\\evil.test\r\n\r\n`],
    ["an escape in it", "GET / HTTP/1.1\r\nHost: web--dev--alice--apps%2ecorp.test\r\n\r\n"],
    ["letters beyond ASCII", "GET / HTTP/1.1\r\nHost: web--dev--\xe4lice--apps.corp.test\r\n\r\n"],
    ["two ports", `GET / HTTP/1.1\r\nHost: ${own}:80:81\r\n\r\n`],
    ["a port of letters", `GET / HTTP/1.1\r\nHost: ${own}:http\r\n\r\n`],
    ["the absolute form of another host", `GET http://evil.test/ HTTP/1.1\r\nHost: ${own}\r\n\r\n`],
    ["the absolute form with a user", `GET http://evil@${own}/ HTTP/1.1\r\nHost: ${own}\r\n\r\n`],
    ["the absolute form of another scheme", `GET ftp://${own}/ HTTP/1.1\r\nHost: ${own}\r\n\r\n`],
    ["an authority instead of a path", `GET ${own}:80 HTTP/1.1\r\nHost: ${own}\r\n\r\n`],
    ["an asterisk", `OPTIONS * HTTP/1.1\r\nHost: ${own}\r\n\r\n`],
  ])("%s: 400, and the connection closed", async (_name, request) => {
    const { port, app } = await startBoth();
    const received = await raw(port, request);
    expect(statuses(received)).toEqual([400]);
    expect(received).toMatch(/\r\nConnection: close\r\n/i);
    expect(app.seen).toEqual([]);
  });

  it("the absolute form of the same host is the same request", async () => {
    const { port, app } = await startBoth();
    expect(statuses(await raw(port, `GET http://${own}/x?y HTTP/1.1\r\nHost: ${own}\r\n\r\n`))).toEqual([200]);
    expect(app.seen).toMatchObject([{ url: "/x?y" }]);
  });

  it.each([`${own}.`, `${own}:8443`, `${own}.:1`])("%s is the same app, for the same viewers", async (host) => {
    const { port } = await startBoth({ app: { share: "owner" } });
    expect((await ask(port, { host })).status).toBe(303);
    expect((await ask(port, { host, token: await tokenOf("alice") })).status).toBe(200);
    expect((await ask(port, { host, token: await tokenOf("bob") })).status).toBe(404);
  });

  it.each([
    "WEB--dev--alice--APPS.CORP.TEST",
    "web--dev--alice--apps.corp.test.evil.test",
    "evil.test",
    "web--dev--alice--apps.corp.tes",
    "x.web--dev--alice--apps.corp.test",
    "127.0.0.1",
    "[::1]",
    "localhost:8080",
  ])("%s is no app", async (host) => {
    const { port, app } = await startBoth();
    expect((await ask(port, { host, token: await tokenOf("alice") })).status).toBe(404);
    expect(app.seen).toEqual([]);
  });

  it.each([
    "xn--web--dev--alice--apps.corp.test",
    "web--xn--dev--alice--apps.corp.test",
    "web-dev-alice--apps.corp.test",
    "web---dev--alice--apps.corp.test",
    "--dev--alice--apps.corp.test",
  ])("%s names nothing, whoever asks", async (host) => {
    const { port } = await startBoth();
    const status = (await ask(port, { host, token: await tokenOf("alice") })).status;
    expect([400, 404]).toContain(status);
  });
});
