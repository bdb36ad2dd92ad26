/** Links in a file: from suppressions to the pages of their rules, from module calls to their directories. */

import type { DocumentLink } from "vscode-languageserver";
import { comments } from "../hcl/tokens.ts";
import { type RuleId, ruleIds } from "../rule-ids.ts";
import type { SourceFile } from "../source.ts";
import { mainFile } from "./navigation.ts";
import { rangeOf } from "./positions.ts";
import { isJson, type ModuleFile, syntaxOf } from "./template-view.ts";

export interface LinkTargets {
  uri(file: SourceFile): string;
  page(rule: RuleId): string | null;
}

const rules: ReadonlySet<string> = new Set(ruleIds);

export function links(place: ModuleFile, targets: LinkTargets): DocumentLink[] {
  return [...suppressionLinks(place.file, targets), ...moduleLinks(place, targets)];
}

function suppressionLinks(file: SourceFile, { page }: LinkTargets): DocumentLink[] {
  if (isJson(file)) return [];
  return comments(syntaxOf(file).tokens).flatMap(({ start, text }) => {
    const directive = /templatecheck:\s*ignore(?:-file)?\s/.exec(text);
    if (!directive) return [];
    const from = directive.index + directive[0].length;
    const reason = text.indexOf(" -- ", from);
    const listed = text.slice(from, reason === -1 ? undefined : reason);
    return [...listed.matchAll(/[a-z][a-z0-9-]*/g)].flatMap((found) => {
      const [rule] = found;
      const target = isRule(rule) ? page(rule) : null;
      const at = start + from + found.index;
      return target === null
        ? []
        : [{ range: rangeOf(file, { start: at, end: at + rule.length }), target, tooltip: `About ${rule}` }];
    });
  });
}

function isRule(text: string): text is RuleId {
  return rules.has(text);
}

function moduleLinks({ node, file }: ModuleFile, { uri }: LinkTargets): DocumentLink[] {
  return [...node.config.calls.values()].flatMap((call) => {
    const child = node.children.get(call.name);
    if (call.file !== file || !call.source || !child?.loaded) return [];
    const target = mainFile(child.node);
    return target ? [{ range: rangeOf(file, call.source.span), target: uri(target), tooltip: "Open the module" }] : [];
  });
}
