/** `.terraform.lock.hcl`: which versions of providers `terraform init` has chosen. */

import { type BodySchema, content } from "../hcl/content.ts";
import { decodeSource } from "../hcl/decode.ts";
import { parse } from "../hcl/parser.ts";
import type { Host } from "../host.ts";
import type { SourceFile, Span } from "../source.ts";
import { constantString } from "./constant.ts";

export interface LockedProvider {
  readonly version: string;
  readonly file: SourceFile;
  readonly span: Span;
}

export interface LockFile {
  /** By address: `registry.terraform.io/coder/coder`. */
  readonly providers: ReadonlyMap<string, LockedProvider>;
  /** Null when there is none. */
  readonly read: { readonly path: string; readonly bytes: Uint8Array } | null;
}

const fileSchema: BodySchema = { attributes: [], blocks: [{ type: "provider", labels: ["source"] }] };
const providerSchema: BodySchema = { attributes: [{ name: "version" }], blocks: [] };

/** A file that Terraform didn't write is read as far as it goes. */
export function readLockFile(host: Host, root: string): LockFile {
  const path = root === "" ? ".terraform.lock.hcl" : `${root}/.terraform.lock.hcl`;
  const result = host.read(path);
  const providers = new Map<string, LockedProvider>();
  if (!result.ok) return { providers, read: null };
  const file = decodeSource(path, result.bytes);
  for (const block of content(parse(file).body, fileSchema).blocks) {
    const address = block.labels[0]?.value;
    const attribute = content(block.body, providerSchema).attributes.get("version");
    const version = attribute ? constantString(attribute, { file, override: false, report: () => {} }) : null;
    if (address !== undefined && attribute && version !== null)
      providers.set(address, { version, file, span: attribute.expr });
  }
  return { providers, read: { path, bytes: result.bytes } };
}
