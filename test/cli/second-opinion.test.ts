import { describe, expect, it } from "vitest";
import { accepts, secondReading } from "../../src/cli/second-opinion.ts";

describe("a second reading", () => {
  it("has no opinion on the values of what it can't write", async () => {
    // Blocks of one type with and without labels have no form in its JSON.
    expect(await secondReading('foo "" {}\nfoo {}\n')).toEqual({ kind: "unconverted" });
    expect(await secondReading("a = 1\n")).toEqual({ kind: "read", document: { a: 1 } });
  });

  it("isn't asked to write numbers of a hundred million digits", async () => {
    expect(await secondReading("a = 1e99999999\n")).toEqual({ kind: "unconverted" });
    expect(await secondReading(`a = ${"9".repeat(100_000)}\n`)).toEqual({ kind: "unconverted" });
    expect(await accepts("a = 1e99999999\nb = = 1\n")).toBe(false);
    // Its exponent is no number to either parser.
    expect(await accepts("a = 1e9999999999\n")).toBe(false);
    expect(await secondReading('a = "1e99999"\n')).toEqual({ kind: "read", document: { a: "1e99999" } });
  });
});
