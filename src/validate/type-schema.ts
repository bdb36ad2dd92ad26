/** The full schema behind a body: what the provider checks, beside the shape that evaluation needs. */

import { typeSchema } from "../schema/provider.ts";
import type { BlockSchema, ProviderVersion, SchemaKind, TypeSchema } from "../schema/provider-types.ts";
import type { ResourceConfig } from "../terraform/config.ts";
import type { BodyView } from "../terraform/evaluated.ts";
import type { ResourceInstance } from "../terraform/resource-instance.ts";

export function kindOf(config: ResourceConfig): SchemaKind | null {
  switch (config.mode) {
    case "managed":
      return "resource";
    case "data":
      return "data";
    case "ephemeral":
      return null;
  }
}

export function schemaOf(config: ResourceConfig, version: ProviderVersion): TypeSchema | null {
  const kind = kindOf(config);
  return kind === null ? null : typeSchema(kind, config.type, version);
}

/** Whether that version asks this of the type. */
export function hasRule(config: ResourceConfig, id: string, version: ProviderVersion): boolean {
  return schemaOf(config, version)?.rules.some((rule) => rule.id === id) ?? false;
}

export interface SchemaBody {
  readonly body: BodyView;
  readonly schema: BlockSchema;
  /** Names of the blocks around it: [] at the top. */
  readonly path: readonly string[];
}

/** The instance's body and all blocks in it, outside first. */
export function* bodiesOf(instance: ResourceInstance, version: ProviderVersion): Iterable<SchemaBody> {
  const schema = schemaOf(instance.config, version);
  if (schema) yield* nested({ body: instance, schema, path: [] });
}

function* nested(at: SchemaBody): Iterable<SchemaBody> {
  yield at;
  for (const [type, block] of at.schema.blocks) {
    for (const item of at.body.blocks(type).items)
      yield* nested({ body: item, schema: block.schema, path: [...at.path, type] });
  }
}
