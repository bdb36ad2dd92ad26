/** Which module calls which, in a tree of templates: what a file belongs to. Paths are those of a host. */

import { type Glance, Modules } from "../cli/batch/modules.ts";
import { walk } from "../cli/batch/walk.ts";
import type { Host } from "../host.ts";

export class ModuleIndex {
  readonly #host: Host;
  readonly #glances = new Map<string, Glance>();

  constructor(host: Host) {
    this.#host = host;
    const modules = new Modules(host);
    for (const directory of walk(host, null, () => false).modules) this.#set(directory, modules.at(directory));
  }

  /** Reads a directory anew. */
  refresh(directory: string): void {
    this.#set(directory, new Modules(this.#host).at(directory));
  }

  #set(directory: string, glance: Glance | null): void {
    if (glance) this.#glances.set(directory, glance);
    else this.#glances.delete(directory);
  }

  /** The roots that lead to a module, itself when nobody calls it; none when it isn't one, or nothing in it is for Coder. */
  rootsOf(directory: string): readonly string[] {
    if (!this.#glances.has(directory)) return [];
    const seen = new Set([directory]);
    const roots: string[] = [];
    for (const module of seen) {
      const callers = [...this.#glances].filter(([, { calls }]) => calls.includes(module));
      for (const [caller] of callers) seen.add(caller);
      if (callers.length === 0) roots.push(module);
    }
    // Modules that call each other in a circle have no root.
    return (roots.length > 0 ? roots : [directory]).filter((root) => this.#leadsToCoder(root));
  }

  #leadsToCoder(root: string): boolean {
    const seen = new Set([root]);
    for (const directory of seen) {
      const glance = this.#glances.get(directory);
      if (glance?.forCoder) return true;
      for (const called of glance?.calls ?? []) seen.add(called);
    }
    return false;
  }
}
