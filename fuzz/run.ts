/** One target for some time: inputs by number, what is wrong with them, and the smallest input for each thing. */

import { minimised } from "./minimise.ts";
import { Random } from "./random.ts";
import type { Target } from "./target.ts";

export interface Finding {
  readonly index: number;
  readonly problem: string;
  readonly input: string;
}

export interface Outcome {
  readonly inputs: number;
  readonly findings: readonly Finding[];
  /** Milliseconds of CPU time of the slowest input. */
  readonly slowest: number;
}

export interface Limits {
  readonly seed: number;
  readonly first: number;
  /** Inputs; Infinity for as long as the time lasts. */
  readonly count: number;
  readonly milliseconds: number;
  /** Ends with the first finding, as it was found. */
  readonly untilFinding?: boolean;
  /** Told the number of each input before it is tried: whoever watches knows which one never ends. */
  readonly begin?: (index: number) => void;
}

const maxFindings = 10;
const slowMilliseconds = 1000;
const minimiseMilliseconds = 20_000;

export async function run(target: Target, limits: Limits): Promise<Outcome> {
  const end = Date.now() + limits.milliseconds;
  const findings: Finding[] = [];
  const known = new Set<string>();
  const mostFindings = limits.untilFinding ? 1 : maxFindings;
  let inputs = 0;
  let slowest = 0;
  while (inputs < limits.count && Date.now() < end && findings.length < mostFindings) {
    const index = limits.first + inputs++;
    limits.begin?.(index);
    const input = target.input(new Random(limits.seed, index));
    // What others on the machine do is no reason for a finding.
    const before = process.cpuUsage();
    let problem = await problemOf(target, input);
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1000;
    slowest = Math.max(slowest, took);
    // The first inputs wait for what is read and compiled once.
    if (took > (target.slowAfter ?? slowMilliseconds) && inputs > 5) problem ??= `slow: ${Math.round(took)} ms`;
    if (problem === null || known.has(classOf(problem))) continue;
    known.add(classOf(problem));
    const same = async (smaller: string): Promise<boolean> => {
      const other = await problemOf(target, smaller);
      return other !== null && classOf(other) === classOf(problem);
    };
    const whole = limits.untilFinding || problem.startsWith("slow:");
    const small = whole ? input : await minimised(input, same, Date.now() + minimiseMilliseconds);
    findings.push({ index, problem: whole ? problem : ((await problemOf(target, small)) ?? problem), input: small });
  }
  return { inputs, findings, slowest };
}

async function problemOf(target: Target, input: string): Promise<string | null> {
  try {
    return await target.problem(input);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const frame = /\n\s+at (?:async )?([\w.#]+)/.exec(stack)?.[1] ?? "";
    const name = error instanceof Error ? error.name : "something";
    return `throws ${name} in ${frame}: ${stack.split("\n").slice(0, 6).join("\n")}`;
  }
}

/** Up to the first colon, and the rule where one is named. */
function classOf(problem: string): string {
  return (
    /^(kept|new|worse|findings|verdict|refused): *(?:error|warning|info)? *[\w-]*/.exec(problem)?.[0] ??
    problem.split(":", 1)[0] ??
    ""
  );
}
