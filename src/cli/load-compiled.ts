/**
 * The built commands that read templates, with V8's code cache: compiling them anew would cost more than a check does.
 * A cache that this V8 doesn't take, or none, only makes the start slower.
 */

import { readFileSync } from "node:fs";
import type { CommanderTree } from "./load-commander.ts";
import type { Reading } from "./load-reading.ts";

/** What `compiler.cjs` exports is what `commands/reading.ts` does. */
export function loadReading(): Promise<Reading> {
  return Promise.resolve(load(beside("compiler.cjs")) as Reading);
}

/** And `commander-tree.ts`. */
export function loadCommander(): Promise<CommanderTree> {
  return Promise.resolve(load(beside("library-commander.cjs")) as CommanderTree);
}

/** The program is CommonJS, and needs no URL for that; ES modules have nothing else. */
function beside(name: string): string {
  if (typeof __dirname === "string") return process.getBuiltinModule("node:path").join(__dirname, name);
  return process.getBuiltinModule("node:url").fileURLToPath(new URL(name, import.meta.url));
}

/** Node's modules are loaded only if it comes to this. */
function load(file: string): unknown {
  // The program has a `require` of its own. ES modules haven't, and what the bundler puts there for it only throws: threads,
  // the language server. Loading `node:module` takes a millisecond.
  if (typeof module === "object" && isOld()) return cached(file, require);
  const loader = process.getBuiltinModule("node:module");
  const requireBeside = loader.createRequire(file);
  // From Node 22.8 on Node keeps a cache of its own, for its own version.
  if ("enableCompileCache" in loader && typeof loader.enableCompileCache === "function") {
    loader.enableCompileCache();
    return requireBeside(file);
  }
  return cached(file, requireBeside);
}

/** Too old for a cache of Node's own. */
function isOld(): boolean {
  return process.versions.node.startsWith("20.");
}

/** A file of ours; what it asks for beside itself is loaded in the same way. */
function cached(file: string, require: NodeJS.Require): unknown {
  const { Script } = process.getBuiltinModule("node:vm");
  const { resolve } = process.getBuiltinModule("node:path");
  const loaded = new Map<string, unknown>();
  const run = (path: string): unknown => {
    const cachedData = read(path.replace(/cjs$/, `${process.versions.v8}-${process.arch}.cache`));
    const script = new Script(readFileSync(path, "latin1"), { filename: path, ...(cachedData && { cachedData }) });
    const own: { exports: unknown } = { exports: {} };
    script.runInThisContext()(own, own.exports, ours, path);
    return own.exports;
  };
  const ours = (name: string): unknown => {
    if (!name.startsWith("./")) return require(name);
    const path = resolve(file, "..", name);
    if (!loaded.has(path)) loaded.set(path, run(path));
    return loaded.get(path);
  };
  return run(file);
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
