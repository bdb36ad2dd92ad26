/** The coder provider's types, in any of its versions. */

import { documents } from "./provider-documents.ts";
import type { BodyFile, PropertyFile, TypeFile } from "./provider-file.ts";
import { kindOf, readHistory, readType } from "./provider-reader.ts";
import type { History, ProviderVersion, SchemaKind, TypeSchema } from "./provider-types.ts";

/** `resource:coder_app`, `data:coder_workspace`, `provider:coder`. */
export type SchemaKey = `${SchemaKind}:${string}`;

export function schemaKey(kind: SchemaKind, type: string): SchemaKey {
  return `${kind}:${type}`;
}

const byKey: ReadonlyMap<SchemaKey, TypeFile> = new Map(documents.map((document) => [keyOf(document), document]));

function keyOf(document: TypeFile): SchemaKey {
  return schemaKey(kindOf(document), document["x-terraform"].type);
}

type Kinds = Readonly<Record<SchemaKind, Map<string, TypeSchema | null>>>;

const schemas = new Map<ProviderVersion, Kinds>();

/** Null when that version doesn't have the type. Read once for each version, when first asked for. */
export function typeSchema(kind: SchemaKind, type: string, version: ProviderVersion): TypeSchema | null {
  let kinds = schemas.get(version);
  if (!kinds) {
    kinds = { resource: new Map(), data: new Map(), provider: new Map() };
    schemas.set(version, kinds);
  }
  const known = kinds[kind].get(type);
  if (known !== undefined) return known;
  const document = byKey.get(schemaKey(kind, type));
  if (!document) return null;
  const schema = readType(document, version);
  kinds[kind].set(type, schema);
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
  // In JSON a name may have any character.
  const place = JSON.stringify([kind, type, ...path]);
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
  let item: TypeFile | PropertyFile | undefined = byKey.get(schemaKey(kind, type));
  let body: BodyFile | undefined = byKey.get(schemaKey(kind, type));
  for (const name of path) {
    const properties = body?.properties ?? {};
    const property: PropertyFile | undefined = Object.hasOwn(properties, name) ? properties[name] : undefined;
    item = property;
    body = property?.items;
  }
  const life = item?.["x-terraform"];
  return life ? readHistory(life) : null;
}

/** Names of all types that any version ever had. */
export function everyType(): readonly { readonly kind: SchemaKind; readonly type: string }[] {
  return [...byKey.values()].map((document) => ({
    kind: kindOf(document),
    type: document["x-terraform"].type,
  }));
}
