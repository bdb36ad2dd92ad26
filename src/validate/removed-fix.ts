/** What stands for something that later providers don't have, where it means exactly the same. */

import type { Edit, Fix } from "../diagnostic.ts";
import { variables } from "../hcl/walk.ts";
import type { History } from "../schema/provider-types.ts";
import { lineStarts, positionAt } from "../source.ts";
import type { ModuleConfig, ResourceConfig } from "../terraform/config.ts";
import { expressionSites } from "../terraform/expression-sites.ts";
import { referenceOf } from "../terraform/references.ts";
import type { BodyShape, Unexpected } from "../terraform/resource-shape.ts";

/** By type and argument: what a literal becomes (provider 0.5.0 and 0.8.3 have both). */
const translations: ReadonlyMap<string, (value: boolean) => string> = new Map([
  ["coder_app.relative_path", (value: boolean) => String(!value)],
  ["coder_agent.login_before_ready", (value: boolean) => (value ? '"non-blocking"' : '"blocking"')],
]);

/** Since 0.14.2 the provider read them and did nothing. */
const withoutEffect: ReadonlySet<string> = new Set([
  "coder_agent.startup_script_timeout",
  "coder_agent.shutdown_script_timeout",
]);

export function removedArgumentFix(type: string, item: Unexpected, life: History | null, shape: BodyShape): Fix | null {
  if (!life || item.kind !== "attribute" || item.path.length > 0) return null;
  const key = `${type}.${item.name}`;
  if (withoutEffect.has(key)) return removalFix(item);
  const name = life.replacedBy;
  if (!name || name.includes(".") || shape.attributes.has(name) || !item.schema.attributes.has(name)) return null;
  const rename = renaming(item, name);
  const translate = translations.get(key);
  if (!translate) return life.note === null ? { safe: true, title: `Rename it to \`${name}\``, edits: [rename] } : null;
  const value = /^\s*[=:]\s*(true|false)$/.exec(item.file.text.slice(item.nameSpan.end, item.span.end))?.[1];
  if (value === undefined) return null;
  const newText = translate(value === "true");
  const span = { start: item.span.end - value.length, end: item.span.end };
  return { safe: true, title: `Write \`${name} = ${newText}\``, edits: [rename, { file: item.file, span, newText }] };
}

function renaming({ file, nameSpan }: Unexpected, name: string): Edit {
  const { start, end } = nameSpan;
  return { file, span: { start, end }, newText: file.text[start] === '"' ? `"${name}"` : name };
}

/** With its lines, unless something else is on them. In JSON commas would be left. */
function removalFix({ file, span }: Unexpected): Fix | null {
  if (file.name.endsWith(".json")) return null;
  const starts = lineStarts(file);
  const start = starts[positionAt(file, span.start).line - 1] ?? 0;
  const end = starts[positionAt(file, span.end).line] ?? file.text.length;
  const around = file.text.slice(start, span.start) + file.text.slice(span.end, end);
  if (around.trim() !== "") return null;
  return { safe: true, title: "Remove it: it has no effect", edits: [{ file, span: { start, end }, newText: "" }] };
}

/** The type's new name, in its block and in everything that refers to it. */
export function renamedTypeFix(config: ResourceConfig, type: string, module: ModuleConfig): Fix | null {
  if (config.file.name.endsWith(".json") || config.mode !== "data") return null;
  const taken = [...module.resources.values()].some((other) => other.type === type && other.name === config.name);
  if (taken) return null;
  const edits: Edit[] = [{ file: config.file, span: plain(config.typeSpan), newText: `"${type}"` }];
  const address = `data.${config.type}.${config.name}`;
  for (const { expr, file } of expressionSites(module)) {
    for (const traversal of variables(expr)) {
      const reference = referenceOf(traversal);
      if (reference.kind !== "resource" || reference.address !== address) continue;
      const step = traversal.steps[1];
      if (step?.kind !== "attr" || file.name.endsWith(".json")) return null;
      const start = step.end - config.type.length;
      if (file.text.slice(start, step.end) !== config.type) return null;
      edits.push({ file, span: { start, end: step.end }, newText: type });
    }
  }
  return { safe: true, title: `Rename it to \`${type}\``, edits };
}

function plain({ start, end }: { readonly start: number; readonly end: number }): Edit["span"] {
  return { start, end };
}
