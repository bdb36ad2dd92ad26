/** Where a template stands: the host that reads it, and how paths of that host are called in outputs. */

import { statSync } from "node:fs";
import path from "node:path";
import { compareText } from "../diagnostic.ts";
import type { DirectoryEntry, Host, ReadFailure, ReadResult } from "../host.ts";
import { looksLikePlan } from "../plan/document.ts";
import { isIgnored } from "../terraform/files.ts";
import { contains, hostPath, nodeHost, relativePath } from "./host.ts";

export interface Surroundings {
  readonly host: Host;
  /** The template's directory, or the plan, as a path of the host; "" for its root. */
  readonly directory: string;
  /** The last name of the directory's path. */
  readonly name: string;
  /** An absolute path as one of the host. */
  hostPath(absolute: string): string;
  /** A path of the host as it is shown: relative to where the command runs. */
  shown(hostPath: string): string;
  /** What the system refused of the files that make a template, so far: one line each. */
  refusals(): readonly string[];
}

/**
 * A template's directory, the JSON of a plan or state (absolute paths), or the one file on standard input, as if it were
 * alone in the working directory.
 */
export type Template =
  | { readonly kind: "directory"; readonly directory: string; readonly replaced?: ReplacedFile; readonly layer?: Layer }
  | { readonly kind: "plan"; readonly file: string }
  | { readonly kind: "text"; readonly bytes: Uint8Array };

/** A file (absolute) whose text isn't the one that the system has: unsaved work of an editor. */
export interface ReplacedFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Files that stand in place of the system's: those of a revision. */
export interface Layer {
  /** Its root (absolute). */
  readonly top: string;
  /** `root` (absolute) is the host's; `named` (absolute) are files that the user named besides. */
  over(system: Host, root: string, named: readonly string[]): Host;
}

/** The directory that it is in, or that it is (absolute). */
export function homeOf(template: Template, cwd: string): string {
  switch (template.kind) {
    case "directory":
      return template.directory;
    case "plan":
      return path.dirname(template.file);
    case "text":
      return cwd;
  }
}

/**
 * The template may read what is in its tree: the repository that it is in, else the working directory, else itself.
 * `named` are files and directories that the user named besides (absolute).
 */
export function surroundingsOf(cwd: string, template: Template, named: readonly string[]): Surroundings {
  const home = homeOf(template, cwd);
  const layer = template.kind === "directory" ? template.layer : undefined;
  const trees = [treeOf(cwd, home), ...(layer ? [layer.top] : []), ...named];
  const root = trees.reduce(commonAncestor);
  const directory = hostPath(root, home);
  const only = template.kind === "text" ? onlyFile(directory, template.bytes) : null;
  const shown = (name: string): string =>
    name === only?.path ? "<stdin>" : relativePath(cwd, path.resolve(root, name));
  const replaced = template.kind === "directory" ? template.replaced : undefined;
  const system = replaced
    ? withFile(nodeHost(root, trees), hostPath(root, replaced.file), replaced.bytes)
    : nodeHost(root, trees);
  const layered = layer ? layer.over(system, root, named) : system;
  const watched = new WatchedHost(only ? { ...system, ...overlay(system, only) } : layered, shown);
  return {
    host: watched,
    directory: template.kind === "plan" ? hostPath(root, template.file) : only?.isPlan ? only.path : directory,
    name: path.basename(home),
    hostPath: (absolute) => hostPath(root, absolute),
    shown,
    refusals: () => [...watched.refusals],
  };
}

/** The repository that a directory is in, else the working directory around it, else itself (absolute paths). */
export function treeOf(cwd: string, template: string): string {
  for (let at = template; ; at = path.dirname(at)) {
    if (statSync(path.join(at, ".git"), { throwIfNoEntry: false })) return at;
    if (path.dirname(at) === at) return contains(cwd, template) ? cwd : template;
  }
}

function commonAncestor(a: string, b: string): string {
  let common = a;
  while (!contains(common, b)) common = path.dirname(common);
  return common;
}

interface OnlyFile {
  readonly directory: string;
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Of Terraform, as JSON. */
  readonly isPlan: boolean;
}

function onlyFile(directory: string, bytes: Uint8Array): OnlyFile {
  // Native syntax can't begin with a brace.
  const isJson = /^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 4096)));
  const isPlan = isJson && looksLikePlan(new TextDecoder().decode(bytes));
  const name = isPlan ? "plan.json" : isJson ? "main.tf.json" : "main.tf";
  return { directory, name, path: directory === "" ? name : `${directory}/${name}`, bytes, isPlan };
}

function overlay(system: Host, only: OnlyFile): Pick<Host, "read" | "list" | "realpath"> {
  return {
    read: (name) => (name === only.path ? { ok: true, bytes: only.bytes } : system.read(name)),
    list: (name) => (name === only.directory ? [{ name: only.name, kind: "file" }] : system.list(name)),
    realpath: (name) => (name === only.path ? only.path : system.realpath(name)),
  };
}

/** The host with one file that is as given, whether it is there or not. */
function withFile(host: Host, file: string, bytes: Uint8Array): Host {
  const at = file.lastIndexOf("/");
  const directory = at === -1 ? "" : file.slice(0, at);
  const name = file.slice(at + 1);
  return {
    read: (wanted) => (wanted === file ? { ok: true, bytes } : host.read(wanted)),
    list(wanted) {
      const entries = host.list(wanted);
      if (wanted !== directory || !entries) return entries;
      const others = entries.filter((entry) => entry.name !== name);
      return [...others, { name, kind: "file" } as const].sort((a, b) => compareText(a.name, b.name));
    },
    realpath: (wanted) => host.realpath(wanted) ?? (wanted === file ? file : null),
    digest: (algorithm, content) => host.digest(algorithm, content),
  };
}

const templateFile = /\.(tf|tofu|tfvars)(\.json)?$|(^|\/)\.terraform\.lock\.hcl$/;
/** Other reasons are findings: a module that isn't there, a file outside the tree. */
const systemsReasons: ReadonlySet<ReadFailure> = new Set(["denied", "not-regular", "too-large", "failed"]);

/** Passes everything on, and remembers which files of a template could not be read: no result may hide that. */
class WatchedHost implements Host {
  readonly refusals = new Set<string>();
  readonly #host: Host;
  readonly #shown: (path: string) => string;

  constructor(host: Host, shown: (path: string) => string) {
    this.#host = host;
    this.#shown = shown;
  }

  read(name: string): ReadResult {
    const answer = this.#host.read(name);
    if (!answer.ok && systemsReasons.has(answer.code) && templateFile.test(name)) this.#refuse(name, answer.reason);
    return answer;
  }

  list(name: string): readonly DirectoryEntry[] | null {
    const entries = this.#host.list(name);
    for (const entry of entries ?? []) {
      if (entry.kind !== "other" || isIgnored(entry.name) || !templateFile.test(entry.name)) continue;
      const file = name === "" ? entry.name : `${name}/${entry.name}`;
      const answer = this.#host.read(file);
      this.#refuse(file, !answer.ok && answer.code === "absent" ? answer.reason : "not a regular file");
    }
    return entries;
  }

  realpath(name: string): string | null {
    return this.#host.realpath(name);
  }

  digest(algorithm: Parameters<Host["digest"]>[0], bytes: Uint8Array): string {
    return this.#host.digest(algorithm, bytes);
  }

  #refuse(name: string, reason: string): void {
    this.refusals.add(`cannot read ${this.#shown(name)}: ${reason}`);
  }
}
