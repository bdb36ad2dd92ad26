/** To the sign-in and back: the token comes in the query, and counts only for whom it was asked. */

import { randomBytes } from "node:crypto";
import type { HeaderLines } from "../cors.ts";
import { cookiesNamed, type Identity } from "./identity.ts";
import { type OwnAnswer, page, redirect } from "./pages.ts";
import { withoutQuery } from "./request-headers.ts";
import type { SignInSettings } from "./settings.ts";
import { hostName, type Site } from "./site.ts";

export const sessionParameter = "templatecheck_session";
export const stateParameter = "templatecheck_state";

export interface SignInRequest {
  readonly method: string;
  /** Checked: a host of this deployment. */
  readonly host: string;
  /** Without any parameter of ours. */
  readonly uri: string;
  readonly scheme: "http" | "https";
  readonly cookie: string | undefined;
  /** Somebody looks at a page, which will show the sign-in. */
  readonly navigation: boolean;
}

const stateForm = /^[A-Za-z0-9_-]{22}$/;
const stateSeconds = 600;

/** The same for what is private and for what isn't there. */
export function signInAnswer(
  request: SignInRequest,
  via: "app" | "login",
  settings: SignInSettings,
  site: Site,
): OwnAnswer {
  const { scheme, navigation } = request;
  // One for all tabs, and for what a page asks for behind it.
  const known = cookiesNamed(request.cookie, stateCookie(scheme)).find((text) => stateForm.test(text));
  const state = navigation ? (known ?? randomBytes(16).toString("base64url")) : null;
  const uri = state === null ? request.uri : withParameter(request.uri, `${stateParameter}=${state}`);
  const location = signInUrl(request, uri, via, settings, site);
  if (location === null) return page("sign-in-unavailable");
  return redirect(
    303,
    location,
    state === null ? [] : [cookieLine(stateCookie(scheme), state, scheme, null, stateSeconds)],
  );
}

function signInUrl(
  { host, scheme }: SignInRequest,
  uri: string,
  via: "app" | "login",
  { url }: SignInSettings,
  { accessUrl, appPort, accessPort }: Site,
): string | null {
  const back = `${scheme}://${hostName(host)}${via === "app" ? appPort : accessPort}${uri}`;
  if (url !== null) return url.replaceAll("{redirect}", encodeURIComponent(back));
  if (accessUrl === null) return null;
  if (via === "app") {
    return `${accessUrl}/api/v2/applications/auth-redirect?redirect_uri=${encodeURIComponent(back)}`;
  }
  // Browsers take a path that begins with two slashes for another host.
  const path = `/${uri.replace(/^[/\\]+/, "")}`;
  return `${accessUrl}/login?redirect=${encodeURIComponent(path)}`;
}

function withParameter(uri: string, parameter: string): string {
  return `${uri}${uri.includes("?") ? "&" : "?"}${parameter}`;
}

/** Whoever comes back from the sign-in goes on without the token in the address, whether it counted or not. */
export async function returnedAnswer(
  request: SignInRequest,
  query: string,
  settings: SignInSettings,
  site: Site,
  identity: Identity | null,
): Promise<OwnAnswer> {
  const given = new URLSearchParams(query);
  const { scheme } = request;
  const state = given.get(stateParameter) ?? "";
  const asked = cookiesNamed(request.cookie, stateCookie(scheme));
  const token = given.get(sessionParameter) ?? "";
  const location = `/${request.uri.replace(/^[/\\]+/, "")}`;
  const session = stateForm.test(state) && asked.includes(state) ? ((await identity?.session(token)) ?? null) : null;
  if (session === null) return redirect(303, location);
  const { cookieDomain } = site;
  const domain = cookieDomain !== null && isBelow(hostName(request.host), cookieDomain) ? cookieDomain : null;
  return redirect(303, location, [
    cookieLine(settings.cookie, token, scheme, domain, session.seconds),
    cookieLine(stateCookie(scheme), "", scheme, null, 0),
  ]);
}

export function signedOutAnswer(scheme: "http" | "https", { cookie }: SignInSettings, site: Site): OwnAnswer {
  const lines: HeaderLines = [cookieLine(cookie, "", scheme, site.cookieDomain, 0)];
  return site.accessUrl === null ? page("signed-out", lines) : redirect(303, `${site.accessUrl}/`, lines);
}

/** Of this host only: where the browser holds to it, no sibling can write it. */
export function stateCookie(scheme: "http" | "https"): string {
  return scheme === "https" ? "__Host-templatecheck_state" : "templatecheck_state";
}

/** The parameters of a return, and the address without them. Null where there is no token. */
export function readReturn(uri: string): { readonly query: string; readonly uri: string } | null {
  const mark = uri.indexOf("?");
  if (mark === -1) return null;
  const query = uri.slice(mark + 1);
  if (!new URLSearchParams(query).has(sessionParameter)) return null;
  return { query, uri: withoutQuery(uri, [sessionParameter, stateParameter]) };
}

function isBelow(host: string, domain: string): boolean {
  const lower = host.toLowerCase();
  return lower === domain || lower.endsWith(`.${domain}`);
}

function cookieLine(
  name: string,
  value: string,
  scheme: "http" | "https",
  domain: string | null,
  seconds: number,
): readonly [string, string] {
  const attributes = [
    `${name}=${value}`,
    "Path=/",
    ...(domain === null ? [] : [`Domain=${domain}`]),
    `Max-Age=${seconds}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(scheme === "https" ? ["Secure"] : []),
  ];
  return ["Set-Cookie", attributes.join("; ")];
}
