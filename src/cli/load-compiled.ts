/**
 * The built commands that read templates, with V8's code cache: compiling them anew would cost more than a check does.
 * A cache that this V8 doesn't take, or none, only makes the start slower.
 */

import { readFileSync } from "node:fs";
import type { Reading } from "./load-reading.ts";

export function loadReading(): Promise<Reading> {
  return Promise.resolve(load(new URL("compiler.cjs", import.meta.url)));
}

/** What `compiler.cjs` exports is what `commands/reading.ts` does. Node's modules are loaded only if it comes to this. */
function load(location: URL): Reading {
  const module = process.getBuiltinModule("node:module");
  const file = process.getBuiltinModule("node:url").fileURLToPath(location);
  const require = module.createRequire(file);
  // From Node 22.8 on Node keeps a cache of its own, for its own version.
  if ("enableCompileCache" in module && typeof module.enableCompileCache === "function") {
    module.enableCompileCache();
    return require(file);
  }
  const { Script } = process.getBuiltinModule("node:vm");
  const cachedData = read(file.replace(/cjs$/, `${process.versions.v8}-${process.arch}.cache`));
  const script = new Script(wrapped(readFileSync(file, "latin1")), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const own: { exports: Reading | Record<string, never> } = { exports: {} };
  script.runInThisContext()(own, own.exports, require);
  return own.exports as Reading;
}

/** As Node wraps a CommonJS module. `scripts/code-cache.mjs` makes the cache of the same text. */
function wrapped(source: string): string {
  return `(function (module, exports, require) {${source}\n})`;
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
