/** Who asks: a signed token, in a cookie or in `Authorization: Bearer`. */

import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import type { Viewer } from "../viewer.ts";

export interface IdentitySettings {
  readonly issuer: string;
  readonly audience: string;
  readonly key:
    | { readonly kind: "secret"; readonly secret: Uint8Array }
    | { readonly kind: "keys"; readonly keys: JsonWebKeys }
    | { readonly kind: "url"; readonly url: URL };
}

export interface JsonWebKeys {
  readonly keys: Parameters<typeof createLocalJWKSet>[0]["keys"];
}

export interface Session {
  readonly viewer: Viewer;
  /** Until it ends. */
  readonly seconds: number;
}

export interface Identity {
  /** Null for nobody; also for a token that isn't valid (any more). */
  viewer(token: string): Promise<Viewer | null>;
  /** That of a token which was verified a moment ago; null says nothing. */
  recent(token: string): Viewer | null;
  session(token: string): Promise<Session | null>;
  /** One of this deployment's, valid or not: it must not reach an app. */
  isOwn(token: string): boolean;
}

/** Shared secrets sign with HMAC, published keys with anything but that: a public key is no secret. */
const secretAlgorithms = ["HS256", "HS384", "HS512"];
const publicAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const clockTolerance = 5;
/** A token that was valid is asked about again after so many milliseconds: a key may have been withdrawn. */
const trustedFor = 60_000;
const mostTrusted = 10_000;
/** Browsers keep cookies of 4 KiB; headers may have more, but no token of a viewer does. */
const longestToken = 8_192;

interface Trusted {
  readonly viewer: Viewer;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly trustedUntil: number;
}

export function createIdentity(settings: IdentitySettings, keysFailed: (reason: string) => void = () => {}): Identity {
  const { issuer, audience } = settings;
  const verify = verifier(settings);
  const trusted = new Map<string, Trusted>();
  const find = async (token: string): Promise<Trusted | null> => {
    const now = Date.now();
    const known = trusted.get(token);
    if (known && now < known.trustedUntil) return known;
    trusted.delete(token);
    const payload = await payloadOf(token, verify, keysFailed);
    const viewer = payload === null ? null : viewerOf(payload);
    if (viewer === null) return null;
    const expires = ((payload?.exp ?? 0) + clockTolerance) * 1_000;
    const entry = { viewer, expires, trustedUntil: Math.min(expires, now + trustedFor) };
    if (trusted.size >= mostTrusted) trusted.clear();
    trusted.set(token, entry);
    return entry;
  };
  return {
    recent: (token) => {
      const known = trusted.get(token);
      return known && Date.now() < known.trustedUntil ? known.viewer : null;
    },
    viewer: async (token) => (await find(token))?.viewer ?? null,
    session: async (token) => {
      const found = await find(token);
      if (found === null) return null;
      return { viewer: found.viewer, seconds: Math.max(1, Math.floor((found.expires - Date.now()) / 1_000)) };
    },
    isOwn: (token) => {
      try {
        const { iss, aud } = decodeJwt(token);
        return iss === issuer || [aud ?? []].flat().includes(audience);
      } catch {
        return false;
      }
    },
  };
}

/** Null for whatever is wrong with a token: who sent it isn't signed in. So it is while keys can't be fetched, which is told. */
async function payloadOf(
  token: string,
  verify: (token: string) => Promise<JWTPayload>,
  keysFailed: (reason: string) => void,
): Promise<JWTPayload | null> {
  if (token.length > longestToken) return null;
  try {
    return await verify(token);
  } catch (error) {
    const ofToken = error instanceof errors.JOSEError && !fetching.has(error.code);
    if (!ofToken) keysFailed(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** What `jose` says when an address of keys doesn't answer as one. */
const fetching: ReadonlySet<string> = new Set(["ERR_JOSE_GENERIC", "ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID"]);

function verifier({ key, issuer, audience }: IdentitySettings): (token: string) => Promise<JWTPayload> {
  const common = { issuer, audience, clockTolerance, requiredClaims: ["sub", "exp"] };
  if (key.kind === "secret") {
    const options = { ...common, algorithms: secretAlgorithms };
    return async (token) => (await jwtVerify(token, key.secret, options)).payload;
  }
  const keys: JWTVerifyGetKey =
    key.kind === "url"
      ? createRemoteJWKSet(key.url, { timeoutDuration: 5_000 })
      : createLocalJWKSet({ keys: [...key.keys.keys] });
  const options = { ...common, algorithms: publicAlgorithms };
  return async (token) => (await jwtVerify(token, keys, options)).payload;
}

/** `sub` is the user's id, `username` the name; the others narrow or widen what the user may open. */
function viewerOf(payload: JWTPayload): Viewer | null {
  const { sub, username } = payload;
  // Whatever was signed: without an id the name alone would say who owns a workspace.
  if (typeof sub !== "string" || sub === "" || typeof username !== "string" || username === "") return null;
  const organizations = textsOf(payload.organizations);
  const groups = textsOf(payload.groups);
  const scopes = scopesOf(payload.scope);
  if (organizations === null || groups === null || scopes === null) return null;
  return {
    user: { name: username, id: sub },
    organizations,
    groups,
    siteOwner: payload.site_owner === true,
    // Whatever it is written as: only its absence, or false, says that the account may be used.
    suspended: payload.suspended !== undefined && payload.suspended !== false,
    scopes,
  };
}

function scopesOf(claim: unknown): readonly string[] | null {
  if (claim === undefined) return ["all"];
  return typeof claim === "string" ? claim.split(" ") : null;
}

/** Null where the claim isn't a list of texts. */
function textsOf(claim: unknown): readonly string[] | null {
  if (claim === undefined) return [];
  if (!Array.isArray(claim)) return null;
  const texts = claim.filter((item) => typeof item === "string");
  return texts.length === claim.length ? texts : null;
}

/** The values of the cookies of that name, in the order in which they were sent. */
export function cookiesNamed(header: string | undefined, name: string): readonly string[] {
  if (!header?.includes(name)) return [];
  const values: string[] = [];
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    if (at !== -1 && pair.slice(0, at).trim() === name) values.push(pair.slice(at + 1).trim());
  }
  return values;
}

/** Whatever could be a token in a value of `Authorization`, the password of `Basic`, too. */
export function tokensIn(authorization: string): readonly string[] {
  const words = authorization.split(/[\s,=":]+/).filter((word) => word !== "");
  const basic = /^basic +([A-Za-z0-9+/=_-]+)/i.exec(authorization)?.[1];
  return basic === undefined ? words : [...words, ...Buffer.from(basic, "base64").toString().split(":")];
}

/** A session of Coder's own (v2.35): identifier and secret. */
export function isCoderToken(token: string): boolean {
  return /^[A-Za-z0-9]{10}-[A-Za-z0-9]{22}$/.test(token);
}

export function bearerOf(authorization: string | undefined): string | null {
  return /^bearer +([^ ]+) *$/i.exec(authorization ?? "")?.[1] ?? null;
}
