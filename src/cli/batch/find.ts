/** What a run is to check: paths as given to templates, each once. */

import { existsSync, type Stats, statSync } from "node:fs";
import path from "node:path";
import { compareText } from "../../diagnostic.ts";
import { looksLikePlan } from "../../plan/document.ts";
import { isIgnored } from "../../terraform/files.ts";
import { noFiles, planFile } from "../discover.ts";
import { CommandFailure } from "../exit-code.ts";
import { readRegularFile, relativePath } from "../host.ts";
import type { Options } from "../options.ts";
import type { Program } from "../program.ts";
import { templateOnInput } from "../session.ts";
import { type Template, treeOf } from "../surroundings.ts";
import { errorCode, systemReason } from "../system-error.ts";
import { type Operand, operandsOf } from "./operands.ts";
import { isTerraformFile, ownersOf } from "./owners.ts";
import { type Search, Searcher, templatesOf } from "./search.ts";

export interface Work {
  readonly templates: readonly Template[];
  /** What could not be looked at; the rest is checked all the same. */
  readonly failures: readonly CommandFailure[];
  /** One line each. */
  readonly notes: readonly string[];
  readonly searches: readonly Search[];
}

/** `paths` as given; none: the working directory. */
export async function findWork(paths: readonly string[], options: Options, program: Program): Promise<Work> {
  const { stdinName } = options;
  if (paths.includes("-")) return await onInput(paths, options, program);
  if (stdinName !== null) throw new CommandFailure('--stdin-filename is for standard input: give "-" as the path');
  const finder = new Finder(program);
  if (paths.length === 0) await finder.add({ path: ".", pattern: null });
  const { operands, failures } = await operandsOf(paths, program);
  for (const operand of operands) await finder.add(operand);
  const found = await finder.result(failures);
  if (paths.length > 0 && operands.length === 0 && failures.length === 0) {
    return { ...found, notes: [...found.notes, "no paths are given: nothing to check"] };
  }
  return options.changedSince === null ? found : await changed(found, options.changedSince, options, program);
}

/** The text on standard input, alone or in the place of a file. */
async function onInput(paths: readonly string[], options: Options, program: Program): Promise<Work> {
  const { stdinName, changedSince } = options;
  if (paths.length > 1) throw new CommandFailure('"-" reads standard input: no other path can stand beside it');
  if (changedSince !== null) throw new CommandFailure("--changed-since is for files, not for standard input");
  const template = templateOnInput(program);
  if (stdinName === null || template.kind !== "text") {
    return { templates: [template], failures: [], notes: [], searches: [] };
  }
  const file = path.resolve(program.cwd, stdinName);
  const searcher = new Searcher(program.cwd);
  if (!existsSync(path.dirname(file))) {
    throw new CommandFailure(`--stdin-filename ${JSON.stringify(stdinName)}: its directory isn't there`);
  }
  const owners = await ownersOf(file, searcher, program.cwd);
  const directories = owners.length > 0 ? owners : isTerraformFile(file) ? [path.dirname(file)] : [];
  if (directories.length === 0) throw new CommandFailure(`no template reads ${JSON.stringify(stdinName)}`);
  const replaced = { file, bytes: template.bytes };
  const templates = directories.map((directory) => ({ kind: "directory", directory, replaced }) as const);
  return { templates, failures: [], notes: [], searches: searcher.searches };
}

async function changed(work: Work, revision: string, options: Options, program: Program): Promise<Work> {
  const { changedTemplates } = await import("./changed.ts");
  const templates = await changedTemplates(work.templates, revision, options, program);
  const nothing = `no template has changed since ${revision} (of ${work.templates.length})`;
  const isQuiet = templates.length > 0 || work.templates.length === 0;
  return { ...work, templates, notes: isQuiet ? work.notes : [...work.notes, nothing] };
}

class Finder {
  readonly #program: Program;
  readonly #searcher: Searcher;
  readonly #directories = new Set<string>();
  readonly #plans = new Set<string>();
  readonly #failures: CommandFailure[] = [];
  readonly #notes: string[] = [];
  /** Patterns, and how many templates they meant. */
  readonly #patterns = new Map<string, number>();
  /** Files (absolute) that aren't there, and what their paths were. */
  readonly #missing = new Map<string, string>();

  constructor(program: Program) {
    this.#program = program;
    this.#searcher = new Searcher(program.cwd);
  }

  async add(operand: Operand): Promise<void> {
    try {
      await this.#add(operand);
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      this.#failures.push(error);
    }
  }

  async #add({ path: given, pattern }: Operand): Promise<void> {
    const absolute = path.resolve(this.#program.cwd, given);
    const status = this.#statusOf(absolute, given);
    if (status === null) return;
    if (pattern === null) {
      await this.#addThere(status, absolute, given);
      return;
    }
    const isTemplates = status.isDirectory() || (status.isFile() && isTerraformFile(given));
    const isLeftOut = !isTemplates || (await this.#searcher.isIgnored(absolute));
    const templates = isLeftOut ? 0 : await this.#addThere(status, absolute, null);
    this.#patterns.set(pattern, (this.#patterns.get(pattern) ?? 0) + templates);
  }

  /** How many templates it means. `given`: null where having none is nobody's mistake. */
  async #addThere(status: Stats, absolute: string, given: string | null): Promise<number> {
    if (status.isDirectory()) return await this.#addDirectory(absolute, given);
    if (status.isFile()) return await this.#addFile(absolute, given ?? this.#shown(absolute));
    throw new CommandFailure(`cannot read ${JSON.stringify(given)}: not a regular file`);
  }

