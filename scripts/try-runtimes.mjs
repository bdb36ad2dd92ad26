/**
 * The packed package in an empty directory, under each runtime that it is for: Node 20, 22 and 24 (from the registry that
 * npm is configured for) and Bun. Each must say the same.
 *
 *   node scripts/try-runtimes.mjs PACKAGE.tgz
 */

import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { operands } from "./arguments.mjs";
import { bunVersion } from "./bun.mjs";

const [packed] = operands("npm pack && npm run check:runtimes -- templatecheck-VERSION.tgz", 1);
const root = fileURLToPath(new URL("../", import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), "templatecheck-runtimes-"));
try {
  const nodes = [20, 22, 24].map((major) => ({ name: `Node ${major}`, package: `${nodePackage()}@${major}` }));
  const installed = emptyDirectory();
  const runtimes = [...nodes, { name: "Bun", package: `bun@${bunVersion}` }];
  const answers = runtimes.map((runtime) => tried(runtime, installed));
  const [first] = answers;
  for (const { name, version, answer } of answers) {
    const same = JSON.stringify(answer) === JSON.stringify(first?.answer);
    console.log(`${name.padEnd(8)} ${version.padEnd(10)} ${same ? "as Node 20" : "differs from Node 20"}`);
    if (same) continue;
    process.exitCode = 1;
    for (const [command, said] of Object.entries(answer)) {
      if (JSON.stringify(said) !== JSON.stringify(first?.answer[command])) console.error(command, said);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function nodePackage() {
  return `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
}

/** What the package needs is unpacked, and nothing else happens: so once is enough. */
function emptyDirectory() {
  const directory = path.join(work, "empty");
  mkdirSync(directory);
  install(directory, path.resolve(packed));
  for (const [name, example] of [
    ["template", "bad"],
    ["good", "node-react-app"],
  ]) {
    mkdirSync(path.join(directory, name));
    copyFileSync(path.join(root, `examples/${example}/main.tf`), path.join(directory, name, "main.tf"));
  }
  return directory;
}

function tried({ name, package: runtimePackage }, installed) {
  const directory = path.join(work, name.replace(" ", "-").toLowerCase());
  mkdirSync(directory);
  install(directory, runtimePackage);
  const runtime = path.join(directory, "node_modules", runtimePackage.replace(/@[^@]*$/, ""), runtimeFile(name));
  const program = path.join(installed, "node_modules/templatecheck/bin/templatecheck.cjs");
  const run = (...argv) => {
    const { status, stdout, stderr } = spawnSync(runtime, [program, ...argv], { cwd: installed, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const answer = Object.fromEntries(
    [
      ["--version"],
      ["--help"],
      ["lint", "good"],
      ["lint", "template"],
      ["lint", "template", "--format", "markdown"],
      ["compile", "good"],
      ["compile", "good", "-o", "good.json"],
      ["compile", "good", "--output-format", "yaml"],
      ["verify", "good.json", "good"],
      ["resolve", "good.json", "https://web--dev--alice.apps.example.com/"],
      ["report", "good", "--format", "markdown"],
      ["eval", 'regex("b+", "abb")', "good"],
      ["lint", "--formt"],
      ["lint", "absent"],
    ].map((argv) => [argv.join(" "), run(...argv)]),
  );
  expect(answer["lint good"], 0);
  expect(answer["lint template"], 1);
  expect(answer["verify good.json good"], 0);
  expect(answer["lint --formt"], 2);
  const version = execFileSync(runtime, ["--version"], { encoding: "utf8" }).trim();
  return { name, version, answer };
}

function runtimeFile(name) {
  if (name === "Bun") return "bin/bun.exe";
  return process.platform === "win32" ? "bin/node.exe" : "bin/node";
}

function install(directory, what) {
  // Bun's package fetches its program in a script of its own.
  const options = ["--no-package-lock", "--no-audit", "--no-fund", "--silent", "--foreground-scripts=false"];
  execFileSync("npm", ["install", "--prefix", directory, ...options, what], { stdio: "inherit" });
}

function expect(answer, status) {
  if (answer?.status !== status || answer.stdout + answer.stderr === "")
    throw new Error(`exit code ${answer?.status} instead of ${status}: ${answer?.stderr}`);
}
