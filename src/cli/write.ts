/** Files are written as a whole or not at all. */

import {
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { CommandFailure } from "./exit-code.ts";
import { errorCode, systemReason } from "./system-error.ts";

/**
 * Replaces the file (absolute path) by one with this text and the same mode. It is written beside the old one and then
 * moved over it, so that a full disk, a crash or a reader never meets half a file. `shown` names it in a failure.
 */
export function writeFileAtomically(absolute: string, text: string, shown: string): void {
  try {
    const target = resolved(absolute);
    const status = statSync(target, { throwIfNoEntry: false });
    if (status?.isDirectory()) throw new CommandFailure(`cannot write ${shown}: is a directory`);
    // A pipe or /dev/stdout can't be replaced, only written to.
    if (status && !status.isFile()) writeInto(target, text);
    else replace(target, text, status?.mode);
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(`cannot write ${shown}: ${systemReason(error)}`);
  }
}

/** A symbolic link stays one: what it leads to is replaced. */
function resolved(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}

function replace(target: string, text: string, mode: number | undefined): void {
  const { name, descriptor } = openBeside(target);
  try {
    try {
      writeAll(descriptor, text);
      if (mode !== undefined) fchmodSync(descriptor, mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(name, target);
  } catch (error) {
    removeQuietly(name);
    throw error;
  }
}

/** A name that nobody has; two runs at once get two. */
function openBeside(target: string): { readonly name: string; readonly descriptor: number } {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  for (let attempt = 0; ; attempt++) {
    const name = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.${attempt}.tmp`);
    try {
      return { name, descriptor: openSync(name, flags, 0o666) };
    } catch (error) {
      const taken = errorCode(error) === "EEXIST";
      if (!taken || attempt >= 100) throw error;
    }
  }
}

function writeInto(target: string, text: string): void {
  const descriptor = openSync(target, constants.O_WRONLY);
  try {
    writeAll(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

function removeQuietly(name: string): void {
  try {
    unlinkSync(name);
  } catch {
    // The reason why it was to go is told; that it stayed is the lesser news.
  }
}

/** Missing parents are made, too. */
export function makeDirectory(absolute: string, shown: string): void {
  try {
    mkdirSync(absolute, { recursive: true });
  } catch (error) {
    throw new CommandFailure(`cannot make the directory ${shown}: ${systemReason(error)}`);
  }
}
