/** The modules of a tree, at a glance: whom they call, which files they name. Nothing is evaluated. */

import { compareText } from "../../diagnostic.ts";
import { decodeSource } from "../../hcl/decode.ts";
import type { Host } from "../../host.ts";
import type { SourceFile } from "../../source.ts";
import { moduleFiles, resolvePath } from "../../terraform/files.ts";
import { calledDirectories } from "../module-calls.ts";

export interface Glance {
  /** Directories of the tree that it calls as local modules, whether they are there or not; never itself. */
  readonly calls: readonly string[];
  /** Whether it has Coder's types, or modules of Coder's registry. */
  readonly forCoder: boolean;
}

/** Directories are paths of the host: "" for its root. Each is read once, when it is asked for. */
export class Modules {
  readonly host: Host;
  readonly #glances = new Map<string, Glance | null>();
  readonly #named = new Map<string, readonly string[]>();

  constructor(host: Host) {
    this.host = host;
  }

  /** Null: no module is there. */
  at(directory: string): Glance | null {
    let glance = this.#glances.get(directory);
    if (glance === undefined) {
      glance = this.#look(directory);
      this.#glances.set(directory, glance);
    }
    return glance;
  }

  #look(directory: string): Glance | null {
    const files = this.#filesOf(directory);
    if (files.length === 0) return null;
    const calls = calledDirectories(files).flatMap((source) => resolvePath(directory, source) ?? []);
    return {
      calls: [...new Set(calls)].filter((called) => called !== directory),
      forCoder: files.some(({ text }) => text.includes("coder")),
    };
  }

  /** It and all that it calls, and so on: those that aren't there, too. */
  closure(root: string): ReadonlySet<string> {
    const seen = new Set<string>();
    const pending = [root];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      pending.push(...(this.at(at)?.calls ?? []));
    }
    return seen;
  }

  /** Paths of the tree that texts of the module lead to; those of directories end with "/". */
  named(directory: string): readonly string[] {
    let paths = this.#named.get(directory);
    if (paths === undefined) {
      const found = this.#filesOf(directory).flatMap(({ text }) => pathsIn(text));
      paths = [...new Set(found)].flatMap((text) => {
        const resolved = resolvePath(directory, text);
        return resolved === null || resolved === "" ? [] : [text.endsWith("/") ? `${resolved}/` : resolved];
      });
      this.#named.set(directory, paths);
    }
    return paths;
  }

  /** A file that can't be read is told by the check, not by the search. */
  #filesOf(directory: string): readonly SourceFile[] {
    const names = moduleFiles(this.host, directory);
    return [...(names?.primary ?? []), ...(names?.override ?? [])].map((name) => {
      const answer = this.host.read(directory === "" ? name : `${directory}/${name}`);
      return answer.ok ? decodeSource(name, answer.bytes) : { name, text: "" };
    });
  }
}

/**
 * What may be a path, in "${path.module}/a.tftpl" as in "a.tftpl". Where a path goes on with a value that isn't known
 * here, the directory so far.
 */
function pathsIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const [, literal = "", end] of text.matchAll(/(?:\$\{path\.[a-z]+\}\/|")([^"$%{}\n\\]{1,1024})("|\$\{)/g)) {
    if (end === '"') found.push(literal);
    else if (/[^./][^/]*\//.test(literal)) found.push(literal.slice(0, literal.lastIndexOf("/") + 1));
  }
  return found;
}

/**
 * The modules that nobody else among them calls. Of those that call each other in a circle, the first: none of them would
 * be checked otherwise.
 */
export function rootModules(modules: Modules, directories: readonly string[]): readonly string[] {
  const called = new Set(directories.flatMap((directory) => modules.at(directory)?.calls ?? []));
  const roots = directories.filter((directory) => !called.has(directory));
  const reached = new Set(roots.flatMap((root) => [...modules.closure(root)]));
  for (const directory of directories) {
    if (reached.has(directory)) continue;
    roots.push(directory);
    for (const below of modules.closure(directory)) reached.add(below);
  }
  return roots.sort(compareText);
}
