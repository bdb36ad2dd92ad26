/** Two manifests field by field: what differs, and of which app. */

import { isRecord, type JsonRecord } from "../plan/json.ts";
import type { Difference } from "./report.ts";

/** Lists whose entries have names. */
const named: readonly { readonly field: string; readonly subject: string; readonly key: readonly string[] }[] = [
  { field: "parameters", subject: "parameter", key: ["name"] },
  { field: "agents", subject: "agent", key: ["name", "address"] },
  { field: "apps", subject: "app", key: ["id"] },
  { field: "unresolved", subject: "unresolved", key: ["address", "attribute"] },
];

/** Empty when they mean the same, however they are written. The compiler's version isn't compared. */
export function manifestDifferences(manifest: unknown, compiled: unknown): readonly Difference[] {
  if (!isRecord(manifest) || !isRecord(compiled)) return fieldDifferences(null, "", manifest, compiled);
  const lists = named.flatMap(({ field, subject, key }) =>
    listDifferences(subject, key, listAt(manifest, field), listAt(compiled, field)),
  );
  const [ours, theirs] = [recordAt(manifest, "template"), recordAt(compiled, "template")];
  const sources = listDifferences("source", ["path"], listAt(ours, "sources"), listAt(theirs, "sources"));
  return [
    ...fieldDifferences(null, "", withoutLists(manifest), withoutLists(compiled)),
    ...sources.map((difference) => ({ ...difference, field: null })),
    ...lists,
  ];
}

function withoutLists({ compiler: _, template, ...rest }: JsonRecord): JsonRecord {
  const kept = Object.entries(rest).filter(([name]) => !named.some(({ field }) => field === name));
  // The digest follows from the sources.
  return { ...Object.fromEntries(kept), template: { name: isRecord(template) ? template.name : template } };
}

function listDifferences(
  subject: string,
  key: readonly string[],
  manifest: readonly unknown[],
  compiled: readonly unknown[],
): readonly Difference[] {
  const [before, after] = [byName(manifest, key), byName(compiled, key)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name): readonly Difference[] => {
    const [entry, fresh] = [before.get(name), after.get(name)];
    const title = `${subject} ${name}`;
    if (entry === undefined) return [{ subject: title, field: null, compiled: fresh }];
    if (fresh === undefined) return [{ subject: title, field: null, manifest: entry }];
    return fieldDifferences(title, "", entry, fresh);
  });
}

function byName(list: readonly unknown[], key: readonly string[]): ReadonlyMap<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const entry of list) {
    const parts = key.map((field) => (isRecord(entry) ? entry[field] : undefined));
    const name = parts.filter((part) => typeof part === "string").join(" ");
    let unique = name;
    for (let count = 2; entries.has(unique); count++) unique = `${name} (${count})`;
    entries.set(unique, entry);
  }
  return entries;
}

function fieldDifferences(
  subject: string | null,
  field: string,
  manifest: unknown,
  compiled: unknown,
): readonly Difference[] {
  if (sameJson(manifest, compiled)) return [];
  if (isRecord(manifest) && isRecord(compiled)) {
    const names = [...new Set([...Object.keys(manifest), ...Object.keys(compiled)])];
    return names.flatMap((name) =>
      fieldDifferences(subject, field === "" ? name : `${field}.${name}`, manifest[name], compiled[name]),
    );
  }
  return [
    {
      subject,
      field: field === "" ? null : field,
      ...(manifest === undefined ? {} : { manifest }),
      ...(compiled === undefined ? {} : { compiled }),
    },
  ];
}

/** Names in any order. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
  );
}

function listAt(record: JsonRecord, field: string): readonly unknown[] {
  const value = record[field];
  return Array.isArray(value) ? value : [];
}

function recordAt(record: JsonRecord, field: string): JsonRecord {
  const value = record[field];
  return isRecord(value) ? value : {};
}
