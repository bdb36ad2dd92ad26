/** `.terraform/modules/modules.json`: where `terraform get` has put the modules that it downloaded. */

import type { Host } from "../host.ts";
import { jsonExcess } from "../json-budget.ts";

export interface InstalledModule {
  readonly source: string;
  /** "" for a module without versions. */
  readonly version: string;
  /** Relative to the root module's directory. */
  readonly directory: string;
}

export interface ModuleManifest {
  /** By the names of the calls, joined with dots. */
  readonly modules: ReadonlyMap<string, InstalledModule>;
  /** Null when there is no such file. */
  readonly read: { readonly path: string; readonly bytes: Uint8Array } | null;
}

const none: ModuleManifest = { modules: new Map(), read: null };

/** A file that isn't what Terraform writes is as good as none. */
export function readModuleManifest(host: Host, root: string): ModuleManifest {
  const path = root === "" ? ".terraform/modules/modules.json" : `${root}/.terraform/modules/modules.json`;
  const result = host.read(path);
  if (!result.ok) return none;
  const read = { path, bytes: result.bytes };
  const rows = rowsOf(new TextDecoder().decode(result.bytes));
  const modules = new Map<string, InstalledModule>();
  for (const row of rows) {
    const key = textMember(row, "Key");
    const directory = textMember(row, "Dir");
    if (key === null || key === "" || directory === null) continue;
    modules.set(key, { directory, source: textMember(row, "Source") ?? "", version: textMember(row, "Version") ?? "" });
  }
  return { modules, read };
}

function rowsOf(text: string): readonly unknown[] {
  let json: unknown;
  if (jsonExcess(text) !== null) return [];
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const rows = member(json, "Modules");
  return Array.isArray(rows) ? rows : [];
}

function textMember(value: unknown, name: string): string | null {
  const found = member(value, name);
  return typeof found === "string" ? found : null;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
