/** What can stand at the cursor. */

import type { CompletionItem, CompletionItemKind } from "vscode-languageserver";
import { everyType, typeSchema } from "../schema/provider.ts";
import type { BlockSchema, SchemaKind, TypeSchema } from "../schema/provider-types.ts";
import { terraformFunctions } from "../terraform/functions/table.ts";
import { attributeDocs, blockDocs, bodySchema, legalValues, schemaPath } from "./attribute-docs.ts";
import { completionContext, type OpenBlock } from "./completion-context.ts";
import { memberItems } from "./completion-members.ts";
import { rangeOf } from "./positions.ts";
import { isJson, type ModuleFile } from "./template-view.ts";

/** LSP 3.17, CompletionItemKind. */
const kinds = { function: 3, field: 5, module: 9, property: 10, value: 12, keyword: 14, struct: 22 } as const;

const topBlocks: readonly (readonly [name: string, snippet: string])[] = [
  ["resource", 'resource "${1:coder_app}" "${2:name}" {\n  $0\n}'],
  ["data", 'data "${1:coder_parameter}" "${2:name}" {\n  $0\n}'],
  ["variable", 'variable "${1:name}" {\n  $0\n}'],
  ["locals", "locals {\n  $0\n}"],
  ["output", 'output "${1:name}" {\n  value = $0\n}'],
  ["module", 'module "${1:name}" {\n  source = "$0"\n}'],
  ["provider", 'provider "${1:coder}" {\n  $0\n}'],
  ["terraform", "terraform {\n  $0\n}"],
  ["check", 'check "${1:name}" {\n  $0\n}'],
  ["import", "import {\n  $0\n}"],
  ["moved", "moved {\n  $0\n}"],
  ["removed", "removed {\n  $0\n}"],
];

/** Arguments of Terraform's own blocks. */
const languageArguments: ReadonlyMap<string, readonly string[]> = new Map([
  ["variable", ["type", "description", "default", "sensitive", "nullable", "ephemeral"]],
  ["output", ["value", "description", "sensitive", "ephemeral", "depends_on"]],
  ["module", ["source", "version", "count", "for_each", "providers", "depends_on"]],
  ["terraform", ["required_version"]],
]);
const metaArguments: readonly string[] = ["count", "for_each", "provider", "depends_on"];

export interface CompletionOptions {
  /** The editor understands `${1:placeholders}`. */
  readonly snippets: boolean;
}

export function completions(place: ModuleFile, offset: number, options: CompletionOptions): CompletionItem[] {
  if (isJson(place.file)) return [];
  const context = completionContext(place.file, offset);
  const replace = (item: CompletionItem, text: string, typed: string): CompletionItem => ({
    ...item,
    textEdit: { range: rangeOf(place.file, { start: offset - typed.length, end: offset }), newText: text },
  });
  switch (context.kind) {
    case "none":
      return [];
    case "name":
      return nameItems(place, context.blocks, options);
    case "label":
      return labelItems(place, context.type, context.labels).map((item) =>
        replace(item, context.quoted ? item.label : `"${item.label}"`, context.typed),
      );
    case "value": {
      const values = valuesOf(place, context.blocks, context.attribute);
      if (!context.quoted) {
        const references = memberItems(place, context.blocks, []);
        return [
          ...values.map((value) => replace(valueItem(value), value, context.typed)),
          ...references,
          ...functionItems(options),
        ];
      }
      const texts = values.filter((value) => value.startsWith('"')).map((value) => value.slice(1, -1));
      return texts.map((text) => replace(valueItem(text), text, context.typed));
    }
    case "reference": {
      const members = memberItems(place, context.blocks, context.steps);
      return context.steps.length > 0 ? members : [...members, ...functionItems(options)];
    }
  }
}

function pathOf(blocks: readonly OpenBlock[]): readonly string[] {
  return schemaPath(blocks.map(({ type, labels }) => ({ type, firstLabel: labels[0] })));
}

function valueItem(label: string): CompletionItem {
  return { label, kind: kinds.value, sortText: `0${label}` };
}

