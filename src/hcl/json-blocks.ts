/** Blocks of the JSON syntax, as HashiCorp's `json` package finds them (hcl v2.24). */

import type { Diagnostic } from "../diagnostic.ts";
import type { SourceFile, Span } from "../source.ts";
import { jsonEndSpan } from "./json-parser.ts";
import type { Block, Json, JsonBody, JsonMember, JsonObject, Label } from "./tree.ts";

/** The blocks that a property named like their type holds: objects of labels, as many as `names` has, down to contents. */
export function jsonBlocks(
  member: JsonMember,
  file: SourceFile,
  names: readonly string[],
  blocks: Block[],
  diagnostics: Diagnostic[],
): void {
  unpack(member.value, { file, member, names, blocks, diagnostics }, []);
}

interface Unpacking {
  readonly file: SourceFile;
  readonly member: JsonMember;
  /** What the labels are called. */
  readonly names: readonly string[];
  readonly blocks: Block[];
  readonly diagnostics: Diagnostic[];
}

/** Takes one object of names off for each label; what is left is one block, or an array of blocks. */
function unpack(value: Json, into: Unpacking, labels: readonly Label[]): void {
  const { file, member, names, diagnostics } = into;
  const label = names[labels.length];
  if (label === undefined) {
    if (value.kind === "json-array") for (const item of value.items) into.blocks.push(block(item, into, labels));
    else if (value.kind === "json-object") into.blocks.push(block(value, into, labels));
    else if (!isNull(value))
      wrongJsonType(value, file, `an object or an array of objects, the "${member.name}" blocks`, diagnostics);
    return;
  }
  const before = diagnostics.length;
  const named = jsonMembers(value, file, `the ${label} of the "${member.name}" blocks`, diagnostics);
  if (named.length === 0 && diagnostics.length === before && value.kind !== "json-error") {
    diagnostics.push({
      rule: "terraform-block",
      severity: "error",
      headline: `"${member.name}" lacks ${labels.length === 0 ? "its" : "a"} ${label}`,
      labels: [
        { file, span: startOf(value), text: `a property named after the ${label} belongs in here`, primary: true },
      ],
      notes: [],
      help: `nest an object for each label: ${shape(member.name, names)}`,
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
export function jsonMembers(
  value: Json,
  file: SourceFile,
  what: string,
  diagnostics: Diagnostic[],
): readonly JsonMember[] {
  if (value.kind === "json-object") return value.members;
  if (value.kind !== "json-array") {
    if (!isNull(value)) wrongJsonType(value, file, `an object, or an array of objects, with ${what}`, diagnostics);
    return [];
  }
  return value.items.flatMap((item) => {
    if (item.kind === "json-object") return item.members;
    wrongJsonType(item, file, `an object with ${what}`, diagnostics);
    return [];
  });
}

export function withoutMembers(value: Json, known: (name: string) => boolean): Json {
  switch (value.kind) {
    case "json-object":
      return { ...value, members: value.members.filter(({ name }) => !known(name)) };
    case "json-array":
      return {
        ...value,
        items: value.items
          .filter((item): item is JsonObject => item.kind === "json-object")
          .map((item) => withoutMembers(item, known)),
      };
    default:
      return value;
  }
}

export function wrongJsonType(value: Json, file: SourceFile, expected: string, diagnostics: Diagnostic[]): void {
  if (value.kind === "json-error") return;
  diagnostics.push({
    rule: "terraform-block",
    severity: "error",
    headline: `${written(value, file)} where JSON needs ${expected}`,
    labels: [{ file, span: startOf(value), text: "an object belongs here", primary: true }],
    notes: [],
    help: "write an object: { … }",
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
function shape(type: string, names: readonly string[]): string {
  const opened = [type, ...names.map((label) => label.toUpperCase())].map((property) => `"${property}": `);
  return `${opened.join("{ ")}{ … }${" }".repeat(names.length)}`;
}
