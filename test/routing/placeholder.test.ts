import fc from "fast-check";
import { expect, it } from "vitest";
import {
  applyFilters,
  formatParts,
  parsePlaceholders,
  placeholderFilters,
  type TextPart,
} from "../../src/routing/placeholder.ts";

it("writes placeholders and doubles literal braces", () => {
  const parts: readonly TextPart[] = ["a{b}", { hole: "owner", filters: ["lower", "urlencode"] }, "}"];
  expect(formatParts(parts)).toBe("a{{b}}{owner|lower|urlencode}}}");
});

it("reads what it writes", () => {
  const filters = fc.array(fc.constantFrom(...placeholderFilters), { maxLength: 2 });
  const name = fc.oneof(
    fc.constantFrom("workspace", "owner", "agent", "port", "s", "wildcard", "accessUrl"),
    fc.string({ minLength: 1 }).map((parameter) => `parameter:${parameter}`),
  );
  const part = fc.oneof(fc.string({ minLength: 1 }), fc.record({ hole: name, filters }));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = formatParts(parts);
      const read = parsePlaceholders(text);
      expect(read.ok && formatParts(read.parts)).toBe(text);
      const joined = (list: readonly TextPart[]): readonly TextPart[] =>
        list.reduce<TextPart[]>((all, next) => {
          const last = all.at(-1);
          if (typeof next === "string" && typeof last === "string") all[all.length - 1] = last + next;
          else all.push(next);
          return all;
        }, []);
      expect(read.ok && read.parts).toEqual(joined(parts));
    }),
  );
});

it.each(["{", "}", "a{b", "{x}", "{}", "{workspace", "{workspace|trim}", "{parameter:}", "{parameter:a%7b}"])(
  "refuses %j",
  (text) => {
    expect(parsePlaceholders(text).ok).toBe(false);
  },
);

it("applies Terraform's functions", () => {
  expect(applyFilters("Ab c/é", ["lower", "urlencode"])).toBe("ab+c%2F%C3%A9");
  expect(applyFilters("ab", ["upper"])).toBe("AB");
});
