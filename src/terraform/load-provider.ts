/** `provider` blocks, and the providers that `terraform { required_providers { … } }` asks for. */

import { isIdentifier } from "../hcl/characters.ts";
import { type BodySchema, justAttributes } from "../hcl/content.ts";
import { literalView } from "../hcl/json-expression.ts";
import { exprAsKeyword, exprList, exprMap } from "../hcl/static.ts";
import type { Attribute, Block, Expression } from "../hcl/tree.ts";
import { headerOf, readPartly, titleOf } from "./block-content.ts";
import { checkConstraint, reserved, secondEscape } from "./block-rules.ts";
import type { ProviderConfig, ProviderRequirement } from "./config.ts";
import { constantString, constantValue } from "./constant.ts";
import type { RequiredProvidersBlock } from "./file-config.ts";
import { type Reading, tell } from "./problem.ts";
import { checkProviderName, traversalOf } from "./reference-list.ts";

const reservedArguments: readonly string[] = ["count", "depends_on", "for_each", "source"];
const schema: BodySchema = {
  attributes: ["alias", "version", ...reservedArguments].map((name) => ({ name, literal: true })),
  blocks: ["_", "lifecycle", "locals"].map((type) => ({ type, labels: [] })),
};

export function loadProvider(block: Block, reading: Reading): ProviderConfig | null {
  const [label] = block.labels;
  if (!label) return null;
  const title = titleOf(block);
  const { attributes, blocks, unexpected } = readPartly(block, schema, reading, title);
  const header = headerOf(block);
  if (!checkProviderName(label.value, label, reading)) return null;
  const aliasAttribute = attributes.get("alias");
  const alias = aliasAttribute ? constantString(aliasAttribute, reading) : null;
  if (aliasAttribute && alias !== null && !isIdentifier(alias)) {
    tell(reading, aliasAttribute.expr, `"${alias}" can't be an alias`, {
      help: "write a name of letters, digits, _ and -",
    });
  }
  const version = attributes.get("version");
  if (version) {
    const value = constantString(version, reading);
    if (value !== null) checkConstraint(value, version.expr, reading);
    tell(reading, version.expr, "`version` in a provider block is deprecated", {
      severity: "warning",
      help: "move it to `required_providers`",
    });
  }
  for (const name of reservedArguments) {
    const attribute = attributes.get(name);
    if (!attribute) continue;
    tell(reading, attribute.nameSpan, `${title} can't have \`${name}\``, {
      notes: ["Terraform keeps this word for later"],
      help: "remove it",
    });
  }
  let first: Block | null = null;
  for (const inner of blocks) {
    if (inner.type !== "_") reserved(inner, title, reading);
    else if (first) secondEscape(inner, first, reading);
    else first = inner;
  }
  const empty = unexpected.length === 0 && !version && !blocks.some(({ type }) => type === "_");
  return { name: label.value, alias, file: reading.file, header, block, empty };
}

export function loadRequiredProviders(block: Block, reading: Reading): RequiredProvidersBlock {
  const { attributes, diagnostics } = justAttributes(block.body, { literal: true });
  for (const diagnostic of diagnostics) reading.report(diagnostic);
  const providers = new Map<string, ProviderRequirement>();
  for (const attribute of attributes.values()) {
    const requirement = requirementOf(attribute, reading);
    if (requirement) providers.set(attribute.name, requirement);
  }
  return { file: reading.file, header: headerOf(block), providers };
}

function requirementOf(attribute: Attribute, reading: Reading): ProviderRequirement | null {
  const { name, nameSpan } = attribute;
  const expr = literalView(attribute.expr);
  const { file } = reading;
  if (expr.kind === "error") return null;
  const items = exprMap(expr);
  if (!items) {
    // The form of Terraform 0.12: a version only.
    if (exprList(expr)) {
      tell(reading, expr, `provider "${name}" must be an object with \`source\` and \`version\``, {
        help: 'write { source = "NAMESPACE/NAME" }',
      });
      return null;
    }
    const value = constantString({ ...attribute, expr }, reading);
    if (value === null || !checkConstraint(value, expr, reading)) return null;
    return { name, file, span: nameSpan, source: null, aliases: [], version: { value, file, span: expr } };
  }
  if (!checkProviderName(name, nameSpan, reading)) return null;
  let source: string | null = null;
  let aliases: readonly string[] = [];
  let version: ProviderRequirement["version"] = null;
  for (const { key, value } of items) {
    switch (keyOf(key, reading)) {
      case "version": {
        const text = textOf(value, "version", reading);
        if (text !== null && checkConstraint(text, value, reading)) version = { value: text, file, span: value };
        break;
      }
      case "source":
        source = sourceOf(value, reading);
        break;
      case "configuration_aliases":
        aliases = aliasesOf(value, name, reading);
        break;
      case null:
        break;
      default:
        tell(
          reading,
          key,
          `provider "${name}" takes \`source\`, \`version\` and \`configuration_aliases\`, not \`${file.text.slice(key.start, key.end)}\``,
          {
            help: "remove it; what configures a provider belongs into its `provider` block",
          },
        );
        return { name, file, span: nameSpan, source, aliases, version };
    }
  }
  return { name, file, span: nameSpan, source, aliases, version };
}

function keyOf(key: Expression, reading: Reading): string | null {
  const keyword = exprAsKeyword(key);
  if (keyword !== null) return keyword;
  const value = constantValue(key, "the name of an argument", reading);
  return value?.kind === "string" ? value.value : null;
}

function textOf(expr: Expression, name: string, reading: Reading): string | null {
  const value = constantValue(expr, `\`${name}\``, reading);
  if (!value || value.kind === "string") return value?.value ?? null;
  tell(reading, expr, `\`${name}\` must be a text`, { help: "write a quoted string" });
  return null;
}

/** [HOST/]NAMESPACE/NAME. */
/** ASCII first: the Unicode classes take a millisecond to compile. */
function isSourcePart(part: string): boolean {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/.test(part)) return true;
  return /^[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?$/u.test(part);
}

function sourceOf(expr: Expression, reading: Reading): string | null {
  const text = textOf(expr, "source", reading);
  if (text === null) return null;
  const parts = text.split("/");
  const names = parts.slice(-2);
  const sound = parts.length >= 1 && parts.length <= 3 && parts.every((part) => part !== "");
  const host = parts.length === 3 ? (parts[0] ?? "") : null;
  if (sound && names.every(isSourcePart) && (host === null || host.includes(".") || host.startsWith("localhost"))) {
    return text;
  }
  tell(reading, expr, `"${text}" is no provider source`, { help: 'write "NAMESPACE/NAME", or "HOST/NAMESPACE/NAME"' });
  return null;
}

function aliasesOf(expr: Expression, name: string, reading: Reading): readonly string[] {
  const items = exprList(expr);
  if (!items) {
    if (expr.kind !== "error")
      tell(reading, expr, "`configuration_aliases` must be a list", { help: `write [${name}.ALIAS]` });
    return [];
  }
  const aliases: string[] = [];
  for (const item of items) {
    const traversal = traversalOf(item);
    const [root, alias] = traversal?.steps ?? [];
    if (traversal?.steps.length === 2 && root?.kind === "root" && root.name === name && alias?.kind === "attr") {
      aliases.push(`${name}.${alias.name}`);
      continue;
    }
    tell(reading, item, `\`configuration_aliases\` takes names like ${name}.ALIAS`, { help: `write ${name}.ALIAS` });
  }
  return aliases;
}
