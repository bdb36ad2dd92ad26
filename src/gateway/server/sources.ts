/** Where what is served comes from, and what was made of it last. */

import { createSecureContext } from "node:tls";
import type { GatewayDeployment } from "../deployment.ts";
import { createIdentity, type Identity, type JsonWebKeys } from "./identity.ts";
import { type Part, Reloader, type ReloadResults, type Stamps, stampsOf } from "./reload.ts";
import type { Served } from "./served.ts";
import type { Log, Tls } from "./settings.ts";
import {
  type FileText,
  type GatewayFiles,
  type GatewayState,
  type ReadJson,
  readState,
  type StateProblem,
} from "./state.ts";

export interface Sources {
  readonly files: GatewayFiles;
  readonly deployment: GatewayDeployment;
  readonly readJson: ReadJson;
  readonly readText: (file: string) => Promise<FileText>;
  readonly identity: IdentitySource | null;
  readonly tls: TlsFiles | null;
}

export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface IdentitySource {
  readonly issuer: string;
  readonly audience: string;
  readonly key:
    | { readonly kind: "secret"; readonly secret: string }
    | { readonly kind: "secret-file"; readonly file: string }
    | { readonly kind: "keys-file"; readonly file: string }
    | { readonly kind: "keys-url"; readonly url: URL };
}

export type Opening =
  | { readonly ok: true; readonly served: OpenSources }
  | { readonly ok: false; readonly problem: StateProblem };

/** Everything is read once; with anything wrong, nothing is served. */
export async function openSources(sources: Sources, log: Log): Promise<Opening> {
  const stamps = await stampsOf(filesOf(sources));
  const state = await readState(sources.files, sources.deployment, sources.readJson);
  if (!state.ok) return state;
  const identity = sources.identity === null ? null : await readIdentity(sources.identity, sources.readText, log);
  if (identity?.ok === false) return identity;
  const tls = sources.tls === null ? null : await readTls(sources.tls, sources.readText);
  if (tls?.ok === false) return tls;
  return {
    ok: true,
    served: new OpenSources(sources, stamps, log, state.state, identity?.identity ?? null, tls?.tls ?? null),
  };
}

function filesOf({ files, identity, tls }: Sources): readonly string[] {
  return [...stateFiles(files), ...identityFiles(identity), ...tlsFiles(tls)];
}

function stateFiles({ manifests, workspaces }: Sources["files"]): readonly string[] {
  return [...manifests, workspaces];
}

function identityFiles(identity: Sources["identity"]): readonly string[] {
  return identity?.key.kind === "secret-file" || identity?.key.kind === "keys-file" ? [identity.key.file] : [];
}

function tlsFiles(tls: Sources["tls"]): readonly string[] {
  return tls === null ? [] : [tls.cert, tls.key];
}

export class OpenSources implements Served {
  state: GatewayState;
  identity: Identity | null;
  tls: Tls | null;
  /** Told after a part was exchanged. */
  changed: (part: "state" | "identity" | "tls") => void = () => {};
  readonly #reloader: Reloader;

  constructor(
    sources: Sources,
    stamps: Stamps,
    log: Log,
    state: GatewayState,
    identity: Identity | null,
    tls: Tls | null,
  ) {
    this.state = state;
    this.identity = identity;
    this.tls = tls;
    this.#reloader = new Reloader(this.#parts(sources, log), stamps, log);
  }

  get problems(): readonly StateProblem[] {
    return this.#reloader.problems;
  }

  get reloads(): ReloadResults {
    return this.#reloader.results;
  }

  /** Milliseconds between two looks at each file. */
  watch(interval?: number): void {
    this.#reloader.watch(interval);
  }

  async reload(): Promise<void> {
    await this.#reloader.reload();
  }

  close(): void {
    this.#reloader.close();
  }

