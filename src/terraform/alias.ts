/** Locals that are nothing but another name of a local: they have its value, and nothing is worked out for them. */

import type { Expression } from "../hcl/tree.ts";
import type { ModuleConfig } from "./config.ts";

const aliases = new WeakMap<ModuleConfig, Map<string, string>>();

/** The local that a local stands for: the last in a row of names, or itself where there is no other, or a circle. */
export function aliasedLocal(config: ModuleConfig, name: string): string {
  let known = aliases.get(config);
  if (!known) {
    known = new Map();
    aliases.set(config, known);
  }
  const row = new Set<string>();
  let at = name;
  for (;;) {
    const end = known.get(at);
    if (end !== undefined) {
      at = end;
      break;
    }
    row.add(at);
    const next = localNamed(config.locals.get(at)?.attribute.expr);
    if (next === null || !config.locals.has(next)) break;
    if (row.has(next)) {
      // Whatever leads into a circle is worked out, and so are its members.
      for (const member of row) known.set(member, member);
      return name;
    }
    at = next;
  }
  for (const member of row) known.set(member, at);
  return at;
}

function localNamed(expr: Expression | undefined): string | null {
  let inner = expr;
  while (inner?.kind === "parentheses" || inner?.kind === "template-wrap")
    inner = inner.kind === "parentheses" ? inner.expression : inner.wrapped;
  if (inner?.kind !== "scope-traversal" || inner.steps.length !== 2) return null;
  const [root, second] = inner.steps;
  return root.name === "local" && second?.kind === "attr" ? second.name : null;
}
