import { describe, expect, it } from "vitest";
import { glob } from "../../src/config/glob.ts";
import { joinPath, normalPath, parentPath, relativePath } from "../../src/config/path.ts";

describe("glob", () => {
  it.each([
    ["sandbox/**", "sandbox/main.tf", true],
    ["sandbox/**", "sandbox/a/b/main.tf", true],
    ["sandbox/**", "other/sandbox/main.tf", false],
    ["sandbox/", "sandbox/a/main.tf", true],
    ["sandbox/*", "sandbox/a/main.tf", false],
    ["./sandbox/*", "sandbox/main.tf", true],
    ["**/main.tf", "main.tf", true],
    ["**/main.tf", "a/b/main.tf", true],
    ["a/**/z.tf", "a/z.tf", true],
    ["a/**/z.tf", "a/b/c/z.tf", true],
    ["a/**/z.tf", "a/bz.tf", false],
    ["*.tf", "a/b/main.tf", true],
    ["main.tf", "a/main.tf", true],
    ["main.tf", "a/xmain.tf", false],
    ["?.tf", "a.tf", true],
    ["?.tf", "ab.tf", false],
    ["{a,b}/*.tf", "b/main.tf", true],
    ["{a,b}/*.tf", "c/main.tf", false],
    ["{a,{b,c}x}.tf", "cx.tf", true],
    ["a.tf", "aXtf", false],
    ["[a].tf", "[a].tf", true],
    ["**", "a/b.tf", true],
  ])("%s on %s: %s", (pattern, path, expected) => {
    expect(glob(pattern).matches(path)).toBe(expected);
  });

  it("takes hostile patterns in its stride", () => {
    expect(glob(`${"*a".repeat(200)}*b`).matches("a".repeat(2000))).toBe(false);
    expect(glob(`${"**/".repeat(200)}b`).matches("a/".repeat(1000))).toBe(false);
    expect(glob("{a,b}".repeat(100)).matches("a")).toBe(false);
  });
});

describe("paths", () => {
  it.each([
    [".", "a", "a"],
    ["a/b", "../c", "a/c"],
    [".", "../x", "../x"],
    ["..", "../x", "../../x"],
    ["a", "/srv/x/", "/srv/x"],
    ["a", "..", "."],
  ])("%s and %s are %s", (directory, path, expected) => {
    expect(joinPath(directory, path)).toBe(expected);
  });

  it("climb", () => {
    expect([parentPath("a/b"), parentPath("a"), parentPath("."), parentPath(".."), parentPath("/")]).toEqual([
      "a",
      ".",
      "..",
      "../..",
      "/",
    ]);
    expect(normalPath("./a//b/./c")).toBe("a/b/c");
  });

  it("are seen from directories", () => {
    expect(relativePath(".", "a/b", [])).toEqual({ path: "a/b", complete: true });
    expect(relativePath("a", "a/b", [])).toEqual({ path: "b", complete: true });
    expect(relativePath("a", "ab/c", [])).toBeNull();
    expect(relativePath("..", "a/b", ["home", "team"])).toEqual({ path: "team/a/b", complete: true });
    expect(relativePath("..", "a/b", [])).toEqual({ path: "a/b", complete: false });
    expect(relativePath("..", "../x/y", [])).toEqual({ path: "x/y", complete: true });
    expect(relativePath("..", "../../x", [])).toBeNull();
  });
});
