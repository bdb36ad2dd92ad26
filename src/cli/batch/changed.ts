/** Templates that differ from a revision. Loaded for `--changed-since`. */

import { realpathSync } from "node:fs";
import path from "node:path";
import { ConfigurationReader } from "../configuration.ts";
import { CommandFailure } from "../exit-code.ts";
import { contains, hostPath, nodeHost, relativePath } from "../host.ts";
import type { Options } from "../options.ts";
import type { Program } from "../program.ts";
import type { Template } from "../surroundings.ts";
import { Git } from "./git.ts";
import { Modules } from "./modules.ts";
import { names } from "./owners.ts";

const configFile = ".templatecheck.yaml";

/**
 * Those of the templates of which something changed since the commit at which the revision and HEAD parted: a file of
 * their own or of a module that they call, one that they name, values, locks, configuration. Changed is also what is
 * deleted, and what git doesn't have yet.
 */
export async function changedTemplates(
  templates: readonly Template[],
  revision: string,
  options: Options,
  program: Program,
): Promise<readonly Template[]> {
  const git = new Git(program.env);
  const repositories = new Map<string, Changes>();
  const configurations = new ConfigurationReader(program.cwd, options.config);
  const named = [
    ...options.variableArguments.flatMap((argument) => (argument.kind === "file" ? [argument.path] : [])),
    ...(options.workspaces === null ? [] : [options.workspaces]),
    ...options.moduleMap.values(),
  ].map((name) => path.resolve(program.cwd, name));
  const kept: Template[] = [];
  for (const template of templates) {
    const home = template.kind === "plan" ? path.dirname(template.file) : realOf(homeOf(template, program.cwd));
    const top = git.top(home);
    if (top === null) {
      const shown = JSON.stringify(relativePath(program.cwd, home));
      throw new CommandFailure(`--changed-since needs a git repository, and ${shown} is in none`);
    }
    let changes = repositories.get(top);
    if (!changes) {
      changes = new Changes(top, git.changedSince(top, revision));
      repositories.set(top, changes);
    }
    const { files, modules } = await configurations.for(home);
    const around = [...named, ...files.map((file) => path.resolve(program.cwd, file)), ...modules.values()];
    const isChanged =
      template.kind === "plan"
        ? changes.has(template.file)
        : changes.concern(home) || around.some((one) => changes.has(realOf(one)));
    if (isChanged) kept.push(template);
  }
  return kept;
}

function homeOf(template: Template, cwd: string): string {
  return template.kind === "directory" ? template.directory : cwd;
}

/** Of what is gone, as it is written. */
function realOf(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}

class Changes {
  readonly #top: string;
  readonly #files: readonly string[];
  readonly #modules: Modules;

  /** Absolute, real. */
  constructor(top: string, files: readonly string[]) {
    this.#top = top;
    this.#files = files.map((file) => hostPath(top, file).replace(/\/$/, ""));
    this.#modules = new Modules(nodeHost(top, [top]));
  }

  /** Whether a file, or anything below a directory, is among them. */
  has(absolute: string): boolean {
    if (!contains(this.#top, absolute)) return false;
    const wanted = hostPath(this.#top, absolute);
    return this.#files.some((file) => file === wanted || wanted === "" || file.startsWith(`${wanted}/`));
  }

  /** Whether the template in a directory may have changed by one of them. */
  concern(directory: string): boolean {
    const root = hostPath(this.#top, directory);
    const closure = this.#modules.closure(root);
    const read = [...closure].flatMap((module) => this.#modules.named(module));
    return this.#files.some(
      (file) =>
        this.#isWithin(file, root, closure) ||
        names(read, file) ||
        this.#configures(file, root) ||
        // A submodule, or a repository within.
        [...closure].some((module) => module === file || module.startsWith(`${file}/`)),
    );
  }

  /** In a module, or below it and in no other; what Terraform has loaded is beside the root module. */
  #isWithin(file: string, root: string, closure: ReadonlySet<string>): boolean {
    if (file.startsWith(root === "" ? ".terraform/" : `${root}/.terraform/`)) return true;
    for (let at = file; at !== ""; ) {
      at = at.includes("/") ? at.slice(0, at.lastIndexOf("/")) : "";
      if (closure.has(at)) return true;
      if (this.#modules.at(at)) return false;
    }
    return false;
  }

  #configures(file: string, root: string): boolean {
    if (file !== configFile && !file.endsWith(`/${configFile}`)) return false;
    const directory = file.slice(0, -configFile.length);
    return directory === "" || `${root}/`.startsWith(directory);
  }
}
