/** Which files of a directory are a module's, as Terraform 1.14 and OpenTofu choose them. */

import { compareText } from "../diagnostic.ts";
import type { Host } from "../host.ts";

export interface ModuleFiles {
  /** Names within the directory, in the order in which they are read. */
  readonly primary: readonly string[];
  /** `override.tf`, `*_override.tf`: merged into the others, in this order. */
  readonly override: readonly string[];
}

const extensions = [".tf.json", ".tofu.json", ".tf", ".tofu"] as const;
type Extension = (typeof extensions)[number];

/** Null when the path isn't a directory that can be listed. */
export function moduleFiles(host: Host, directory: string): ModuleFiles | null {
  const entries = host.list(directory);
  if (!entries) return null;
  // What is neither a file nor a directory, a link to nothing for one, can't be read: that is told, not passed over.
  const names = entries.filter(({ kind, name }) => kind !== "directory" && !isIgnored(name)).map(({ name }) => name);
  const present = new Set(names);
  const primary: string[] = [];
  const override: string[] = [];
  for (const name of names.sort(compareText)) {
    const extension = extensionOf(name);
    if (!extension || isReplaced(name, extension, present)) continue;
    const base = name.slice(0, -extension.length);
    if (base === "override" || base.endsWith("_override")) override.push(name);
    else primary.push(name);
  }
  return { primary, override };
}

function extensionOf(name: string): Extension | null {
  return extensions.find((extension) => name.endsWith(extension)) ?? null;
}

/** Hidden files, and what vim and emacs leave behind. */
export function isIgnored(name: string): boolean {
  return name.startsWith(".") || name.endsWith("~") || (name.startsWith("#") && name.endsWith("#"));
}

/** OpenTofu reads `x.tofu` instead of an `x.tf` beside it. */
function isReplaced(name: string, extension: Extension, present: ReadonlySet<string>): boolean {
  if (extension !== ".tf" && extension !== ".tf.json") return false;
  return present.has(name.slice(0, -extension.length) + extension.replace(".tf", ".tofu"));
}

/** Joins and cleans a path; null when it leads out of the host's tree. "" is the tree's root. */
export function resolvePath(directory: string, path: string): string | null {
  const parts = directory === "" ? [] : directory.split("/");
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}
