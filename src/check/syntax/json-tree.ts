/** Files of the JSON syntax in the shape of the recorded answers of HashiCorp's parser. */

import type { Diagnostic } from "../../diagnostic.ts";
import { type BlockSchema, type BodyContent, type BodySchema, content, justAttributes } from "../../hcl/content.ts";
import { type JsonReading, jsonExpression } from "../../hcl/json-expression.ts";
import { JsonScanner, type JsonTokenKind } from "../../hcl/json-scanner.ts";
import type { Block, Body, Json, JsonMember } from "../../hcl/tree.ts";
import type { Value } from "../../hcl/value.ts";
import { errorValue } from "../../hcl/values.ts";
import type { SourceFile, Span } from "../../source.ts";
import { type Constants, valueDocument } from "./constant.ts";
import { type Places, placesOf } from "./places.ts";
import { type Document, variableTexts } from "./tree.ts";

export interface JsonToken extends Span {
  readonly type: string;
}

/** HCL's names, which it keeps to itself. */
const tokenNames: Readonly<Record<JsonTokenKind, string>> = {
  "{": "BraceO",
  "}": "BraceC",
  "[": "BrackO",
  "]": "BrackC",
  ",": "Comma",
  ":": "Colon",
  "=": "Equals",
  string: "String",
  number: "Number",
  keyword: "Keyword",
  invalid: "Invalid",
  end: "EOF",
};

export function jsonTokens(file: SourceFile): readonly JsonToken[] {
  const scanner = new JsonScanner(file.text);
  const tokens: JsonToken[] = [];
  for (;;) {
    const { kind, start, end } = scanner.read();
    tokens.push({ type: tokenNames[kind], start, end });
    if (kind === "end") return tokens;
  }
}

export function jsonPlaces(file: SourceFile, tokens: readonly JsonToken[]): Places {
  const starts = Uint32Array.from(tokens, ({ start }) => start);
  const ends = Uint32Array.from(tokens, ({ end }) => end);
  return placesOf(file, { count: tokens.length, starts, ends, tab: 2 });
}

/** Writes attributes; `tell` writes diagnostics. */
export interface JsonWriter {
  readonly file: SourceFile;
  readonly places: Places;
  readonly constants: Constants;
  readonly tell: (diagnostics: readonly Diagnostic[]) => Document;
}

/** `attributes` and `attributesDiagnostics`: every property as an attribute. */
export function attributesDocument(body: Body, writer: JsonWriter): { readonly [name: string]: Document } {
  const names = justAttributes(withoutValues(body));
  const members = body.kind === "json-body" && body.value.kind === "json-object" ? body.value.members : [];
  const documents: Document[] = [];
  for (const member of members) {
    if (names.attributes.get(member.name)?.nameSpan.start !== member.nameSpan.start) continue;
    documents.push({
      name: member.name,
      range: writer.places.range({ start: member.nameSpan.start, end: member.value.end }),
      nameRange: writer.places.range(member.nameSpan),
      expr: expressionDocument(member.value, writer),
    });
  }
  return { attributes: documents, attributesDiagnostics: writer.tell(names.diagnostics) };
}

/** What is wrong inside of values is told with them. */
function withoutValues(body: Body): Body {
  if (body.kind !== "json-body" || body.value.kind !== "json-object") return body;
  const members = body.value.members.map((member): JsonMember => {
    const { start, end } = member.value;
    return { ...member, value: { kind: "json-keyword", value: null, start, end } };
  });
  return { ...body, value: { ...body.value, members } };
}

/** `literal` has strings as they are, `template` has them read as templates. */
function expressionDocument(json: Json, writer: JsonWriter): Document {
  const { range } = writer.places;
  const literal = read(json, "literal", writer);
  const template = read(json, "template", writer);
  return {
    range: range(json),
    startRange: range(startOf(json)),
    literal: valueDocument(literal.value),
    ...(literal.diagnostics.length > 0 ? { literalDiagnostics: writer.tell(literal.diagnostics) } : {}),
    variables: template.variables,
    ...(template.variables.length > 0 ? {} : templateDocument(template, writer)),
    ...partsDocument(json, writer),
  };
}

