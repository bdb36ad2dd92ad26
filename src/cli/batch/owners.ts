/** Which templates a file belongs to: what pre-commit, an editor or git names are files. */

import path from "node:path";
import { compareText } from "../../diagnostic.ts";
import { hostPath } from "../host.ts";
import { treeOf } from "../surroundings.ts";
import { type Search, type Searcher, templatesCalling, templatesOf } from "./search.ts";

const moduleFile = /\.(tf|tofu)(\.json)?$/;
const besideModule = /\.(tf|tofu)(\.json)?$|\.tfvars(\.json)?$|^\.terraform\.lock\.hcl$/;
const configFile = ".templatecheck.yaml";

/** Whether it can only be Terraform's, by its name. */
export function isTerraformFile(name: string): boolean {
  return besideModule.test(path.basename(name));
}

/**
 * Absolute directories, sorted. A file of a module belongs to the templates that call the module, or to the module itself
 * when nobody does; one that a module names, to that module; any other to the module around it. The file need not be
 * there any more. Looked for in the repository, else in the working directory.
 */
export async function ownersOf(file: string, searcher: Searcher, cwd: string): Promise<readonly string[]> {
  const directory = path.dirname(file);
  const tree = treeOf(cwd, directory);
  const name = path.basename(file);
  const at = hostPath(tree, directory);
  // Nobody outside of the tree calls what is at its top.
  if (moduleFile.test(name) && at === "") return [tree];
  const search = await searcher.below(tree);
  const found = new Set<string>();
  for (const owner of name === configFile ? configuredBy(search, at) : ownersWithin(search, at, name)) {
    found.add(path.join(tree, owner));
  }
  return [...found].sort(compareText);
}

function configuredBy(search: Search, directory: string): readonly string[] {
  return templatesOf(search).filter(
    (root) => directory === "" || root === directory || root.startsWith(`${directory}/`),
  );
}

function ownersWithin(search: Search, directory: string, name: string): readonly string[] {
  const { modules } = search;
  const callers = (module: string): readonly string[] => {
    const templates = templatesCalling(search, module);
    return templates.length === 0 && modules.at(module) ? [module] : templates;
  };
  if (moduleFile.test(name)) return callers(directory);
  const around = moduleAround(search, directory);
  const own = around === null ? [] : callers(around);
  if (besideModule.test(name)) return own;
  const wanted = directory === "" ? name : `${directory}/${name}`;
  const readers = search.walk.modules.filter((module) => names(modules.named(module), wanted));
  return [...own, ...readers.flatMap(callers)];
}

/** Whether one of the paths is the file, or a directory around it. */
export function names(paths: readonly string[], file: string): boolean {
  return paths.some((named) => named === file || (named.endsWith("/") && file.startsWith(named)));
}

function moduleAround(search: Search, directory: string): string | null {
  for (let at = directory; ; at = at.includes("/") ? at.slice(0, at.lastIndexOf("/")) : "") {
    if (search.modules.at(at)) return at;
    if (at === "") return null;
  }
}
