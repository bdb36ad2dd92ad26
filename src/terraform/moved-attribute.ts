/** A reference to an attribute that another data source has now. */

import type { Fix } from "../diagnostic.ts";
import type { AttrStep, ScopeTraversal } from "../hcl/tree.ts";
import type { SourceFile } from "../source.ts";
import type { ModuleConfig, ResourceConfig } from "./config.ts";

export interface Replacement {
  readonly type: string;
  readonly attribute: string;
}

/** The same attribute of the data source that has it; one is declared below the old one when there is none. */
export function movedReference(
  traversal: ScopeTraversal,
  step: AttrStep,
  { file, config }: { readonly file: SourceFile; readonly config: ModuleConfig },
  old: ResourceConfig,
  { type, attribute }: Replacement,
): Fix | null {
  if (old.mode !== "data" || old.count || old.forEach || traversal.steps[3] !== step) return null;
  const others = [...config.resources.values()].filter((other) => other.mode === "data" && other.type === type);
  const usable = others.find((other) => !other.count && !other.forEach && other.check === null);
  const { closeBrace } = old.block;
  if (!usable && (others.length > 0 || old.file.name.endsWith(".json"))) return null;
  const lineBreak = old.file.text.includes("\r\n") ? "\r\n" : "\n";
  const declaration = `${lineBreak}${lineBreak}data "${type}" "${old.name}" {}`;
  const end = { start: closeBrace.end, end: closeBrace.end };
  const name = `data.${type}.${usable?.name ?? old.name}.${attribute}`;
  return {
    safe: true,
    title: `Write \`${name}\``,
    edits: [
      { file, span: { start: traversal.start, end: step.end }, newText: name },
      ...(usable ? [] : [{ file: old.file, span: end, newText: declaration }]),
    ],
  };
}
