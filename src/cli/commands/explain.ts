import type { Arguments } from "../arguments.ts";
import { CommandFailure } from "../exit-code.ts";
import type { Program } from "../program.ts";

export async function explain(_given: Arguments, _program: Program): Promise<number> {
  throw new CommandFailure("not yet");
}
