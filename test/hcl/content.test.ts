import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { primaryLabel } from "../../src/diagnostic.ts";
import {
  type BodyContent,
  type BodySchema,
  content,
  type JustAttributes,
  justAttributes,
} from "../../src/hcl/content.ts";
import { parseJson } from "../../src/hcl/json-parser.ts";
import { parse } from "../../src/hcl/parser.ts";
import type { Body } from "../../src/hcl/tree.ts";

interface RecordedAttribute {
  name: string;
  range: number[];
  nameRange: number[];
  expr: { range: number[]; literalDiagnostics?: Told[] };
}
interface RecordedBlock {
  type: string;
  labels: string[];
  typeRange?: number[];
  labelRanges: number[][];
  attributes?: RecordedAttribute[];
}
interface Told {
  summary: string;
  subject: number[];
}
interface Row {
  id: string;
  entry?: string;
  source?: string;
  diagnostics: Told[];
  attributes: RecordedAttribute[];
  attributesDiagnostics: Told[];
  blocks: RecordedBlock[];
  contentDiagnostics: Told[];
  terraform: { blocks: RecordedBlock[]; diagnostics: Told[] };
}

function cases(name: string): Row[] {
  return JSON.parse(readFileSync(new URL(`../data/syntax/${name}.json`, import.meta.url), "utf8")).cases;
}

/** The schema of the recording. */
const terraform: BodySchema = {
  attributes: [],
  blocks: [
    { type: "terraform", labels: [] },
    { type: "locals", labels: [] },
    { type: "provider", labels: ["name"] },
    { type: "variable", labels: ["name"] },
    { type: "output", labels: ["name"] },
    { type: "module", labels: ["name"] },
    { type: "resource", labels: ["type", "name"] },
    { type: "data", labels: ["type", "name"] },
  ],
};
const moduleSchema: BodySchema = { attributes: [{ name: "source", required: true }], blocks: [] };
const variableSchema: BodySchema = {
  attributes: [
    { name: "type", literal: true },
    { name: "default", literal: true },
    { name: "description", literal: true },
  ],
  blocks: [{ type: "validation", labels: [] }],
};

function refused({ diagnostics }: BodyContent | JustAttributes): number[] {
  return diagnostics
    .filter(({ rule }) => rule === "terraform-block")
    .map((diagnostic) => primaryLabel(diagnostic).span.start);
}

/** HashiCorp tells a repeated property of a value when it evaluates that. */
function repeated(attributes: readonly RecordedAttribute[]): number[] {
  return attributes.flatMap(({ expr }) => (expr.literalDiagnostics ?? []).map(({ subject }) => subject[2] ?? -1));
}

/** What is told of a file read with that schema: offsets, in order. */
function problems(root: BodyContent): number[] {
  const unexpected = (read: BodyContent): number[] =>
    read.unexpected.map((item) => (item.kind === "block" ? item.typeSpan.start : item.nameSpan.start));
  const inner = root.blocks.flatMap((block) => {
    if (block.type === "locals") return refused(justAttributes(block.body));
    if (block.type === "module") {
      const read = content(block.body, moduleSchema);
      return [...refused(read), ...read.missing.map((missing) => missing.span.start)];
    }
    if (block.type === "variable") {
      const read = content(block.body, variableSchema);
      return [...refused(read), ...unexpected(read)];
    }
    return [];
  });
  return [...refused(root), ...unexpected(root), ...inner];
}

/** HashiCorp tells a missing label besides the value that isn't an object of labels. */
function withoutConsequences(told: readonly Told[]): number[] {
  const hasWrongType = told.some(({ summary }) => summary === "Incorrect JSON value type");
  return told
    .filter(({ summary }) => !(hasWrongType && summary === "Missing block label"))
    .map(({ subject }) => subject[2] ?? -1);
}

function span({ start, end }: { start: number; end: number }): number[] {
  return [start, end];
}

function shape({ attributes }: JustAttributes): unknown {
  return [...attributes.values()].map((attribute) => [
    attribute.name,
    span(attribute),
    span(attribute.nameSpan),
    span(attribute.expr),
  ]);
}

function recordedShape(attributes: readonly RecordedAttribute[]): unknown {
  return attributes.map(({ name, range, nameRange, expr }) => [
    name,
    range.slice(2, 4),
    nameRange.slice(2, 4),
    expr.range.slice(2, 4),
  ]);
}

function json(text: string): Body {
  return parseJson({ name: "main.tf.json", text }).body;
}

function native(text: string): Body {
  return parse({ name: "main.tf", text }).body;
}

