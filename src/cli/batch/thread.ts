/** The program of one thread: the same check, for the templates that it is given. */

import { parentPort, workerData } from "node:worker_threads";
import { loadReading } from "../load-reading.ts";
import type { Program } from "../program.ts";
import type { Task, ThreadData } from "./threads.ts";

const { given, cwd, env }: ThreadData = workerData;
const silent = { write: () => undefined, isTTY: false, columns: undefined };
const program: Program = {
  argv: [],
  stdin: { read: () => new Uint8Array() },
  stdout: silent,
  stderr: silent,
  cwd,
  env,
};
const reading = await loadReading();
const session = new reading.Session(reading.readOptions(given), program, reading.core, false);
parentPort?.on("message", async ({ index, template }: Task) => {
  parentPort?.postMessage({ index, outcome: await reading.checkOne(template, session) });
});
