import type { Core } from "../../check-types.ts";
import { serve } from "../../lsp/server.ts";
import type { Arguments } from "../arguments.ts";
import { loadReading } from "../load-reading.ts";
import { readOptions } from "../options.ts";
import type { Program } from "../program.ts";

/** Serves an editor on standard input and output. */
export async function lsp(given: Arguments, program: Program, core?: Pick<Core, "check">): Promise<never> {
  // The compiler that the other commands have: no second copy of it in the package.
  return await serve(program, readOptions(given), core ?? (await loadReading()).core);
}
