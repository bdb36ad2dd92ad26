import { generateKeyPairSync } from "node:crypto";
import http from "node:http";
import { exportJWK, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { cookiesNamed, createIdentity } from "../../../src/gateway/server/identity.ts";
import { audience, issuer, listen, tokenOf } from "./harness.ts";

const secret = new TextEncoder().encode("a secret of thirty-two bytes, at least");
const bySecret = createIdentity({ issuer, audience, key: { kind: "secret", secret } });
const now = Math.floor(Date.now() / 1_000);

describe("a token", () => {
  it("makes a viewer of its claims", async () => {
    const claims = { groups: ["admins"], site_owner: true, scope: "application_connect workspace:read", sub: "7" };
    expect(await bySecret.viewer(await tokenOf("bob", claims))).toEqual({
      user: { name: "bob", id: "7" },
      organizations: ["default"],
      groups: ["admins"],
      siteOwner: true,
      suspended: false,
      scopes: ["application_connect", "workspace:read"],
    });
  });

  it("has all scopes where it names none, and no groups", async () => {
    expect(await bySecret.viewer(await tokenOf("bob"))).toMatchObject({
      scopes: ["all"],
      groups: [],
      siteOwner: false,
    });
  });

  it.each([
    ["another issuer", { iss: "https://evil.test" }],
    ["no issuer", { iss: undefined }],
    ["another audience", { aud: "other" }],
    ["no audience", { aud: undefined }],
    ["an end in the past", { exp: now - 10 }],
    ["no end", { exp: undefined }],
    ["a beginning in the future", { nbf: now + 60 }],
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["null for a subject", { sub: null }],
    ["a subject that isn't text", { sub: { id: "1" } }],
    ["no user name", { username: undefined }],
    ["a user name that isn't text", { username: 7 }],
    ["organizations that aren't a list", { organizations: "default" }],
    ["groups of numbers", { groups: [1] }],
    ["scopes that aren't text", { scope: ["all"] }],
  ])("with %s is nobody's", async (_name, claims) => {
    expect(await bySecret.viewer(await tokenOf("bob", claims))).toBeNull();
  });

  it.each([
    ["an account that is suspended", { suspended: true }],
    ["an account that is suspended in other words", { suspended: "yes" }],
  ])("of %s says so", async (_name, claims) => {
    expect(await bySecret.viewer(await tokenOf("bob", claims))).toMatchObject({ suspended: true });
  });

  it("isn't a site owner's by a word", async () => {
    expect(await bySecret.viewer(await tokenOf("bob", { site_owner: "true" }))).toMatchObject({ siteOwner: false });
  });

  it.each(["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", `eyJhbGciOiJub25lIn0.${"a".repeat(100_000)}.`])(
    "that is none is nobody's: %.20s",
    async (text) => {
      expect(await bySecret.viewer(text)).toBeNull();
    },
  );

  it("with no signature is nobody's", async () => {
    const [, payload = ""] = (await tokenOf("alice")).split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    expect(await bySecret.viewer(`${none}.${payload}.`)).toBeNull();
  });

  it("of another secret is nobody's", async () => {
    expect(await bySecret.viewer(await tokenOf("alice", {}, new Uint8Array(32)))).toBeNull();
  });

  it("is valid to its end, also when it was seen before", async () => {
    const token = await tokenOf("bob", { exp: now - 3 });
    const short = await bySecret.session(token);
    expect(short?.seconds).toBeLessThanOrEqual(3);
    expect(short?.seconds).toBeGreaterThanOrEqual(1);
    expect((await bySecret.session(await tokenOf("bob", { exp: now + 100 })))?.seconds).toBeGreaterThan(90);
  });
});

const signedClaims = { iss: issuer, aud: audience, sub: "1", exp: now + 600, username: "bob" };
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const jwk = { ...(await exportJWK(publicKey)), kid: "1", alg: "EdDSA" };
const signed = await new SignJWT(signedClaims).setProtectedHeader({ alg: "EdDSA", kid: "1" }).sign(privateKey);

describe("published keys", () => {
  const byKeys = createIdentity({ issuer, audience, key: { kind: "keys", keys: { keys: [jwk] } } });

  it("verify what their private half signed", async () => {
    expect(await byKeys.viewer(signed)).toMatchObject({ user: { name: "bob" } });
    const { privateKey: other } = generateKeyPairSync("ed25519");
    const forged = await new SignJWT(signedClaims).setProtectedHeader({ alg: "EdDSA", kid: "1" }).sign(other);
    expect(await byKeys.viewer(forged)).toBeNull();
  });

  it("are no secrets: HMAC with a public key signs nothing", async () => {
    const bytes = new TextEncoder().encode(publicKey.export({ type: "spki", format: "pem" }).toString());
    const forged = await new SignJWT(signedClaims).setProtectedHeader({ alg: "HS256", kid: "1" }).sign(bytes);
    expect(await byKeys.viewer(forged)).toBeNull();
    expect(await bySecret.viewer(signed)).toBeNull();
  });

  it("are fetched from an address, and nobody is signed in while that fails", async () => {
    let answers = false;
    const server = http.createServer((_request, response) => {
      response.statusCode = answers ? 200 : 500;
      response.end(JSON.stringify({ keys: [jwk] }));
    });
    const url = new URL(`http://127.0.0.1:${await listen(server)}/keys`);
    const failures: string[] = [];
    const byUrl = createIdentity({ issuer, audience, key: { kind: "url", url } }, (reason) => failures.push(reason));
    expect(await byUrl.viewer(signed)).toBeNull();
    expect(failures).toHaveLength(1);
    answers = true;
    expect(await byUrl.viewer(signed)).toMatchObject({ user: { name: "bob" } });
  });
});

describe("own tokens", () => {
  it("are known by their issuer or audience, valid or not", async () => {
    expect(bySecret.isOwn(await tokenOf("alice", { exp: 1 }))).toBe(true);
    expect(bySecret.isOwn(await tokenOf("alice", { iss: "other" }))).toBe(true);
    expect(bySecret.isOwn(await tokenOf("alice", { iss: "other", aud: ["app"] }))).toBe(false);
    expect(bySecret.isOwn("app-own-token")).toBe(false);
  });
});

describe("cookies", () => {
  it("are found by their whole name", () => {
    expect(cookiesNamed("a=1; xa=2;a = 3 ; a; A=4; a=b=c", "a")).toEqual(["1", "3", "b=c"]);
    expect(cookiesNamed(undefined, "a")).toEqual([]);
  });
});
