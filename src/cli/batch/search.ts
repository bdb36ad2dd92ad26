/** The templates below directories, each directory searched once. */

import { statSync } from "node:fs";
import path from "node:path";
import { compareText } from "../../diagnostic.ts";
import { nodeHost, relativePath } from "../host.ts";
import { treeOf } from "../surroundings.ts";
import { Modules, rootModules } from "./modules.ts";
import { ignoreFiles, type Walk, walk } from "./walk.ts";

export interface Search {
  /** Absolute. */
  readonly top: string;
  readonly modules: Modules;
  readonly walk: Walk;
  /** What is left out of files that say what to ignore. */
  readonly notes: readonly string[];
}

export class Searcher {
  readonly #cwd: string;
  readonly #done = new Map<string, Search>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** All that were made, the first one first. */
  get searches(): readonly Search[] {
    return [...this.#done.values()];
  }

  /** Below an absolute directory, but for what is ignored. */
  async below(top: string): Promise<Search> {
    const search = this.#done.get(top) ?? (await this.#search(top));
    this.#done.set(top, search);
    return search;
  }

  async #search(top: string): Promise<Search> {
    const host = nodeHost(top, [top]);
    const tree = treeOf(this.#cwd, top);
    const names = isRepository(tree) ? ignoreFiles : ignoreFiles.slice(1);
    let above: boolean | null = null;
    const hasRules = (present: ReadonlySet<string>): boolean => {
      if (names.some((name) => present.has(name))) return true;
      above ??= hasFileAbove(tree, top, names);
      return above;
    };
    const modules = new Modules(host);
    const first = walk(host, null, hasRules);
    if (!first.needsRules) return { top, modules, walk: first, notes: [] };
    const rules = await this.#rules(tree, top);
    const ignores = (name: string, isDirectory: boolean): boolean => rules.ignores(path.join(top, name), isDirectory);
    return { top, modules, walk: walk(host, ignores, () => false), notes: rules.notes };
  }

  /** A directory that is named is searched even when it is ignored itself: then only rules in it count. */
  async #rules(tree: string, top: string) {
    const { IgnoreRules } = await import("./ignore-rules.ts");
    const shown = (absolute: string): string => relativePath(this.#cwd, absolute);
    const rules = new IgnoreRules(tree, isRepository(tree), shown);
    return rules.ignoresAny(top, true) ? new IgnoreRules(top, isRepository(tree), shown) : rules;
  }

  /** Whether a path that is there is ignored, by itself or by what is above it. */
  async isIgnored(absolute: string): Promise<boolean> {
    const tree = treeOf(this.#cwd, path.dirname(absolute));
    const { IgnoreRules } = await import("./ignore-rules.ts");
    const isDirectory = statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true;
    return new IgnoreRules(tree, isRepository(tree), String).ignoresAny(absolute, isDirectory);
  }
}

/**
 * The directory itself when it has module files, and those below it that nobody there calls as a module and that have
 * something of Coder's, in themselves or in what they call. Paths of the host.
 */
export function templatesOf({ modules, walk: { modules: directories } }: Search): readonly string[] {
  const roots = rootModules(modules, directories).filter((root) => root === "" || isForCoder(modules, root));
  return directories.includes("") && !roots.includes("") ? ["", ...roots] : roots;
}

export function isForCoder(modules: Modules, root: string): boolean {
  return [...modules.closure(root)].some((directory) => modules.at(directory)?.forCoder === true);
}

/** The templates that call a module, over however many others; none when nobody does. */
export function templatesCalling(
  { modules, walk: { modules: directories } }: Search,
  module: string,
): readonly string[] {
  const callers = new Map<string, string[]>();
  for (const directory of directories) {
    for (const called of modules.at(directory)?.calls ?? []) {
      callers.set(called, [...(callers.get(called) ?? []), directory]);
    }
  }
  const seen = new Set<string>([module]);
  for (const at of seen) for (const caller of callers.get(at) ?? []) seen.add(caller);
  seen.delete(module);
  return [...seen].filter((at) => !callers.has(at) && isForCoder(modules, at)).sort(compareText);
}

function isRepository(tree: string): boolean {
  return statSync(path.join(tree, ".git"), { throwIfNoEntry: false }) !== undefined;
}

function hasFileAbove(tree: string, top: string, names: readonly string[]): boolean {
  for (let at = top; at !== tree && path.dirname(at) !== at; ) {
    at = path.dirname(at);
    if (names.some((name) => statSync(path.join(at, name), { throwIfNoEntry: false }))) return true;
  }
  return false;
}
