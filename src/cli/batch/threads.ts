/** Checks on several threads. Loaded when there are many templates. */

import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Arguments } from "../arguments.ts";
import type { Program } from "../program.ts";
import type { Template } from "../surroundings.ts";
import type { Outcome } from "./check-one.ts";

export interface ThreadData {
  readonly given: Arguments;
  readonly cwd: string;
  readonly env: Program["env"];
}

export interface Task {
  readonly index: number;
  readonly template: Template;
}

export interface Done {
  readonly index: number;
  readonly outcome: Outcome;
}

/** A thread, or what stands for one in a test. */
export interface Thread {
  postMessage(task: Task): void;
  on(event: "message", listener: (done: Done) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  terminate(): Promise<unknown>;
}

/** More threads than this wait for the disk and for memory. */
const mostThreads = 8;
/** Templates that a thread has been given at a time: so that it never waits, and none has a long queue at the end. */
const ahead = 2;

/** In the order of the templates; null where no thread can be had. */
export async function onThreads(
  templates: readonly Template[],
  given: Arguments,
  program: Program,
  jobs: number | null,
  onDone: () => void,
): Promise<readonly Outcome[] | null> {
  const { threadFile } = program;
  const wanted = Math.min(jobs ?? Math.min(availableParallelism(), mostThreads), templates.length);
  if (wanted < 2 || !threadFile || !existsSync(threadFile)) return null;
  const workerData: ThreadData = { given, cwd: program.cwd, env: { ...program.env } };
  return await distribute(templates, wanted, () => new Worker(threadFile, { workerData }), onDone);
}

/** Null when a thread fails: its templates were not checked. */
export async function distribute(
  templates: readonly Template[],
  count: number,
  start: () => Thread,
  onDone: () => void = () => {},
): Promise<readonly Outcome[] | null> {
  const outcomes = new Array<Outcome | undefined>(templates.length);
  const threads: Thread[] = [];
  let next = 0;
  let open = templates.length;
  const isComplete = await new Promise<boolean>((resolve) => {
    const give = (thread: Thread): void => {
      const template = templates[next];
      if (template) thread.postMessage({ index: next++, template });
    };
    for (let at = 0; at < count; at++) {
      const thread = start();
      threads.push(thread);
      thread.on("error", () => resolve(false));
      thread.on("message", ({ index, outcome }) => {
        outcomes[index] = outcome;
        open--;
        onDone();
        if (open === 0) resolve(true);
        else give(thread);
      });
      for (let given = 0; given < ahead; given++) give(thread);
    }
  });
  await Promise.all(threads.map((thread) => thread.terminate()));
  return isComplete ? outcomes.flatMap((outcome) => outcome ?? []) : null;
}
