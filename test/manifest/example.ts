/** The example of the manifest's specification. */

import { readFileSync } from "node:fs";
import { readManifest } from "../../src/manifest/reader.ts";
import type { Manifest } from "../../src/manifest/types.ts";

const commented = readFileSync(new URL("../data/manifest-example.jsonc", import.meta.url), "utf8");

export const exampleText: string = commented.replace(/("(?:[^"\\]|\\.)*")|\/\/.*$/gm, (_, text?: string) => text ?? "");

export function exampleManifest(): Manifest {
  const read = readManifest(exampleText);
  if (!read.ok) throw new Error(`${read.path}: ${read.error}`);
  return read.manifest;
}

/** The example with one place changed; a value of `undefined` removes it. */
export function changedExample(path: string, value: unknown): string {
  const whole: unknown = JSON.parse(exampleText);
  const keys = path.split("/").slice(1);
  const last = keys.pop() ?? "";
  let holder = whole as Record<string, unknown>;
  for (const key of keys) holder = holder[key] as Record<string, unknown>;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return JSON.stringify(whole);
}
