/** What an editor shows of what is under the pointer. */

import type { Hover } from "vscode-languageserver";
import type { Expression, ScopeTraversal } from "../hcl/tree.ts";
import { typeSchema } from "../schema/provider.ts";
import type { BlockSchema, SchemaKind, TypeSchema } from "../schema/provider-types.ts";
import { positionAt, type Span } from "../source.ts";
import { resourceAddress } from "../terraform/address.ts";
import { namesOf } from "../terraform/named.ts";
import { trailOf } from "../terraform/value-trail.ts";
import { appTexts } from "./app-text.ts";
import { attributeDocs, blockDocs, bodySchema, schemaPath } from "./attribute-docs.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { code, block as fenced } from "./markdown.ts";
import { rangeOf } from "./positions.ts";
import { isJson, type ModuleFile, syntaxOf } from "./template-view.ts";
import { type ChoiceText, valueAt } from "./value-at.ts";

/** Other choices that are told one by one. */
const mostOthers = 4;
const longestSource = 120;

export function hover(place: ModuleFile, offset: number): Hover | null {
  if (isJson(place.file)) return null;
  const cursor = cursorAt(syntaxOf(place.file).body, offset);
  const { attribute } = cursor;
  if (!attribute) return headerHover(place, cursor);
  const parts = [appPart(place, cursor), ...(cursor.onName ? [docsPart(place, cursor)] : [])];
  const shown = cursor.onName
    ? { expr: attribute.expr, span: attribute.nameSpan }
    : expressionAt(place, cursor, offset);
  if (shown) parts.push(valuePart(place, cursor, shown.expr));
  return hoverOf(parts, place, shown?.span ?? attribute);
}

function hoverOf(parts: readonly (string | null)[], place: ModuleFile, span: Span): Hover | null {
  const text = parts.filter((part) => part !== null).join("\n\n---\n\n");
  return text === "" ? null : { contents: { kind: "markdown", value: text }, range: rangeOf(place.file, span) };
}

/** Types of blocks, and what a resource is called. */
function headerHover(place: ModuleFile, cursor: Cursor): Hover | null {
  const last = cursor.blocks.at(-1);
  if (!cursor.onHeader || !last) return null;
  const schema = schemaAt(place, cursor);
  const path = pathOf(cursor.blocks.slice(1));
  const header = { start: last.typeSpan.start, end: last.labels.at(-1)?.end ?? last.typeSpan.end };
  if (!schema) return null;
  if (path.length === 0) return hoverOf([schema.type.description || null, appPart(place, cursor)], place, header);
  const nested = bodySchema(schema.type, path.slice(0, -1))?.blocks.get(path.at(-1) ?? "");
  return nested ? hoverOf([blockDocs({ ...schema, type: schema.type.type, path }, nested)], place, header) : null;
}

interface SchemaAt {
  readonly kind: SchemaKind;
  readonly type: TypeSchema;
  readonly body: BlockSchema | null;
}

/** Of the resource that the cursor stands in. */
export function schemaAt({ view }: ModuleFile, { blocks }: Pick<Cursor, "blocks">): SchemaAt | null {
  const [outer, ...inner] = blocks;
  const kind = outer?.type === "resource" || outer?.type === "data" ? outer.type : "provider";
  const name = kind === "provider" && outer?.type !== "provider" ? undefined : outer?.labels[0]?.value;
  const type = name === undefined ? null : typeSchema(kind, name, view.template.providerVersion);
  return type
    ? {
        kind,
        type,
        body: bodySchema(type, pathOf(inner)),
      }
    : null;
}

function pathOf(blocks: Cursor["blocks"]): readonly string[] {
  return schemaPath(blocks.map(({ type, labels }) => ({ type, firstLabel: labels[0]?.value })));
}

function docsPart(place: ModuleFile, cursor: Cursor): string | null {
  const schema = schemaAt(place, cursor);
  const name = cursor.attribute?.name ?? "";
  const attribute = schema?.body?.attributes.get(name);
  if (!schema || !attribute) return null;
  const path = [...pathOf(cursor.blocks.slice(1)), name];
  return attributeDocs({ kind: schema.kind, type: schema.type.type, path }, attribute);
}

/** Over the slug or the share of an app, and over its header. */
function appPart(place: ModuleFile, { blocks, attribute }: Cursor): string | null {
  const [block, ...inner] = blocks;
  const [type, name] = block?.labels ?? [];
  if (block?.type !== "resource" || type?.value !== "coder_app" || !name || inner.length > 0) return null;
  if (attribute && !["slug", "share", "subdomain"].includes(attribute.name)) return null;
  const address = resourceAddress({ mode: "managed", type: type.value, name: name.value });
  const config = place.node.config.resources.get(address);
  return config ? choicesText(appTexts(place, config), (text) => text) : null;
}

interface Shown {
  readonly expr: Expression;
  readonly span: Span;
}

/** The smallest expression there that has a value of its own; of a traversal the steps up to the cursor. */
function expressionAt(place: ModuleFile, cursor: Cursor, offset: number): Shown | null {
  const smallest = cursor.expressions.at(-1);
  if (smallest?.kind === "scope-traversal") {
    const expr = shortened(smallest, offset);
    return { expr, span: expr };
  }
  const expr = [...cursor.expressions]
    .reverse()
    .find((candidate) => !["literal", "object-cons-key", "error", "anon-symbol"].includes(candidate.kind));
  return expr && valueAt(place, cursor, expr) ? { expr, span: expr } : null;
}

function shortened(traversal: ScopeTraversal, offset: number): ScopeTraversal {
  const [root, ...steps] = traversal.steps;
  const least = namesOf(traversal)[0]?.span.end ?? traversal.end;
  const kept = steps.filter((step) => step.start <= offset || step.end <= least);
  return { ...traversal, steps: [root, ...kept], end: kept.at(-1)?.end ?? root.end };
}

function valuePart(place: ModuleFile, cursor: Cursor, expr: Expression): string | null {
  const value = valueAt(place, cursor, expr);
  if (!value) return null;
  const parts = [choicesText(value.texts, fenced) ?? ""];
  if (value.instances > 1) parts.push(`(of the first of ${value.instances} instances)`);
  const trail = trailOf({ expr, node: place.node }).map((line) => {
    const at = `${place.view.inputs.shown(line.file.name)}:${positionAt(line.file, line.start).line}`;
    if (line.expr === null) return `- ${code(line.name)} (${code(at)})`;
    const source = line.sensitive ? "(sensitive)" : line.file.text.slice(line.expr.start, line.expr.end);
    const text = source.length > longestSource ? `${source.slice(0, longestSource)}…` : source;
    return `- ${code(line.name)} = ${code(text)} (${code(at)})`;
  });
  if (trail.length > 0) parts.push(`from\n${trail.join("\n")}`);
  return parts.join("\n\n");
}

function choicesText(texts: readonly ChoiceText[], show: (text: string) => string): string | null {
  const [first, ...others] = texts;
  if (!first) return null;
  const lines = [show(first.text)];
  for (const { text, when } of others.slice(0, mostOthers)) {
    const choice = when.map(
      ([name, answer]) => `${code(name)} is ${answer === null ? "anything else" : code(JSON.stringify(answer))}`,
    );
    lines.push(`when ${choice.join(" and ") || "it is otherwise"}:\n\n${show(text)}`);
  }
  if (others.length > mostOthers) lines.push(`and ${others.length - mostOthers} more, by choice`);
  return lines.join("\n\n");
}
