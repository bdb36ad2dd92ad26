import { describe, expect, it } from "vitest";
import {
  type Case,
  caseNames,
  loadCase,
  type Mismatch,
  mismatches,
  type Row,
  rowName,
  rowsOf,
} from "./provider-harness.ts";

/** Rows that a template alone doesn't decide, and why. */
const outside: ReadonlyMap<string, string> = new Map([
  ["conflict-unknown run 0 2.18", "whether a value that is known only after apply is null: a warning"],
  ["parameter-answers-refused run 5 2.18", "`monotonic` against the answer of the build before, which isn't given"],
  ["secret-missing run 0 2.17", "what the workspace's user has stored"],
]);

describe("recorded plans, pushes and builds", () => {
  for (const name of caseNames()) {
    const subject: Case = loadCase(name);
    it(`${name}: ${subject.recordings[0]?.recording.about ?? ""}`, () => {
      const found: string[] = [];
      for (const row of rowsOf(subject)) {
        if (outside.has(rowName(row))) continue;
        for (const { text } of mismatches(subject, row)) found.push(`${rowName(row)}: ${text}`);
      }
      expect(found).toEqual([]);
    });
  }

  it("has nothing on the list that agrees", () => {
    const rows = new Map(
      caseNames().flatMap((name) => {
        const subject = loadCase(name);
        return rowsOf(subject).map((row): [string, [Case, Row]] => [rowName(row), [subject, row]]);
      }),
    );
    const stale: string[] = [];
    for (const name of outside.keys()) {
      const found = rows.get(name);
      const differences: readonly Mismatch[] = found ? mismatches(...found) : [];
      if (differences.length === 0) stale.push(name);
    }
    expect(stale).toEqual([]);
    expect(outside.size).toBe(3);
  });
});
