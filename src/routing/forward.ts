/** What an app is asked for, given what the client asked for (Coder v2.35, `workspaceapps/proxy.go`). */

import { escapedPath } from "./go-escape.ts";

export interface ForwardTarget {
  /** Of the upstream, filled in. */
  readonly path: string;
  readonly query: string | null;
}

export type Forwarded =
  /** To the same place with the app's query, relative to the app's address. */
  { readonly kind: "redirect"; readonly location: string } | { readonly kind: "forward"; readonly uri: string };

/** `uri` is the path below the app's address, from its first slash, with the query. Unlike Coder `..` never leaves the base path. */
export function forwardedUri(target: ForwardTarget, uri: string): Forwarded {
  const mark = uri.indexOf("?");
  const path = mark === -1 ? uri : uri.slice(0, mark);
  const query = mark === -1 ? "" : uri.slice(mark);
  if (path === "/" && query.length <= 1 && target.query !== null) {
    return { kind: "redirect", location: `/?${target.query}` };
  }
  return { kind: "forward", uri: joinPath(target.path, escapedPath(resolveParents(path))) + query };
}

function joinPath(base: string, path: string): string {
  const start = base.endsWith("/") ? base.slice(0, -1) : base;
  return path.startsWith("/") ? start + path : `${start}/${path}`;
}

/** Dot segments are resolved only where one of them leads upwards; other paths stay as they are. */
function resolveParents(path: string): string {
  const segments = path.split("/");
  if (!segments.some(isParent)) return path;
  const resolved: string[] = [];
  for (const [at, segment] of segments.entries()) {
    const last = at === segments.length - 1;
    if (isParent(segment)) resolved.pop();
    else if (!isSelf(segment)) resolved.push(segment);
    if (last && (isParent(segment) || isSelf(segment))) resolved.push("");
  }
  const joined = resolved.join("/");
  return joined.startsWith("/") ? joined : `/${joined}`;
}

function isParent(segment: string): boolean {
  return /^(\.|%2e)(\.|%2e)$/i.test(segment);
}

function isSelf(segment: string): boolean {
  return /^(\.|%2e)$/i.test(segment);
}
