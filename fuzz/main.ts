/** `TARGET SECONDS SEED FIRST COUNT STATE-FILE [until-finding]`, as `scripts/fuzz/` calls it: prints findings, and the outcome as JSON in the last line. */

import { openSync, writeSync } from "node:fs";
import { run } from "./run.ts";
import { targets } from "./targets.ts";

const [name, seconds, seed, first, count, state, until] = process.argv.slice(2);
const out = (text: string): void => void process.stdout.write(`${text}\n`);

if (name === "--list") {
  for (const target of targets) out(`${target.name}\t${target.holds}`);
} else {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`no target "${name}"`);
  const descriptor = state === undefined ? null : openSync(state, "w");
  const outcome = await run(target, {
    seed: Number(seed),
    first: Number(first),
    count: Number(count),
    milliseconds: Number(seconds) * 1000,
    untilFinding: until === "until-finding",
    begin: (index) => {
      if (descriptor !== null) writeSync(descriptor, String(index).padStart(12), 0);
    },
  });
  for (const { index, problem, input } of outcome.findings) {
    out(`\n✗ ${target.name}, seed ${seed}, input ${index}\n${problem}\n── ${input.length} characters ──\n${input}\n──`);
    if (/[^\n\x20-\x7e]/.test(input)) out(JSON.stringify(input));
  }
  const { inputs, findings, slowest } = outcome;
  out(JSON.stringify({ inputs, findings: findings.length, slowest: Math.round(slowest) }));
}
