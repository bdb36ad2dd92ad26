/**
 * How long the program takes from a cold start, as CPU time against bare Node in the same run, and how much memory.
 * Needs a build: `npm run build && npm run bench -- startup [rounds] [DIR]`. With `npm run build:exe`, too, the standalone
 * executable of this machine's platform has rows of its own.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const rounds = Math.max(7, Number(process.argv[2] ?? 11));
const template = path.resolve(process.argv[3] ?? "examples/node-react-app");
const program = path.resolve("bin/templatecheck.cjs");
if (!existsSync("dist/bin.cjs")) throw new Error("dist/ is missing: run `npm run build` first");

const work = mkdtempSync(path.join(tmpdir(), "templatecheck-bench-"));
writeFileSync(path.join(work, "empty.mjs"), "");
writeFileSync(path.join(work, "config.yaml"), "profiles: { prod: { edition: premium } }\n");
const config = ["--config", path.join(work, "config.yaml")];

const cases: readonly (readonly [name: string, goal: number | null, argv: readonly string[]])[] = [
  ["node, an empty module", null, [path.join(work, "empty.mjs")]],
  ["--version", 1.1, [program, "--version"]],
  ["--help", 1.1, [program, "--help"]],
  ["a usage error", 1.1, [program, "lint", "--formt"]],
  ["lint", 1.35, [program, "lint", template]],
  ["compile", 1.35, [program, "compile", template]],
  ["lint with a configuration", 1.6, [program, "lint", template, ...config]],
  ["compile with a configuration", 1.6, [program, "compile", template, ...config]],
];

interface Cost {
  /** User and system time of the whole process, milliseconds. */
  readonly cpu: number;
  /** Peak resident set, MiB. */
  readonly memory: number;
}

/** The process itself says at its end what it used; the hook is loaded on both sides of every comparison. */
const hook = path.join(work, "hook.cjs");
writeFileSync(
  hook,
  `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require("node:fs").writeFileSync(process.env.COST_FILE, JSON.stringify([userCPUTime + systemCPUTime, maxRSS]));
});
`,
);

function cost(argv: readonly string[]): Cost {
  const file = path.join(work, "cost.json");
  // The exit code is the command's own: findings and usage errors are 1 and 2.
  spawnSync(process.execPath, ["--require", hook, ...argv], {
    stdio: "ignore",
    env: { ...process.env, COST_FILE: file },
  });
  const [microseconds = 0, kibibytes = 0]: number[] = JSON.parse(readFileSync(file, "utf8"));
  return { cpu: microseconds / 1000, memory: kibibytes / 1024 };
}

const executable = path.resolve(`dist/exe/templatecheck-${process.platform}-${process.arch}`);
const executableCases: readonly (readonly [name: string, goal: number | null, argv: readonly string[]])[] = [
  ["executable: --version", null, [executable, "--version"]],
  ["executable: lint", 0.25, [executable, "lint", template]],
  ["executable: compile", 0.25, [executable, "compile", template]],
  ["executable: lint, configured", null, [executable, "lint", template, ...config]],
];

/** No hook gets into the executable: Bash says what its children used, of bare Node as well. Its memory isn't known. */
function costByShell(argv: readonly string[]): Cost {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" > /dev/null 2>&1';
  const { stderr } = spawnSync("bash", ["--norc", "-c", script, "bash", ...argv], { encoding: "utf8" });
  const seconds = stderr.trim().split(" ").map(Number);
  return { cpu: seconds.reduce((sum, one) => sum + one, 0) * 1000, memory: Number.NaN };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

try {
  const nodeOnly = ["-e", "0"];
  const bare: Cost[] = [];
  const costs = cases.map((): Cost[] => []);
  for (let round = -1; round < rounds; round++) {
    const base = cost(nodeOnly);
    const all = cases.map(([, , argv]) => cost(argv));
    // The first round fills the disk's cache.
    if (round < 0) continue;
    bare.push(base);
    for (const [index, one] of all.entries()) costs[index]?.push(one);
  }
  console.log(`Node ${process.version}, ${rounds} rounds, ${path.relative(".", template)}; medians of paired runs`);
  console.log(`${"".padEnd(30)} × Node   goal    CPU ms   peak MiB`);
  const row = (name: string, ratio: number, goal: number | null, own: readonly Cost[]): void => {
    const columns = [ratio.toFixed(2), goal?.toFixed(2) ?? "", median(own.map(({ cpu }) => cpu)).toFixed(1)];
    const memory = Math.round(median(own.map((one) => one.memory)));
    const shown = Number.isNaN(memory) ? "" : String(memory).padStart(8);
    console.log(`${name.padEnd(30)} ${columns.map((text) => text.padStart(6)).join("  ")}  ${shown}`.trimEnd());
  };
  row("node -e 0", 1, null, bare);
  for (const [index, [name, goal]] of cases.entries()) {
    const own = costs[index] ?? [];
    row(name, median(own.map(({ cpu }, round) => cpu / (bare[round]?.cpu ?? 1))), goal, own);
  }
  if (existsSync(executable)) executableRows(row);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function executableRows(row: (name: string, ratio: number, goal: number | null, own: readonly Cost[]) => void): void {
  const pairs = Array.from({ length: rounds + 1 }, () => ({
    base: costByShell([process.execPath, "-e", "0"]).cpu,
    costs: executableCases.map(([, , argv]) => costByShell(argv)),
  })).slice(1);
  for (const [index, [name, goal]] of executableCases.entries()) {
    const own = pairs.flatMap(({ costs }) => costs[index] ?? []);
    row(name, median(pairs.map(({ base, costs }) => (costs[index]?.cpu ?? 0) / base)), goal, own);
  }
}
