/** A host whose files are in memory: path → text. */

import { createHash } from "node:crypto";
import type { DirectoryEntry, Host, ReadResult } from "../src/host.ts";

export interface MemoryHost extends Host {
  /** Paths in the order in which they were read, each as often as it was. */
  readonly reads: readonly string[];
}

export function memoryHost(files: Readonly<Record<string, string | Uint8Array>>): MemoryHost {
  const contents = new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      typeof text === "string" ? new TextEncoder().encode(text) : text,
    ]),
  );
  const directories = new Map<string, Map<string, DirectoryEntry>>([["", new Map()]]);
  for (const path of contents.keys()) {
    const parts = path.split("/");
    for (let depth = 0; depth < parts.length; depth++) {
      const directory = parts.slice(0, depth).join("/");
      const name = parts[depth] ?? "";
      const entries = directories.get(directory) ?? new Map<string, DirectoryEntry>();
      entries.set(name, { name, kind: depth === parts.length - 1 ? "file" : "directory" });
      directories.set(directory, entries);
    }
  }
  const reads: string[] = [];
  const read = (path: string): ReadResult => {
    reads.push(path);
    if (path.startsWith("../")) return { ok: false, code: "outside", reason: "outside the template's tree" };
    const bytes = contents.get(path);
    if (bytes) return { ok: true, bytes };
    return directories.has(path)
      ? { ok: false, code: "directory", reason: "is a directory" }
      : { ok: false, code: "absent", reason: "no such file" };
  };
  return {
    reads,
    read,
    list: (path) => {
      const entries = directories.get(path);
      return entries ? [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) : null;
    },
    realpath: (path) => (contents.has(path) || directories.has(path) ? path : null),
    digest: (algorithm, bytes) => createHash(algorithm).update(bytes).digest("hex"),
  };
}
