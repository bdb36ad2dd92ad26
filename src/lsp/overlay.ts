/** Open documents over the disk: what an editor shows is what is checked. */

import { compareText } from "../diagnostic.ts";
import type { DirectoryEntry, Host } from "../host.ts";

/** Text that an editor has, by path. */
export interface OpenFiles {
  /** The same array as long as the text is the same. */
  read(path: string): Uint8Array | undefined;
  /** Names of the open files of a directory. */
  namesIn(directory: string): readonly string[];
}

export function overlayHost(disk: Host, open: OpenFiles): Host {
  return {
    read(path) {
      const bytes = open.read(path);
      return bytes ? { ok: true, bytes } : disk.read(path);
    },
    list(path) {
      const entries = disk.list(path);
      const known = new Set(entries?.map(({ name }) => name));
      const more = open.namesIn(path).filter((name) => !known.has(name));
      if (more.length === 0) return entries;
      const added = more.map((name): DirectoryEntry => ({ name, kind: "file" }));
      return [...(entries ?? []), ...added].sort((a, b) => compareText(a.name, b.name));
    },
    realpath: (path) => disk.realpath(path) ?? (open.read(path) || open.namesIn(path).length > 0 ? path : null),
    digest: (algorithm, bytes) => disk.digest(algorithm, bytes),
  };
}
