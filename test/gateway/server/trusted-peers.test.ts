import { describe, expect, it } from "vitest";
import { clientBehind, TrustedPeers } from "../../../src/gateway/server/trusted-peers.ts";
import { ask, echoed, startBoth } from "./harness.ts";

function peers(...networks: readonly string[]): TrustedPeers {
  const read = TrustedPeers.of(networks);
  if (!("peers" in read)) throw new Error(read.wrong);
  return read.peers;
}

const trusted = peers("10.0.0.0/8", "fd00::/8");

describe("the client behind a proxy", () => {
  it.each([
    ["one that isn't trusted", "192.0.2.1", "203.0.113.9", "192.0.2.1"],
    ["one", "10.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["two", "10.0.0.1", "203.0.113.9, 10.1.1.1", "203.0.113.9"],
    ["one, with what the client wrote before", "10.0.0.1", "127.0.0.1, 203.0.113.9", "203.0.113.9"],
    ["one that writes ports", "10.0.0.1", "203.0.113.9:4711", "203.0.113.9"],
    ["one that writes brackets and ports", "fd00::1", "[2001:db8::7]:4711", "2001:db8::7"],
    ["one that writes what is no address", "10.0.0.1", "203.0.113.9, unknown", "10.0.0.1"],
    ["nobody else: the first proxy asks itself", "10.0.0.1", "10.2.2.2, 10.1.1.1", "10.2.2.2"],
  ])("%s", (_name, peer, header, client) => {
    expect(clientBehind(peer, header, trusted)).toBe(client);
  });

  it("is told to apps and to the log, where its proxy is trusted", async () => {
    const headers = { "x-forwarded-for": "198.51.100.4, 203.0.113.9", forwarded: "for=198.51.100.4" };
    const open = await startBoth({ settings: { trusted: peers("127.0.0.1") } });
    expect(echoed(await ask(open.port, { headers })).headers["x-forwarded-for"]).toBe("203.0.113.9");
    await expect.poll(() => open.log.map(({ client }) => client)).toContain("203.0.113.9");
    const closed = await startBoth();
    expect(echoed(await ask(closed.port, { headers })).headers["x-forwarded-for"]).toBe("127.0.0.1");
  });

  it("has no share of the limit on its proxy's connections", async () => {
    const { port } = await startBoth({
      limits: { connectionsPerClient: 1 },
      settings: { trusted: peers("127.0.0.1") },
    });
    const answers = await Promise.all([ask(port), ask(port), ask(port)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});
