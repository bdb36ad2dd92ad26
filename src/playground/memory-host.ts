/** A host whose files are in memory. */

import { compareText } from "../diagnostic.ts";
import type { DirectoryEntry, Host, ReadResult } from "../host.ts";

/** `files`: by path. Directories are those that the paths name. */
export function memoryHost(files: ReadonlyMap<string, Uint8Array>, digest: Host["digest"]): Host {
  const directories = directoriesOf(files.keys());
  return {
    read(path): ReadResult {
      if (path.startsWith("../")) return { ok: false, code: "outside", reason: "outside the template's tree" };
      const bytes = files.get(path);
      if (bytes) return { ok: true, bytes };
      return directories.has(path)
        ? { ok: false, code: "directory", reason: "is a directory" }
        : { ok: false, code: "absent", reason: "no such file" };
    },
    list: (path) => directories.get(path) ?? null,
    realpath: (path) => (files.has(path) || directories.has(path) ? path : null),
    digest,
  };
}

function directoriesOf(paths: Iterable<string>): ReadonlyMap<string, readonly DirectoryEntry[]> {
  const directories = new Map<string, Map<string, DirectoryEntry>>([["", new Map()]]);
  for (const path of paths) {
    const parts = path.split("/");
    for (const [depth, name] of parts.entries()) {
      const directory = parts.slice(0, depth).join("/");
      const entries = directories.get(directory) ?? new Map<string, DirectoryEntry>();
      entries.set(name, { name, kind: depth === parts.length - 1 ? "file" : "directory" });
      directories.set(directory, entries);
    }
  }
  return new Map(
    [...directories].map(([path, entries]) => [
      path,
      [...entries.values()].sort((a, b) => compareText(a.name, b.name)),
    ]),
  );
}
