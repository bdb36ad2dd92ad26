/** A host whose files are in memory: path → text. */

import { createHash } from "node:crypto";
import type { Host } from "../src/host.ts";
import { memoryHost as hostOf } from "../src/playground/memory-host.ts";

export interface MemoryHost extends Host {
  /** Paths in the order in which they were read, each as often as it was. */
  readonly reads: readonly string[];
}

export function memoryHost(files: Readonly<Record<string, string | Uint8Array>>): MemoryHost {
  const contents = Object.entries(files).map(
    ([path, text]) => [path, typeof text === "string" ? new TextEncoder().encode(text) : text] as const,
  );
  const host = hostOf(new Map(contents), (algorithm, bytes) => createHash(algorithm).update(bytes).digest("hex"));
  const reads: string[] = [];
  return {
    ...host,
    reads,
    read: (path) => {
      reads.push(path);
      return host.read(path);
    },
  };
}
