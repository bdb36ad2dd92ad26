/** The compiler, as the command line uses it: loaded by the commands that read templates. */

import type { Core } from "../check-types.ts";
import { CommandFailure } from "./exit-code.ts";

export type LoadCore = () => Promise<Core>;

export const loadCore: LoadCore = () => Promise.reject(new CommandFailure("the compiler isn't connected yet"));
