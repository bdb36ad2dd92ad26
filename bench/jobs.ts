/**
 * From how many templates on threads pay: `lint --jobs 1` against `--jobs 2` (or another number), whole processes, in
 * pairs.
 *
 *     npm run build && npm run bench -- jobs [N]
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { longTemplate } from "./common/long-template.ts";
import { median } from "./common/measuring.ts";

const jobs = process.argv[2] ?? "2";
const runs = 9;
const bin = path.resolve("dist/bin.js");

const template = longTemplate();
const root = mkdtempSync(path.join(tmpdir(), "templatecheck-jobs-"));
try {
  console.log(`templates of ${template.split("\n").length} lines; milliseconds, medians of ${runs}`);
  for (const count of [4, 8, 12, 16, 24, 32, 48, 64, 128]) {
    const directory = path.join(root, String(count));
    for (let at = 0; at < count; at++) {
      mkdirSync(path.join(directory, `t${at}`), { recursive: true });
      writeFileSync(path.join(directory, `t${at}`, "main.tf"), template);
    }
    const [one, several]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run++) {
      one.push(milliseconds(directory, "1"));
      several.push(milliseconds(directory, jobs));
    }
    const ratio = median(several.map((time, at) => time / (one[at] ?? 1)));
    const [left, right] = [median(one).toFixed(0), median(several).toFixed(0)];
    console.log(
      `${String(count).padStart(5)}  1 thread ${left.padStart(6)}  ${jobs} threads ${right.padStart(6)}  × ${ratio.toFixed(2)}`,
    );
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

function milliseconds(cwd: string, threads: string): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [bin, "lint", "--no-config", "--jobs", threads], { cwd });
  if (status !== 0) throw new Error(`exit code ${status}`);
  return performance.now() - started;
}
