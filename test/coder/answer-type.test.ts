import { describe, expect, it } from "vitest";
import { isBool, isFloat, listOfStrings, wholeNumber } from "../../src/coder/answer-type.ts";

describe("answers as Go reads them", () => {
  it("takes numbers as in Go", () => {
    for (const text of [
      "0",
      "-1",
      "+1",
      "1.5",
      ".5",
      "5.",
      "1e3",
      "1E-3",
      "007",
      "1_000",
      "0x1p-2",
      "0x_1Fp3",
      "inf",
      "-Infinity",
      "NaN",
    ]) {
      expect(isFloat(text), text).toBe(true);
    }
    for (const text of ["", " 1", "1 ", "1,5", "e3", ".", "1__0", "_1", "1_", "0x1", "1e999", "+nan", "many"]) {
      expect(isFloat(text), text).toBe(false);
    }
  });

  it("takes booleans as in Go", () => {
    expect(["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"].every(isBool)).toBe(true);
    expect(["", "yes", "tRUE", "2", "on", " true"].some(isBool)).toBe(false);
  });

  it("takes whole numbers of 64 bits", () => {
    expect(wholeNumber("+9223372036854775807")).toBe(9223372036854775807n);
    expect(wholeNumber("-9223372036854775808")).toBe(-9223372036854775808n);
    expect(wholeNumber("9223372036854775808")).toBeNull();
    expect(wholeNumber("1.0")).toBeNull();
    expect(wholeNumber("1_0")).toBeNull();
    expect(wholeNumber("")).toBeNull();
  });

  it("takes JSON lists of strings, null for none", () => {
    expect(listOfStrings(' ["a", "b"] ')).toEqual(["a", "b"]);
    expect(listOfStrings("null")).toEqual([]);
    expect(listOfStrings('["a", null]')).toEqual(["a", ""]);
    for (const text of ["", "a", '"a"', "[1]", '{"0":"a"}', '["a",]']) expect(listOfStrings(text), text).toBeNull();
    expect(listOfStrings("[".repeat(100_000))).toBeNull();
  });
});
