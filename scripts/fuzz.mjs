/**
 * Runs the fuzzers of fuzz/: docs/robustness.md.
 *
 *   npm run fuzz -- TARGET --seconds N [--seed N]   one of them, or `all`, which share the time
 *   npm run fuzz -- TARGET --seed N --only INDEX    one input again
 *   npm run fuzz -- --list                          the targets and what must hold for each
 *   npm run fuzz -- --planted [TARGET]              whether they find the mistakes of fuzz/planted.ts, --seconds for each
 */

import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { tryPlanted } from "./fuzz/planted.mjs";
import { watched } from "./fuzz/watched.mjs";
import { root, withProgram } from "./typescript.mjs";

process.chdir(root);
const options = "[--seconds N] [--seed N] [--only INDEX]";

const { values, positionals } = parsed();
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 32));
process.exitCode = await withProgram("fuzz/main.ts", main);

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seconds: { type: "string", default: "60" },
        seed: { type: "string" },
        only: { type: "string" },
        list: { type: "boolean", default: false },
        planted: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    console.error(error.message);
    console.error(`usage: npm run fuzz -- TARGET|all|--list|--planted ${options}`);
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
  const all = wanted === "all" || (wanted === undefined && values.planted);
  if (!all && !names.includes(wanted)) {
    if (wanted !== undefined) console.error(`no target "${wanted}"`);
    console.error(`usage: npm run fuzz -- all|${names.join("|")} ${options}`);
    return 2;
  }
  if (!(Number(values.seconds) > 0)) {
    console.error(`--seconds "${values.seconds}" is not a number above 0`);
    return 2;
  }
  if (values.planted) return (await tryPlanted(all ? undefined : wanted, seed, Number(values.seconds))) ? 0 : 1;
  const chosen = all ? names : [wanted];
  const seconds = Number(values.seconds) / chosen.length;
  const only = values.only === undefined ? {} : { first: Number(values.only), count: 1 };
  const rows = [];
  for (const name of chosen) {
    const { shown, ...outcome } = await watched(program, name, { seconds, seed, ...only });
    process.stdout.write(shown);
    rows.push({ name, ...outcome });
  }
  console.log(`\nseed ${seed}`);
  for (const { name, inputs, findings, slowest } of rows) {
    console.log(
      `${name.padEnd(14)} ${String(inputs).padStart(9)} inputs ${String(findings).padStart(3)} findings, slowest ${slowest} ms`,
    );
  }
  return rows.some(({ findings }) => findings > 0) ? 1 : 0;
}
