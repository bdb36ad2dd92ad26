/** Templates in memory: nothing of the disk is measured. */

import { createHash } from "node:crypto";
import type { DirectoryEntry, Host, Libraries } from "../../src/index.ts";

export type Files = ReadonlyMap<string, string>;

/** The whole of a little file system, for one template. */
export function memoryHost(files: Files): Host {
  const encoder = new TextEncoder();
  return {
    read: (path) => {
      const text = files.get(path);
      if (text === undefined) return { ok: false, code: "absent", reason: "no such file" };
      return { ok: true, bytes: encoder.encode(text) };
    },
    list: (directory) => {
      const prefix = directory === "" ? "" : `${directory}/`;
      const entries = new Map<string, DirectoryEntry>();
      for (const path of files.keys()) {
        if (!path.startsWith(prefix)) continue;
        const [name = "", ...below] = path.slice(prefix.length).split("/");
        entries.set(name, { name, kind: below.length > 0 ? "directory" : "file" });
      }
      return entries.size > 0 ? [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) : null;
    },
    realpath: (path) => path,
    digest: (algorithm, bytes) => createHash(algorithm).update(bytes).digest("hex"),
  };
}

export const libraries: Libraries = {
  regex: () => ({ compile: () => ({ ok: false, problem: "not here" }) }),
  yaml: () => ({ parse: () => ({ ok: false, problem: "not here", line: 1 }) }),
};

export function times(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join("");
}
