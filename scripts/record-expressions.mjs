/**
 * Records what `terraform console` answers to the expressions of test/data/expressions/more.txt into more.json.
 *
 *   node scripts/record-expressions.mjs [TERRAFORM]
 *
 * One expression a line; lines that begin with "#" are headings. Each is asked for its value as JSON and for its type,
 * in a temporary copy of test/data/expressions/module-more.
 */

import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const terraform = process.argv[2] ?? "terraform";
const data = new URL("../test/data/expressions/", import.meta.url).pathname;
const work = await mkdtemp(join(tmpdir(), "record-expressions-"));

async function ask(expression, directory) {
  const child = run(terraform, ["console", "-no-color"], {
    cwd: directory,
    env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", CHECKPOINT_DISABLE: "1" },
    maxBuffer: 1 << 26,
  });
  child.child.stdin.end(`${expression}\n`);
  const { stdout, stderr } = await child.catch((error) => error);
  return { stdout: stdout.trim(), stderr };
}

function headline(text) {
  return /Error: (.*)/.exec(text)?.[1] ?? null;
}

async function record(expr, directory) {
  const value = await ask(`base64encode(jsonencode(nonsensitive(${expr})))`, directory);
  const error = headline(value.stderr) ?? headline(value.stdout);
  if (error) {
    // What goes wrong may be the question's fault: infinities have no JSON.
    const plain = await ask(expr, directory);
    const own = headline(plain.stderr) ?? headline(plain.stdout);
    return own ? { expr, error: own } : { expr, text: plain.stdout };
  }
  const { stdout: type } = await ask(`type(${expr})`, directory);
  if (!value.stdout.startsWith('"')) return { expr, unknown: true, type };
  return { expr, json: Buffer.from(JSON.parse(value.stdout), "base64").toString(), type };
}

// The console locks the directory's state, so each of those that run at once has its own.
const directories = ["a", "b", "c", "d"].map((name) => join(work, name));
for (const directory of directories) await cp(join(data, "module-more"), directory, { recursive: true });
const lines = (await readFile(join(data, "more.txt"), "utf8"))
  .split("\n")
  .filter((line) => line && !line.startsWith("#"));
const rows = [];
for (let at = 0; at < lines.length; at += directories.length) {
  const some = lines.slice(at, at + directories.length);
  rows.push(...(await Promise.all(some.map((expr, index) => record(expr, directories[index])))));
}
await rm(work, { recursive: true });
await writeFile(join(data, "more.json"), `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
console.log(`${rows.length} expressions, ${rows.filter((row) => row.error).length} refused`);
