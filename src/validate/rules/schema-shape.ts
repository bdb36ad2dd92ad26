/** What the provider's schema refuses by its shape: unknown types, attributes and blocks, missing ones, counts of blocks. */

import type { Diagnostic } from "../../diagnostic.ts";
import { everyType, history, providerSchema, typeSchema } from "../../schema/provider.ts";
import type { History, SchemaKind } from "../../schema/provider-types.ts";
import { compareVersions } from "../../schema/versions.ts";
import { suggest } from "../../suggest.ts";
import type { ModuleConfig, ResourceConfig } from "../../terraform/config.ts";
import { type BodyShape, shapeOf, type Unexpected } from "../../terraform/resource-shape.ts";
import { modules } from "../../terraform/units.ts";
import type { RuleContext } from "../context.ts";
import { problem } from "../problem.ts";
import { removedArgumentFix, renamedTypeFix } from "../removed-fix.ts";
import type { TemplateRule } from "../rule.ts";
import { legalSlug } from "../slug-fix.ts";
import { kindOf } from "../type-schema.ts";

export const schemaShape: TemplateRule = { kind: "template", name: "shape of the provider's types", check };

function check(context: RuleContext): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const node of modules(context.root)) {
    diagnostics.push(...providerProblems(node.config, context));
    for (const config of node.config.resources.values()) {
      if (!context.engine.provider.owns(config.type)) continue;
      const shape = context.engine.shape(config);
      if (shape) diagnostics.push(...shapeProblems(config, shape, [], context));
      else diagnostics.push(unknownType(config, node.config, context));
    }
  }
  return diagnostics;
}

/** `provider "coder" { … }`. */
function providerProblems(config: ModuleConfig, context: RuleContext): Diagnostic[] {
  const schema = typeSchema("provider", "coder", context.providerVersion);
  if (!schema) return [];
  const diagnostics: Diagnostic[] = [];
  for (const provider of config.providers) {
    if (provider.name !== "coder") continue;
    const shape = shapeOf([provider.block.body], schema, [], false);
    for (const item of shape.unexpected) {
      if (["alias", "version", "for_each"].includes(item.name)) continue;
      const life = history("provider", "coder", [item.name]);
      const near = suggest(item.name, schema.attributes.keys());
      diagnostics.push(
        problem(
          "schema-unknown-attribute",
          "error",
          { file: item.file, span: item.nameSpan },
          {
            headline: `the coder provider ${context.providerVersion} takes no \`${item.name}\``,
            notes: life ? lifeNotes(life) : [],
            help: near ? `did you mean \`${near}\`?` : "remove it",
          },
        ),
      );
    }
  }
  return diagnostics;
}

function unknownType(config: ResourceConfig, module: ModuleConfig, context: RuleContext): Diagnostic {
  const kind = kindOf(config);
  const what = kind === "data" ? "data source" : kind === "resource" ? "resource type" : "ephemeral resource type";
  const version = context.providerVersion;
  const life = kind ? history(kind, config.type) : null;
  const other: SchemaKind = kind === "data" ? "resource" : "data";
  const names = [...providerSchema(version).values()]
    .filter((schema) => schema.kind === kind)
    .map((schema) => schema.type);
  const near = suggest(config.type, names);
  const otherKind = everyType().some((candidate) => candidate.kind === other && candidate.type === config.type);
  const notes = life ? lifeNotes(life) : [];
  const replaced = life?.replacedBy;
  const help = replaced
    ? `use ${replaced}`
    : life?.since && compareVersions(life.since, version) > 0
      ? `require provider >= ${life.since}, or remove it`
      : otherKind
        ? `write \`${other === "data" ? "data" : "resource"} "${config.type}"\``
        : near
          ? `did you mean "${near}"?`
          : `use a ${what} of the coder provider ${version}`;
  // The new type has what the old one had; a type's attribute is something else.
  const same = replaced && names.includes(replaced) ? replaced : null;
  const fix = same === null ? null : renamedTypeFix(config, same, module);
  return problem(
    "schema-unknown-attribute",
    "error",
    { file: config.file, span: config.typeSpan },
    {
      headline: `the coder provider ${version} has no ${what} "${config.type}"`,
      notes,
      help,
      ...(fix ? { fix } : {}),
    },
  );
}

function lifeNotes(life: History): string[] {
  const notes: string[] = [];
  if (life.since) notes.push(`added in provider ${life.since}`);
  if (life.removedIn) notes.push(`removed in provider ${life.removedIn}`);
  if (life.note) notes.push(life.note);
  return notes;
}

function shapeProblems(
  config: ResourceConfig,
  shape: BodyShape,
  path: readonly string[],
  context: RuleContext,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [...shape.diagnostics];
  for (const item of shape.unexpected) diagnostics.push(unexpected(config, item, shape, context));
  for (const name of shape.missing) {
    const address = `${config.mode === "data" ? "data." : ""}${config.type}.${config.name}`;
    const where = path.length === 0 ? address : `\`${path.at(-1) ?? ""}\` of ${address}`;
    const place =
      path.length === 0 ? { file: config.file, span: config.header } : { file: shape.file, span: shape.endSpan };
    diagnostics.push(
      problem("schema-missing-attribute", "error", place, {
        headline: `${where} needs \`${name}\``,
        secondary:
          path.length === 0 ? [{ file: shape.file, span: shape.endSpan, text: `add \`${name} = …\` here` }] : [],
        help: name === "slug" ? `add \`slug = "${legalSlug(config.name)}"\`` : `add \`${name} = …\``,
      }),
    );
  }
  for (const sources of shape.blocks.values()) {
    for (const source of sources) {
      const name = source.kind === "dynamic" ? (source.block.labels[0]?.value ?? "") : source.block.type;
      diagnostics.push(...shapeProblems(config, source.shape, [...path, name], context));
    }
  }
  return diagnostics;
}

function unexpected(config: ResourceConfig, item: Unexpected, shape: BodyShape, context: RuleContext): Diagnostic {
  const place = { file: item.file, span: item.nameSpan };
  const owner = item.path.length === 0 ? config.type : `\`${item.path.at(-1) ?? ""}\` of ${config.type}`;
  if (item.kind === "attribute" && item.schema.blocks.has(item.name)) {
    return problem("schema-block-count", "error", place, {
      headline: `\`${item.name}\` of ${config.type} is a block, not an argument`,
      help: `write \`${item.name} { … }\` without "="`,
    });
  }
  if (item.kind === "block" && item.schema.attributes.has(item.name)) {
    return problem("schema-block-count", "error", place, {
      headline: `\`${item.name}\` of ${config.type} is an argument, not a block`,
      help: `write \`${item.name} = …\``,
    });
  }
  const kind = kindOf(config);
  const life = kind ? history(kind, config.type, [...item.path, item.name]) : null;
  const names = [...item.schema.attributes.keys(), ...item.schema.blocks.keys()];
  const near = suggest(item.name, names);
  const what = item.kind === "block" ? "block" : "argument";
  const fix = removedArgumentFix(config.type, item, life, shape);
  const help = life?.replacedBy
    ? `use \`${life.replacedBy}\``
    : life?.removedIn
      ? "remove it"
      : life?.since
        ? `require provider >= ${life.since}, or remove it`
        : near
          ? `did you mean \`${near}\`?`
          : `remove it; ${config.type} has ${names.sort().slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}`;
  return problem("schema-unknown-attribute", "error", place, {
    headline: `${owner} has no ${what} \`${item.name}\`${life ? ` in provider ${context.providerVersion}` : ""}`,
    notes: life ? lifeNotes(life) : [],
    help,
    ...(fix ? { fix } : {}),
  });
}