describe("HashiCorp's content of JSON bodies", () => {
  const rows = cases("json").filter((row) => row.diagnostics.length === 0 && row.source !== undefined);

  it.each(rows.map((row) => [row.id, row] as const))("is that of %s", (_, row) => {
    const body = json(row.source ?? "");
    const attributes = justAttributes(body);
    expect(shape(attributes)).toEqual(recordedShape(row.attributes));
    expect(refused(attributes)).toEqual([
      ...repeated(row.attributes),
      ...withoutConsequences(row.attributesDiagnostics),
    ]);
    const read = content(body, terraform);
    expect(
      read.blocks.map((block) => [
        block.type,
        block.labels.map(({ value }) => value),
        span(block.typeSpan),
        block.labels.map(span),
        shape(justAttributes(block.body)),
      ]),
    ).toEqual(
      row.terraform.blocks.map((block) => [
        block.type,
        block.labels,
        block.typeRange?.slice(2, 4),
        block.labelRanges.map((range) => range.slice(2, 4)),
        recordedShape(block.attributes ?? []),
      ]),
    );
    const locals = row.terraform.blocks.filter(({ type }) => type === "locals");
    expect(problems(read)).toEqual([
      ...repeated(locals.flatMap((block) => block.attributes ?? [])),
      ...withoutConsequences(row.terraform.diagnostics),
    ]);
  });
});

describe("HashiCorp's content of native bodies", () => {
  const rows = cases("other-entry").filter((row) => row.entry === "content");

  it.each(rows.map((row) => [row.id, row] as const))("is that of %s", (_, row) => {
    const read = content(native(row.source ?? ""), terraform);
    expect(read.blocks.map(({ type, labels }) => [type, labels.map(({ value }) => value), labels.map(span)])).toEqual(
      row.blocks.map(({ type, labels, labelRanges }) => [type, labels, labelRanges.map((range) => range.slice(2, 4))]),
    );
    expect(problems(read)).toEqual(row.contentDiagnostics.map(({ subject }) => subject[2]));
  });

  it("says how many labels a block takes", () => {
    const headlines = (text: string) => content(native(text), terraform).diagnostics.map(({ headline }) => headline);
    expect(headlines("resource {\n}\n")).toEqual(['block "resource" takes 2 labels (type, name), and none is given']);
    expect(headlines('variable "a" "b" {\n}\n')).toEqual(['block "variable" takes one label (name), and 2 are given']);
    expect(headlines('locals "a" {\n}\n')).toEqual(['block "locals" takes no labels, and 1 is given']);
  });
});

describe("content", () => {
  const schema: BodySchema = {
    attributes: [
      { name: "slug", required: true },
      { name: "depends_on", literal: true },
    ],
    blocks: [
      { type: "healthcheck", labels: [] },
      { type: "dynamic", labels: ["type"] },
    ],
  };

  it("takes dynamic blocks like any others", () => {
    const body = json('{"dynamic": {"healthcheck": {"for_each": "${[1]}", "content": {"url": "x"}}}, "slug": "a"}');
    const { blocks, unexpected } = content(body, schema);
    expect(blocks).toMatchObject([{ type: "dynamic", labels: [{ value: "healthcheck" }] }]);
    expect(unexpected).toEqual([]);
  });

  it("ignores remarks where names stand", () => {
    const body = json('{"//": 1, "healthcheck": {"//": {"a": 1}, "url": "x"}, "slug": "a", "//": 2}');
    const { blocks, unexpected, diagnostics } = content(body, schema);
    expect(unexpected).toEqual([]);
    expect(diagnostics).toEqual([]);
    expect([...justAttributes(blocks[0]?.body ?? body).attributes.keys()]).toEqual(["url"]);
  });

  it.each([
    ["native", native("slug = 1\nother = 2\nmore {\n}\n")],
    ["JSON", json('[{"slug": 1, "other": 2}, {"more": {}}]')],
  ])("leaves the rest of a %s body to another schema", (_, body) => {
    const { attributes, unexpected, remain } = content(body, schema);
    expect([...attributes.keys()]).toEqual(["slug"]);
    expect(unexpected).toHaveLength(2);
    const rest = content(remain, { attributes: [{ name: "other" }], blocks: [{ type: "more", labels: [] }] });
    expect([[...rest.attributes.keys()], rest.blocks.map(({ type }) => type), rest.unexpected]).toEqual([
      ["other"],
      ["more"],
      [],
    ]);
  });

  it("says where a missing argument would go", () => {
    const text = '{"resource": {"coder_app": {"a": {"x": 1}}}}';
    const [block] = content(json(text), terraform).blocks;
    expect(block && content(block.body, schema).missing).toEqual([{ name: "slug", span: { start: 40, end: 41 } }]);
    expect(content(native("x = 1\n"), schema).missing).toEqual([{ name: "slug", span: { start: 6, end: 6 } }]);
  });

  it("reads strings as templates unless the schema says that they are literal", () => {
    const { diagnostics } = content(json('{"depends_on": ["${"], "slug": "a ${"}'), schema);
    expect(diagnostics.map((diagnostic) => [diagnostic.rule, primaryLabel(diagnostic).span.start])).toEqual([
      ["template-invalid", 36],
    ]);
  });

  it.each([
    ["null is no block", '{"slug": 1, "healthcheck": null}', []],
    ["a string is no block", '{"slug": 1, "healthcheck": "x"}', [27]],
    ["a value that can't be read is told once", '{"slug": 1, "healthcheck": nope}', []],
    ["a number among labels", '{"slug": 1, "dynamic": [5, {"a": {}}]}', [24]],
  ])("%s", (_, text, places) => {
    const told = content(json(text), schema).diagnostics;
    expect(told.map((diagnostic) => primaryLabel(diagnostic).span.start)).toEqual(places);
  });
});
