/**
 * Two builds of the program must be one: the same standard output, standard error, exit codes and written files.
 *
 *   node scripts/compare-programs.mjs PROGRAM OTHER
 *
 * Runs every command over the examples and the templates of test/data, each in a copy of its own: what is refused, too,
 * and what a terminal, a pipe that closes early and a full disk see.
 */

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { operands } from "./arguments.mjs";

const programs = operands("npm run check:executable -- PROGRAM OTHER", 2).map((program) => path.resolve(program));
const root = fileURLToPath(new URL("../", import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), "templatecheck-compare-"));
const places = programs.map((_, index) => path.join(scratch, String(index), "work"));

let different = 0;
let equal = 0;
try {
  for (const place of places) furnish(place);
  for (const command of commands()) {
    const [one, other] = await Promise.all(programs.map((program, index) => run(program, command, places[index])));
    const keys = ["status", "stdout", "stderr"].filter((key) => one[key] !== other[key]);
    for (const key of keys) {
      console.error(
        `${command.shown}: ${key} differs\n--- ${excerpt(one[key], other[key])}\n+++ ${excerpt(other[key], one[key])}`,
      );
    }
    if (keys.length > 0) different++;
    else equal++;
  }
  const [files, otherFiles] = places.map(filesBelow);
  for (const name of new Set([...files.keys(), ...otherFiles.keys()])) {
    if (files.get(name) === otherFiles.get(name)) continue;
    console.error(`${name}: the written file differs`);
    different++;
  }
  console.log(`${equal} commands and ${files.size} files are the same, ${different} differ`);
  process.exitCode = different === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Templates of every kind, odd files, a repository of git. */
function furnish(place) {
  mkdirSync(place, { recursive: true });
  cpSync(path.join(root, "examples"), path.join(place, "examples"), { recursive: true });
  cpSync(path.join(root, "test/data/provider"), path.join(place, "provider"), { recursive: true });
  cpSync(path.join(root, "test/data/plans"), path.join(place, "plans"), { recursive: true });
  const write = (name, content) => {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), content);
  };
  write(
    "config.yaml",
    'profiles: { prod: { edition: premium, wildcardAccessUrl: "*.apps.example.com", accessUrl: "https://coder.example.com" } }\n',
  );
  write("bad-config.yaml", "profiles: { prod: { edition: gold } }\nrulez: {}\n");
  write("broken/main.tf", 'resource "x" {{\nlocals {\n  a = 1e99\n');
  write("nested/main.tf", `locals {\n  a = ${"[".repeat(10_000)}${"]".repeat(10_000)}\n}\n`);
  write("not-utf8/main.tf", Buffer.from([0x61, 0x20, 0x3d, 0x20, 0x22, 0xff, 0x22]));
  write(
    "libraries/main.tf",
    'locals {\n  r = regex("(?P<a>b+)c", "abbc")\n  y = yamldecode("a: [1, 2]")\n  h = sha256("x")\n  b = bcrypt("x")\n  t = formatdate("YYYY", "2020-01-01T00:00:00Z")\n  n = 0.1 + 1e300 / 3\n  u = upper("ßéŉ")\n}\n',
  );
  write("workspaces.json", "[]\n");
  write("empty/x.txt", "");
  mkdirSync(path.join(place, "directory.tf"), { recursive: true });
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", "-C", place, ...args], {
      env: { ...process.env, GIT_AUTHOR_DATE: "2025-01-01T00:00:00Z", GIT_COMMITTER_DATE: "2025-01-01T00:00:00Z" },
    });
  git("init", "-q", "-b", "main");
  git("add", "examples");
  git("commit", "-q", "-m", "examples");
  const changed = path.join(place, "examples/terminal/main.tf");
  writeFileSync(changed, `${readFileSync(changed, "utf8")}\n# changed\n`);
  execFileSync("mkfifo", [path.join(place, "fifo.tf")]);
}

