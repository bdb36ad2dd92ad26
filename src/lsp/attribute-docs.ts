/** What the provider's schema says of an argument or block, for people. */

import { history } from "../schema/provider.ts";
import type {
  AttributeSchema,
  AttributeType,
  BlockSchema,
  Check,
  NestedBlockSchema,
  SchemaKind,
} from "../schema/provider-types.ts";

export interface SchemaPlace {
  readonly kind: SchemaKind;
  readonly type: string;
  /** Blocks on the way, then the name. */
  readonly path: readonly string[];
}

/** Markdown. */
export function attributeDocs(place: SchemaPlace, schema: AttributeSchema): string {
  const given = schema.required ? "required" : schema.optional ? "optional" : "read-only";
  const lines = [`\`${place.path.at(-1) ?? place.type}\`: ${typeText(schema.type)}, ${given}`];
  if (schema.default !== null) lines[0] += `, default \`${JSON.stringify(schema.default)}\``;
  if (schema.description) lines.push(schema.description);
  const legal = legalValues(schema);
  if (legal.length > 0) lines.push(`Legal values: ${legal.map((value) => `\`${value}\``).join(", ")}`);
  lines.push(...schema.checks.flatMap(checkText));
  if (schema.sensitive) lines.push("Sensitive.");
  if (schema.conflicts.length > 0) lines.push(`Not beside ${names(schema.conflicts)}.`);
  if (schema.requiredWith.length > 0) lines.push(`Only beside ${names(schema.requiredWith)}.`);
  if (schema.exactlyOneOf.length > 0) lines.push(`Exactly one of it and ${names(schema.exactlyOneOf)}.`);
  if (schema.deprecated) lines.push(`Deprecated: ${schema.deprecated}`);
  return [...lines, ...sinceText(place)].join("\n\n");
}

export function blockDocs(place: SchemaPlace, schema: NestedBlockSchema): string {
  const count = schema.max === 1 ? "at most one" : schema.max > 0 ? `at most ${schema.max}` : "any number";
  const lines = [`\`${place.path.at(-1) ?? ""}\`: block, ${schema.min > 0 ? `at least ${schema.min}, ` : ""}${count}`];
  if (schema.description) lines.push(schema.description);
  if (schema.deprecated) lines.push(`Deprecated: ${schema.deprecated}`);
  return [...lines, ...sinceText(place)].join("\n\n");
}

export function sinceText({ kind, type, path }: SchemaPlace): readonly string[] {
  const life = history(kind, type, path);
  return life?.since ? [`Since coder provider ${life.since}.`] : [];
}

/** As they are written in Terraform's language. */
export function legalValues(schema: AttributeSchema): readonly string[] {
  if (schema.type.kind === "bool") return ["true", "false"];
  const words = schema.checks.find((check) => check.kind === "enum");
  return words?.kind === "enum" ? words.values.map((value) => JSON.stringify(value)) : [];
}

function checkText(check: Check): readonly string[] {
  switch (check.kind) {
    case "enum":
      return [];
    case "pattern":
      return [check.text];
    case "maxBytes":
      return [`At most ${check.value} bytes.`];
    case "range": {
      const { min, max, or } = check;
      const range =
        min !== null && max !== null ? `${min} to ${max}` : min !== null ? `at least ${min}` : `at most ${max}`;
      return [`Range: ${range}${or.length > 0 ? `, or ${or.join(", ")}` : ""}.`];
    }
    case "notEmpty":
      return [check.each ? "No element may be empty." : "Not empty."];
    case "url":
      return ["A URL."];
    case "uuid":
      return ["A UUID."];
    case "absolutePath":
      return ["An absolute path."];
    case "timezone":
      return ["A time zone like `Europe/Berlin`."];
    case "regex":
      return ["A regular expression (RE2)."];
    case "cron":
      return [`A schedule of ${check.fields} fields.`];
  }
}

function names(list: readonly string[]): string {
  return list.map((name) => `\`${name}\``).join(", ");
}

export function typeText(type: AttributeType): string {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
      return type.kind;
    case "list":
    case "set":
    case "map":
      return `${type.kind} of ${typeText(type.element)}`;
    case "object":
      return "object";
  }
}

/** The schema of the body that the blocks lead to: `path` are types of nested blocks. */
export function bodySchema(schema: BlockSchema | null, path: readonly string[]): BlockSchema | null {
  let at = schema;
  for (const name of path) at = at?.blocks.get(name)?.schema ?? null;
  return at;
}

/** Types of the nested blocks that blocks stand for: `dynamic "option" { content { … } }` is `option { … }`. */
export function schemaPath(
  blocks: readonly { readonly type: string; readonly firstLabel: string | undefined }[],
): readonly string[] {
  return blocks
    .filter(({ type }) => type !== "content")
    .map(({ type, firstLabel }) => (type === "dynamic" ? (firstLabel ?? "") : type));
}
