import { describe, expect, it } from "vitest";
import type { Domain } from "../../src/terraform/choice.ts";
import { Cell, Choices } from "../../src/terraform/choices.ts";
import { explore } from "../../src/terraform/explore.ts";

const answer: Domain = { key: "parameter:x", values: ["a", "b", null] };
const transition: Domain = { key: "transition", values: ["start", "stop"] };
const long = 10_000;

/** Each needs the next; the last is worked out by `last`. */
function chain(choices: Choices, length: number, last: () => number): Cell<number> {
  let next = new Cell(choices, "last", last, () => -1);
  for (let index = 1; index < length; index++) {
    const needed = next;
    next = new Cell(
      choices,
      `cell ${index}`,
      () => needed.value + 1,
      () => -1,
    );
  }
  return next;
}

describe("a cell", () => {
  it("is worked out once for each choice that it looked at", () => {
    const choices = new Choices();
    let count = 0;
    const compute = (): number => {
      count++;
      return choices.read(answer) === 0 ? choices.read(transition) : 7;
    };
    const cell = new Cell(choices, "x", compute, () => -1);
    const { entries, complete } = explore(choices, cell, new Map(), 100);
    expect(complete).toBe(true);
    expect(entries.map(({ reads, result }) => [reads.map(({ pick }) => pick), result.value])).toEqual([
      [[0, 0], 0],
      [[1], 7],
      [[2], 7],
      [[0, 1], 1],
    ]);
    expect(count).toBe(4);
  });

  it("may need a long chain of others", () => {
    const choices = new Choices();
    expect(chain(choices, long, () => 1).value).toBe(long);
    expect(choices.running).toEqual([]);
  });

  it("depends on what the end of a long chain read", () => {
    const choices = new Choices();
    const cell = chain(choices, long, () => choices.read(answer));
    const { entries } = explore(choices, cell, new Map(), 100);
    expect(entries.map(({ reads, result }) => [reads.map(({ domain }) => domain.key), result.value])).toEqual([
      [[answer.key], long - 1],
      [[answer.key], long],
      [[answer.key], long + 1],
    ]);
  });

  it("is told of by each value of a chain once", () => {
    const choices = new Choices();
    let count = 0;
    const end = chain(choices, 1000, () => ++count);
    const both = new Cell(
      choices,
      "both",
      () => end.value + end.value,
      () => -1,
    );
    expect(both.value).toBe(2000);
    expect(count).toBe(1);
  });

  it.each([1, 2, 100, long])("knows that it needs itself, by way of %i", (length) => {
    const choices = new Choices();
    const cycle: Cell<number>[] = [];
    const start = chain(choices, length, () => cycle[0]?.value ?? 0);
    cycle.push(start);
    // The last is told that there is no value; each of the others adds one.
    expect(start.value).toBeLessThan(length);
    expect(choices.running).toEqual([]);
  });

  it("knows that it needs itself under one choice by way of another that needs it under the next", () => {
    const choices = new Choices();
    const cells: Cell<number>[] = [];
    const needs = (other: number): number => (cells[other]?.value ?? 0) + choices.read(answer);
    for (const other of [1, 0]) {
      cells.push(
        new Cell(
          choices,
          "cell",
          () => needs(other),
          () => -1,
        ),
      );
    }
    for (const pick of [0, 1, 2, 0, 1]) {
      choices.choose(new Map([[answer.key, pick]]));
      // Each is asked first once: then its tree names the other one.
      for (const cell of pick % 2 === 0 ? cells : cells.toReversed()) {
        expect(cell.value).toBeTypeOf("number");
        expect(cell.path().map(({ domain }) => domain.key)).toEqual([answer.key]);
      }
    }
  });

  it("tells what it depends on once, by however many ways", () => {
    const choices = new Choices();
    let end = new Cell(
      choices,
      "end",
      () => choices.read(answer),
      () => -1,
    );
    for (let level = 0; level < 100; level++) {
      const below = end;
      const side = (): Cell<number> =>
        new Cell(
          choices,
          "side",
          () => below.value,
          () => -1,
        );
      const [left, right] = [side(), side()];
      end = new Cell(
        choices,
        "both",
        () => Math.max(left.value, right.value),
        () => -1,
      );
    }
    expect(end.path().map(({ domain }) => domain.key)).toEqual([answer.key]);
  });
});
