/** Paths as given to the directories of the templates that they mean. */

import { statSync } from "node:fs";
import path from "node:path";
import { compareText } from "../diagnostic.ts";
import { decodeSource } from "../hcl/decode.ts";
import type { Host } from "../host.ts";
import type { SourceFile } from "../source.ts";
import { isIgnored, moduleFiles, resolvePath } from "../terraform/files.ts";
import { CommandFailure } from "./exit-code.ts";
import { nodeHost } from "./host.ts";
import { calledDirectories } from "./module-calls.ts";
import { systemReason } from "./system-error.ts";

const moduleFile = /\.(tf|tofu)(\.json)?$/;
/** What tools put beside templates. */
const skipped: ReadonlySet<string> = new Set([".terraform", ".git", "node_modules"]);
const deepest = 64;

/**
 * Absolute paths, each once, sorted. A directory that is named, or whose file is named, is a template; those below a
 * named directory are when they are written for Coder and no other directory there calls them as a module.
 */
export function templateDirectories(paths: readonly string[], cwd: string): readonly string[] {
  const found = new Set<string>();
  for (const given of paths.length > 0 ? paths : ["."]) {
    const named = namedDirectory(given, cwd);
    if (named.isFile) {
      found.add(named.path);
      continue;
    }
    const roots = rootsOf(named.path, given);
    if (roots.length === 0) throw noFiles(given, named.path, whatTemplatesAre);
    for (const root of roots) found.add(root);
  }
  return [...found].sort(compareText);
}

const whatTemplatesAre = "A template is a directory with .tf, .tofu, .tf.json or .tofu.json files.";

/** A file of JSON that isn't Terraform's configuration can only be a plan or a state (absolute path); else null. */
export function planFile(given: string, cwd: string): string | null {
  if (!given.endsWith(".json") || /\.(tf|tofu|tfvars)\.json$/.test(given)) return null;
  const absolute = path.resolve(cwd, given);
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() === true ? absolute : null;
}

/** Of the one template that a path means. */
export function templateDirectory(given: string, cwd: string): string {
  const named = namedDirectory(given, cwd);
  if (named.isFile || hasModuleFiles(searchHost(named.path), "")) return named.path;
  const below = rootsOf(named.path, given).map((root) => path.relative(named.path, root));
  const hint = below.length === 0 ? whatTemplatesAre : `There are templates below it: ${listed(below)}.`;
  throw noFiles(given, named.path, hint);
}

/** A link that leads nowhere, a pipe or a device may be what was meant to be the file. */
function noFiles(given: string, directory: string, hint: string): CommandFailure {
  const entries = searchHost(directory).list("") ?? [];
  const odd = entries.find(({ kind, name }) => kind === "other" && moduleFile.test(name) && !isIgnored(name));
  if (!odd) return new CommandFailure(`no Terraform files in ${JSON.stringify(given)}`, hint);
  return new CommandFailure(`cannot read ${JSON.stringify(path.join(given, odd.name))}: not a regular file`);
}

function listed(names: readonly string[]): string {
  const most = 5;
  return names.length > most ? `${names.slice(0, most).join(", ")}, …` : names.join(", ");
}

interface NamedDirectory {
  /** Absolute. */
  readonly path: string;
  readonly isFile: boolean;
}

/** The directory that a path means; what isn't there, or can't be a template, ends the run. */
function namedDirectory(given: string, cwd: string): NamedDirectory {
  const absolute = path.resolve(cwd, given);
  const shown = JSON.stringify(given);
  const status = statusOf(absolute, shown);
  if (status.isDirectory()) return { path: absolute, isFile: false };
  if (!status.isFile()) throw new CommandFailure(`cannot read ${shown}: not a regular file`);
  if (!moduleFile.test(given)) throw new CommandFailure(`${shown} is not a Terraform file`, whatTemplatesAre);
  return { path: path.dirname(absolute), isFile: true };
}

function statusOf(absolute: string, shown: string): ReturnType<typeof statSync> & object {
  try {
    return statSync(absolute);
  } catch (error) {
    throw new CommandFailure(`cannot open ${shown}: ${systemReason(error)}`);
  }
}

function searchHost(directory: string): Host {
  return nodeHost(directory, [directory]);
}

function checkReadable(absolute: string, given: string): void {
  if (searchHost(absolute).list("") !== null) return;
  throw new CommandFailure(`cannot read the directory ${JSON.stringify(given)}: permission denied`);
}

/** The directory itself when it has module files, and templates below it. */
function rootsOf(top: string, given: string): readonly string[] {
  const host = searchHost(top);
  checkReadable(top, given);
  const called = new Set<string>();
  const candidates: string[] = [];
  const visit = (directory: string, depth: number): void => {
    const files = filesOf(host, directory);
    for (const source of calledDirectories(files)) {
      const target = resolvePath(directory, source);
      if (target !== null) called.add(target);
    }
    if (directory === "" ? files.length > 0 : files.some(isForCoder)) candidates.push(directory);
    for (const name of depth < deepest ? subdirectories(host, directory) : []) {
      visit(directory === "" ? name : `${directory}/${name}`, depth + 1);
    }
  };
  visit("", 0);
  // Only what isn't named can be left out: a module of another template is checked where it is called.
  return candidates.filter((directory) => directory === "" || !called.has(directory)).map((at) => path.join(top, at));
}

/** Its types, and modules of Coder's registry. */
function isForCoder(file: SourceFile): boolean {
  return file.text.includes("coder");
}

/** Symbolic links aren't followed: they could lead round in a circle, and what they lead to is found where it lies. */
function subdirectories(host: Host, directory: string): readonly string[] {
  const real = host.realpath(directory);
  const prefix = real === "" ? "" : `${real}/`;
  return (host.list(directory) ?? [])
    .filter(({ kind, name }) => kind === "directory" && !skipped.has(name))
    .map(({ name }) => name)
    .filter((name) => host.realpath(directory === "" ? name : `${directory}/${name}`) === `${prefix}${name}`);
}

function hasModuleFiles(host: Host, directory: string): boolean {
  const files = moduleFiles(host, directory);
  return files !== null && files.primary.length + files.override.length > 0;
}

/** A file that can't be read is told by the check, not by the search. */
function filesOf(host: Host, directory: string): readonly SourceFile[] {
  const names = moduleFiles(host, directory);
  return [...(names?.primary ?? []), ...(names?.override ?? [])].map((name) => {
    const answer = host.read(directory === "" ? name : `${directory}/${name}`);
    return answer.ok ? decodeSource(name, answer.bytes) : { name, text: "" };
  });
}
