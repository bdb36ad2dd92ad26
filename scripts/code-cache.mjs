/**
 * Writes dist/NAME.V8-ARCHITECTURE.cache: what V8 made of dist/NAME.cjs in typical runs, for this V8. `load-compiled.ts`
 * reads it; Node from 22.8 on has a cache of its own instead.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import module, { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
if (!("enableCompileCache" in module)) {
  const require = createRequire(path.join(dist, "compiler.cjs"));
  const loaded = new Map();
  // As in load-compiled.ts.
  const load = (name) => {
    if (!name.startsWith("./")) return require(name);
    if (!loaded.has(name)) {
      const filename = path.join(dist, name);
      // The cache must not depend on where it was made, and may be used under any name.
      const script = new Script(readFileSync(filename, "latin1"), { filename: path.basename(name) });
      const own = { exports: {} };
      loaded.set(name, { script, own });
      script.runInThisContext()(own, own.exports, load, filename);
    }
    return loaded.get(name).own.exports;
  };
  await warmUp(load("./compiler.cjs"));
  for (const argv of [["lint", "--formt"], ["lnt"], []]) {
    const output = { write: () => {}, isTTY: false, columns: undefined };
    load("./library-commander.cjs").parseWithCommander({ argv, stdout: output, stderr: output });
  }
  for (const [name, { script }] of loaded) {
    const file = path.join(dist, name.replace(/cjs$/, `${process.versions.v8}-${process.arch}.cache`));
    writeFileSync(file, script.createCachedData());
  }
}

/** Runs whose functions are worth having at once: a clean template, findings, a configuration. */
async function warmUp({ compile, core, lint }) {
  const cwd = mkdtempSync(path.join(tmpdir(), "templatecheck-build-"));
  try {
    const template = readFileSync(new URL("../examples/node-react-app/main.tf", import.meta.url), "utf8");
    writeFileSync(path.join(cwd, "main.tf"), template);
    const run = async (command, options) => {
      const output = { write: () => {}, isTTY: false, columns: undefined };
      const program = {
        argv: [],
        stdin: { read: () => new Uint8Array() },
        stdout: output,
        stderr: output,
        cwd,
        env: {},
      };
      await command({ command: command.name, operands: [], options }, program, core);
    };
    await run(lint, []);
    await run(compile, []);
    writeFileSync(path.join(cwd, "main.tf"), template.replace(/slug( *)= "/, 'slug$1= "_'));
    await run(lint, []);
    writeFileSync(path.join(cwd, "main.tf"), template);
    writeFileSync(path.join(cwd, ".templatecheck.yaml"), "profiles: { prod: { edition: premium } }\n");
    await run(lint, []);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
