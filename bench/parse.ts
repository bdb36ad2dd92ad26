/** Throughput of lexing and parsing, warm: `node bench/parse.mjs FILE…` after bundling, files' names on standard input too. */

import { readFileSync } from "node:fs";
import { decodeSource } from "../src/hcl/decode.ts";
import { lex } from "../src/hcl/lexer.ts";
import { parse } from "../src/hcl/parser.ts";
import type { SourceFile } from "../src/source.ts";

const rounds = 15;

function measure(
  title: string,
  inputs: readonly SourceFile[],
  total: number,
  run: (file: SourceFile) => unknown,
): void {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (const input of inputs) run(input);
    seconds.push((performance.now() - start) / 1000);
  }
  seconds.sort((a, b) => a - b);
  const median = seconds[rounds >> 1] ?? 1;
  const rate = (time: number): string => (total / time / 1e6).toFixed(1);
  console.log(`${title}\t${rate(median)} MB/s\t(best ${rate(seconds[0] ?? 1)})`);
}

const paths = process.argv.slice(2);
const names = paths.length > 0 ? paths : readFileSync(0, "utf8").trim().split("\n");
const sources = names.map((name) => readFileSync(name));
const files = sources.map((source, index) => decodeSource(names[index] ?? "", source));
const bytes = sources.reduce((sum, source) => sum + source.length, 0);
console.log(`${files.length} files, ${bytes} bytes`);
measure("lex", files, bytes, lex);
measure("lex + parse", files, bytes, parse);
