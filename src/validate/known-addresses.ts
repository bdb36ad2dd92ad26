/** Which slugs and agents a template has, over all choices. */

import type { AccessMethod } from "../routes/decide.ts";
import { modules } from "../terraform/units.ts";
import type { RuleContext } from "./context.ts";

export interface KnownAddresses {
  /** Null where there may be others: a slug isn't known, or a module isn't loaded. */
  readonly slugs: ReadonlySet<string> | null;
  readonly agents: ReadonlySet<string> | null;
  readonly methods: ReadonlyMap<string, ReadonlySet<AccessMethod>>;
  /** Slugs by what people write in their place: display names and labels, in lower case. */
  readonly byOtherName: ReadonlyMap<string, string>;
}

export function knownAddresses(context: RuleContext): KnownAddresses {
  const complete = [...modules(context.root)].every((node) =>
    [...node.children.values()].every((child) => child.loaded),
  );
  const slugs = new Set<string>();
  const methods = new Map<string, Set<AccessMethod>>();
  const byOtherName = new Map<string, string>();
  let decided = complete;
  for (const { cases } of context.apps) {
    for (const items of cases.each) {
      for (const { slug, method, display, facts } of items) {
        if (slug === null) {
          decided = false;
          continue;
        }
        slugs.add(slug);
        const known = methods.get(slug) ?? new Set();
        methods.set(slug, known);
        if (method) known.add(method);
        else decided = false;
        const name = display.name.filter((part) => typeof part === "string").join("");
        for (const text of [name, facts.instance.config.name]) byOtherName.set(text.toLowerCase(), slug);
      }
    }
  }
  const agents = new Set(
    context.analysis.agents.flatMap(({ cases }) => cases.numbered.flatMap((facts) => facts.map(({ name }) => name))),
  );
  return { slugs: decided ? slugs : null, agents: complete ? agents : null, methods, byOtherName };
}
