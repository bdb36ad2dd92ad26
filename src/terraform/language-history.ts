/** What of the language came with which release of Terraform, and where a module uses it. */

import { walk } from "../hcl/walk.ts";
import type { SourceFile, Span } from "../source.ts";
import type { ModuleConfig } from "./config.ts";
import { expressionSites } from "./expression-sites.ts";

export type MinorVersion = readonly [number, number];

export interface LanguageUse {
  /** For people: "startswith()", "the `moved` block". */
  readonly what: string;
  readonly since: MinorVersion;
  readonly place: { readonly file: SourceFile; readonly span: Span };
}

/** From Terraform's tables of functions, release by release. Those of 0.12 aren't here: nothing older is read. */
const functions: ReadonlyMap<string, MinorVersion> = new Map<string, MinorVersion>([
  ["sum", [0, 13]],
  ["alltrue", [0, 14]],
  ["anytrue", [0, 14]],
  ["textdecodebase64", [0, 14]],
  ["textencodebase64", [0, 14]],
  ["nonsensitive", [0, 15]],
  ["sensitive", [0, 15]],
  ["one", [0, 15]],
  ["endswith", [1, 3]],
  ["startswith", [1, 3]],
  ["timecmp", [1, 3]],
  ["strcontains", [1, 5]],
  ["plantimestamp", [1, 5]],
  ["issensitive", [1, 8]],
  ["templatestring", [1, 9]],
  ["ephemeralasnull", [1, 10]],
]);

const blocks: ReadonlyMap<string, MinorVersion> = new Map<string, MinorVersion>([
  ["moved", [1, 1]],
  ["import", [1, 5]],
  ["removed", [1, 7]],
  ["action", [1, 14]],
]);

/** Each thing once, where it is first. */
export function languageUses(module: ModuleConfig): readonly LanguageUse[] {
  const uses = new Map<string, LanguageUse>();
  const add = (what: string, since: MinorVersion, file: SourceFile, { start, end }: Span): void => {
    if (!uses.has(what)) uses.set(what, { what, since, place: { file, span: { start, end } } });
  };
  for (const { file, expr } of expressionSites(module)) {
    walk(expr, (part) => {
      if (part.kind === "function-call") {
        const since = part.name.includes("::") ? ([1, 8] as const) : functions.get(part.name);
        if (since) add(`${part.name}()`, since, file, part.nameSpan);
      }
      return true;
    });
  }
  for (const { name, file, header, typeDefaults, ephemeral } of module.variables.values()) {
    if (typeDefaults) add("`optional()` with a default", [1, 3], file, header);
    if (ephemeral) add(`\`ephemeral\` of variable "${name}"`, [1, 10], file, header);
  }
  for (const { file, header, mode, type, preconditions, postconditions, ...resource } of module.resources.values()) {
    if (mode === "ephemeral") add("an `ephemeral` resource", [1, 10], file, header);
    if (type === "terraform_data") add("terraform_data", [1, 4], file, header);
    if (preconditions.length + postconditions.length > 0) add("conditions in `lifecycle`", [1, 2], file, header);
    if (resource.replaceTriggeredBy.length > 0) add("`replace_triggered_by`", [1, 2], file, header);
  }
  for (const { file, header, preconditions } of module.outputs.values())
    if (preconditions.length > 0) add("preconditions of outputs", [1, 2], file, header);
  for (const call of module.calls.values()) {
    const repeated = call.count ?? call.forEach;
    if (repeated) add("`count` and `for_each` of modules", [0, 13], repeated.file, call.header);
  }
  for (const { file, header } of module.checks) add("the `check` block", [1, 5], file, header);
  for (const block of module.otherBlocks) {
    const since = blocks.get(block.type);
    if (since) add(`the \`${block.type}\` block`, since, block.body.file, block.typeSpan);
  }
  return [...uses.values()];
}
