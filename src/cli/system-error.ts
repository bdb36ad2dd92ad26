/** Errors of the operating system in words. */

const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "no such file or directory"],
  ["EACCES", "permission denied"],
  ["EPERM", "operation not permitted"],
  ["EISDIR", "is a directory"],
  ["ENOTDIR", "a part of the path is not a directory"],
  ["ENOSPC", "no space left on the device"],
  ["EDQUOT", "the disk quota is used up"],
  ["EFBIG", "the file would be too large"],
  ["EROFS", "the file system is read-only"],
  ["ELOOP", "symbolic links lead in a circle"],
  ["ENAMETOOLONG", "the name is too long"],
  ["EMFILE", "too many open files"],
  ["EBADF", "it is closed"],
  ["EIO", "input/output error"],
  ["EADDRINUSE", "something else listens there"],
  ["EADDRNOTAVAIL", "this machine has no such address"],
  ["EINVAL", "invalid argument"],
]);

/** "ENOENT"; empty when it isn't an error of the system. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** One clause, without the path. */
export function systemReason(error: unknown): string {
  const code = errorCode(error);
  return reasons.get(code) ?? (code || (error instanceof Error ? error.message : String(error)));
}
