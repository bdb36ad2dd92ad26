/** The file system as the compiler sees it: below some directories, regular files of bounded size, never blocking. */

import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { compareText } from "../diagnostic.ts";
import type { DirectoryEntry, Host, ReadFailure, ReadResult } from "../host.ts";
import { errorCode, systemReason } from "./system-error.ts";

export const largestFile = 50 * 1024 * 1024;

/**
 * Paths are relative to `root` (absolute). What isn't below one of `trees` (absolute), symbolic links resolved, is
 * "outside".
 */
export function nodeHost(root: string, trees: readonly string[]): Host {
  const realTrees = trees.flatMap((tree) => realOrNull(tree) ?? []);
  const realRoot = realOrNull(root) ?? root;
  const isInside = (real: string): boolean => realTrees.some((tree) => contains(tree, real));
  return {
    read(name) {
      const wanted = path.resolve(root, name);
      const real = realOrNull(wanted);
      if (real === null) return absentOrDenied(wanted);
      if (!isInside(real)) return refusal("outside", "outside the template's tree");
      return readRegularFile(real);
    },
    list(name) {
      const real = realOrNull(path.resolve(root, name));
      if (real === null || !isInside(real)) return null;
      return entriesOf(real);
    },
    realpath(name) {
      const real = realOrNull(path.resolve(root, name));
      return real === null || !isInside(real) ? null : hostPath(realRoot, real);
    },
    digest: (algorithm, bytes) => crypto().createHash(algorithm).update(bytes).digest("hex"),
  };
}

/** As the compiler writes paths of the host: "" for its root. */
export function hostPath(root: string, absolute: string): string {
  const relative = relativePath(root, absolute);
  return relative === "." ? "" : relative;
}

/** With "/" on every platform; "." for the root itself. */
export function relativePath(root: string, absolute: string): string {
  const relative = path.relative(root, absolute);
  return relative === "" ? "." : path.sep === "/" ? relative : relative.replaceAll(path.sep, "/");
}

/** Whether `inner` is `outer` or below it; both absolute and real. */
export function contains(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === "" || (relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}

/** Loaded when something is hashed: it costs a twentieth of Node's own start. */
export function crypto(): typeof import("node:crypto") {
  return process.getBuiltinModule("node:crypto");
}

function realOrNull(absolute: string): string | null {
  try {
    return realpathSync(absolute);
  } catch {
    return null;
  }
}

function absentOrDenied(absolute: string): ReadResult {
  try {
    statSync(absolute);
  } catch (error) {
    return failure(error);
  }
  return refusal("absent", "no such file");
}

/**
 * The file's bytes. It is opened without waiting (a FIFO without a writer would block for ever), and judged once open,
 * so that nobody can exchange it in between.
 */
export function readRegularFile(absolute: string, limit: number = largestFile): ReadResult {
  let descriptor: number;
  try {
    // Opening a device can have effects of its own.
    const kind = statSync(absolute);
    if (kind.isDirectory()) return refusal("directory", "is a directory");
    if (!kind.isFile()) return refusal("not-regular", "not a regular file");
    descriptor = openSync(absolute, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return failure(error);
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return refusal("not-regular", "not a regular file");
    if (status.size > limit) return tooLarge(limit);
    return readAll(descriptor, status.size, limit);
  } catch (error) {
    return failure(error);
  } finally {
    closeSync(descriptor);
  }
}

/** Files of /proc say that they are empty, and a log grows while it is read. */
function readAll(descriptor: number, size: number, limit: number): ReadResult {
  let bytes = new Uint8Array(size + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) return { ok: true, bytes: bytes.subarray(0, length) };
    length += count;
    if (length > limit) return tooLarge(limit);
    if (length === bytes.length) {
      const larger = new Uint8Array(bytes.length * 2 + 4096);
      larger.set(bytes);
      bytes = larger;
    }
  }
}

function tooLarge(limit: number): ReadResult {
  return refusal("too-large", `larger than ${Math.floor(limit / (1024 * 1024))} MB`);
}

function failure(error: unknown): ReadResult {
  switch (errorCode(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return refusal("absent", "no such file");
    case "EACCES":
    case "EPERM":
      return refusal("denied", "permission denied");
    case "EISDIR":
      return refusal("directory", "is a directory");
    default:
      return refusal("failed", systemReason(error));
  }
}

function refusal(code: ReadFailure, reason: string): ReadResult {
  return { ok: false, code, reason };
}

function entriesOf(absolute: string): readonly DirectoryEntry[] | null {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(absolute, { withFileTypes: true });
  } catch {
    return null;
  }
  return entries
    .map((entry) => ({ name: entry.name, kind: kindOf(entry, absolute) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function kindOf(entry: Dirent, directory: string): DirectoryEntry["kind"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  if (!entry.isSymbolicLink()) return "other";
  try {
    const target = statSync(path.join(directory, entry.name));
    return target.isFile() ? "file" : target.isDirectory() ? "directory" : "other";
  } catch {
    return "other";
  }
}
