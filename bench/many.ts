/**
 * `lint` of 1,000 templates of 200 lines on the disk: processor time of the whole process, and whether its memory grows
 * with their number. Needs a build: `npm run build && npm run bench -- many [count]`.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { longTemplate } from "./common/long-template.ts";
import { median, quick, report, rounds } from "./common/measuring.ts";
import { type Cost, Meter } from "./common/meter.ts";

const count = Number(process.argv[2] ?? (quick ? "200" : "1000"));
const times = rounds(7);
/** Seconds after which three rounds have to do. */
const patience = 90;
const program = path.resolve("bin/templatecheck.cjs");
const goalSeconds = 3;
/** Of a quarter of the templates. */
const goalGrowth = 1.1;

const template = longTemplate();
const root = mkdtempSync(path.join(tmpdir(), "templatecheck-bench-"));
const meter = new Meter();
try {
  for (let at = 0; at < count; at++) {
    // A quarter by itself, to be measured alone.
    const directory = path.join(root, at % 4 === 0 ? "quarter" : "rest", `t${at}`);
    mkdirSync(directory, { recursive: true });
    // No two are the same, or one could stand for all.
    writeFileSync(path.join(directory, "main.tf"), `# ${at}\n${template}`);
  }
  const [all, quarter]: [Cost[], Cost[]] = [[], []];
  const begin = performance.now();
  for (let round = 0; round < times; round++) {
    if (round >= 3 && performance.now() - begin > patience * 1_000) break;
    all.push(await lint(root));
    quarter.push(await lint(path.join(root, "quarter")));
  }
  const seconds = (median(all.map(({ cpu }) => cpu)) / 1_000) * (1_000 / count);
  const [memory, less] = [median(all.map((one) => one.memory)), median(quarter.map((one) => one.memory))];
  console.log(`${count} templates, medians of ${all.length}`);
  console.log(
    `processor ${seconds.toFixed(2)} s for 1,000; memory ${memory.toFixed(0)} MiB, of a quarter ${less.toFixed(0)}`,
  );
  report([
    {
      what: "`lint --jobs 1` of 1,000 templates of 200 lines",
      goal: `≤ ${goalSeconds} s of the processor`,
      measured: `${seconds.toFixed(2)} s${count === 1_000 ? "" : `, by ${count} of them`}`,
      met: seconds <= goalSeconds,
      note: "many",
    },
    {
      what: "its memory, to that for a quarter of them",
      goal: `≤ ${goalGrowth} ×`,
      measured: `${(memory / less).toFixed(2)} × (${less.toFixed(0)} and ${memory.toFixed(0)} MiB)`,
      met: memory / less <= goalGrowth,
      note: "many-memory",
    },
  ]);
} finally {
  meter.stop();
  rmSync(root, { recursive: true, force: true });
}

async function lint(cwd: string): Promise<Cost> {
  const cost = await meter.cost({ argv: [process.execPath, program, "lint", "--no-config", "--jobs", "1"], cwd });
  if (cost.status !== 0) throw new Error(`exit code ${cost.status}`);
  return cost;
}
