import { describe, expect, it } from "vitest";
import { nameProblem, sizeProblem } from "../../src/playground/project.ts";

describe("the name of a file", () => {
  it.each(["main.tf", "modules/x/main.tf", ".templatecheck.yaml", "a b.tf", "start.sh.tftpl", "ä.tf", "constructor"])(
    "%j can be",
    (name) => {
      expect(nameProblem(name, ["other.tf"])).toBeNull();
    },
  );

  it.each([
    ["", "needs a name"],
    ["/main.tf", "slash"],
    ["a//b", "slash"],
    ["a/", "slash"],
    ["../a", '".."'],
    ["./a", '"."'],
    ["a\\b", "none of"],
    ["a\u202eb", "control characters"],
    ["a\nb", "control characters"],
    [" a", "blank"],
    ["other.tf", "already"],
    ["other.tf/a", "is a file"],
    ["x", "is a folder"],
    ["a".repeat(201), "200 characters"],
  ])("%j can't be", (name, reason) => {
    expect(nameProblem(name, ["other.tf", "x/main.tf"])).toContain(reason);
  });
});

it("bounds what is checked", () => {
  const file = (text: string, at = 0): { name: string; text: string } => ({ name: `${at}.tf`, text });
  expect(sizeProblem({ name: "a", files: [file("a".repeat(1_000_000))] })).toBeNull();
  expect(sizeProblem({ name: "a", files: [file("a".repeat(1_000_000)), file("b", 1)] })).toContain(
    "1000001 characters",
  );
  expect(sizeProblem({ name: "a", files: [file("\n".repeat(30_000))] })).toContain("30001 lines");
  expect(sizeProblem({ name: "a", files: Array.from({ length: 101 }, (_, at) => file("", at)) })).toContain(
    "101 files",
  );
});
