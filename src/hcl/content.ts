/**
 * What a body holds by a schema, the same for both syntaxes. In JSON only the schema tells attributes from blocks:
 * a property named like a block type is an object of labels down to an object or an array of objects.
 */

import type { Diagnostic } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import { jsonBlocks, jsonMembers, withoutMembers, wrongJsonType } from "./json-blocks.ts";
import { type JsonReading, jsonExpression, tellRepeated } from "./json-expression.ts";
import type { Attribute, Block, Body, Json, JsonBody, JsonMember, NativeBody } from "./tree.ts";

/** A property that is a remark, wherever names of arguments, blocks or resources could stand. */
const remark = "//";

export interface BodySchema {
  readonly attributes: readonly AttributeSchema[];
  readonly blocks: readonly BlockSchema[];
}
export interface AttributeSchema {
  readonly name: string;
  readonly required?: boolean;
  /** Read without evaluation (types, references, sources): a JSON string isn't a template here. */
  readonly literal?: boolean;
}
export interface BlockSchema {
  readonly type: string;
  /** What the labels are called, for diagnostics: `["type", "name"]`. */
  readonly labels: readonly string[];
}

/** A property of a JSON object that the schema doesn't know: nobody can tell which of both it was meant to be. */
export interface JsonProperty extends Span {
  readonly kind: "json-property";
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Json;
}

export interface BodyContent {
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** In source order. A block with a wrong number of labels isn't among them. */
  readonly blocks: readonly Block[];
  /** Items that the schema doesn't have, in source order; a block type written as an attribute and the reverse too. */
  readonly unexpected: readonly (Attribute | Block | JsonProperty)[];
  readonly missing: readonly MissingAttribute[];
  /** `terraform-block`, and `template-invalid` for the strings of JSON attributes. */
  readonly diagnostics: readonly Diagnostic[];
  /** The body without what the schema knows, to be read by another schema. */
  readonly remain: Body;
}

export interface MissingAttribute {
  readonly name: string;
  /** Where it would go. */
  readonly span: Span;
}

