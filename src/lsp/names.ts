/** The names of a module: where each is declared, and where it is used. */

import type { Expression, NativeBody } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import type { SourceFile, Span } from "../source.ts";
import { resourceAddress } from "../terraform/address.ts";
import type { ModuleConfig } from "../terraform/config.ts";
import { type Name, namesOf, type Use } from "../terraform/named.ts";

export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

/** Null for what isn't declared in this module, and for outputs, which another declares. */
export function declarationOf(name: Name, module: ModuleConfig): Place | null {
  switch (name.kind) {
    case "variable":
      return headerOf(module.variables.get(name.name));
    case "module":
      return headerOf(module.calls.get(name.name));
    case "local": {
      const local = module.locals.get(name.name);
      return local ? { file: local.file, span: local.attribute.nameSpan } : null;
    }
    case "resource": {
      const resource = module.resources.get(name.name);
      return resource ? { file: resource.file, span: resource.header } : null;
    }
    case "output":
      return null;
  }
}

export function headerOf(declared: { readonly file: SourceFile; readonly header: Span } | undefined): Place | null {
  return declared ? { file: declared.file, span: declared.header } : null;
}

/** What is declared at a place, by its header or name. */
export function declaredAt(module: ModuleConfig, file: SourceFile, offset: number): Name | null {
  const here = (place: Place | null): boolean =>
    place !== null && place.file === file && place.span.start <= offset && offset <= place.span.end;
  for (const { name, ...declared } of module.variables.values())
    if (here(headerOf(declared))) return { kind: "variable", name };
  for (const { name, ...declared } of module.calls.values())
    if (here(headerOf(declared))) return { kind: "module", name };
  for (const local of module.locals.values())
    if (here({ file: local.file, span: local.attribute.nameSpan })) return { kind: "local", name: local.name };
  for (const resource of module.resources.values())
    if (here(headerOf(resource))) return { kind: "resource", name: resourceAddress(resource) };
  return null;
}

/** Every expression in a body, at any depth. */
export function* expressionsOf(body: NativeBody): Iterable<Expression> {
  const pending: NativeBody[] = [body];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const item of next.items) {
      if (item.kind === "attribute") yield item.expr;
      else if (item.body.kind === "body") pending.push(item.body);
    }
  }
}

export function usesIn(body: NativeBody): readonly Use[] {
  const found: Use[] = [];
  for (const expr of expressionsOf(body)) for (const traversal of variables(expr)) found.push(...namesOf(traversal));
  return found;
}
