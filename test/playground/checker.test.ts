import { describe, expect, it } from "vitest";
import type { Answer, Question } from "../../src/playground/answer.ts";
import { type Asked, Checker, checkLimit, type Told } from "../../src/playground/checker.ts";

function setting() {
  const workers: { asked: Asked[]; ended: boolean; tell: (message: Told) => void; fail: (reason: string) => void }[] =
    [];
  const clocks: { milliseconds: number; work: () => void; stopped: boolean }[] = [];
  const told: string[] = [];
  const checker = new Checker({
    hire: (tell, fail) => {
      const worker = { asked: [] as Asked[], ended: false, tell, fail };
      workers.push(worker);
      return { ask: (asked) => worker.asked.push(asked), end: () => (worker.ended = true) };
    },
    later: (milliseconds, work) => {
      const clock = { milliseconds, work, stopped: false };
      clocks.push(clock);
      return () => (clock.stopped = true);
    },
    answered: (answer, { project }) => told.push(`${answer.counts} of ${project.name}`),
    refused: (reason) => told.push(reason),
  });
  return { checker, workers, clocks, told };
}

const question = (name: string): Question => ({ project: { name, files: [] }, profile: null, today: "2026-01-01" });
const telling = (number: number, counts: string): Told => ({ number, answer: { counts } as Answer });

describe("the checker", () => {
  it("asks one question at a time, the newest next, and drops what is stale", () => {
    const { checker, workers, told, clocks } = setting();
    for (const name of ["a", "b", "c"]) checker.ask(question(name));
    expect(workers[0]?.asked.map(({ question: { project } }) => project.name)).toEqual(["a"]);
    workers[0]?.tell(telling(1, "one"));
    expect(told).toEqual([]);
    expect(workers[0]?.asked.map(({ question: { project } }) => project.name)).toEqual(["a", "c"]);
    workers[0]?.tell(telling(1, "late"));
    workers[0]?.tell(telling(2, "two"));
    expect(told).toEqual(["two of c"]);
    expect(workers).toHaveLength(1);
    expect(clocks.map(({ stopped, milliseconds }) => [stopped, milliseconds])).toEqual([
      [true, checkLimit],
      [true, checkLimit],
    ]);
  });

  it("ends a worker that takes too long, says so, and goes on with another", () => {
    const { checker, workers, told, clocks } = setting();
    checker.ask(question("a"));
    clocks[0]?.work();
    expect(workers[0]?.ended).toBe(true);
    expect(told).toEqual([expect.stringContaining("more than 10 seconds")]);
    checker.ask(question("b"));
    workers[0]?.tell(telling(1, "late"));
    workers[1]?.tell(telling(2, "two"));
    expect(told.slice(1)).toEqual(["two of b"]);
  });

  it("doesn't ask again what is being answered", () => {
    const { checker, workers, told } = setting();
    for (const name of ["a", "b", "a"]) checker.ask(question(name));
    workers[0]?.tell(telling(1, "one"));
    expect(told).toEqual(["one of a"]);
    expect(workers[0]?.asked).toHaveLength(1);
  });

  it("tells what failed, and tries again with the next text", () => {
    const { checker, workers, told } = setting();
    checker.ask(question("a"));
    workers[0]?.fail("no script");
    checker.ask(question("b"));
    workers[1]?.tell({ number: 2, failure: "RangeError" });
    expect(told).toEqual(["The check failed: no script", "The check failed: RangeError"]);
    expect(workers[1]?.ended).toBe(false);
  });
});
