/** HashiCorp's parser inside the standalone executable: the package's WebAssembly, without the package's search for it. */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
// It makes `Go`, which runs programs that Go compiled to WebAssembly.
import "@cdktf/hcl2json/wasm/bridge_wasm_exec.js";

type Callback = (problem: string | null, answer: string) => void;
type GoFunction = (name: string, text: string, callback: Callback) => void;

declare global {
  var Go: new () => { readonly importObject: WebAssembly.Imports; run(instance: WebAssembly.Instance): Promise<void> };
  /** Where the program puts its functions. */
  var __parse_terraform_config_wasm__: { parse?: GoFunction };
}

let started: Promise<GoFunction> | undefined;

/** As `load-parser.ts`. */
export async function parse(name: string, text: string): Promise<unknown> {
  started ??= start();
  const ask = await started;
  const json = await new Promise<string>((resolve, reject) => {
    ask(name, text, (problem, answer) => (problem ? reject(new Error(problem)) : resolve(answer)));
  });
  return JSON.parse(json);
}

async function start(): Promise<GoFunction> {
  const bytes = gunzipSync(readFileSync(new URL("main.wasm.gz", import.meta.url)));
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(bytes, go.importObject);
  globalThis.__parse_terraform_config_wasm__ = {};
  // It runs until the process ends; its functions are there once it waits for the first time.
  void go.run(instance);
  for (;;) {
    const ask = globalThis.__parse_terraform_config_wasm__.parse;
    if (ask) return ask;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
