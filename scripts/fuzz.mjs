/**
 * Runs the fuzzers of fuzz/: docs/robustness.md.
 *
 *   npm run fuzz -- TARGET --seconds N [--seed N]   one of them, or `all`, which share the time
 *   npm run fuzz -- TARGET --seed N --only INDEX    one input again
 *   npm run fuzz -- --list                          the targets and what must hold for each
 */

import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { cached, root, withProgram } from "./typescript.mjs";

process.chdir(root);
const state = cached("fuzz-state");
/** An input that takes longer than this never ends. */
const hangMilliseconds = 30_000;

const { values, positionals } = parsed();
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 32));

try {
  process.exitCode = await withProgram("fuzz/main.ts", main);
} finally {
  rmSync(state, { force: true });
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seconds: { type: "string", default: "60" },
        seed: { type: "string" },
        only: { type: "string" },
        list: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    console.error(error.message);
    console.error("usage: npm run fuzz -- TARGET|all|--list [--seconds N] [--seed N] [--only INDEX]");
    process.exit(2);
  }
}

async function main(program) {
  const listed = spawnSync(process.execPath, [program, "--list"], { encoding: "utf8" }).stdout;
  const names = listed
    .trim()
    .split("\n")
    .map((line) => line.split("\t", 1)[0]);
  const [wanted] = positionals;
  if (values.list) {
    process.stdout.write(listed);
    return 0;
  }
  if (wanted !== undefined && wanted !== "all" && !names.includes(wanted)) console.error(`no target "${wanted}"`);
  if (wanted === undefined || (wanted !== "all" && !names.includes(wanted))) {
    console.error(`usage: npm run fuzz -- all|${names.join("|")} [--seconds N] [--seed N] [--only INDEX]`);
    return 2;
  }
  if (!(Number(values.seconds) > 0)) {
    console.error(`--seconds "${values.seconds}" is not a number above 0`);
    return 2;
  }
  const chosen = wanted === "all" ? names : [wanted];
  const rows = [];
  for (const name of chosen)
    rows.push({ name, ...(await target(program, name, Number(values.seconds) / chosen.length)) });
  console.log(`\nseed ${seed}`);
  for (const { name, inputs, findings, slowest } of rows) {
    console.log(
      `${name.padEnd(14)} ${String(inputs).padStart(9)} inputs ${String(findings).padStart(3)} findings, slowest ${slowest} ms`,
    );
  }
  return rows.some(({ findings }) => findings > 0) ? 1 : 0;
}

/** In a process of its own, which is ended when it doesn't go on. */
function target(program, name, seconds) {
  const [first, count] = values.only === undefined ? ["0", "Infinity"] : [values.only, "1"];
  const child = spawn(
    process.execPath,
    ["--enable-source-maps", program, name, String(seconds), seed, first, count, state],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  let at = "";
  let since = Date.now();
  let hung = false;
  const watch = setInterval(() => {
    const now = currentInput();
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
      const last = output.trimEnd().lastIndexOf("\n") + 1;
      process.stdout.write(output.slice(0, last));
      try {
        resolve(JSON.parse(output.slice(last)));
      } catch {
        const input = currentInput();
        console.log(
          `\n✗ ${name}, seed ${seed}, input ${input}: ${hung ? "never ends" : `ended the process (${code})`}`,
        );
        resolve({ inputs: Number(input), findings: 1, slowest: 0 });
      }
    });
  });
}

function currentInput() {
  try {
    return readFileSync(state, "utf8").trim();
  } catch {
    return "";
  }
}
