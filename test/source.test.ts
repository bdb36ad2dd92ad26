import { describe, expect, it } from "vitest";
import { lineStarts, lineText, positionAt } from "../src/source.ts";

describe("the lines of a file", () => {
  it("end with LF; a CR before it is none of their text", () => {
    const file = { name: "main.tf", text: "a\r\nb\rc\n" };
    expect([...lineStarts(file)]).toEqual([0, 3, 7]);
    expect([1, 2, 3, 4].map((line) => lineText(file, line))).toEqual(["a", "b\rc", "", ""]);
    expect([0, 2, 3, 6, 7, 99].map((offset) => positionAt(file, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 2, column: 4 },
      { line: 3, column: 1 },
      { line: 3, column: 1 },
    ]);
  });

  it("are one from the two millionth on", () => {
    const file = { name: "main.tf", text: `${"\n".repeat(2_000_000)}x\ny` };
    expect(lineStarts(file).length).toBe(2_000_000);
    expect(positionAt(file, 1_999_999)).toEqual({ line: 2_000_000, column: 1 });
    expect(positionAt(file, file.text.length)).toEqual({ line: 2_000_000, column: 5 });
    expect(lineText(file, 2_000_000)).toBe("\nx\ny");
  });
});
