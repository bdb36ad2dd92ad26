import { describe, expect, it } from "vitest";
import { type GoUrl, parseGoUrl } from "../../src/routing/go-url.ts";
import { disagreements, readTable } from "../tables.ts";

type Row = { readonly text: string } & (({ readonly ok: true } & Omit<GoUrl, "fragment">) | { readonly ok: false });

describe("parseGoUrl", () => {
  it("reads what Go's url.Parse reads", () => {
    const rows = readTable<Row>("go-url");
    const different = disagreements(rows, ({ text, ...expected }) => {
      const read = parseGoUrl(text);
      if (!read.ok) return { expected, actual: { ok: false } };
      const { fragment: _, ...columns } = read.url;
      return { expected, actual: { ok: true, ...columns } };
    });
    expect(different).toEqual([]);
    expect(rows.length).toBe(481);
  });

  it.each([
    ["http://h/%zz", "bad-escape", "%zz"],
    ["http://h/#%4", "bad-escape", "%4"],
    ["http://a b/", "host-character", " "],
    ["http://h:8x/", "invalid-port", "8x"],
    [" http://h", "colon-in-first-segment", " http:"],
    [":80", "missing-scheme", ":"],
    ["/icon/x\n", "control-character", "\n"],
    ["http://[::1/icon.png", "missing-bracket", "[::1"],
    ["http://[1.2.3.4]/", "invalid-address", "1.2.3.4"],
    ["http://u p@h/", "invalid-user", "u p"],
  ])("says what is wrong with %j", (text, code, wrong) => {
    expect(parseGoUrl(text)).toMatchObject({ ok: false, code, wrong });
  });
});
