/** The commands that read templates, and the compiler that they drive: loaded together, and by no other command. */

import * as core from "../../index.ts";
import { reportOf } from "../../report/report.ts";
import { checkOne } from "../batch/check-one.ts";
import { emit } from "../emit.ts";
import { exitCodeOf, withSecondOpinion } from "../judge.ts";
import { readOptions } from "../options.ts";
import { completed, Session, templateOrPlanOf } from "../session.ts";
import { usesColor } from "../terminal.ts";
import { compile } from "./compile.ts";
import { evaluate } from "./eval.ts";
import { inspect } from "./inspect.ts";
import { lint } from "./lint.ts";

// For `verify` and the threads of `lint`, which are loaded by themselves and drive the same compiler.
export {
  checkOne,
  compile,
  completed,
  core,
  emit,
  evaluate,
  exitCodeOf,
  inspect,
  lint,
  readOptions,
  reportOf,
  Session,
  templateOrPlanOf,
  usesColor,
  withSecondOpinion,
};
