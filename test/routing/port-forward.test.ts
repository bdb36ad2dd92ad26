import { expect, it } from "vitest";
import { type PortForward, parsePortForwards } from "../../src/routing/port-forward.ts";
import { disagreements, readTable } from "../tables.ts";

interface Row {
  readonly tcp: readonly string[];
  readonly udp: readonly string[];
  /** Null: Coder's function never returned. */
  readonly ok: boolean | null;
  readonly forwards?: readonly PortForward[];
}

const rows = readTable<Row>("port-forward-spec");

it("reads what Coder reads", () => {
  const returned = rows.filter((row) => row.ok !== null);
  const different = disagreements(returned, ({ tcp, udp, ok, forwards }) => {
    const read = parsePortForwards({ tcp, udp });
    return { expected: { ok, forwards }, actual: { ok: read.ok, forwards: read.ok ? read.forwards : undefined } };
  });
  expect(different).toEqual([]);
  expect(rows.length).toBe(257);
});

it("difference: port 65535 works", () => {
  const endless = rows.filter((row) => row.ok === null);
  expect(endless.length).toBe(8);
  for (const { tcp, udp } of endless) {
    const read = parsePortForwards({ tcp, udp });
    expect(read.ok).toBe(true);
    if (read.ok)
      expect(read.forwards.some((forward) => Math.max(forward.listenPort, forward.dialPort) === 65535)).toBe(true);
  }
});

it("stops at a million ports", () => {
  const tcp = Array.from({ length: 20 }, (_, at) => `10.0.0.${at}:1-65535`);
  expect(parsePortForwards({ tcp, udp: [] })).toMatchObject({ ok: false });
});
