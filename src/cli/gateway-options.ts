/** The options of `gateway`, read and judged. */

import type { GatewayDeployment } from "../gateway/deployment.ts";
import { defaultLimits, type Limits, type ListenAddress, type SignInSettings } from "../gateway/server/settings.ts";
import type { IdentitySource, TlsFiles } from "../gateway/server/sources.ts";
import { CommandFailure } from "./exit-code.ts";
import type { Program } from "./program.ts";

type Text = (option: string) => string | null;

export function listenOf(text: Text): ListenAddress {
  return addressOf("listen", text("listen") ?? "127.0.0.1:8080");
}

export function adminListenOf(text: Text): ListenAddress | null {
  const given = text("admin-listen");
  return given === null ? null : addressOf("admin-listen", given);
}

function addressOf(option: string, given: string): ListenAddress {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]*)):([0-9]{1,5})$/.exec(given);
  const port = Number(match?.[3]);
  if (!match || port > 65_535) {
    throw new CommandFailure(`--${option} ${JSON.stringify(given)} is not of the form HOST:PORT, like 127.0.0.1:8080`);
  }
  const host = match[1] ?? match[2] ?? "";
  return { host: host === "" ? "0.0.0.0" : host, port };
}

export function signInOf(text: Text): SignInSettings {
  const cookie = text("session-cookie") ?? "templatecheck_session";
  // RFC 6265, section 4.1.1; prefixes ask for attributes that a cookie of many hosts can't have.
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(cookie) || /^__(host|secure)-/i.test(cookie)) {
    throw new CommandFailure(`--session-cookie ${JSON.stringify(cookie)} can't be the name of a cookie for all apps`);
  }
  const url = text("sign-in-url");
  if (url !== null && !/^https?:\/\/[^/?#\s]+.*\{redirect\}/s.test(url)) {
    throw new CommandFailure(
      `--sign-in-url ${JSON.stringify(url)} is not an address with {redirect} in it, for the way back`,
    );
  }
  return { cookie, url };
}

/** What issues tokens is the deployment at the access URL, where nothing else is said. */
export function identityOf(text: Text, env: Program["env"], { accessUrl }: GatewayDeployment): IdentitySource | null {
  const key = keyOf(text, env);
  const issuer = text("token-issuer") ?? accessUrl ?? null;
  if (key === null) {
    if (text("token-issuer") === null && text("token-audience") === null) return null;
    throw new CommandFailure("--token-issuer and --token-audience need --token-secret-file or --token-keys");
  }
  if (issuer === null) throw new CommandFailure("--token-issuer has to say who issues tokens: their claim `iss`");
  return { issuer, audience: text("token-audience") ?? "templatecheck", key };
}

const secretVariable = "TEMPLATECHECK_TOKEN_SECRET";

function keyOf(text: Text, env: Program["env"]): IdentitySource["key"] | null {
  const [file, keys, secret] = [text("token-secret-file"), text("token-keys"), env[secretVariable]];
  if ([file, keys, secret].filter((given) => given !== null && given !== undefined).length > 1) {
    throw new CommandFailure(`tokens are signed in one way: --token-secret-file, --token-keys or ${secretVariable}`);
  }
  if (file !== null) return { kind: "secret-file", file };
  if (secret !== undefined) return { kind: "secret", secret };
  if (keys === null) return null;
  if (!/^https?:\/\//i.test(keys)) return { kind: "keys-file", file: keys };
  if (!URL.canParse(keys)) throw new CommandFailure(`--token-keys ${JSON.stringify(keys)} is no address`);
  return { kind: "keys-url", url: new URL(keys) };
}

export function tlsFilesOf(text: Text): TlsFiles | null {
  const [cert, key] = [text("tls-cert"), text("tls-key")];
  if (cert !== null && key !== null) return { cert, key };
  if (cert === null && key === null) return null;
  throw new CommandFailure("--tls-cert and --tls-key belong together");
}

export function limitsOf(text: Text): Limits {
  const whole = (option: string, least: number, standard: number): number => {
    const given = text(option);
    if (given === null) return standard;
    const value = /^[0-9]{1,9}$/.test(given) ? Number(given) : Number.NaN;
    if (value >= least) return value;
    throw new CommandFailure(`--${option} ${JSON.stringify(given)} is not a whole number from ${least} on`);
  };
  const seconds = (option: string, standard: number): number => whole(option, 1, standard / 1_000) * 1_000;
  return {
    headerBytes: whole("max-header-size", 1_024, defaultLimits.headerBytes),
    headerCount: whole("max-headers", 1, defaultLimits.headerCount),
    urlLength: whole("max-url-length", 1, defaultLimits.urlLength),
    headerTimeout: seconds("header-timeout", defaultLimits.headerTimeout),
    idleTimeout: seconds("idle-timeout", defaultLimits.idleTimeout),
    connectTimeout: seconds("connect-timeout", defaultLimits.connectTimeout),
    connectionsPerClient: whole("max-connections-per-client", 0, defaultLimits.connectionsPerClient),
    shutdownTimeout: seconds("shutdown-timeout", defaultLimits.shutdownTimeout),
  };
}
