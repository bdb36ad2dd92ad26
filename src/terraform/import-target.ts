/** What an `import` block names, where its provider can't import. */

import type { Diagnostic } from "../diagnostic.ts";
import { justAttributes } from "../hcl/content.ts";
import { absTraversalForExpr } from "../hcl/static.ts";
import type { Block, Expression } from "../hcl/tree.ts";
import type { ModuleConfig } from "./config.ts";
import type { Provider } from "./evaluated.ts";
import { problem } from "./problem.ts";

export function checkImport({ body }: Block, { resources }: ModuleConfig, provider: Provider): Diagnostic[] {
  const to = justAttributes(body).attributes.get("to");
  const address = to ? addressOf(to.expr) : null;
  const named = address === null ? undefined : resources.get(address);
  if (!to || !named || !provider.owns(named.type) || provider.imports(named.type)) return [];
  return [
    problem({ file: body.file, span: to.expr }, `the provider can't import resources of type ${named.type}`, {
      help: "remove the `import` block",
    }),
  ];
}

/** `TYPE.NAME`, without keys: the last one may be any expression. */
function addressOf(expr: Expression): string | null {
  if (expr.kind === "index") return addressOf(expr.collection);
  const [first, second] = absTraversalForExpr(expr) ?? [];
  return first && second?.kind === "attr" ? `${first.name}.${second.name}` : null;
}
