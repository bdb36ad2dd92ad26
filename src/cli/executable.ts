/** The start of the standalone executable (`scripts/build-exe.mjs`). It brings no files beside itself but its parser. */

import { main } from "./main.ts";
import { thisProcess } from "./process.ts";

const { rulePages: _, ...program } = thisProcess();
main(program).then((code) => {
  process.exitCode = code;
});
