/**
 * A resource's arguments and blocks sorted by its type's schema, once for all its instances: what is written where,
 * what the type doesn't have, and what is missing.
 */

import type { Diagnostic } from "../diagnostic.ts";
import { type BodyContent, type BodySchema, content } from "../hcl/content.ts";
import { exprAsKeyword } from "../hcl/static.ts";
import type { Attribute, Block, Body } from "../hcl/tree.ts";
import type { SourceFile, Span } from "../source.ts";
import type { BlockSchema } from "./block-schema.ts";
import { metaArguments, metaBlocks } from "./config.ts";

export interface SourcedAttribute {
  readonly file: SourceFile;
  readonly attribute: Attribute;
}

/** A nested block, or a `dynamic` that makes some. */
export type BlockSource =
  | { readonly kind: "static"; readonly file: SourceFile; readonly block: Block; readonly shape: BodyShape }
  | {
      readonly kind: "dynamic";
      readonly file: SourceFile;
      readonly block: Block;
      readonly forEach: Attribute;
      readonly iterator: string;
      readonly shape: BodyShape;
    };

export interface BodyShape {
  readonly file: SourceFile;
  readonly schema: BlockSchema;
  readonly attributes: ReadonlyMap<string, SourcedAttribute>;
  readonly blocks: ReadonlyMap<string, readonly BlockSource[]>;
  /** Required arguments that aren't written. */
  readonly missing: readonly string[];
  /** What isn't in the schema. */
  readonly unexpected: readonly Unexpected[];
  /** Where a missing argument would go. */
  readonly endSpan: Span;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Unexpected {
  readonly file: SourceFile;
  readonly kind: "attribute" | "block";
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole item, for a fix that removes it. */
  readonly span: Span;
  /** The body's schema, for suggestions. */
  readonly schema: BlockSchema;
  /** Names of the blocks that it stands in, from the outside: [] at the top. */
  readonly path: readonly string[];
}

/**
 * `bodies`: the block's own, which come first, and those of its overrides, which win: an argument as such, blocks type by
 * type. Where there are overrides, Terraform passes over what the type doesn't have, and what is required has to stand in
 * the block itself.
 */
export function shapeOf(
  bodies: readonly Body[],
  schema: BlockSchema,
  path: readonly string[],
  top: boolean,
  ownBodies = bodies.length,
): BodyShape {
  const attributes = new Map<string, SourcedAttribute>();
  const blocks = new Map<string, BlockSource[]>();
  const unexpected: Unexpected[] = [];
  const diagnostics: Diagnostic[] = [];
  const wanted = contentSchema(schema, top);
  const overridden = bodies.length > ownBodies;
  const own = new Set<string>();
  for (const [index, body] of bodies.entries()) {
    const { file } = body;
    const found = content(body, wanted);
    diagnostics.push(...found.diagnostics);
    for (const [name, attribute] of found.attributes) {
      if (top && metaArguments.includes(name)) continue;
      attributes.set(name, { file, attribute });
      if (index < ownBodies) own.add(name);
    }
    const here = new Map<string, BlockSource[]>();
    for (const block of found.blocks) {
      if (top && metaBlocks.includes(block.type)) continue;
      const source =
        block.type === "dynamic"
          ? dynamicSource(file, block, schema, path, diagnostics, unexpected)
          : staticSource(file, block, schema, path);
      if (!source) continue;
      const type = block.type === "dynamic" ? (block.labels[0]?.value ?? "") : block.type;
      const list = here.get(type);
      if (list) list.push(source);
      else here.set(type, [source]);
    }
    for (const [type, list] of here) blocks.set(type, list);
    for (const item of overridden ? [] : found.unexpected) {
      const { name, nameSpan } = nameOf(item);
      unexpected.push({
        file,
        kind: item.kind === "block" ? "block" : "attribute",
        name,
        nameSpan,
        span: { start: item.start, end: item.end },
        schema,
        path,
      });
    }
  }
  const missing = [...schema.attributes]
    .filter(([name, attribute]) => attribute.required && !own.has(name))
    .map(([name]) => name);
  const first = bodies[0];
  return {
    file: first?.file ?? { name: "", text: "" },
    schema,
    attributes,
    blocks,
    missing,
    unexpected,
    endSpan: first?.endSpan ?? { start: 0, end: 0 },
    diagnostics,
  };
}

const [topSchemas, nestedSchemas] = [new WeakMap<BlockSchema, BodySchema>(), new WeakMap<BlockSchema, BodySchema>()];

/** Made once for each type: thousands of blocks are read by it. */
function contentSchema(schema: BlockSchema, top: boolean): BodySchema {
  const made = top ? topSchemas : nestedSchemas;
  let wanted = made.get(schema);
  if (!wanted) {
    const types = [...schema.blocks.keys(), ...(top ? metaBlocks.filter((name) => name !== "provisioner") : [])];
    wanted = {
      attributes: [...schema.attributes.keys(), ...(top ? metaArguments : [])].map((name) => ({ name })),
      blocks: [
        ...types.map((type) => ({ type, labels: [] })),
        ...(top ? [{ type: "provisioner", labels: ["type"] }] : []),
        { type: "dynamic", labels: ["type"] },
      ],
    };
    made.set(schema, wanted);
  }
  return wanted;
}

function nameOf(item: BodyContent["unexpected"][number]): { readonly name: string; readonly nameSpan: Span } {
  return item.kind === "block" ? { name: item.type, nameSpan: item.typeSpan } : item;
}

function staticSource(
  file: SourceFile,
  block: Block,
  schema: BlockSchema,
  path: readonly string[],
): BlockSource | null {
  const nested = schema.blocks.get(block.type);
  if (!nested) return null;
  return { kind: "static", file, block, shape: shapeOf([block.body], nested.schema, [...path, block.type], false) };
}

const dynamicContent = {
  attributes: [
    { name: "for_each", required: true },
    { name: "iterator", required: false },
    { name: "labels", required: false },
  ],
  blocks: [{ type: "content", labels: [] }],
};

function dynamicSource(
  file: SourceFile,
  block: Block,
  schema: BlockSchema,
  path: readonly string[],
  diagnostics: Diagnostic[],
  unexpected: Unexpected[],
): BlockSource | null {
  const label = block.labels[0];
  if (!label) return null;
  const nested = schema.blocks.get(label.value);
  if (!nested) {
    unexpected.push({
      file,
      kind: "block",
      name: label.value,
      nameSpan: label,
      span: { start: block.start, end: block.end },
      schema,
      path,
    });
    return null;
  }
  const found = content(block.body, dynamicContent);
  diagnostics.push(...found.diagnostics);
  const forEach = found.attributes.get("for_each");
  const bodies = found.blocks.filter((candidate) => candidate.type === "content");
  const inner = bodies[0];
  if (!forEach || !inner || bodies.length > 1) {
    const what = !forEach
      ? "no `for_each`"
      : !inner
        ? "no `content` block"
        : `${bodies.length} \`content\` blocks, one is allowed`;
    const second = bodies[1];
    const span = second && forEach ? second.typeSpan : { start: block.typeSpan.start, end: label.end };
    diagnostics.push(broken(file, span, `dynamic "${label.value}" has ${what}`));
    return null;
  }
  for (const item of found.unexpected) {
    const { name, nameSpan } = nameOf(item);
    diagnostics.push(
      broken(file, nameSpan, `a dynamic block takes for_each, iterator, labels and content, not \`${name}\``),
    );
  }
  // No type of a block that the provider has takes labels.
  const labels = found.attributes.get("labels");
  if (labels) diagnostics.push(broken(file, labels.nameSpan, `blocks of type "${label.value}" have no labels`));
  const iterator = found.attributes.get("iterator");
  let name = label.value;
  if (iterator) {
    const keyword = exprAsKeyword(iterator.expr);
    if (keyword === null) {
      diagnostics.push(broken(file, iterator.expr, "the iterator of a dynamic block must be one plain name"));
      return null;
    }
    name = keyword;
  }
  return {
    kind: "dynamic",
    file,
    block,
    forEach,
    iterator: name,
    shape: shapeOf([inner.body], nested.schema, [...path, label.value], false),
  };
}

function broken(file: SourceFile, span: Span, headline: string): Diagnostic {
  return {
    rule: "terraform-block",
    severity: "error",
    headline,
    labels: [{ file, span, text: "", primary: true }],
    notes: [],
    help: 'write `dynamic "TYPE" { for_each = … content { … } }`',
  };
}
