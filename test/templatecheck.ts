import * as core from "../src/index.ts";
import { type Outcome, run } from "./cli/harness.ts";

/** The command line with the compiler, in this process. */
export function templatecheck(argv: readonly string[], cwd?: string): Promise<Outcome> {
  return run(argv, { core, ...(cwd !== undefined && { cwd }) });
}