  #shown(absolute: string): string {
    return relativePath(this.#program.cwd, absolute);
  }

  /** Null when it isn't there; it may have been. */
  #statusOf(absolute: string, given: string): Stats | null {
    try {
      return statSync(absolute);
    } catch (error) {
      const code = errorCode(error);
      if (code !== "ENOENT" && code !== "ENOTDIR") {
        throw new CommandFailure(`cannot open ${JSON.stringify(given)}: ${systemReason(error)}`);
      }
      this.#missing.set(absolute, given);
      return null;
    }
  }

  async #addDirectory(absolute: string, given: string | null): Promise<number> {
    const search = await this.#searcher.below(absolute);
    // One that has vanished meanwhile is no template any more.
    const unreadable = search.walk.unreadable.filter((name) => existsSync(path.join(absolute, name)));
    for (const name of unreadable) {
      const shown = JSON.stringify(path.join(given ?? this.#shown(absolute), name));
      this.#failures.push(new CommandFailure(`cannot read the directory ${shown}: permission denied`));
    }
    const templates = templatesOf(search);
    if (templates.length === 0 && unreadable.length === 0 && given !== null) {
      const hint =
        "What .gitignore or .templatecheckignore leave out below it wasn't looked at: name it to have it checked.";
      throw noFiles(given, absolute, search.walk.ignored > 0 ? hint : undefined);
    }
    for (const template of templates) this.#directories.add(path.join(absolute, template));
    return templates.length;
  }

  async #addFile(absolute: string, given: string): Promise<number> {
    const plan = planFile(given, this.#program.cwd);
    const owners = plan !== null && isPlan(plan) ? [] : await ownersOf(absolute, this.#searcher, this.#program.cwd);
    if (plan !== null && owners.length === 0) {
      this.#plans.add(plan);
      return 1;
    }
    // What the search leaves out is a template all the same when it is named.
    const isOwn = /\.(tf|tofu)(\.json)?$/.test(given) && !isIgnored(path.basename(given));
    if (owners.length === 0 && !isOwn) {
      const hint = "A template is a directory with .tf, .tofu, .tf.json or .tofu.json files.";
      throw new CommandFailure(`${JSON.stringify(given)} is not a Terraform file, and no template reads it`, hint);
    }
    const templates = owners.length === 0 ? [path.dirname(absolute)] : owners;
    for (const template of templates) this.#directories.add(template);
    return templates.length;
  }

  /** A file that is gone still belongs to its directory, and to what called that. */
  async #addMissing(): Promise<void> {
    const { cwd } = this.#program;
    for (const [absolute, given] of this.#missing) {
      const wasThere = isTerraformFile(given) || (await this.#isKnown(absolute));
      const owners = wasThere ? await ownersOf(absolute, this.#searcher, cwd) : [];
      for (const owner of owners) this.#directories.add(owner);
      if (owners.length > 0) continue;
      if (await this.#isKnown(absolute)) this.#notes.push(`${given} is gone, and no template is where it was`);
      else this.#failures.push(new CommandFailure(`cannot open ${JSON.stringify(given)}: no such file or directory`));
    }
  }

  #known: ReadonlySet<string> | null = null;

  /** Whether git has it, or had it. Without git nothing is known. */
  async #isKnown(absolute: string): Promise<boolean> {
    this.#known ??= await this.#askGit();
    return this.#known.has(absolute);
  }

  async #askGit(): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    const trees = new Map<string, string[]>();
    for (const file of this.#missing.keys()) {
      const tree = treeOf(this.#program.cwd, path.dirname(file));
      if (existsSync(path.join(tree, ".git"))) trees.set(tree, [...(trees.get(tree) ?? []), file]);
    }
    if (trees.size === 0) return known;
    const { Git } = await import("./git.ts");
    const git = new Git(this.#program.env);
    for (const [tree, files] of trees) {
      try {
        for (const file of git.known(tree, files)) known.add(file);
      } catch (error) {
        if (!(error instanceof CommandFailure)) throw error;
      }
    }
    return known;
  }

  async result(failures: readonly CommandFailure[]): Promise<Work> {
    await this.#addMissing();
    for (const [pattern, count] of this.#patterns) {
      if (count > 0) continue;
      const hint = "What it matches is no template, or is ignored.";
      this.#failures.push(new CommandFailure(`no template matches ${JSON.stringify(pattern)}`, hint));
    }
    const directories = [...this.#directories].sort(compareText);
    const searches = this.#searcher.searches;
    return {
      templates: [
        ...directories.map((directory) => ({ kind: "directory", directory }) as const),
        ...[...this.#plans].map((file) => ({ kind: "plan", file }) as const),
      ],
      failures: [...failures, ...this.#failures],
      notes: [...this.#notes, ...searches.flatMap(({ notes, walk }) => (walk.limit ? [...notes, walk.limit] : notes))],
      searches,
    };
  }
}

function isPlan(file: string): boolean {
  const answer = readRegularFile(file);
  return answer.ok && looksLikePlan(new TextDecoder().decode(answer.bytes));
}
