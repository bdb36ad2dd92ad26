/**
 * All that the compiler knows of the outside. The command line, the editor's unsaved files, `git:REV` and the browser
 * are only other hosts. Paths have "/" separators and are relative to the host's root; nothing throws.
 */

export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `reason` is one clause for people: "no such file", "permission denied", "is a directory", "outside the template's tree". */
  | { readonly ok: false; readonly code: ReadFailure; readonly reason: string };

export type ReadFailure = "absent" | "denied" | "directory" | "not-regular" | "outside" | "too-large" | "failed";

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "other";
}

export interface Host {
  read(path: string): ReadResult;
  /** Entries sorted by name; null when it isn't a directory that can be listed. Symbolic links are what they lead to. */
  list(path: string): readonly DirectoryEntry[] | null;
  /** The path with symbolic links resolved, relative to the root like the others; null when nothing is there or it leads out. */
  realpath(path: string): string | null;
  /** Lower-case hexadecimal. */
  digest(algorithm: "md5" | "sha1" | "sha256" | "sha512", bytes: Uint8Array): string;
}
