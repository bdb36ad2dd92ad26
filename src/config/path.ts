/** Paths as hosts have them: "/" separators, relative to the host's root, "." for the root itself. */

/** `path` as seen from `directory`; absolute paths stay. Lexical: "a/../b" is "b". */
export function joinPath(directory: string, path: string): string {
  if (path.startsWith("/")) return normalPath(path);
  return normalPath(`${directory}/${path}`);
}

export function normalPath(path: string): string {
  const absolute = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    const last = parts.at(-1);
    if (part !== ".." || (!absolute && (last === undefined || last === ".."))) parts.push(part);
    else parts.pop();
  }
  const joined = parts.join("/");
  return absolute ? `/${joined}` : joined === "" ? "." : joined;
}

/** Of "a/b" it is "a", of "a" ".", of "." "..". The directory of all is its own parent. */
export function parentPath(directory: string): string {
  return joinPath(directory, "..");
}

/**
 * `path` as seen from `directory`, or null when it isn't below it. `above` are the names of the directories that lead to
 * the host's root, the nearest last: without them, nothing is known to be below a directory above the root but its own
 * files and those below the root, whose first names are then missing (`complete` false).
 */
export function relativePath(
  directory: string,
  path: string,
  above: readonly string[],
): { readonly path: string; readonly complete: boolean } | null {
  const from = normalPath(directory);
  const to = normalPath(path);
  if (from === ".")
    return to.startsWith("../") || to === ".." || to.startsWith("/") ? null : { path: to, complete: true };
  if (to.startsWith(`${from}/`)) {
    const rest = to.slice(from.length + 1);
    return rest.startsWith("../") ? null : { path: rest, complete: true };
  }
  const climb = /^\.\.(?:\/\.\.)*$/.test(from) ? from.split("/").length : 0;
  if (climb === 0 || to.startsWith("../") || to.startsWith("/")) return null;
  const names = above.slice(-climb);
  return { path: [...names, to].join("/"), complete: names.length === climb };
}
