/** What whole processes cost, of any program: the system's own account of each, through a little helper in Python. */

import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";

export interface Cost {
  readonly status: number;
  /** User and system time, milliseconds. */
  readonly cpu: number;
  /** Peak resident set, MiB. */
  readonly memory: number;
}

export interface Command {
  readonly argv: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export class Meter {
  readonly #helper = spawn("python3", [path.resolve("bench/common/cost.py")], { stdio: ["pipe", "pipe", "inherit"] });
  readonly #lines = createInterface({ input: this.#helper.stdout })[Symbol.asyncIterator]();

  async cost({ argv, cwd = process.cwd(), env = {} }: Command): Promise<Cost> {
    this.#helper.stdin.write(`${JSON.stringify({ argv, cwd, env })}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error("python3, which measures, has ended");
    const [status = Number.NaN, microseconds = Number.NaN, kibibytes = Number.NaN]: number[] = JSON.parse(value);
    return { status, cpu: microseconds / 1_000, memory: kibibytes / 1_024 };
  }

  stop(): void {
    this.#helper.stdin.end();
  }
}