interface Read {
  readonly value: Value;
  readonly variables: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

function read(json: Json, reading: JsonReading, writer: JsonWriter): Read {
  const diagnostics: Diagnostic[] = [];
  const expr = jsonExpression(json, writer.file, reading, diagnostics);
  const names = variableTexts(expr);
  // What can't be read has no value either; only its first reason is told.
  const broken = diagnostics.some(({ rule }) => rule === "template-invalid");
  const { value, diagnostics: told } = broken || names.length > 0 ? nothing : writer.constants.evaluate(expr);
  return { value, variables: names, diagnostics: [...diagnostics, ...told] };
}

const nothing = { value: errorValue(), diagnostics: [] };

function templateDocument({ value, diagnostics }: Read, writer: JsonWriter): { readonly [name: string]: Document } {
  return diagnostics.length > 0
    ? { templateDiagnostics: writer.tell(diagnostics) }
    : { template: valueDocument(value) };
}

function partsDocument(json: Json, writer: JsonWriter): { readonly [name: string]: Document } {
  if (json.kind === "json-array") return { elements: json.items.map((item) => expressionDocument(item, writer)) };
  if (json.kind !== "json-object") return {};
  const properties = json.members.map(({ name, nameSpan, value }): Document => {
    const key: Json = { kind: "json-string", value: name, start: nameSpan.start, end: nameSpan.end };
    return [expressionDocument(key, writer), expressionDocument(value, writer)];
  });
  return { properties };
}

/** The bracket of a collection; anything else as a whole. */
function startOf({ kind, start, end }: Json): Span {
  return kind === "json-array" || kind === "json-object" ? { start, end: start + 1 } : { start, end };
}

const labelled = (type: string, ...labels: string[]): BlockSchema => ({ type, labels });

/** What of Terraform's language the recorded answers read a file by. */
const terraform: BodySchema = {
  attributes: [],
  blocks: [
    labelled("terraform"),
    labelled("locals"),
    labelled("provider", "name"),
    labelled("variable", "name"),
    labelled("output", "name"),
    labelled("module", "name"),
    labelled("resource", "type", "name"),
    labelled("data", "type", "name"),
  ],
};
const moduleCall: BodySchema = { attributes: [{ name: "source", required: true }], blocks: [] };
const variable: BodySchema = {
  attributes: [{ name: "type" }, { name: "default" }, { name: "description" }],
  blocks: [labelled("validation")],
};

export function terraformDocument(body: Body, writer: JsonWriter): Document {
  const { range } = writer.places;
  const found = content(body, terraform);
  const diagnostics = [...found.diagnostics, ...unexpected(found, writer.file)];
  const documents = found.blocks.map((block): Document => {
    diagnostics.push(...contentDiagnostics(block, writer.file));
    return {
      type: block.type,
      labels: block.labels.map(({ value }) => value),
      typeRange: range(block.typeSpan),
      labelRanges: block.labels.map(range),
      defRange: range(definition(block, body)),
      ...attributesDocument(block.body, writer),
    };
  });
  return { blocks: documents, diagnostics: writer.tell(diagnostics) };
}

/** HashiCorp's place of a block in an array is the array's bracket. */
function definition(block: Block, root: Body): Span {
  if (block.body.kind !== "json-body" || root.kind !== "json-body") return block.openBrace;
  const array = arrayOf(block.body.value, root.value);
  return array ? { start: array.start, end: array.start + 1 } : block.openBrace;
}

/** The array that directly holds a value, found by place. */
function arrayOf(wanted: Json, from: Json): Json | null {
  let array: Json | null = null;
  for (let at: Json | undefined = from; at && at !== wanted; ) {
    array = at.kind === "json-array" ? at : null;
    const inner: readonly Json[] =
      at.kind === "json-array" ? at.items : at.kind === "json-object" ? at.members.map(({ value }) => value) : [];
    at = inner.find(({ start, end }) => start <= wanted.start && wanted.end <= end);
  }
  return array;
}

function contentDiagnostics({ type, body }: Block, file: SourceFile): readonly Diagnostic[] {
  switch (type) {
    case "locals":
      return justAttributes(withoutValues(body)).diagnostics;
    case "module": {
      const { diagnostics, missing } = content(body, moduleCall);
      const absent = missing.map(({ name, span }) => problem(file, span, `\`${name}\` is missing`));
      return [...withoutTemplates(diagnostics), ...absent];
    }
    case "variable": {
      const found = content(body, variable);
      return [...withoutTemplates(found.diagnostics), ...unexpected(found, file)];
    }
    default:
      return [];
  }
}

function withoutTemplates(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ rule }) => rule !== "template-invalid");
}

function unexpected(found: BodyContent, file: SourceFile): readonly Diagnostic[] {
  return found.unexpected.flatMap((item) =>
    item.kind === "json-property"
      ? [problem(file, item.nameSpan, `"${item.name}" names no argument and no block here`)]
      : [],
  );
}

function problem(file: SourceFile, span: Span, headline: string): Diagnostic {
  const { start, end } = span;
  return {
    rule: "terraform-block",
    severity: "error",
    headline,
    labels: [{ file, span: { start, end }, text: "", primary: true }],
    notes: [],
  };
}