function* commands() {
  const plain = (...argv) => ({ shown: argv.join(" "), argv });
  const shell = (script) => ({ shown: script, shell: script });
  const examples = directories("examples");
  yield plain("--version");
  yield plain();
  yield plain("help");
  yield plain("lnt");
  yield plain("lint", "--formt");
  const helps = ["compile", "lint", "verify", "diff", "report", "resolve", "access", "gateway", "export", "eval"];
  for (const name of [...helps, "inspect", "rules", "explain", "init", "lsp", "completion"])
    yield plain(name, "--help");
  yield plain("rules");
  yield plain("rules", "--format", "json");
  for (const rule of ["app-slug-format", "app-share-public", "no-such-rule"]) yield plain("explain", rule);
  for (const name of ["bash", "zsh", "fish", "powershell", "csh"]) yield plain("completion", name);
  const formats = ["human", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "compact", "markdown"];
  for (const format of formats) yield plain("lint", "examples", "--format", format);
  const toFiles = formats.flatMap((format) => ["--format", `${format}=all.${format}`]);
  yield plain("lint", "provider", "broken", "libraries", "not-utf8", ...toFiles);
  yield plain("lint", "provider", "--jobs", "1", "--verbose");
  yield plain("lint", "provider", "--jobs", "3", "--verbose", "--format", "compact");
  yield plain("lint", "--changed-since", "HEAD");
  yield plain("lint", "examples", "--config", "config.yaml", "--strict-unknown", "--color", "always");
  yield plain("lint", "examples", "--config", "bad-config.yaml");
  yield plain("lint", "examples/bad", "--show-config", "--config", "config.yaml");
  yield plain("lint", "examples", "--baseline-write", "baseline.json");
  yield plain("lint", "examples", "--baseline", "baseline.json");
  yield plain("lint", "examples/bad", "--diff");
  for (const given of [
    "absent",
    "fifo.tf",
    "directory.tf",
    "empty",
    "/dev/null",
    "/proc/self/mem",
    "nested",
    "broken",
  ]) {
    yield plain("lint", given);
    yield plain("compile", given);
    yield plain("verify", given, ".");
  }
  yield plain("compile", ...directories("provider/cases"), ...directories("provider/more"), "--out-dir", "manifests");
  for (const directory of examples) {
    const name = path.basename(directory);
    yield plain("compile", directory);
    yield plain("compile", directory, "--config", "config.yaml", "-o", `${name}.json`);
    yield plain("compile", directory, "--output-format", "yaml");
    yield plain("verify", `${name}.json`, directory, "--config", "config.yaml");
    yield plain("report", directory, "-o", `${name}.html`);
    yield plain("report", directory, "--format", "markdown");
    yield plain("report", directory, "--format", "csv");
    yield plain("access", directory, "--workspace", "dev", "--owner", "alice", "--config", "config.yaml");
    yield plain("inspect", "choices", directory);
    yield plain("inspect", "tokens", `${directory}/main.tf`);
    yield plain("inspect", "tree", `${directory}/main.tf`);
    yield plain("diff", directory, `${name}.json`);
    yield plain("resolve", `${name}.json`, "https://web--dev--alice.apps.example.com/", "--as", "bob");
    for (const to of ["caddy", "nginx", "envoy", "traefik"]) yield plain("export", `${name}.json`, "--to", to);
  }
  yield plain("playground", "--output", "page");
  yield plain("diff", "git:HEAD:examples/terminal", "examples/terminal");
  yield plain("lint", "plans/web-ide/plan.json");
  for (const name of ["r", "y", "h", "t", "n", "u", "nowhere"]) yield plain("eval", `local.${name}`, "libraries");
  yield plain("init", "empty", "--access-url", "https://coder.example.com");
  yield plain("init", "empty");
  yield plain("lint", "examples/bad", "--fix");
  yield plain("gateway", "absent.json", "--workspaces", "workspaces.json");
  yield shell('"$0" compile - < examples/node-react-app/main.tf');
  yield shell('"$0" lint examples | head -n 1; echo "${PIPESTATUS[0]}"');
  yield shell('"$0" lint examples > /dev/full; echo $?');
  yield shell('"$0" lint examples >&-; echo $?');
  yield shell('"$0" lint - <&-; echo $?');
  yield shell('(sleep 0.3; cat examples/bad/main.tf) | "$0" lint -');
  yield shell('mkdir -p locked && chmod 000 locked; "$0" lint locked; chmod 755 locked');
  yield shell('FORCE_COLOR=1 GITHUB_ACTIONS=true "$0" lint examples/bad');
  yield shell('"$0" lint examples/bad --jobs 0; "$0" lint --max-choices x; "$0" compile examples');
  yield shell(
    'stty cols 70 2>/dev/null; script -qec "stty cols 70; TERM=xterm $0 lint examples/bad" /dev/null < /dev/null',
  );
  yield shell('script -qec "stty cols 70; TERM=xterm $0 lint --help" /dev/null < /dev/null');
  yield shell(
    `printf 'Content-Length: 75\\r\\n\\r\\n{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}Content-Length: 33\\r\\n\\r\\n{"jsonrpc":"2.0","method":"exit"}' | "$0" lsp`,
  );
}

function directories(parent) {
  return readdirSync(path.join(places[0], parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}/${name}`)
    .sort();
}

/** Where the program lies is no part of its answer, nor is where it was started. */
function run(program, { argv, shell }, cwd) {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { PATH: process.env.PATH ?? "" } };
    const child = shell ? spawn("bash", ["--norc", "-c", shell, program], options) : spawn(program, argv, options);
    const output = { stdout: [], stderr: [] };
    for (const name of ["stdout", "stderr"]) child[name].on("data", (chunk) => output[name].push(chunk));
    child.stdin.on("error", () => {});
    child.stdin.end();
    child.on("error", reject);
    child.on("close", (status, signal) => {
      const text = (name) =>
        Buffer.concat(output[name]).toString("latin1").replaceAll(cwd, "CWD").replaceAll(program, "PROGRAM");
      resolve({ status: status ?? signal, stdout: text("stdout"), stderr: text("stderr") });
    });
  });
}

/** Content by name; of what only exists while a program runs, nothing. */
function filesBelow(place) {
  const names = readdirSync(place, { recursive: true, encoding: "utf8" }).filter((name) => !/^\.git(\/|$)/.test(name));
  return new Map(
    names.flatMap((name) => {
      const file = path.join(place, name);
      return statSync(file).isFile() ? [[name, `${statSync(file).mode} ${readFileSync(file, "latin1")}`]] : [];
    }),
  );
}

function excerpt(text, other) {
  const [given, against] = [String(text), String(other)];
  let at = 0;
  while (at < given.length && given[at] === against[at]) at++;
  return `at ${at}: ${JSON.stringify(given.slice(Math.max(0, at - 60), at + 200))}`;
}
