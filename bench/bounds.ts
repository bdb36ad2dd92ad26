/**
 * What hostile templates cost, each in a process of its own: time until the answer, CPU time (with that of V8's own
 * threads, and whatever else the machine does) and peak memory, and whether the answer names the budget.
 * Needs a build: `npm run build && npm run bench -- bounds [NAME-PART]`.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Case } from "../test/bounds/case.ts";
import { cases } from "../test/bounds/cases.ts";

const goalMilliseconds = 2000;
const goalMebibytes = 300;
const giveUpMilliseconds = 60_000;

const [part = ""] = process.argv.slice(2);
const program = path.resolve("dist/bin.js");
if (!existsSync(program)) throw new Error("dist/bin.js is missing: run `npm run build` first");

const work = mkdtempSync(path.join(tmpdir(), "templatecheck-bench-"));
const costFile = path.join(work, "cost.json");
/** The process itself says at its end what it used. */
const hook = path.join(work, "hook.cjs");
writeFileSync(
  hook,
  `process.on("exit", () => {
  require("node:fs").writeFileSync(process.env.COST_FILE, JSON.stringify(((usage) => [usage.maxRSS, usage.userCPUTime + usage.systemCPUTime])(process.resourceUsage())));
});
`,
);

interface Measured {
  readonly milliseconds: number;
  readonly cpu: number;
  readonly mebibytes: number;
  readonly verdict: string;
}

function measured(one: Case): Measured {
  const directory = path.join(work, "template");
  mkdirSync(directory);
  try {
    for (const [name, content] of Object.entries(one.files())) {
      mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
      writeFileSync(path.join(directory, name), content);
    }
    one.prepare?.(directory);
    rmSync(costFile, { force: true });
    const argv = ["--require", hook, program, ...(one.argv ?? ["compile", "main.tf"])];
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
      cwd: directory,
      encoding: "utf8",
      env: { ...process.env, COST_FILE: costFile },
      timeout: giveUpMilliseconds,
      killSignal: "SIGKILL",
      maxBuffer: 1 << 28,
    });
    const milliseconds = performance.now() - started;
    const [kibibytes = Number.NaN, microseconds = Number.NaN]: number[] = existsSync(costFile)
      ? JSON.parse(readFileSync(costFile, "utf8"))
      : [];
    const [cpu, mebibytes] = [microseconds / 1000, kibibytes / 1024];
    const said = stdout + stderr;
    const wanted = one.code ?? 1;
    const verdict =
      status === null
        ? "given up"
        : status !== wanted
          ? `exit code ${status}, not ${wanted}`
          : one.says.test(said)
            ? ""
            : "the budget isn't named";
    if (part !== "") console.log(said.slice(0, 2000));
    return { milliseconds, cpu, mebibytes, verdict };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

try {
  console.log(`Node ${process.version}; goals: ${goalMilliseconds} ms, ${goalMebibytes} MiB`);
  console.log(`${"".padEnd(56)}      ms  CPU ms     MiB`);
  let worst = 0;
  let largest = 0;
  let wrong = 0;
  for (const one of cases) {
    if (!one.name.includes(part)) continue;
    const { milliseconds, cpu, mebibytes, verdict } = measured(one);
    worst = Math.max(worst, milliseconds);
    largest = Math.max(largest, mebibytes);
    const over = milliseconds > goalMilliseconds || mebibytes > goalMebibytes;
    if (over || verdict !== "") wrong++;
    const numbers = [milliseconds, cpu, mebibytes].map((number) => number.toFixed(0).padStart(8)).join("");
    console.log(`${one.name.padEnd(56)}${numbers}  ${over ? "OVER " : ""}${verdict}`.trimEnd());
  }
  console.log(`${wrong} over or wrong; the slowest ${worst.toFixed(0)} ms, the largest ${largest.toFixed(0)} MiB`);
  process.exitCode = wrong > 0 ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
}
