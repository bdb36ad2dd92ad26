/** The checks of all templates of a run, one after the other or on several threads; the results are the same. */

import type { CheckResult } from "../../check-types.ts";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { type Progress, progressOf } from "../progress.ts";
import { completed, type Session } from "../session.ts";
import type { Template } from "../surroundings.ts";
import { checkOne, type Failed, type Outcome } from "./check-one.ts";

export interface Checked {
  readonly results: readonly CheckResult[];
  readonly failures: readonly CommandFailure[];
}

/**
 * Two threads on two idle processors take two thirds of the time from 8 templates of 200 lines on, and a quarter more of
 * the processors' (`bench/jobs.ts`): it pays where somebody would wait for half a second.
 */
const fewestForThreads = 16;

export async function checkAll(templates: readonly Template[], session: Session, given: Arguments): Promise<Checked> {
  if (templates.length >= fewestForSmallHeap) keepHeapSmall();
  const progress = progressOf(templates.length, session.options.quiet, session.program);
  const outcomes = await outcomesOf(templates, session, given, progress).finally(progress.end);
  const results: CheckResult[] = [];
  const failures = new Map<string, CommandFailure>();
  for (const outcome of outcomes) {
    if (outcome.ok) results.push(completed(session.news(outcome.answer)));
    else if (!failures.has(outcome.message)) failures.set(outcome.message, failureOf(outcome, templates.length > 1));
  }
  return { results, failures: [...failures.values()] };
}

/** Below, the heap doesn't grow that far. */
const fewestForSmallHeap = 50;

/** What a template needed is garbage when the next one begins: V8 would let several times of it gather (`bench/many.ts`). */
function keepHeapSmall(): void {
  if ("bun" in process.versions) return;
  process.getBuiltinModule("node:v8").setFlagsFromString("--heap-growing-percent=50");
}

async function outcomesOf(
  templates: readonly Template[],
  session: Session,
  given: Arguments,
  progress: Progress,
): Promise<readonly Outcome[]> {
  const { jobs } = session.options;
  if (jobs !== 1 && templates.length > 1 && (jobs !== null || templates.length >= fewestForThreads)) {
    const { onThreads } = await import("./threads.ts");
    const outcomes = await onThreads(templates, given, session.program, jobs, progress.step);
    if (outcomes) return outcomes;
  }
  const outcomes: Outcome[] = [];
  for (const template of templates) {
    outcomes.push(await checkOne(template, session));
    progress.step();
  }
  return outcomes;
}

/** Whose mistake it was is clear where there is only one template. */
function failureOf({ where, message, hint }: Failed, several: boolean): CommandFailure {
  if (where === null) return new CommandFailure(message, hint);
  return new CommandFailure(several ? `${message} (in ${where})` : message, hint, exitCode.internal);
}
