import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../src/cli/difference.ts";

const diff = (before: string, after: string): string => unifiedDiff(before, after, "old", "new");

describe("a unified diff", () => {
  it("is empty for the same text", () => {
    expect(diff("a\nb\n", "a\nb\n")).toBe("");
  });

  it("shows changed lines with three of context", () => {
    expect(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n")).toBe(`--- old
+++ new
@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
`);
  });

  it("keeps what both have between changes, and distant changes apart", () => {
    const before = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const after = before.with(5, "five").with(8, "eight").toSpliced(30, 1);
    const text = diff(before.join("\n"), after.join("\n"));
    expect(text.match(/^@@.*@@$/gm)).toEqual(["@@ -3,10 +3,10 @@", "@@ -28,7 +28,6 @@"]);
    expect(text.match(/^[-+](?![-+]).*$/gm)).toEqual(["-line 5", "+five", "-line 8", "+eight", "-line 30"]);
  });

  it("gives up on pairing very long texts", () => {
    const before = Array.from({ length: 3000 }, (_, index) => `a${index}`).join("\n");
    const after = Array.from({ length: 3000 }, (_, index) => `b${index}`).join("\n");
    expect(diff(before, after).split("\n").length).toBe(6004);
  });
});
