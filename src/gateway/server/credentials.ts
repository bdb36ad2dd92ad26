/** The viewer of a request, by all the tokens that it carries. */

import type { IncomingHttpHeaders } from "node:http";
import type { Viewer } from "../viewer.ts";
import { bearerOf, cookiesNamed, type Identity } from "./identity.ts";

export interface Credentials {
  readonly viewer: Viewer | null;
  /** A browser sends cookies whoever wrote the page: then its origin counts. */
  readonly by: "cookie" | "bearer" | null;
}

const nobody: Credentials = { viewer: null, by: null };

/** More than one token of the same name is no accident, and costs time. */
const mostCookies = 8;

/** At once where there is no token to look at, or one that was looked at a moment ago. */
export function credentialsOf(
  headers: IncomingHttpHeaders,
  cookie: string,
  identity: Identity | null,
): Credentials | Promise<Credentials> {
  if (identity === null) return nobody;
  const cookies = cookiesNamed(headers.cookie, cookie);
  const bearer = bearerOf(headers.authorization);
  const [first] = cookies;
  if (first === undefined && bearer === null) return nobody;
  if (cookies.length < 2) {
    const viewer = identity.recent(first ?? bearer ?? "");
    if (viewer !== null) return { viewer, by: first === undefined ? "bearer" : "cookie" };
  }
  return verified(cookies, bearer, identity);
}

async function verified(cookies: readonly string[], bearer: string | null, identity: Identity): Promise<Credentials> {
  const viewers: Viewer[] = [];
  for (const token of cookies.slice(0, mostCookies)) {
    const viewer = await identity.viewer(token);
    if (viewer !== null) viewers.push(viewer);
  }
  const [first] = viewers;
  if (first) {
    // A sibling can set a second cookie for a path: with the sessions of two users, it isn't told whose request it is.
    return viewers.every(({ user }) => user.id === first.user.id) ? { viewer: first, by: "cookie" } : nobody;
  }
  const viewer = bearer === null ? null : await identity.viewer(bearer);
  return viewer === null ? nobody : { viewer, by: "bearer" };
}
