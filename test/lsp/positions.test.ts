import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { offsetOf, overlaps, positionOf, withoutMark } from "../../src/lsp/positions.ts";

function file(text: string): { readonly name: string; readonly text: string } {
  return { name: "main.tf", text };
}

describe("positions", () => {
  it("are those of the library that editors use, for any line breaks and characters", () => {
    const text = fc
      .array(fc.constantFrom("a", "\n", "\r", "\r\n", "🦜", "é", "\ud800", "\u2028"), { maxLength: 30 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(40), fc.nat(8), fc.nat(8), (content, offset, line, character) => {
        const document = TextDocument.create("file:///a", "terraform", 1, content);
        const wanted = Math.min(offset, content.length);
        // Within a line break that library steps back to its line's end.
        const isInBreak = content[wanted - 1] === "\r" && content[wanted] === "\n";
        if (!isInBreak) expect(positionOf(file(content), offset)).toEqual(document.positionAt(offset));
        expect(offsetOf(file(content), { line, character })).toBe(document.offsetAt({ line, character }));
      }),
    );
  });

  it("beyond the text are its end, before it its beginning", () => {
    expect(offsetOf(file("ab"), { line: 9e9, character: 0 })).toBe(2);
    expect(offsetOf(file("ab"), { line: 0, character: -5 })).toBe(0);
    expect(positionOf(file("ab"), -3)).toEqual({ line: 0, character: 0 });
  });

  it("on the first line don't count the mark that editors hide", () => {
    const range = { start: { line: 0, character: 3 }, end: { line: 1, character: 3 } };
    expect(withoutMark(file("\ufeffab"), range).start.character).toBe(2);
    expect(withoutMark(file("\ufeffab"), range).end.character).toBe(3);
    expect(withoutMark(file("ab"), range)).toEqual(range);
  });

  it("overlap when they touch", () => {
    const range = (start: number, end: number) => ({
      start: { line: 0, character: start },
      end: { line: 0, character: end },
    });
    expect(overlaps(range(0, 2), range(2, 3))).toBe(true);
    expect(overlaps(range(0, 2), range(3, 4))).toBe(false);
  });
});
