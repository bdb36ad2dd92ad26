import type { Core } from "../../check-types.ts";
import * as compiler from "../../index.ts";
import { serve } from "../../lsp/server.ts";
import type { Arguments } from "../arguments.ts";
import { readOptions } from "../options.ts";
import type { Program } from "../program.ts";

/** Serves an editor on standard input and output. */
export function lsp(given: Arguments, program: Program, core: Pick<Core, "check"> = compiler): Promise<never> {
  return serve(program, readOptions(given), core);
}
