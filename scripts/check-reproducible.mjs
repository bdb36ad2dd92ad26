/**
 * Builds and packs the committed source twice, in two directories and some time apart: the tarballs must have the same
 * bytes, V8's code cache included.
 *
 *   node scripts/check-reproducible.mjs
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), "templatecheck-reproducible-"));
try {
  // Names of different lengths: none of them may be in what is built.
  const [one, other] = ["a", "another/directory"].map((name) => built(path.join(work, name)));
  for (const name of new Set([...one.keys(), ...other.keys()])) {
    if (one.get(name) !== other.get(name)) console.error(`${name} differs`);
  }
  if (one.get("tarball") !== other.get("tarball")) process.exitCode = 1;
  else console.log(`two builds, ${one.size - 1} files and their tarball the same: sha256 ${one.get("tarball")}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Digests of the tarball and of each file in dist/. */
function built(directory) {
  mkdirSync(path.dirname(directory), { recursive: true });
  const run = (command, ...args) =>
    execFileSync(command, args, { cwd: directory, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  execFileSync("git", ["clone", "--quiet", "--no-hardlinks", root, directory]);
  // A copy: the bundler's names of chunks depend on where packages lie, seen from the source.
  cpSync(path.join(root, "node_modules"), path.join(directory, "node_modules"), {
    recursive: true,
    dereference: false,
  });
  run("npm", "run", "--silent", "build");
  const tarball = run("npm", "pack", "--silent").trim().split("\n").at(-1) ?? "";
  const files = readdirSync(path.join(directory, "dist"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  return new Map([
    ["tarball", digest(path.join(directory, tarball))],
    ...files.map((file) => [path.relative(directory, file), digest(file)]),
  ]);
}

function digest(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
