/** The compiler, as the command line uses it: loaded by the commands that read templates. */

import type { Core } from "../check-types.ts";

export type LoadCore = () => Promise<Core>;

export const loadCore: LoadCore = () => import("../index.ts");
