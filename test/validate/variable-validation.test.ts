import { describe, expect, it } from "vitest";
import { checkText, found } from "./harness.ts";

const notesOf = (body: string): readonly string[] =>
  found(
    checkText(`variable "x" {\n${body}\n  validation {\n    condition = false\n    error_message = "No."\n  }\n}\n`),
    "variable-validation",
  ).flatMap(({ notes }) => notes);

describe("a validation that fails", () => {
  it("says what the variable is", () => {
    expect(notesOf("  default = 4")).toEqual(["var.x is 4, a number"]);
    expect(notesOf("  default = true")).toEqual(["var.x is true, a bool"]);
    expect(notesOf("  default = null")).toEqual(["var.x is null"]);
  });

  it("leaves out what is long or may be secret", () => {
    expect(notesOf('  default = "4"')).toEqual([]);
    expect(notesOf('  default = ["a"]')).toEqual([]);
    expect(notesOf("  default = 4\n  sensitive = true")).toEqual([]);
  });
});
