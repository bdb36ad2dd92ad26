import { describe, expect, it } from "vitest";
import { suggest } from "../src/suggest.ts";

describe("suggest", () => {
  it.each([
    ["sluug", "slug"],
    ["sulg", "slug"],
    ["Slug", "slug"],
    ["display-name", "display_name"],
    ["healtcheck", "healthcheck"],
    ["sub_domain", "subdomain"],
  ])("takes %s for %s", (word, expected) => {
    expect(suggest(word, ["slug", "share", "subdomain", "display_name", "healthcheck"])).toBe(expected);
  });

  it("says nothing when nothing is near", () => {
    expect(suggest("colour", ["slug", "share", "icon"])).toBeNull();
    expect(suggest("x", ["slug"])).toBeNull();
    expect(suggest("slug", [])).toBeNull();
  });

  it("says nothing about a legal word", () => {
    expect(suggest("slug", ["plug", "slug"])).toBeNull();
  });

  it("prefers the nearest, and of equally near ones the first", () => {
    expect(suggest("orderr", ["border", "order"])).toBe("order");
    expect(suggest("cat", ["bat", "rat"])).toBe("bat");
  });

  it("doesn't compare words that nobody mistypes", () => {
    expect(suggest("a".repeat(100_000), ["a".repeat(100_001)])).toBeNull();
  });
});
