/** The commands that read templates, and the compiler that they drive: loaded together, and by no other command. */

import * as core from "../../index.ts";
import { compile } from "./compile.ts";
import { evaluate } from "./eval.ts";
import { inspect } from "./inspect.ts";
import { lint } from "./lint.ts";

export { compile, core, evaluate, inspect, lint };
