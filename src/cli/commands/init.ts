import { existsSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Arguments } from "../arguments.ts";
import { CommandFailure, exitCode } from "../exit-code.ts";
import { readRegularFile, relativePath } from "../host.ts";
import { type Options, readOptions } from "../options.ts";
import type { Program } from "../program.ts";
import { treeOf } from "../surroundings.ts";
import { errorCode, systemReason } from "../system-error.ts";

const configName = ".templatecheck.yaml";
const hooksName = ".pre-commit-config.yaml";
const schemaPath = "node_modules/templatecheck/dist/schema/config.schema.json";

/** Writes a first configuration and the entry for pre-commit. What is there already stays as it is. */
export async function init(given: Arguments, program: Program): Promise<number> {
  const target = given.operands[0] ?? ".";
  const directory = path.resolve(program.cwd, target);
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandFailure(`${JSON.stringify(target)} is not a directory`);
  }
  const tell = (line: string): void => program.stdout.write(`${line}\n`);
  const shown = (file: string): string => relativePath(program.cwd, file);
  const config = path.join(directory, configName);
  const text = configText(readOptions(given), schemaOf(directory, treeOf(program.cwd, directory)));
  if (created(config, text, shown(config))) tell(`wrote ${shown(config)}`);
  else tell(`${shown(config)} is there already, and stays as it is`);
  addHook(treeOf(program.cwd, directory), shown, tell);
  return exitCode.clean;
}

/** pre-commit looks for its file at the top of the repository, and nowhere else. */
function addHook(tree: string, shown: (file: string) => string, tell: (line: string) => void): void {
  if (!existsSync(path.join(tree, ".git"))) {
    tell("no git repository around: no entry for pre-commit");
    return;
  }
  const file = path.join(tree, hooksName);
  const hookText = hookFor(tree);
  if (created(file, `repos:\n${hookText}`, shown(file))) {
    tell(`wrote ${shown(file)}: run "pre-commit install" to use it`);
    return;
  }
  const answer = readRegularFile(file);
  const isThere = answer.ok && new TextDecoder().decode(answer.bytes).includes("templatecheck");
  if (isThere) tell(`${shown(file)} has templatecheck already`);
  else tell(`${shown(file)} is there already, and stays as it is; add to its "repos":\n\n${hookText}`);
}

/** False when something is there, a link that leads nowhere included. */
function created(file: string, text: string, shown: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw new CommandFailure(`cannot write ${shown}: ${systemReason(error)}`);
  }
}

/** Of the package that is installed beside the templates, as the configuration would name it; null without one. */
function schemaOf(directory: string, tree: string): string | null {
  for (let at = directory; ; at = path.dirname(at)) {
    const file = path.join(at, schemaPath);
    if (existsSync(file)) return relativePath(directory, file);
    if (at === tree || path.dirname(at) === at) return null;
  }
}

/** The program that runs now is installed somehow; whether a registry has it isn't known. */
function hookFor(tree: string): string {
  const entry = existsSync(path.join(tree, "node_modules/templatecheck")) ? "npx --no templatecheck" : "templatecheck";
  return `  - repo: local
    hooks:
      - id: templatecheck
        name: templatecheck
        entry: ${entry} lint
        language: system
        files: '\\.(tf|tofu)(\\.json)?$|\\.tfvars(\\.json)?$|(^|/)\\.terraform\\.lock\\.hcl$'
        exclude: '(^|/)\\.terraform/'
        require_serial: true
`;
}

function configText({ accessUrl, wildcardAccessUrl }: Options, schema: string | null): string {
  const hasProfile = accessUrl !== null || wildcardAccessUrl !== null;
  const line = (isSet: boolean, text: string): string => `${isSet ? "" : "# "}${text}\n`;
  const address = JSON.stringify(accessUrl ?? "https://coder.example.com");
  const wildcard = JSON.stringify(wildcardAccessUrl ?? "*.apps.example.com");
  return `${schema === null ? "" : `# yaml-language-server: $schema=${schema}\n`}\
# Configuration of templatecheck, for the templates in this directory and below.

# Files in directories above are not read.
root: true

# Rules to begin with: recommended, strict (adds rules that are off, and what could not be decided is an error), or
# security (who can open what, and secrets in addresses).
presets: [recommended]

# Deployments that the templates must work on. What isn't stated here is unknown, or what a Coder server does by default.
${line(hasProfile, "profiles:")}\
${line(hasProfile, "  prod:")}\
${line(accessUrl !== null, `    accessUrl: ${address}`)}\
${line(wildcardAccessUrl !== null, `    wildcardAccessUrl: ${wildcard}`)}\
#     edition: premium              # oss or premium
#     maxShareLevel: authenticated  # owner, organization, authenticated or public
#     coderVersion: "2.35"

# Levels of rules: error, warning, info or off. "templatecheck rules" lists them.
# rules:
#   app-share-public: error

# Rules that no comment in a template suppresses, and no file further down changes.
# locked: [app-share-public]

# Other levels for some files.
# overrides:
#   - files: ["sandbox/**"]
#     rules: { app-share-public: off }

# Where the modules of a registry lie on this machine.
# modules:
#   "registry.coder.com/{namespace}/{name}/coder": "../registry/registry/{namespace}/modules/{name}"
`;
}
