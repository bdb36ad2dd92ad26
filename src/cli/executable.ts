/** The start of the standalone executable (`scripts/build-exe.mjs`). An editor can't open pages of rules inside it. */

import { main } from "./main.ts";
import { thisProcess } from "./process.ts";

const { rulePages: _, ...program } = thisProcess();
main(program).then((code) => {
  process.exitCode = code;
});
