/** Terraform's own blocks by their schema: what isn't in it, and what is missing, is told. */

import { isIdentifier } from "../hcl/characters.ts";
import { type BodyContent, type BodySchema, content, type JsonProperty } from "../hcl/content.ts";
import type { Attribute, Block, Body, Label } from "../hcl/tree.ts";
import type { Span } from "../source.ts";
import { suggest } from "../suggest.ts";
import type { PlacedAttribute } from "./config.ts";
import { type Reading, tell } from "./problem.ts";

/** From the block's type to its last label; in JSON, where the type may stand far above, the last label. */
export function headerOf(block: Block): Span {
  const { typeSpan } = block;
  const last = block.labels.at(-1);
  if (!last) return { start: typeSpan.start, end: typeSpan.end };
  return { start: block.body.kind === "body" ? typeSpan.start : last.start, end: last.end };
}

/** `variable "x"`, for messages. */
export function titleOf(block: Block): string {
  return [block.type, ...block.labels.map(({ value }) => `"${value}"`)].join(" ");
}

export function readBlock(
  block: Block,
  schema: BodySchema,
  reading: Reading,
  title: string = titleOf(block),
): BodyContent {
  const found = readPartly(block, schema, reading, title);
  reportUnexpected(found, schema, reading, title);
  return found;
}

/** The same for a block whose other arguments are read by somebody else (`remain`). */
export function readPartly(
  block: Block,
  schema: BodySchema,
  reading: Reading,
  title: string = titleOf(block),
): BodyContent {
  const found = contentOf(block.body, schema, reading);
  if (reading.override) return found;
  const { file } = reading;
  for (const { name, span } of found.missing) {
    tell(reading, block.openBrace, `${title} has no \`${name}\``, {
      help: `add \`${name} = …\``,
      also: [{ file, span, text: "it would go here" }],
    });
  }
  return found;
}

function contentOf(body: Body, schema: BodySchema, reading: Reading): BodyContent {
  const found = content(body, schema);
  for (const diagnostic of found.diagnostics) reading.report(diagnostic);
  return found;
}

export function reportUnexpected(found: BodyContent, schema: BodySchema, reading: Reading, title: string): void {
  for (const item of found.unexpected) reportItem(item, schema, reading, title);
}

function reportItem(item: Attribute | Block | JsonProperty, schema: BodySchema, reading: Reading, title: string): void {
  const attributes = schema.attributes.map((attribute) => attribute.name);
  const blocks = schema.blocks.map(({ type }) => type);
  if (item.kind === "block") {
    const { type, typeSpan } = item;
    if (attributes.includes(type)) {
      tell(reading, typeSpan, `\`${type}\` is a block here, and ${title} takes it as an argument`, {
        help: `write \`${type} = …\``,
      });
      return;
    }
    const near = suggest(type, blocks);
    tell(reading, typeSpan, `${title} has no block \`${type}\``, {
      help: near ? `did you mean \`${near}\`?` : legal(attributes, blocks),
    });
    return;
  }
  const { name, nameSpan } = item;
  if (blocks.includes(name)) {
    tell(reading, nameSpan, `\`${name}\` is an argument here, and ${title} takes it as a block`, {
      help: `write \`${name} { … }\`, without "="`,
    });
    return;
  }
  const near = suggest(name, item.kind === "attribute" ? attributes : [...attributes, ...blocks]);
  tell(reading, nameSpan, `${title} has no argument \`${name}\``, {
    help: near ? `did you mean \`${near}\`?` : legal(attributes, blocks),
  });
}

function legal(attributes: readonly string[], blocks: readonly string[]): string {
  const parts: string[] = [];
  if (attributes.length > 0) parts.push(`the argument${attributes.length === 1 ? "" : "s"} ${attributes.join(", ")}`);
  if (blocks.length > 0) parts.push(`the block${blocks.length === 1 ? "" : "s"} ${blocks.join(", ")}`);
  return parts.length === 0 ? "remove it: nothing may stand here" : `use ${parts.join(" and ")}, or remove it`;
}

export function checkName(label: Label, what: string, reading: Reading): void {
  if (isIdentifier(label.value)) return;
  tell(reading, label, `"${label.value}" can't be the name of ${what}`, {
    notes: ["a name has letters, digits, underscores and dashes, and begins with a letter or an underscore"],
    help: "give it another name",
  });
}

export function placed(attribute: Attribute, reading: Reading): PlacedAttribute;
export function placed(attribute: Attribute | undefined, reading: Reading): PlacedAttribute | null;
export function placed(attribute: Attribute | undefined, { file }: Reading): PlacedAttribute | null {
  return attribute ? { ...attribute, file } : null;
}
