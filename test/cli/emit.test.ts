import { describe, expect, it } from "vitest";
import { usesColor } from "../../src/cli/terminal.ts";

const terminal = { write: () => {}, isTTY: true, columns: 80 };
const pipe = { write: () => {}, isTTY: false, columns: undefined };

describe("colour", () => {
  it("is for terminals, unless the environment says otherwise", () => {
    expect(usesColor("auto", {}, terminal)).toBe(true);
    expect(usesColor("auto", {}, pipe)).toBe(false);
    expect(usesColor("auto", {}, null)).toBe(false);
    expect(usesColor("auto", { TERM: "dumb" }, terminal)).toBe(false);
    expect(usesColor("auto", { NO_COLOR: "1" }, terminal)).toBe(false);
    expect(usesColor("auto", { NO_COLOR: "" }, terminal)).toBe(true);
    expect(usesColor("auto", { FORCE_COLOR: "1" }, pipe)).toBe(true);
    expect(usesColor("auto", { FORCE_COLOR: "0" }, terminal)).toBe(false);
  });

  it("obeys the option first", () => {
    expect(usesColor("never", { FORCE_COLOR: "1" }, terminal)).toBe(false);
    expect(usesColor("always", { NO_COLOR: "1" }, pipe)).toBe(true);
  });
});
