/**
 * From how many templates on threads pay: `lint --jobs 1` against `--jobs 2` (or another number), whole processes, in
 * pairs.
 *
 *     npm run build && npm run bench -- jobs [N]
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const jobs = process.argv[2] ?? "2";
const runs = 9;
const bin = path.resolve("dist/bin.js");

const template = readFileSync("examples/node-react-app/main.tf", "utf8");
const agent = /resource "coder_agent" "(\w+)"/.exec(template)?.[1] ?? "main";
const lines = template.split("\n").length;
const apps = Array.from(
  { length: Math.max(0, Math.ceil((200 - lines) / 8)) },
  (_, at) => `
resource "coder_app" "x${at}" {
  agent_id     = coder_agent.${agent}.id
  slug         = "x${at}"
  display_name = "X ${at}"
  url          = "http://localhost:${3000 + at}"
  subdomain    = true
}
`,
);

const root = mkdtempSync(path.join(tmpdir(), "templatecheck-jobs-"));
try {
  console.log(`templates of ${(template + apps.join("")).split("\n").length} lines; milliseconds, medians of ${runs}`);
  for (const count of [4, 8, 12, 16, 24, 32, 48, 64, 128]) {
    const directory = path.join(root, String(count));
    for (let at = 0; at < count; at++) {
      mkdirSync(path.join(directory, `t${at}`), { recursive: true });
      writeFileSync(path.join(directory, `t${at}`, "main.tf"), template + apps.join(""));
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
