/** A document in YAML as JSON. The package has no limits of its own: its time grows with the square of a map's keys. */

import { yamlDepth } from "../terraform/functions/yaml-depth.ts";
import { CommandFailure } from "./exit-code.ts";

export type YamlDocument =
  | { readonly ok: true; readonly text: string }
  /** One clause for people. */
  | { readonly ok: false; readonly reason: string };

/** UTF-16 units: two thousand apps, and a second of work. */
const largestText = 2 << 20;
const deepest = 200;

export async function jsonOfYaml(text: string): Promise<YamlDocument> {
  if (text.length > largestText)
    return { ok: false, reason: `YAML of more than ${largestText >> 20} MiB isn't read, JSON is` };
  if (yamlDepth(text) > deepest) return { ok: false, reason: "it nests too deeply" };
  const { isMap, isScalar, isSeq, parseDocument } = await import("./yaml-library.ts");
  const repeats = (node: unknown): boolean => {
    if (isSeq(node)) return node.items.some(repeats);
    if (!isMap(node)) return false;
    const keys = new Set(node.items.map(({ key }) => (isScalar(key) ? key.value : key)));
    return keys.size < node.items.length || node.items.some(({ value }) => repeats(value));
  };
  try {
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
    if (document.errors.length > 0) return { ok: false, reason: "it is no YAML" };
    if (repeats(document.contents)) return { ok: false, reason: "it repeats a key of a map" };
    // Undefined is no JSON: an empty document is null.
    return { ok: true, text: JSON.stringify(document.toJS({ maxAliasCount: 100 }) ?? null) };
  } catch {
    return { ok: false, reason: "it is no YAML" };
  }
}

/** The same; `shown` is the manifest that the run ends without. */
export async function manifestJson(text: string, shown: string): Promise<string> {
  const document = await jsonOfYaml(text);
  if (document.ok) return document.text;
  throw new CommandFailure(`${shown} is not a manifest: ${document.reason}`);
}