function nameItems(place: ModuleFile, blocks: readonly OpenBlock[], { snippets }: CompletionOptions): CompletionItem[] {
  const [outer, ...inner] = blocks;
  const blockItem = (name: string, snippet: string): CompletionItem => ({
    label: name,
    kind: kinds.struct,
    ...(snippets ? { insertText: snippet, insertTextFormat: 2 } : {}),
  });
  if (!outer) return topBlocks.map(([name, snippet]) => blockItem(name, snippet));
  const written = writtenNames(place, blocks);
  const own = (inner.length === 0 ? ownArguments(place, outer) : []).map((name) => fieldItem(name, snippets));
  const found = schemaOf(place, outer);
  const path = pathOf(inner);
  const body = found && bodySchema(found.type, path);
  if (!found || !body) return own.filter(({ label }) => !written.has(label));
  const at = (name: string) => ({ kind: found.kind, type: found.type.type, path: [...path, name] });
  const attributes = [...body.attributes].flatMap(([name, schema]): CompletionItem[] => {
    // Every type has an `id` that nobody writes.
    if ((!schema.required && !schema.optional) || name === "id") return [];
    const documentation = { kind: "markdown", value: attributeDocs(at(name), schema) } as const;
    return [
      {
        ...fieldItem(name, snippets),
        detail: schema.required ? "required" : "optional",
        sortText: `${schema.required ? 0 : 1}${name}`,
        documentation,
        ...(schema.deprecated ? { tags: [1] } : {}),
      },
    ];
  });
  const nested = [...body.blocks].map(
    ([name, schema]): CompletionItem => ({
      ...blockItem(name, `${name} {\n  $0\n}`),
      sortText: `2${name}`,
      documentation: { kind: "markdown", value: blockDocs(at(name), schema) },
    }),
  );
  return [...attributes, ...nested, ...own].filter(({ label, kind }) => kind === kinds.struct || !written.has(label));
}

function fieldItem(name: string, snippets: boolean): CompletionItem {
  return { label: name, kind: kinds.property, sortText: `3${name}`, ...(snippets ? { insertText: `${name} = ` } : {}) };
}

/** Arguments that the block has on other lines. */
function writtenNames({ file }: ModuleFile, blocks: readonly OpenBlock[]): ReadonlySet<string> {
  const start = blocks.at(-1)?.start ?? 0;
  const names = new Set<string>();
  let depth = 0;
  // A glance at its lines: what is being typed can't be parsed.
  for (const line of file.text.slice(start, start + 20_000).split("\n")) {
    if (depth === 0) {
      const name = /^\s*([A-Za-z_][\w-]*)\s*=/.exec(line)?.[1];
      if (name !== undefined) names.add(name);
    }
    for (const character of line.replace(/"(?:[^"\\]|\\.)*"/g, "")) {
      if (character === "{") depth++;
      else if (character === "}" && --depth < 0) return names;
    }
  }
  return names;
}

function ownArguments(place: ModuleFile, { type, labels }: OpenBlock): readonly string[] {
  if (type === "resource" || type === "data") return metaArguments;
  const own = languageArguments.get(type) ?? [];
  if (type !== "module") return own;
  const child = place.node.children.get(labels[0] ?? "");
  return [...(child?.loaded ? child.node.config.variables.keys() : []), ...own];
}

function schemaOf(
  { view }: ModuleFile,
  { type, labels }: OpenBlock,
): { readonly kind: SchemaKind; readonly type: TypeSchema } | null {
  const kind = type === "resource" || type === "data" || type === "provider" ? type : null;
  const schema = kind && typeSchema(kind, labels[0] ?? "", view.template.providerVersion);
  return kind && schema ? { kind, type: schema } : null;
}

function labelItems({ view }: ModuleFile, type: string, labels: readonly string[]): CompletionItem[] {
  if (labels.length > 0) return [];
  if (type === "provider") return [{ label: "coder", kind: kinds.struct }];
  return everyType().flatMap((known): CompletionItem[] => {
    const schema = known.kind === type ? typeSchema(known.kind, known.type, view.template.providerVersion) : null;
    if (!schema) return [];
    return [{ label: known.type, kind: kinds.struct, documentation: { kind: "markdown", value: schema.description } }];
  });
}

function valuesOf(place: ModuleFile, blocks: readonly OpenBlock[], attribute: string): readonly string[] {
  const [outer, ...inner] = blocks;
  const found = outer && schemaOf(place, outer);
  const path = pathOf(inner);
  const body: BlockSchema | null = found ? bodySchema(found.type, path) : null;
  const schema = body?.attributes.get(attribute);
  return schema ? legalValues(schema) : [];
}

function functionItems({ snippets }: CompletionOptions): CompletionItem[] {
  const kind: CompletionItemKind = kinds.function;
  return [...terraformFunctions.names()].flatMap((name) => {
    const record = terraformFunctions.get(name);
    const parameters = [...(record?.parameters ?? []), ...(record?.variadic ? [record.variadic] : [])];
    const detail = `${name}(${parameters.map((parameter) => parameter.name).join(", ")})`;
    return [
      {
        label: name,
        kind,
        detail,
        sortText: `9${name}`,
        ...(record ? { documentation: record.description } : {}),
        ...(snippets ? { insertText: `${name}($0)`, insertTextFormat: 2 as const } : {}),
      },
    ];
  });
}
