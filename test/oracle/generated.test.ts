import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differences, type GeneratedRow } from "./generated-harness.ts";

/** Made by `scripts/record-generated.mjs`, which can look elsewhere for more. */
const file = process.env.GENERATED_ROWS ?? "test/data/generated/rows.json";
const rows: readonly GeneratedRow[] = JSON.parse(readFileSync(file, "utf8"));

describe("generated modules", () => {
  it("are many, planned and refused", () => {
    expect(rows.length).toBeGreaterThanOrEqual(300);
    expect(rows.filter(({ ok }) => ok).length).toBeGreaterThan(rows.length / 2);
  });

  // Rows of other seeds that once differed.
  const found: readonly GeneratedRow[] = JSON.parse(readFileSync("test/data/generated/found.json", "utf8"));
  it.each(found.map((row, at) => ({ at, row })))("found $at", ({ row }) => {
    expect(differences(row)).toEqual([]);
  });

  it.each(rows.map((row, at) => ({ at, row })))("$at", ({ row }) => {
    expect(differences(row)).toEqual([]);
  });
});
