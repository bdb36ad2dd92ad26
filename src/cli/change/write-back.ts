/** A draft brought to where it belongs: files, standard output, or a patch. */

import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { type ChangedFile, patchOf } from "../../fix/patch.ts";
import { CommandFailure, isCommandFailure } from "../exit-code.ts";
import { readRegularFile, relativePath } from "../host.ts";
import { writeFileAtomically } from "../write.ts";
import { type Draft, type DraftFile, onInput } from "./draft.ts";

/** Each file as a whole; what the system refuses is told, and the others are written. */
export function writeFiles(draft: Draft): readonly CommandFailure[] {
  return draft.changed().flatMap((file): readonly CommandFailure[] => {
    try {
      writeBack(file);
      return [];
    } catch (error) {
      if (isCommandFailure(error)) return [error];
      throw error;
    }
  });
}

function writeBack({ key, name, before, after }: DraftFile): void {
  const refuse = (reason: string): never => {
    throw new CommandFailure(`cannot write ${name}: ${reason}`);
  };
  const status = statSync(key, { throwIfNoEntry: false });
  if (!status) refuse("it is gone");
  // A file is replaced, not written into, so its own permission has to be asked for; the superuser has every one.
  if (status && (status.mode & 0o222) === 0) refuse("it is read-only");
  try {
    accessSync(key, constants.W_OK);
  } catch {
    refuse("permission denied");
  }
  const read = readRegularFile(key);
  if (!read.ok) refuse(read.reason);
  else if (!sameBytes(read.bytes, new TextEncoder().encode(before))) refuse("it was changed meanwhile");
  writeFileAtomically(key, after, name);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Paths are relative to the repository, as git's own, else to the working directory. */
export function patchFor(draft: Draft): string {
  const files = draft.changed().map(({ key, name, before, after }): ChangedFile => {
    const top = key === onInput ? null : repositoryOf(path.dirname(key));
    return { name: top === null ? name : relativePath(top, key), before, after };
  });
  return patchOf(files);
}

function repositoryOf(directory: string): string | null {
  for (let at = directory; ; at = path.dirname(at)) {
    if (statSync(path.join(at, ".git"), { throwIfNoEntry: false })) return at;
    if (path.dirname(at) === at) return null;
  }
}
