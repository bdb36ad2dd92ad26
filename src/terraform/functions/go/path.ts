/** Go's `path` functions for "/"-separated paths. */

/** The shortest path that means the same; "." for nothing. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!rooted) parts.push(part);
  }
  const joined = parts.join("/");
  if (rooted) return `/${joined}`;
  return joined === "" ? "." : joined;
}

export function baseName(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

export function directoryName(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf("/") + 1));
}

export function joinPath(...parts: readonly string[]): string {
  const given = parts.filter((part) => part !== "");
  return given.length === 0 ? "" : cleanPath(given.join("/"));
}

/** How to get from one clean path to another; both relative to the same directory, or both rooted. */
export function relativePath(from: string, to: string): string {
  const source = from === "." ? [] : from.split("/");
  const target = to === "." ? [] : to.split("/");
  let common = 0;
  while (common < source.length && common < target.length && source[common] === target[common]) common++;
  const up = source.slice(common).map(() => "..");
  return [...up, ...target.slice(common)].join("/") || ".";
}
