import { describe, expect, it } from "vitest";
import { readDirective } from "../../src/suppress/directive.ts";

function read(text: string): ReturnType<typeof readDirective> {
  return readDirective({ start: 10, end: 10 + text.length, text });
}

describe("comments", () => {
  it.each([
    "# templatecheck: ignore app-share-public, app-no-target -- a demo until=2027-01-31",
    "#templatecheck:ignore app-share-public,app-no-target -- a demo until=2027-01-31",
    "// templatecheck: ignore app-share-public app-no-target -- a demo until=2027-01-31",
    "/* templatecheck: ignore app-share-public, app-no-target -- a demo until=2027-01-31 */",
    "/*\n * templatecheck: ignore app-share-public,\n *   app-no-target\n * -- a\n * demo until=2027-01-31\n */",
    "## templatecheck: ignore app-share-public, app-no-target until=2027-01-31 -- a demo",
  ])("say the same in all forms: %s", (text) => {
    const directive = read(text);
    expect(directive?.mistake).toBeNull();
    expect(directive?.scope).toBe("here");
    expect(directive?.rules.map((rule) => rule.text)).toEqual(["app-share-public", "app-no-target"]);
    expect(directive?.rules.map(({ start, end }) => text.slice(start - 10, end - 10))).toEqual([
      "app-share-public",
      "app-no-target",
    ]);
    expect(directive?.reason).toBe("a demo");
    expect(directive?.until?.text).toBe("2027-01-31");
  });

  it("of other kinds are nobody's business", () => {
    expect(read("# see templatecheck: ignore x -- y")).toBeNull();
    expect(read("# templatecheck ignores this")).toBeNull();
  });

  it("without a reason, or with a date for one, have none", () => {
    expect(read("# templatecheck: ignore a")?.reason).toBeNull();
    expect(read("# templatecheck: ignore a --")?.reason).toBeNull();
    expect(read("# templatecheck: ignore a -- until=2027-01-31")?.reason).toBeNull();
  });

  it("of a file", () => {
    expect(read("# templatecheck: ignore-file a -- b")?.scope).toBe("file");
  });

  it.each([
    ["# templatecheck: disable a -- b", '"disable" is not `ignore` or `ignore-file`'],
    ["# templatecheck:", "nothing is not `ignore` or `ignore-file`"],
    ["# templatecheck: ignore -- b", "this comment names no rule"],
    ["# templatecheck: ignore a -- b until=soon", '"soon" is not a date like 2027-01-31'],
    ["# templatecheck: ignore a -- b until=2027-02-30", '"2027-02-30" is not a date like 2027-01-31'],
  ])("that can't be understood say so: %s", (text, headline) => {
    expect(read(text)?.mistake?.headline).toBe(headline);
  });

  it("of a million characters take no time to speak of", () => {
    expect(read(`/*${"*".repeat(1_000_000)}*/`)).toBeNull();
    expect(read(`#${" *".repeat(500_000)}`)).toBeNull();
  });
});
