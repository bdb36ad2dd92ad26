/**
 * Throughput of lexing and parsing, warm, beside HashiCorp's own parser on the same files in the same run: as the Go
 * package (one thread, where there is a Go to build it), and as the WebAssembly package.
 *
 *   npm run bench -- parse [DIR|FILE]…     of all .tf files there; of examples/ when nothing is named
 */

import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { parse as parseByWasm } from "@cdktf/hcl2json";
import { decodeSource } from "../src/hcl/decode.ts";
import { lex } from "../src/hcl/lexer.ts";
import { parse } from "../src/hcl/parser.ts";
import type { SourceFile } from "../src/source.ts";
import { median, peer, processorSeconds, quick, ratio, report, rounds } from "./common/measuring.ts";
import { buildHclparse } from "./peers/peers.ts";

const times = rounds(9, 3);
/** Little input is gone through until a round takes long enough to be measured. */
const leastBytes = quick ? 700_000 : 2_000_000;

interface Measure {
  readonly name: string;
  /** Of each round. */
  readonly seconds: number[];
}

function sourcesBelow(place: string): readonly string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => name !== ".git" && name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = path.join(place, entry.name);
      if (entry.isDirectory()) return sourcesBelow(inner);
      return entry.isFile() && entry.name.endsWith(".tf") ? [inner] : [];
    });
}

/** HashiCorp's parser in Go, waiting for rounds; null where it can't be built. */
function startGo(inputs: readonly string[]): { readonly round: () => Promise<[number, number]>; stop(): void } | null {
  const program = buildHclparse();
  if (program === null) return null;
  const { stdin, stdout } = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  stdin.write(`${inputs.join("\n")}\n\n`);
  return {
    round: async () => {
      stdin.write("\n");
      const { value } = await lines.next();
      const [lexed = 0, parsed = 0] = String(value).split(" ").map(Number);
      return [lexed, parsed];
    },
    stop: () => stdin.end(),
  };
}

function timed(inputs: readonly SourceFile[], run: (file: SourceFile) => unknown): number {
  return processorSeconds(() => {
    for (const file of inputs) run(file);
  });
}

async function timedWasm(inputs: readonly SourceFile[]): Promise<number> {
  const before = process.cpuUsage();
  // What it can't write as JSON costs it less; that is no difference to speak of.
  for (const { text } of inputs) await parseByWasm("main.tf", text).catch(() => null);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const given = process.argv.slice(2);
const found = (given.length > 0 ? given : ["examples"]).flatMap(sourcesBelow).map((name) => path.resolve(name));
const size = found.reduce((sum, name) => sum + statSync(name).size, 0);
if (size === 0) throw new Error("there are no .tf files");
const names = Array.from({ length: Math.ceil(leastBytes / size) }, () => found).flat();
const files = names.map((name) => decodeSource(name, readFileSync(name)));
const bytes = (size * names.length) / found.length;

const lexing: Measure = { name: "lex", seconds: [] };
const parsing: Measure = { name: "lex + parse", seconds: [] };
const goLexing: Measure = { name: "Go, LexConfig", seconds: [] };
const goParsing: Measure = { name: "Go, ParseConfig", seconds: [] };
const wasm: Measure = { name: "@cdktf/hcl2json", seconds: [] };
const go = startGo(names);
try {
  // The first rounds warm everything up.
  for (let round = -2; round < times; round++) {
    const own = [timed(files, lex), timed(files, (file) => parse(file))] as const;
    const theirs = (await go?.round()) ?? ([0, 0] as const);
    if (round < 0) continue;
    lexing.seconds.push(own[0]);
    parsing.seconds.push(own[1]);
    goLexing.seconds.push(theirs[0]);
    goParsing.seconds.push(theirs[1]);
  }
} finally {
  go?.stop();
}
// By itself: it leaves much for the collector.
for (let round = -1; round < times; round++) {
  const seconds = await timedWasm(files);
  if (round >= 0) wasm.seconds.push(seconds);
}

console.log(
  `${found.length} files, ${size} bytes; Node ${process.version}, ${times} rounds; medians of paired rounds, warm, in seconds of the processor`,
);
console.log(`${"".padEnd(18)}    MB/s   ours to it      goal`);
const throughput = ({ seconds }: Measure): string => (bytes / median(seconds) / 1e6).toFixed(1);
const row = (measure: Measure, ours?: Measure, goal = ""): void => {
  const share = ours ? ratio(measure.seconds, ours.seconds).toFixed(2) : "";
  const columns = [throughput(measure).padStart(6), share.padStart(11), goal.padStart(8)];
  console.log(`${measure.name.padEnd(18)}  ${columns.join("  ")}`);
};
row(lexing);
row(parsing);
if (go) {
  row(goLexing, lexing);
  row(goParsing, parsing, "2.00");
} else {
  console.log("(without Go, HashiCorp's package is left out)");
}
row(wasm, parsing, "12.00");
const what = "lexing and parsing, warm, to";
const [toGo, toWasm] = [ratio(goParsing.seconds, parsing.seconds), ratio(wasm.seconds, parsing.seconds)];
const theirs = `${throughput(goParsing)} / ${throughput(goLexing)} MB/s`;
report([
  {
    what: `${what} HashiCorp's parser in Go`,
    goal: "≥ 2 × its throughput",
    ...(go
      ? { measured: `${toGo.toFixed(2)} × (${throughput(parsing)} MB/s)`, met: toGo >= 2 }
      : { measured: "not installed: Go", met: null }),
    note: "parse",
  },
  {
    what: `${what} \`@cdktf/hcl2json\``,
    goal: "≥ 12 × its throughput",
    measured: `${toWasm.toFixed(1)} ×`,
    met: toWasm >= 12,
    note: "hcl2json",
  },
  ...(go ? [peer("HashiCorp's parser, `ParseConfig` / `LexConfig`", theirs)] : []),
  peer("`@cdktf/hcl2json`, warm", `${throughput(wasm)} MB/s`),
]);
