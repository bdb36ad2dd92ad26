/** What can follow `var.`, `data.coder_parameter.` and the like. */

import type { CompletionItem } from "vscode-languageserver";
import { typeSchema } from "../schema/provider.ts";
import type { ModuleConfig } from "../terraform/config.ts";
import { attributeDocs, typeText } from "./attribute-docs.ts";
import type { OpenBlock } from "./completion-context.ts";
import type { ModuleFile } from "./template-view.ts";

const kinds = { field: 5, variable: 6, module: 9, property: 10, keyword: 14, struct: 22 } as const;

/** `steps` are the names before the last dot; none: the names that a reference can begin with. */
export function memberItems(
  place: ModuleFile,
  blocks: readonly OpenBlock[],
  steps: readonly string[],
): CompletionItem[] {
  const { config, children } = place.node;
  const [root, first, second] = steps;
  const names = (list: Iterable<string>, kind: CompletionItem["kind"]): CompletionItem[] =>
    [...new Set(list)].map((label) => ({ label, ...(kind && { kind }) }));
  switch (root) {
    case undefined:
      return names(rootNames(config, blocks), kinds.keyword).map((item) => ({ ...item, sortText: `5${item.label}` }));
    case "var":
      return steps.length === 1 ? [...config.variables.keys()].map((label) => variableItem(config, label)) : [];
    case "local":
      return steps.length === 1 ? names(config.locals.keys(), kinds.variable) : [];
    case "each":
      return steps.length === 1 ? names(["key", "value"], kinds.field) : [];
    case "count":
      return steps.length === 1 ? names(["index"], kinds.field) : [];
    case "path":
      return steps.length === 1 ? names(["module", "root", "cwd"], kinds.field) : [];
    case "terraform":
      return steps.length === 1 ? names(["workspace"], kinds.field) : [];
    case "module": {
      if (first === undefined) return names(config.calls.keys(), kinds.module);
      const child = children.get(first);
      return steps.length === 2 && child?.loaded ? names(child.node.config.outputs.keys(), kinds.field) : [];
    }
    case "data":
      if (first === undefined) return names(typesOf(config, "data"), kinds.struct);
      if (second === undefined) return names(namesOf(config, "data", first), kinds.variable);
      return steps.length === 3 ? attributeItems(place, "data", first) : [];
    case "self": {
      const [block] = blocks;
      return steps.length === 1 && block ? attributeItems(place, "resource", block.labels[0] ?? "") : [];
    }
    default:
      if (steps.length === 1) return names(namesOf(config, "managed", root), kinds.variable);
      return steps.length === 2 ? attributeItems(place, "resource", root) : [];
  }
}

function rootNames(config: ModuleConfig, blocks: readonly OpenBlock[]): readonly string[] {
  const repeats = blocks.some(({ type }) => type === "resource" || type === "data" || type === "module");
  return [
    ...(config.variables.size > 0 ? ["var"] : []),
    ...(config.locals.size > 0 ? ["local"] : []),
    ...(config.calls.size > 0 ? ["module"] : []),
    ...(typesOf(config, "data").length > 0 ? ["data"] : []),
    ...(repeats ? ["each", "count"] : []),
    "path",
    "terraform",
    ...typesOf(config, "managed"),
  ];
}

function typesOf(config: ModuleConfig, mode: "managed" | "data"): readonly string[] {
  return [...config.resources.values()].filter((resource) => resource.mode === mode).map(({ type }) => type);
}

function namesOf(config: ModuleConfig, mode: "managed" | "data", type: string): readonly string[] {
  return [...config.resources.values()]
    .filter((resource) => resource.mode === mode && resource.type === type)
    .map(({ name }) => name);
}

function variableItem(config: ModuleConfig, label: string): CompletionItem {
  const variable = config.variables.get(label);
  const given = variable?.sensitive ? undefined : variable?.default;
  const text = given?.file.text.slice(given.expr.start, given.expr.end).slice(0, 80);
  return { label, kind: kinds.variable, ...(text === undefined ? {} : { detail: `default ${text}` }) };
}

function attributeItems({ view }: ModuleFile, kind: "resource" | "data", type: string): CompletionItem[] {
  const schema = typeSchema(kind, type, view.template.providerVersion);
  if (!schema) return [];
  return [...schema.attributes].map(([label, attribute]) => ({
    label,
    kind: kinds.property,
    detail: typeText(attribute.type),
    documentation: { kind: "markdown", value: attributeDocs({ kind, type, path: [label] }, attribute) },
    ...(attribute.deprecated ? { tags: [1 as const] } : {}),
  }));
}
