import { expect, it } from "vitest";
import { portOf } from "../../src/routing/port-text.ts";
import { disagreements, readTable } from "../tables.ts";

it("tells ports and slugs apart as Coder does", () => {
  const rows = readTable<{ readonly text: string }>("port-or-app-text");
  expect(disagreements(rows, ({ text, ...expected }) => ({ expected, actual: portOf(text) }))).toEqual([]);
  expect(rows.length).toBe(276);
});
