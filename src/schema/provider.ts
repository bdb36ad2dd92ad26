/** The coder provider's types, in any of its versions. */

import { isObject, type Json, objectAt, textAt } from "./json-reader.ts";
import { documents } from "./provider-documents.ts";
import { kindOf, readHistory, readType } from "./provider-reader.ts";
import type { History, ProviderVersion, SchemaKind, TypeSchema } from "./provider-types.ts";

/** `resource:coder_app`, `data:coder_workspace`, `provider:coder`. */
export type SchemaKey = `${SchemaKind}:${string}`;

export function schemaKey(kind: SchemaKind, type: string): SchemaKey {
  return `${kind}:${type}`;
}

const byKey: ReadonlyMap<SchemaKey, Json> = new Map(
  documents.filter(isObject).map((document) => [keyOf(document), document]),
);

function keyOf(document: Json): SchemaKey {
  return schemaKey(kindOf(document), textAt(objectAt(document, "x-terraform"), "type"));
}

const schemas = new Map<string, TypeSchema | null>();

/** Null when that version doesn't have the type. Read once for each version, when first asked for. */
export function typeSchema(kind: SchemaKind, type: string, version: ProviderVersion): TypeSchema | null {
  const key = schemaKey(kind, type);
  const document = byKey.get(key);
  if (!document) return null;
  const place = `${version} ${key}`;
  const known = schemas.get(place);
  if (known !== undefined) return known;
  const schema = readType(document, version);
  schemas.set(place, schema);
  return schema;
}

/** All types that a version has. */
export function providerSchema(version: ProviderVersion): ReadonlyMap<SchemaKey, TypeSchema> {
  const all = new Map<SchemaKey, TypeSchema>();
  for (const { kind, type } of everyType()) {
    const schema = typeSchema(kind, type, version);
    if (schema) all.set(schemaKey(kind, type), schema);
  }
  return all;
}

/**
 * The life of a type, or of an attribute or block in it (`path` is ["validation", "min"] for one in a block).
 * Null when no version ever had it.
 */
export function history(kind: SchemaKind, type: string, path: readonly string[] = []): History | null {
  const place = [schemaKey(kind, type), ...path].join(" ");
  let found: History | null | undefined = histories.get(place);
  if (found === undefined) {
    found = findHistory(kind, type, path);
    // Names that no version ever had are as many as there are typing mistakes.
    if (found) histories.set(place, found);
  }
  return found;
}

const histories = new Map<string, History>();

function findHistory(kind: SchemaKind, type: string, path: readonly string[]): History | null {
  let item = byKey.get(schemaKey(kind, type));
  let body = item;
  for (const name of path) {
    const property = body ? objectAt(body, "properties")[name] : undefined;
    item = isObject(property) ? property : undefined;
    body = item ? objectAt(item, "items") : undefined;
  }
  return item ? readHistory(objectAt(item, "x-terraform")) : null;
}

/** Names of all types that any version ever had. */
export function everyType(): readonly { readonly kind: SchemaKind; readonly type: string }[] {
  return [...byKey.values()].map((document) => ({
    kind: kindOf(document),
    type: textAt(objectAt(document, "x-terraform"), "type"),
  }));
}
