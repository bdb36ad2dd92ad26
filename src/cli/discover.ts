/** A path as given to the one template that it means. */

import { statSync } from "node:fs";
import path from "node:path";
import type { Host } from "../host.ts";
import { isIgnored, moduleFiles } from "../terraform/files.ts";
import { Modules } from "./batch/modules.ts";
import { templatesOf } from "./batch/search.ts";
import { walk } from "./batch/walk.ts";
import { CommandFailure } from "./exit-code.ts";
import { nodeHost } from "./host.ts";
import { systemReason } from "./system-error.ts";

const moduleFile = /\.(tf|tofu)(\.json)?$/;

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
  const host = searchHost(named.path);
  if (host.list("") === null) {
    throw new CommandFailure(`cannot read the directory ${JSON.stringify(given)}: permission denied`);
  }
  const found = { top: named.path, modules: new Modules(host), walk: walk(host, null, () => false), notes: [] };
  const below = templatesOf(found);
  throw noFiles(given, named.path, below.length > 0 ? `There are templates below it: ${listed(below)}.` : undefined);
}

/** A link that leads nowhere, a pipe or a device may be what was meant to be the file. */
export function noFiles(given: string, directory: string, hint: string = whatTemplatesAre): CommandFailure {
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

function hasModuleFiles(host: Host, directory: string): boolean {
  const files = moduleFiles(host, directory);
  return files !== null && files.primary.length + files.override.length > 0;
}
