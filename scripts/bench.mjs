/**
 * Runs the benchmarks of bench/ from their TypeScript source.
 *
 *   npm run bench                          every goal in one table, with the peers that are installed
 *   npm run bench -- --quick               the same with few rounds, for a look
 *   npm run bench -- --json                the table as JSON
 *   npm run bench -- --write               the table to docs/performance.md
 *   npm run bench -- startup [arguments]   one of them
 */

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { cached, root, withModule, withProgram } from "./typescript.mjs";

const names = readdirSync(path.join(root, "bench")).flatMap((file) =>
  file.endsWith(".ts") ? [file.slice(0, -3)] : [],
);
const ofTable = ["startup", "parse", "many", "growth", "choices", "lsp", "gateway"];
const [named, ...others] = process.argv.slice(2);
const flags = process.argv.slice(2).filter((argument) => ["--quick", "--json", "--write"].includes(argument));
const whole = flags.length === process.argv.length - 2;
if (!whole && !names.includes(named)) {
  console.error(`usage: npm run bench [-- --quick --json --write]
       npm run bench -- ${names.sort().join("|")} [arguments]`);
  process.exit(2);
}

process.chdir(root);

function run(name, argv, stdio, env) {
  return withProgram(`bench/${name}.ts`, (program) => {
    const options = { stdio, env: { ...process.env, ...env } };
    return spawnSync(process.execPath, ["--expose-gc", program, ...argv], options).status ?? 1;
  });
}

/** Null where it ended badly. */
async function rowsOf(name) {
  const file = cached(`${name}.json`);
  // What it prints by itself has more columns: it goes beside the table.
  const stdio = ["ignore", process.stderr.fd, "inherit"];
  console.error(`\n── ${name} ──`);
  const begin = performance.now();
  const env = { BENCH_REPORT: file, ...(flags.includes("--quick") && { BENCH_QUICK: "1" }) };
  try {
    const status = await run(name, [], stdio, env);
    console.error(`(${((performance.now() - begin) / 1_000).toFixed(0)} s)`);
    return status === 0 ? JSON.parse(readFileSync(file, "utf8")) : null;
  } finally {
    rmSync(file, { force: true });
  }
}

function machine() {
  const [cpu] = os.cpus();
  const memory = (os.totalmem() / 2 ** 30).toFixed(0);
  const kernel = /^[0-9.]*[0-9]/.exec(os.release())?.[0];
  const load = os.loadavg()[0]?.toFixed(1);
  return `${os.cpus().length} × ${cpu?.model}, ${memory} GiB, ${os.type()} ${kernel}, Node ${process.version}; load ${load} at the beginning`;
}

function table(rows) {
  const met = (row) => (row.met === null ? (row.goal === "" ? "peer" : "?") : row.met ? "yes" : "**no**");
  return [
    "| what | goal | measured | met |",
    "| --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row.what} | ${row.goal} | ${row.measured} | ${met(row)} |`),
  ].join("\n");
}

function shortfallsOf(rows) {
  const notes = new Map();
  for (const row of rows) {
    if (row.met === false && row.note) notes.set(row.note, [...(notes.get(row.note) ?? []), row.what]);
  }
  return withModule("bench/common/shortfalls.ts", ({ shortfalls }) =>
    [...notes].map(([note, what]) => `- ${what.join(", ")}. ${shortfalls[note]}`).join("\n"),
  );
}

async function page(described, rows) {
  const missed = rows.filter(({ met }) => met === false).length;
  const measured = rows.filter(({ met }) => met !== null).length;
  const notes = await shortfallsOf(rows);
  return `# Performance

What templatecheck is to cost, what it costs, and what others cost in the same run; \`npm run bench -- --write\` wrote this
page. Both sides of a ratio are measured in turn, and the ratio is the median of the rounds' own; times are the processor's
(user and system), so that what else a machine does weighs little. A table like this is a report of one run on one machine,
and no test.

${described}.

${table(rows)}

${measured - missed} of ${measured} goals are met.${notes === "" ? "" : ` What falls short, and why:\n\n${notes}`}

The template of the first rows needs the coder provider only, so that each of the others can read it. \`npm run bench --
install-peers\` builds those that are Go modules. Single benchmarks, with more columns: \`npm run bench -- startup\`,
\`parse\`, \`many\`, \`growth\`, \`choices\`, \`lsp\`, \`gateway\`; \`bounds\` has [hostile templates](robustness.md).
`;
}

if (whole) {
  const described = machine();
  const rows = [];
  for (const name of ofTable) {
    const found = await rowsOf(name);
    if (found === null) process.exitCode = 1;
    rows.push(...(found ?? [{ what: name, goal: "runs", measured: "ended badly", met: false }]));
  }
  if (flags.includes("--json")) console.log(JSON.stringify({ machine: described, rows }, null, 2));
  else console.log(`\n${described}\n\n${table(rows)}`);
  if (flags.includes("--write")) writeFileSync(path.join(root, "docs", "performance.md"), await page(described, rows));
} else process.exitCode = await run(named, others, "inherit", {});
