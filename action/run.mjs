/**
 * The step of action.yml: runs templatecheck by its inputs, which come as INPUT_* of the environment and are never part
 * of a script, and writes the step's outputs.
 */

import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const home = fileURLToPath(new URL("../", import.meta.url));
const levels = ["error", "warning", "info"];

class InputError extends Error {}

/** Answers with the exit code. `program` is the file that Node runs instead of the one that `version` asks for. */
export function runAction(env, program) {
  try {
    const inputs = readInputs(env);
    const own = program ?? (inputs.version === "" ? ownProgram(env) : publishedProgram(inputs.version, env));
    return check(inputs, own, env);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    process.stdout.write(`::error title=templatecheck::${escaped(error.message)}\n`);
    return 2;
  }
}

function readInputs(env) {
  const text = (name) => (env[`INPUT_${name}`] ?? "").trim();
  const lines = (name) =>
    text(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
  const directory = path.resolve(workspace, text("WORKING_DIRECTORY") || ".");
  const inputs = {
    paths: lines("PATHS"),
    args: lines("ARGS"),
    version: text("VERSION"),
    failLevel: text("FAIL_LEVEL") || "error",
    format: text("FORMAT") || "github",
    config: text("CONFIG"),
    sarif: text("SARIF_FILE"),
    manifest: text("MANIFEST"),
    workspace,
    directory,
  };
  const refuse = (condition, message) => {
    if (condition) throw new InputError(message);
  };
  refuse(!levels.includes(inputs.failLevel), `fail-level "${inputs.failLevel}" is not one of ${levels.join(", ")}`);
  refuse(
    inputs.version !== "" && !/^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$/.test(inputs.version),
    `version "${inputs.version}" is not a version like 1.2.3`,
  );
  const within = path.relative(workspace, directory);
  refuse(within.startsWith("..") || path.isAbsolute(within), "working-directory is outside of the workspace");
  refuse(!statSync(directory, { throwIfNoEntry: false })?.isDirectory(), `there is no directory ${within || "."}`);
  refuse(inputs.manifest !== "" && inputs.paths.length > 1, "manifest needs one template: give one path");
  refuse(
    inputs.paths.some((given) => given.startsWith("-")),
    "a path begins with a hyphen: options belong in args",
  );
  return inputs;
}

/** This repository's. HashiCorp's parser, which is asked about files that are refused, is installed for it by the lock file. */
function ownProgram(env) {
  const parser = path.join(home, "node_modules", "@cdktf", "hcl2json");
  const isReady = existsSync(parser) || npm(["ci", "--omit=dev", "--ignore-scripts"], home, env) === 0;
  if (!isReady) {
    process.stdout.write(
      "::warning title=templatecheck::HashiCorp's parser can't be installed: files are judged without it\n",
    );
  }
  return { file: path.join(home, "bin", "templatecheck.cjs"), more: isReady ? [] : ["--no-second-opinion"] };
}

/** A release from the registry. */
function publishedProgram(version, env) {
  const prefix = path.join(env.RUNNER_TEMP ?? home, `templatecheck-${version}`);
  mkdirSync(prefix, { recursive: true });
  if (npm(["install", "--no-save", "--ignore-scripts", `templatecheck@${version}`], prefix, env) !== 0) {
    throw new InputError(`templatecheck ${version} can't be installed`);
  }
  return { file: path.join(prefix, "node_modules", "templatecheck", "bin", "templatecheck.cjs"), more: [] };
}

/** On Windows it is a script of the shell's; no argument comes from an input but a version that has been looked at. */
function npm(args, cwd, env) {
  const options = { cwd, env: forProgram(env), stdio: ["ignore", 2, 2], shell: process.platform === "win32" };
  return spawnSync("npm", [...args, "--no-audit", "--no-fund"], options).status;
}

function check(inputs, { file, more }, env) {
  const { paths, args, format, failLevel, config, sarif, manifest, workspace, directory } = inputs;
  const run = (given) => {
    const { status, error } = spawnSync(process.execPath, [file, ...given], {
      cwd: directory,
      env: forProgram(env),
      stdio: ["ignore", 1, 2],
    });
    if (error) throw error;
    return status ?? 3;
  };
  const temporary = env.RUNNER_TEMP ?? directory;
  const results = path.join(temporary, `templatecheck-${randomUUID()}.json`);
  const shared = [...more, ...(config === "" ? [] : ["--config", config])];
  const formats = [format, ...(sarif === "" ? [] : [`sarif=${sarif}`]), `json=${results}`];
  const code = run([
    "lint",
    ...formats.flatMap((one) => ["--format", one]),
    ...["--fail-level", failLevel],
    ...shared,
    ...args,
    ...(paths.length > 0 ? ["--", ...paths] : []),
  ]);
  const output = (name, value) => writeOutput(env, name, String(value));
  const fromWorkspace = (given) => path.relative(workspace, path.resolve(directory, given)).replaceAll("\\", "/");
  if (existsSync(results)) {
    const { errors, warnings, infos } = JSON.parse(readFileSync(results, "utf8")).summary;
    output("findings", errors + warnings + infos);
    output("errors", errors);
    output("warnings", warnings);
    output("infos", infos);
  }
  if (sarif !== "" && existsSync(path.resolve(directory, sarif))) output("sarif", fromWorkspace(sarif));
  if (code !== 0 || manifest === "") return code;

  const compiled = run(["compile", "--output", manifest, ...shared, "--quiet", "--", paths[0] ?? "."]);
  if (compiled !== 0) return compiled;
  output("manifest", fromWorkspace(manifest));
  const bytes = readFileSync(path.resolve(directory, manifest));
  output("manifest-sha256", createHash("sha256").update(bytes).digest("hex"));
  return 0;
}

/** Without the inputs, and without what git sets for hooks. */
function forProgram(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(INPUT_|GIT_)/.test(name)));
}

/** Between marks that no value has in it, as GitHub asks for values of several lines. */
function writeOutput({ GITHUB_OUTPUT }, name, value) {
  if (!GITHUB_OUTPUT) return;
  const mark = randomUUID();
  appendFileSync(GITHUB_OUTPUT, `${name}<<${mark}\n${value}\n${mark}\n`);
}

function escaped(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = runAction(process.env);
