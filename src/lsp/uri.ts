/** `file:` URIs of editors, and paths. Editors write the same file in different ways: `file:///c%3A/x`, `file:///C:/x`. */

export type PathStyle = "posix" | "windows";

/** An absolute path; null for other schemes (`untitled:`, `git:`), and for what isn't a URI. */
export function uriToPath(uri: string, style: PathStyle): string | null {
  const read = /^file:(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri);
  if (!read) return null;
  const [, authority = "", raw = ""] = read;
  const path = decode(raw);
  if (path === null || path.includes("\0") || !path.startsWith("/")) return null;
  const host = authority.toLowerCase() === "localhost" ? "" : (decode(authority) ?? "");
  if (style === "posix") return host === "" ? path : null;
  const slashed = path.replaceAll("/", "\\");
  if (host !== "") return `\\\\${host}${slashed}`;
  const drive = /^\\([A-Za-z]):(?:\\|$)/.exec(slashed);
  if (!drive) return null;
  return `${(drive[1] ?? "").toUpperCase()}${slashed.length === 3 ? ":\\" : slashed.slice(2)}`;
}

/** As VS Code writes it, which compares URIs as text: the drive's letter is small, its colon is escaped. */
export function pathToUri(path: string): string {
  const slashed = path.replaceAll("\\", path.startsWith("/") ? "\\" : "/");
  const network = /^\/\/([^/]+)(\/.*)?$/.exec(slashed);
  if (network && !path.startsWith("/")) return `file://${encode(network[1] ?? "")}${encode(network[2] ?? "/")}`;
  const drive = /^([A-Za-z]):(.*)$/.exec(slashed);
  if (drive) return `file:///${(drive[1] ?? "").toLowerCase()}%3A${encode(drive[2] ?? "")}`;
  return `file://${encode(slashed)}`;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A lone surrogate, which a file's name may hold on Windows, has no encoding. */
function encode(path: string): string {
  return encodeURIComponent(path.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("%2F", "/");
}
