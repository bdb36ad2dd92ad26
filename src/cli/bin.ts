#!/usr/bin/env node
import { main } from "./main.ts";
import { thisProcess } from "./process.ts";

// No `await` at the top: the built program is CommonJS, which starts faster.
main(thisProcess()).then((code) => {
  process.exitCode = code;
});
