/** Content of a JSON body by a schema, as HashiCorp's `json` package reads it (hcl v2.24). */

import type { Diagnostic } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import type { BlockSchema, BodyContent, BodySchema, JsonProperty, JustAttributes } from "./content.ts";
import { type JsonReading, jsonExpression, tellRepeated } from "./json-expression.ts";
import { jsonEndSpan } from "./json-parser.ts";
import type { Attribute, Block, Json, JsonBody, JsonMember, JsonObject, Label } from "./tree.ts";

/** A property that is a remark, wherever names of arguments, blocks or resources could stand. */
const remark = "//";

export function jsonContent(body: JsonBody, schema: BodySchema): BodyContent {
  const { file } = body;
  const attributeSchemas = new Map(schema.attributes.map((attribute) => [attribute.name, attribute]));
  const blockSchemas = new Map(schema.blocks.map((block) => [block.type, block]));
  const attributes = new Map<string, Attribute>();
  const firsts = new Map<string, JsonMember>();
  const blocks: Block[] = [];
  const unexpected: JsonProperty[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const member of members(body.value, file, "the arguments and blocks", diagnostics)) {
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
      unpack(member.value, { file, member, schema: blockSchema, blocks, diagnostics }, []);
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
    remain: { ...body, value: without(body.value, known) },
  };
}

export function jsonJustAttributes(body: JsonBody, reading: JsonReading): JustAttributes {
  const { file, value } = body;
  const attributes = new Map<string, Attribute>();
  const diagnostics: Diagnostic[] = [];
  if (value.kind !== "json-object") {
    wrongType(value, file, "an object with the arguments of this block", diagnostics);
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

interface Unpacking {
  readonly file: SourceFile;
  /** The property that the blocks are the value of. */
  readonly member: JsonMember;
  readonly schema: BlockSchema;
  readonly blocks: Block[];
  readonly diagnostics: Diagnostic[];
}

/** Takes one object of names off for each label; what is left is one block, or an array of blocks. */
function unpack(value: Json, into: Unpacking, labels: readonly Label[]): void {
  const { file, schema, diagnostics } = into;
  const label = schema.labels[labels.length];
  if (label === undefined) {
    if (value.kind === "json-array") for (const item of value.items) into.blocks.push(block(item, into, labels));
    else if (value.kind === "json-object") into.blocks.push(block(value, into, labels));
    else if (!isNull(value))
      wrongType(value, file, `an object or an array of objects, the "${schema.type}" blocks`, diagnostics);
    return;
  }
  const before = diagnostics.length;
  const named = members(value, file, `the ${label} of the "${schema.type}" blocks`, diagnostics);
  if (named.length === 0 && diagnostics.length === before && value.kind !== "json-error") {
    diagnostics.push({
      rule: "terraform-block",
      severity: "error",
      headline: `"${schema.type}" lacks ${labels.length === 0 ? "its" : "a"} ${label}`,
      labels: [
        { file, span: startOf(value), text: `a property named after the ${label} belongs in here`, primary: true },
      ],
      notes: [],
      help: `Nest an object for each label: ${shape(schema)}.`,
    });
  }
  for (const { name, nameSpan, value: inner } of named) {
    unpack(inner, into, [...labels, { value: name, start: nameSpan.start, end: nameSpan.end }]);
  }
}

/** A value that isn't an object is told when the block's content is asked for. */
function block(value: Json, { file, member }: Unpacking, labels: readonly Label[]): Block {
  const { start, end } = value;
  const body: JsonBody = { kind: "json-body", file, value, endSpan: jsonEndSpan(value), start, end };
  const isObject = value.kind === "json-object";
  return {
    kind: "block",
    type: member.name,
    typeSpan: member.nameSpan,
    labels,
    openBrace: startOf(value),
    closeBrace: isObject ? body.endSpan : { start: end, end },
    body,
    start,
    end,
  };
}

/** The properties of an object, or of all objects of an array. `what` they are is for diagnostics. */
function members(value: Json, file: SourceFile, what: string, diagnostics: Diagnostic[]): readonly JsonMember[] {
  if (value.kind === "json-object") return value.members;
  if (value.kind !== "json-array") {
    if (!isNull(value)) wrongType(value, file, `an object, or an array of objects, with ${what}`, diagnostics);
    return [];
  }
  return value.items.flatMap((item) => {
    if (item.kind === "json-object") return item.members;
    wrongType(item, file, `an object with ${what}`, diagnostics);
    return [];
  });
}

function without(value: Json, known: (name: string) => boolean): Json {
  switch (value.kind) {
    case "json-object":
      return { ...value, members: value.members.filter(({ name }) => !known(name)) };
    case "json-array":
      return {
        ...value,
        items: value.items
          .filter((item): item is JsonObject => item.kind === "json-object")
          .map((item) => without(item, known)),
      };
    default:
      return value;
  }
}

function wrongType(value: Json, file: SourceFile, expected: string, diagnostics: Diagnostic[]): void {
  if (value.kind === "json-error") return;
  diagnostics.push({
    rule: "terraform-block",
    severity: "error",
    headline: `${written(value, file)} where JSON needs ${expected}`,
    labels: [{ file, span: startOf(value), text: "an object belongs here", primary: true }],
    notes: [],
    help: "Write an object: { … }.",
  });
}

function written(value: Json, file: SourceFile): string {
  if (value.kind === "json-object") return "an object";
  if (value.kind === "json-array") return "an array";
  const text = file.text.slice(value.start, Math.min(value.end, value.start + 40));
  return value.end > value.start + 40 ? `${text}…` : text;
}

function startOf(value: Json): Span {
  const isOpen = value.kind === "json-object" || value.kind === "json-array";
  return { start: value.start, end: isOpen ? value.start + 1 : value.end };
}

function isNull(value: Json): boolean {
  return value.kind === "json-keyword" && value.value === null;
}

/** `"resource": { "TYPE": { "NAME": { … } } }` */
function shape(schema: BlockSchema): string {
  const opened = [schema.type, ...schema.labels.map((label) => label.toUpperCase())].map((name) => `"${name}": `);
  return `${opened.join("{ ")}{ … }${" }".repeat(schema.labels.length)}`;
}