export interface JustAttributes {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Callers that allow other items leave `unexpected` alone and read `remain`. */
export function content(body: Body, schema: BodySchema): BodyContent {
  return body.kind === "body" ? nativeContent(body, schema) : jsonContent(body, schema);
}

/** Every item as an attribute; blocks are refused. `literal`: JSON strings aren't templates. */
export function justAttributes(body: Body, options: { readonly literal?: boolean } = {}): JustAttributes {
  return body.kind === "body"
    ? nativeJustAttributes(body)
    : jsonJustAttributes(body, options.literal ? "literal" : "template");
}

interface SchemaIndex {
  readonly attributeNames: ReadonlySet<string>;
  readonly blockSchemas: ReadonlyMap<string, BlockSchema>;
}

const indexes = new WeakMap<BodySchema, SchemaIndex>();

/** Most schemas are constants that many bodies are read by. */
function indexOf(schema: BodySchema): SchemaIndex {
  let index = indexes.get(schema);
  if (!index) {
    index = {
      attributeNames: new Set(schema.attributes.map(({ name }) => name)),
      blockSchemas: new Map(schema.blocks.map((block) => [block.type, block])),
    };
    indexes.set(schema, index);
  }
  return index;
}

function nativeContent(body: NativeBody, schema: BodySchema): BodyContent {
  const { attributeNames, blockSchemas } = indexOf(schema);
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  const unexpected: (Attribute | Block)[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const item of body.items) {
    if (item.kind === "attribute") {
      if (attributeNames.has(item.name)) attributes.set(item.name, item);
      else unexpected.push(item);
      continue;
    }
    const blockSchema = blockSchemas.get(item.type);
    if (!blockSchema) {
      unexpected.push(item);
      continue;
    }
    const wrong = wrongLabels(body, item, blockSchema.labels);
    if (wrong) diagnostics.push(wrong);
    else blocks.push(item);
  }
  const missing = schema.attributes
    .filter(({ name, required }) => required && !attributes.has(name))
    .map(({ name }) => ({ name, span: body.endSpan }));
  return { attributes, blocks, unexpected, missing, diagnostics, remain: { ...body, items: unexpected } };
}

function nativeJustAttributes(body: NativeBody): JustAttributes {
  const attributes = new Map<string, Attribute>();
  const diagnostics: Diagnostic[] = [];
  for (const item of body.items) {
    if (item.kind === "attribute") {
      attributes.set(item.name, item);
    } else if (diagnostics.length === 0) {
      // Further blocks are the same mistake.
      diagnostics.push({
        rule: "terraform-block",
        severity: "error",
        headline: `block "${item.type}" where only arguments are allowed`,
        labels: [{ file: body.file, span: item.typeSpan, text: "a block isn't allowed here", primary: true }],
        notes: [],
        help: `write an argument: ${item.type} = { … }`,
      });
    }
  }
  return { attributes, diagnostics };
}

/** HashiCorp's places: the first label that is too much, or the opening brace. */
function wrongLabels(body: NativeBody, block: Block, names: readonly string[]): Diagnostic | null {
  const { labels, type } = block;
  if (labels.length === names.length) return null;
  const extra = labels[names.length];
  const lacking = names.slice(labels.length).map((name) => `"${name}"`);
  const expected = `block "${type}" takes ${labelCount(names)}`;
  const given = labels.length === 0 ? "none is given" : `${labels.length} ${labels.length === 1 ? "is" : "are"} given`;
  const span: Span = extra ?? block.openBrace;
  return {
    rule: "terraform-block",
    severity: "error",
    headline: `${expected}, and ${given}`,
    labels: [
      {
        file: body.file,
        span: { start: span.start, end: span.end },
        text: extra ? "one label too many" : `${lacking.join(" and ")} belongs before this`,
        primary: true,
      },
    ],
    notes: [],
    help: extra
      ? names.length === 0
        ? "remove the labels"
        : `remove the labels after the ${names.length === 1 ? "first" : `first ${names.length}`}`
      : `write ${[type, ...names.map((name) => `"${name.toUpperCase()}"`)].join(" ")} { … }`,
  };
}

function labelCount(names: readonly string[]): string {
  if (names.length === 0) return "no labels";
  const listed = `(${names.join(", ")})`;
  return names.length === 1 ? `one label ${listed}` : `${names.length} labels ${listed}`;
}

function jsonContent(body: JsonBody, schema: BodySchema): BodyContent {
  const { file } = body;
  const attributeSchemas = new Map(schema.attributes.map((one) => [one.name, one]));
  const blockSchemas = new Map(schema.blocks.map((one) => [one.type, one]));
  const attributes = new Map<string, Attribute>();
  const firsts = new Map<string, JsonMember>();
  const blocks: Block[] = [];
  const unexpected: JsonProperty[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const member of jsonMembers(body.value, file, "the arguments and blocks", diagnostics)) {
    const attributeSchema = attributeSchemas.get(member.name);
    const blockSchema = blockSchemas.get(member.name);
    const first = firsts.get(member.name);
    if (attributeSchema && first) {
      tellRepeated(member, first, file, diagnostics);
    } else if (attributeSchema) {
      firsts.set(member.name, member);
      attributes.set(
        member.name,
        attribute(member, file, attributeSchema.literal ? "literal" : "template", diagnostics),
      );
    } else if (blockSchema) {
      jsonBlocks(member, file, blockSchema.labels, blocks, diagnostics);
    } else if (member.name !== remark) {
      const { name, nameSpan, value } = member;
      unexpected.push({ kind: "json-property", name, nameSpan, value, start: nameSpan.start, end: value.end });
    }
  }
  const missing = schema.attributes
    .filter(({ name, required }) => required && !attributes.has(name))
    .map(({ name }) => ({ name, span: body.endSpan }));
  const known = (name: string): boolean => attributeSchemas.has(name) || blockSchemas.has(name);
  return {
    attributes,
    blocks,
    unexpected,
    missing,
    diagnostics,
    remain: { ...body, value: withoutMembers(body.value, known) },
  };
}

function jsonJustAttributes(body: JsonBody, reading: JsonReading): JustAttributes {
  const { file, value } = body;
  const attributes = new Map<string, Attribute>();
  const diagnostics: Diagnostic[] = [];
  if (value.kind !== "json-object") {
    wrongJsonType(value, file, "an object with the arguments of this block", diagnostics);
    return { attributes, diagnostics };
  }
  const firsts = new Map<string, JsonMember>();
  for (const member of value.members) {
    if (member.name === remark) continue;
    const first = firsts.get(member.name);
    if (first) {
      tellRepeated(member, first, file, diagnostics);
      continue;
    }
    firsts.set(member.name, member);
    attributes.set(member.name, attribute(member, file, reading, diagnostics));
  }
  return { attributes, diagnostics };
}

function attribute(member: JsonMember, file: SourceFile, reading: JsonReading, diagnostics: Diagnostic[]): Attribute {
  const { name, nameSpan, colon, value } = member;
  const expr = jsonExpression(value, file, reading, diagnostics);
  return { kind: "attribute", name, nameSpan, equals: colon, expr, start: nameSpan.start, end: value.end };
}
