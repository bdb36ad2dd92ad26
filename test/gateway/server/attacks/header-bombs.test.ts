import { describe, expect, it } from "vitest";
import { addressReader } from "../../../../src/gateway/address.ts";
import { ask, hostOf, raw, startBoth, statuses } from "../harness.ts";

const host = `Host: ${hostOf()}\r\n`;

describe("header bombs", () => {
  it.each([
    ["one that is too long", `GET / HTTP/1.1\r\n${host}X: ${"a".repeat(5_000)}\r\n\r\n`, 431],
    ["many that are short", `GET / HTTP/1.1\r\n${host}${"X: a\r\n".repeat(101)}\r\n`, 431],
    ["many, the host behind them", `GET / HTTP/1.1\r\n${"X: a\r\n".repeat(101)}${host}\r\n`, 431],
    ["too many of no value", `GET / HTTP/1.1\r\n${host}${"X:\r\n".repeat(2_000)}\r\n`, 431],
    ["a name that is too long", `GET / HTTP/1.1\r\n${host}${"X".repeat(5_000)}: a\r\n\r\n`, 431],
    ["an address that is too long", `GET /${"a".repeat(1_001)} HTTP/1.1\r\n${host}\r\n`, 414],
    ["an address that fills all", `GET /${"a".repeat(9_000)} HTTP/1.1\r\n${host}\r\n`, 431],
  ])("%s", async (_name, request, status) => {
    const { port, app } = await startBoth({ limits: { headerBytes: 4_096, headerCount: 100, urlLength: 1_000 } });
    expect(statuses(await raw(port, request))).toEqual([status]);
    expect(app.seen).toEqual([]);
  });

  it("as many cookies as fit are read once", async () => {
    const { port } = await startBoth({ app: { share: "owner" } });
    const cookie = Array.from({ length: 1_000 }, () => "templatecheck_session=x").join("; ");
    expect((await ask(port, { cookie })).status).toBe(303);
  });

  it("a value that could be a thousand tokens isn't read, and reaches no app", async () => {
    const { port, app } = await startBoth();
    await ask(port, { headers: { authorization: `Token ${"a.b.c ".repeat(1_000)}` } });
    await ask(port, { headers: { authorization: `Token ${"a.b.c ".repeat(8)}` } });
    const values = app.seen.map(({ rawHeaders }) => rawHeaders[rawHeaders.indexOf("authorization") + 1]?.length);
    expect(app.seen[0]?.rawHeaders).not.toContain("authorization");
    expect(values[1]).toBe(53);
  });

  it("broken escapes hide no parameter of ours, and stay as they are", async () => {
    const { port, app } = await startBoth();
    await ask(port, { path: `/?${"%&".repeat(1_000)}%E0%=1&templatecheck%5fstate=x&coder%5Fsession_token=y&%` });
    expect(app.seen[0]?.url).toBe(`/?${"%&".repeat(1_000)}%E0%=1&%`);
  });

  it("hosts longer than any name are forgotten at once", () => {
    const { read } = addressReader("*--apps.corp.test", "https://coder.corp.test");
    expect(read("x.test", "/")).toBe(read("x.test", "/"));
    const long = `${"x".repeat(300)}.test`;
    expect(read(long, "/")).toEqual(read(long, "/"));
    expect(read(long, "/")).not.toBe(read(long, "/"));
  });

  it("of an app's answer: 502", async () => {
    const { port } = await startBoth({
      handler: (_request, response) => response.setHeader("X", "a".repeat(100_000)).end(),
    });
    expect((await ask(port)).status).toBe(502);
  });
});
