import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../src/cli/batch/check-one.ts";
import { type Done, distribute, type Task, type Thread } from "../../../src/cli/batch/threads.ts";

const templates = Array.from({ length: 20 }, (_, at) => ({ kind: "directory", directory: `/t${at}` }) as const);

function outcomeOf(task: Task): Outcome {
  return {
    ok: false,
    where: null,
    message: task.template.kind === "directory" ? task.template.directory : "",
    hint: null,
  };
}

/** Answers after as many turns as it is slow; breaks at one template. */
class FakeThread implements Thread {
  readonly slow: number;
  readonly breaksAt: number;
  readonly tasks: number[] = [];
  isOver = false;
  #done: (done: Done) => void = () => undefined;
  #error: (error: Error) => void = () => undefined;

  constructor(slow: number, breaksAt = -1) {
    this.slow = slow;
    this.breaksAt = breaksAt;
  }

  postMessage(task: Task): void {
    this.tasks.push(task.index);
    void this.#work(task);
  }

  async #work(task: Task): Promise<void> {
    for (let turn = 0; turn < this.slow; turn++) await Promise.resolve();
    if (task.index === this.breaksAt) this.#error(new Error("out of memory"));
    else this.#done({ index: task.index, outcome: outcomeOf(task) });
  }

  on(event: "message" | "error", listener: ((done: Done) => void) & ((error: Error) => void)): void {
    if (event === "message") this.#done = listener;
    else this.#error = listener;
  }

  async terminate(): Promise<void> {
    this.isOver = true;
  }
}

describe("templates on threads", () => {
  it("are answered in their own order, whoever is done first", async () => {
    const threads: FakeThread[] = [];
    const outcomes = await distribute(templates, 3, () => {
      const thread = new FakeThread([1, 7, 30][threads.length] ?? 1);
      threads.push(thread);
      return thread;
    });
    expect(outcomes?.map((outcome) => !outcome.ok && outcome.message)).toEqual(
      templates.map(({ directory }) => directory),
    );
    expect(threads.every(({ isOver }) => isOver)).toBe(true);
    const [fast, , slow] = threads;
    expect(fast?.tasks.length).toBeGreaterThan(slow?.tasks.length ?? 0);
  });

  it("are nobody's when a thread breaks", async () => {
    const threads: FakeThread[] = [];
    const outcomes = await distribute(templates, 2, () => {
      const thread = new FakeThread(1, 5);
      threads.push(thread);
      return thread;
    });
    expect(outcomes).toBeNull();
    expect(threads.every(({ isOver }) => isOver)).toBe(true);
  });
});
