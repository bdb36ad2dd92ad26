import type { Core } from "../src/check-types.ts";
import * as compiler from "../src/index.ts";
import { type Outcome, run } from "./cli/harness.ts";

/** The compiler, for command lines in this process. */
export const core: Core = compiler;

export function templatecheck(argv: readonly string[]): Promise<Outcome> {
  return run(argv, { core });
}