  #parts({ files, deployment, readJson, readText, identity, tls }: Sources, log: Log): readonly Part[] {
    const parts: Part[] = [
      {
        name: "state",
        files: stateFiles(files),
        load: async () => {
          const read = await readState(files, deployment, readJson);
          if (!read.ok) return read.problem;
          this.state = read.state;
          this.changed("state");
          return null;
        },
      },
    ];
    if (identity?.key.kind === "secret-file" || identity?.key.kind === "keys-file") {
      parts.push({
        name: "identity",
        files: identityFiles(identity),
        load: async () => {
          const read = await readIdentity(identity, readText, log);
          if (!read.ok) return read.problem;
          this.identity = read.identity;
          this.changed("identity");
          return null;
        },
      });
    }
    if (tls !== null) {
      parts.push({
        name: "tls",
        files: tlsFiles(tls),
        load: async () => {
          const read = await readTls(tls, readText);
          if (!read.ok) return read.problem;
          this.tls = read.tls;
          this.changed("tls");
          return null;
        },
      });
    }
    return parts;
  }
}

type IdentityReading =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly problem: StateProblem };

/** RFC 7518, section 3.2: a key as long as the hash, at least. */
const shortestSecret = 32;

async function readIdentity(
  { issuer, audience, key }: IdentitySource,
  readText: Sources["readText"],
  log: Log,
): Promise<IdentityReading> {
  const made = (material: Parameters<typeof createIdentity>[0]["key"]): IdentityReading => ({
    ok: true,
    identity: createIdentity({ issuer, audience, key: material }, (reason) => log({ event: "keys-failed", reason })),
  });
  if (key.kind === "keys-url") return made({ kind: "url", url: key.url });
  const where = key.kind === "secret" ? "the token secret" : key.file;
  const wrong = (error: string, path = ""): IdentityReading => ({ ok: false, problem: { file: where, path, error } });
  const read: FileText = key.kind === "secret" ? { ok: true, text: key.secret } : await readText(key.file);
  if (!read.ok) return wrong(read.reason);
  if (key.kind === "keys-file") {
    const keys = keySet(read.text);
    return keys === null ? wrong('is no JSON Web Key Set: an object with a list "keys"') : made({ kind: "keys", keys });
  }
  const secret = new TextEncoder().encode(read.text.trim());
  if (secret.length < shortestSecret) return wrong(`has ${secret.length} bytes, ${shortestSecret} are needed`);
  return made({ kind: "secret", secret });
}

function keySet(text: string): JsonWebKeys | null {
  try {
    const value: unknown = JSON.parse(text);
    return isKeySet(value) ? value : null;
  } catch {
    return null;
  }
}

/** The one place where unchecked data becomes keys; `jose` refuses each that isn't one when it is used. */
function isKeySet(value: unknown): value is JsonWebKeys {
  if (typeof value !== "object" || value === null || !("keys" in value) || !Array.isArray(value.keys)) return false;
  return value.keys.length > 0 && value.keys.every((key) => typeof key === "object" && key !== null && "kty" in key);
}

type TlsReading = { readonly ok: true; readonly tls: Tls } | { readonly ok: false; readonly problem: StateProblem };

async function readTls({ cert, key }: TlsFiles, readText: Sources["readText"]): Promise<TlsReading> {
  const certText = await readText(cert);
  if (!certText.ok) return { ok: false, problem: { file: cert, path: "", error: certText.reason } };
  const keyText = await readText(key);
  if (!keyText.ok) return { ok: false, problem: { file: key, path: "", error: keyText.reason } };
  const tls = { cert: certText.text, key: keyText.text };
  const error = tlsError(tls);
  return error === null ? { ok: true, tls } : { ok: false, problem: { file: cert, path: "", error } };
}

/** A certificate and a key that don't belong together are found here, before a client does. */
function tlsError(tls: Tls): string | null {
  try {
    createSecureContext(tls);
    return null;
  } catch (error) {
    return `no certificate with its key: ${error instanceof Error ? error.message : "unreadable"}`;
  }
}
