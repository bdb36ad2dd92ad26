import { describe, expect, it } from "vitest";
import { guardsText } from "../../src/manifest/guard-text.ts";

/** Every answer that picks from some options, in their order, and has one of them. */
function selectionsWith(item: string, options: readonly string[]): string[] {
  return Array.from({ length: 2 ** options.length }, (_, bits) => options.filter((_option, at) => bits & (1 << at)))
    .filter((list) => list.includes(item))
    .map((list) => JSON.stringify(list));
}

describe("guards as a text", () => {
  it("name parameters, their values, and what they are not", () => {
    const when = [{ ide: ["jupyter", "vim"], gpu: { not: ["none"] } }, { ide: ["code"] }];
    expect(guardsText(when)).toBe('ide is "jupyter" or "vim" and gpu is not "none"; or ide is "code"');
    expect(guardsText([{ ide: ["a", "b", "c"] }], undefined, 2)).toBe('ide is "a" or "b" or 1 more');
  });

  it("say what a list has, where all lists that have it are meant", () => {
    const ides = selectionsWith("b", ["a", "b", "c", "d"]);
    expect(guardsText([{ ides }])).toBe('ides has "b", with or without "a", "c", "d"');
    expect(guardsText([{ ides: { not: ides } }])).toBe('ides hasn\'t "b", with or without "a", "c", "d"');
  });

  it("list answers where one is left out, or where they are no lists", () => {
    const ides = selectionsWith("b", ["a", "b", "c"]);
    expect(ides).toHaveLength(4);
    expect(guardsText([{ ides: [...ides.slice(1), '["x"]'] }])).toContain("ides is ");
    expect(guardsText([{ ides: ides.slice(1) }])).toContain(" or ");
    expect(guardsText([{ ides: ["[1", "[2", "[3", "[4"] }])).toBe('ides is "[1" or "[2" or "[3" or "[4"');
  });
});
