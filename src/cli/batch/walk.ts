/** The directories of a tree that have module files. */

import type { Host } from "../../host.ts";
import { moduleFiles } from "../../terraform/files.ts";

/** What tools put beside templates. */
export const skipped: ReadonlySet<string> = new Set([".terraform", ".git", "node_modules"]);
export const ignoreFiles = [".gitignore", ".templatecheckignore"] as const;
const deepest = 64;
const mostDirectories = 100_000;

export interface Walk {
  /** Paths of the host, "" for its root, in the order of the walk. */
  readonly modules: readonly string[];
  /** All that were looked at. */
  readonly directories: readonly string[];
  /** Directories that can't be listed. */
  readonly unreadable: readonly string[];
  /** A clause when not everything was looked at. */
  readonly limit: string | null;
  /** Directories that the rules left out. */
  readonly ignored: number;
  /** It stopped since there are files that say what to ignore, and no rules were given. */
  readonly needsRules: boolean;
}

/** Whether a path of the host is left out. */
export type Ignores = (path: string, isDirectory: boolean) => boolean;

/**
 * `rules`: null while nobody knows that any are needed; `hasRules` says whether a directory's files would be rules.
 * Symbolic links to directories aren't followed: they could lead round in a circle, and what they lead to is found where
 * it lies.
 */
export function walk(host: Host, rules: Ignores | null, hasRules: (names: ReadonlySet<string>) => boolean): Walk {
  const modules: string[] = [];
  const directories: string[] = [];
  const unreadable: string[] = [];
  let limit: string | null = null;
  let ignored = 0;
  let needsRules = false;
  const visit = (directory: string, depth: number): void => {
    if (needsRules) return;
    if (directories.length >= mostDirectories) {
      limit = `only ${mostDirectories} directories are searched`;
      return;
    }
    directories.push(directory);
    const entries = host.list(directory);
    if (!entries) {
      unreadable.push(directory);
      return;
    }
    const below = entries.filter(({ kind, name }) => kind === "directory" && !skipped.has(name));
    if (below.length > 0 && rules === null && hasRules(new Set(entries.map(({ name }) => name)))) needsRules = true;
    if (needsRules) return;
    // The directory that is named counts even when it is all ignored.
    if (countsAsModule(host, directory, directory === "" ? null : rules)) modules.push(directory);
    const real = host.realpath(directory);
    for (const { name } of below) {
      const child = joined(directory, name);
      if (host.realpath(child) !== joined(real ?? directory, name)) continue;
      if (rules?.(child, true)) ignored++;
      else if (depth >= deepest) limit = `directories deeper than ${deepest} aren't searched`;
      else visit(child, depth + 1);
    }
  };
  visit("", 0);
  return { modules, directories, unreadable, limit, ignored, needsRules };
}

function countsAsModule(host: Host, directory: string, rules: Ignores | null): boolean {
  const files = moduleFiles(host, directory);
  if (!files) return false;
  return [...files.primary, ...files.override].some((name) => !rules?.(joined(directory, name), false));
}

export function joined(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}
