/** The fuzzers for a moment each, from one seed: what `npm run fuzz` does for longer. */

import { describe, expect, it } from "vitest";
import { readFiles, writeFiles } from "../../fuzz/file-set.ts";
import { minimised } from "../../fuzz/minimise.ts";
import { Random } from "../../fuzz/random.ts";
import { run } from "../../fuzz/run.ts";
import type { Target } from "../../fuzz/target.ts";
import { targets } from "../../fuzz/targets.ts";

/** Those whose inputs are whole templates make some hundred a second. */
const few = new Set(["lsp", "suppressions", "fixes", "split", "formats", "evaluator", "syntaxes", "choices"]);

describe.each(targets.map((target) => [target.name, target] as const))("%s", (name, target) => {
  it(`holds: ${target.holds}`, async () => {
    const count = few.has(name) ? 30 : 150;
    const limits = { seed: 1, first: 0, count, milliseconds: Number.POSITIVE_INFINITY };
    // How long an input takes isn't asserted here.
    const { inputs, findings } = await run({ ...target, slowAfter: Number.POSITIVE_INFINITY }, limits);
    expect(findings).toEqual([]);
    expect(inputs).toBe(count);
  });

  it("makes the same inputs from a seed", () => {
    expect(target.input(new Random(7, 3))).toBe(target.input(new Random(7, 3)));
  });
});

describe("a run", () => {
  const target: Target = {
    name: "words",
    holds: "no text has both letters",
    input: (random) => random.times(1, 200, () => random.pick(["a", "b", "c\n", "d "])).join(""),
    problem: (text) => {
      if (text.includes("d d d")) throw new TypeError("three");
      return text.includes("a") && text.includes("b") ? `both: ${text.length}` : null;
    },
  };

  it("tells of each thing once, with the smallest input", async () => {
    const { findings } = await run(target, { seed: 1, first: 0, count: 200, milliseconds: 60_000 });
    const found = findings.map(({ problem, input }) => [problem.split(":", 1)[0], input]);
    expect(found).toContainEqual(["both", expect.stringMatching(/^(ab|ba)$/)]);
    expect(found).toContainEqual([expect.stringMatching(/^throws TypeError/), "d d d"]);
    expect(found).toHaveLength(2);
  });

  it("repeats one input by its number", async () => {
    const { findings } = await run(target, { seed: 1, first: 0, count: 200, milliseconds: 60_000 });
    const [first] = findings;
    const again = await run(target, { seed: 1, first: first?.index ?? 0, count: 1, milliseconds: 60_000 });
    expect(again.findings).toEqual([first]);
  });
});

describe("a text", () => {
  it("is made smaller as long as it shows the same", async () => {
    const small = await minimised("one\ntwo x\nthree\n", async (text) => text.includes("x"), Number.POSITIVE_INFINITY);
    expect(small).toBe("x");
  });

  it("can be several files", () => {
    const files = new Map([
      ["main.tf", "a = 1\n"],
      ["m/main.tf", "b {}\n"],
    ]);
    expect(readFiles(writeFiles(files))).toEqual(files);
    expect(readFiles("a = 1")).toEqual(new Map([["main.tf", "a = 1"]]));
  });
});
