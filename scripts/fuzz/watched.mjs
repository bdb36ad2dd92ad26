/** Runs a target in a process of its own, which is ended when it doesn't go on. */

import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { cached } from "../typescript.mjs";

/** An input that takes longer than this never ends. */
const hangMilliseconds = 30_000;

/** The findings as they are shown, and what became of it: `inputs`, how many `findings`, milliseconds of the `slowest`. */
export function watched(program, name, { seconds, seed, first = 0, count = Infinity, untilFinding = false }) {
  const state = cached("fuzz-state");
  const words = [name, seconds, seed, first, count, state, ...(untilFinding ? ["until-finding"] : [])];
  const child = spawn(process.execPath, ["--enable-source-maps", program, ...words.map(String)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  let at = "";
  let since = Date.now();
  let hung = false;
  const watch = setInterval(() => {
    const now = currentInput(state);
    if (now !== at) {
      at = now;
      since = Date.now();
    } else if (Date.now() - since > hangMilliseconds) {
      hung = true;
      child.kill("SIGKILL");
    }
  }, 1000);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearInterval(watch);
      const input = currentInput(state);
      rmSync(state, { force: true });
      const last = output.trimEnd().lastIndexOf("\n") + 1;
      const shown = output.slice(0, last);
      try {
        resolve({ shown, ...JSON.parse(output.slice(last)) });
      } catch {
        const problem = hung ? "never ends" : `ended the process (${code})`;
        const lost = `\n✗ ${name}, seed ${seed}, input ${input}\n${problem}\n`;
        resolve({ shown: shown + lost, inputs: Number(input) - first + 1, findings: 1, slowest: 0 });
      }
    });
  });
}

function currentInput(state) {
  try {
    return readFileSync(state, "utf8").trim();
  } catch {
    return "";
  }
}
