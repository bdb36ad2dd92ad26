import { describe, expect, it } from "vitest";
import type { Domain } from "../../src/terraform/choice.ts";
import { Cell, Choices } from "../../src/terraform/choices.ts";
import { explore, exploreAll } from "../../src/terraform/explore.ts";

const questions: readonly Domain[] = ["a", "b", "c", "d"].map((name) => ({
  key: `parameter:${name}`,
  values: ["false", "true"],
}));

function cellOf<T>(choices: Choices, compute: () => T, onCycle: T): Cell<T> {
  return new Cell(choices, "x", compute, () => onCycle);
}

/** How many questions are answered with yes. */
function sum(choices: Choices): Cell<number> {
  return cellOf(choices, () => questions.reduce((total, question) => total + choices.read(question), 0), -1);
}

describe("an exploration", () => {
  it("works out what depends on a result once for each result, not for each choice", () => {
    const choices = new Choices();
    const total = sum(choices);
    let count = 0;
    const compute = (): string => {
      count++;
      return `${total.value} of 4`;
    };
    const cases = explore(choices, cellOf(choices, compute, ""), new Map(), 100);
    expect(count).toBe(5);
    expect(cases.space.size).toBe(16);
    expect([...cases.each].map(({ value }) => value)).toEqual(["0 of 4", "1 of 4", "2 of 4", "3 of 4", "4 of 4"]);
    expect([...cases.sizes.values()]).toEqual([1, 4, 6, 4, 1]);
  });

  it("has the combinations that are nearest to the defaults first", () => {
    const choices = new Choices();
    const { entries } = explore(choices, sum(choices), new Map(), 100);
    expect(entries.map(({ result }) => result.value)).toEqual([0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4]);
    expect(entries[1]?.reads.map(({ pick }) => pick)).toEqual([1, 0, 0, 0]);
    expect(entries[15]?.reads.map(({ pick }) => pick)).toEqual([1, 1, 1, 1]);
  });

  it("tells what one of two cells reads only where the other says so", () => {
    const choices = new Choices();
    const [a, b, c] = questions;
    const first = cellOf(choices, () => a !== undefined && choices.read(a) === 1, false);
    const second = cellOf(choices, () => [b, c].map((domain) => (domain ? choices.read(domain) : 0)).join(""), "");
    const both = cellOf(choices, () => (first.value ? `${second.value}${first.value}` : "none"), "");
    const { entries } = explore(choices, both, new Map(), 100);
    expect(entries.map(({ reads, result }) => [reads.map(({ pick }) => pick).join(""), result.value])).toEqual([
      ["0", "none"],
      ["100", "00true"],
      ["110", "10true"],
      ["101", "01true"],
      ["111", "11true"],
    ]);
  });

  it("doesn't vary what is pinned", () => {
    const choices = new Choices();
    const pinned = new Map([["parameter:b", 1]]);
    const { entries } = explore(choices, sum(choices), pinned, 100);
    expect(entries).toHaveLength(8);
    expect(entries[0]).toMatchObject({ result: { value: 1 } });
    const other = explore(choices, sum(choices), new Map([["parameter:b", 0]]), 100);
    expect(other.entries[0]).toMatchObject({ result: { value: 0 } });
  });

  it("varies one choice after the other beyond the limit", () => {
    const choices = new Choices();
    const total = sum(choices);
    const above = cellOf(choices, () => total.value > 0, false);
    const cases = explore(choices, above, new Map(), 5);
    expect(cases.complete).toBe(false);
    expect(cases.entries.map(({ result }) => result.value)).toEqual([false, true, true, true, true]);
    expect(exploreAll(choices, above, new Map(), 5)).toBeNull();
    expect(exploreAll(choices, above, new Map(), 16)?.space.size).toBe(16);
  });

  it("ends with cells that need each other", () => {
    const choices = new Choices();
    const [a] = questions;
    const cells: Cell<number>[] = [];
    const cell = cellOf(choices, () => (cells[0]?.value ?? 0) + (a ? choices.read(a) : 0), 10);
    cells.push(cellOf(choices, () => cell.value + 1, 20));
    expect(explore(choices, cell, new Map(), 100).entries).toHaveLength(2);
  });

  it("takes each of many ways through few cells once", () => {
    const choices = new Choices();
    const [first] = questions;
    const cells: Cell<number>[] = [cellOf(choices, () => (first ? choices.read(first) : 0), -1)];
    for (let at = 1; at < 500; at++) {
      const before = cells.slice(-3);
      cells.push(cellOf(choices, () => Math.max(...before.map((cell) => cell.value)), -1));
    }
    const last = cells.at(-1);
    if (!last) throw new Error("no cell");
    expect(explore(choices, last, new Map(), 100).entries.map(({ result }) => result.value)).toEqual([0, 1]);
  });

  it("works a chain of cells out a step at a time, and looks for no result again", () => {
    const choices = new Choices();
    let reads = 0;
    const all = cellOf(
      choices,
      () => {
        reads++;
        return questions.map((question) => choices.read(question)).join("");
      },
      "",
    );
    let last: Cell<string> = all;
    for (let at = 0; at < 40; at++) {
      const before = last;
      last = cellOf(choices, () => `${before.value}.`, "");
    }
    expect(explore(choices, last, new Map(), 100).each.size).toBe(16);
    expect(reads).toBe(16);
  });

  it("ends when the budget does", () => {
    let left = 2000;
    const choices = new Choices((steps) => {
      left -= steps;
      return left >= 0;
    });
    let count = 0;
    let last: Cell<string> = cellOf(choices, () => questions.map((question) => choices.read(question)).join(""), "");
    for (let at = 0; at < 500; at++) {
      const before = last;
      last = cellOf(
        choices,
        () => {
          count++;
          return `${before.value}.`;
        },
        "",
      );
    }
    expect(explore(choices, last, new Map(), 100).entries.length).toBeGreaterThan(0);
    expect(choices.exhausted).toBe(true);
    // Each of 16 choices would be 8,000.
    expect(count).toBeLessThan(2000);
  });
});
