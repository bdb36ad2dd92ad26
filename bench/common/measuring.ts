/** What the benchmarks have in common: medians, rounds, and the rows of the one table. */

import { writeFileSync } from "node:fs";

/** One line of the table; `scripts/bench.mjs` puts together those of all benchmarks. */
export interface Row {
  readonly what: string;
  /** "" for a peer, which has none. */
  readonly goal: string;
  readonly measured: string;
  /** Null for a peer, and for what couldn't be measured here. */
  readonly met: boolean | null;
  /** Why it can fall short, told where it does: `shortfalls.ts`. */
  readonly note?: string;
}

/** For a look, not for a verdict: few rounds. */
export const quick = process.env.BENCH_QUICK === "1";

export function rounds(count: number, few = 1): number {
  return quick ? few : count;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** The median of `own` to `base`, round by round: whatever else the machine does meets both. */
export function ratio(own: readonly number[], base: readonly number[]): number {
  return median(own.map((value, round) => value / (base[round] ?? Number.NaN)));
}

/** Seconds of the processor that `run` takes, V8's own threads counted. */
export function processorSeconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

export function report(rows: readonly Row[]): void {
  const file = process.env.BENCH_REPORT;
  if (file !== undefined) writeFileSync(file, JSON.stringify(rows));
}

export function peer(what: string, measured: string): Row {
  return { what, goal: "", measured, met: null };
}
