/** Arguments that hold references instead of values: `depends_on`, `provider`, `providers`, `ignore_changes`. */

import { jsonNativeExpression, jsonSource } from "../hcl/json-expression.ts";
import { parseTraversal } from "../hcl/parser.ts";
import { absTraversalForExpr, exprList, exprMap } from "../hcl/static.ts";
import type { Attribute, Expression, ScopeTraversal } from "../hcl/tree.ts";
import type { DependsOn, PassedProvider, ProviderReference } from "./config.ts";
import { providerKey } from "./keys.ts";
import { type Reading, tell } from "./problem.ts";
import { referenceOf } from "./references.ts";

export function dependsOn(attribute: Attribute | undefined, reading: Reading): readonly DependsOn[] {
  if (!attribute) return [];
  const items = exprList(attribute.expr);
  if (!items) {
    if (attribute.expr.kind !== "error") {
      tell(reading, attribute.expr, "`depends_on` must be a list of references", { help: "write [TYPE.NAME, …]" });
    }
    return [];
  }
  return items.map((item) => dependency(item, reading));
}

function dependency(item: Expression, reading: Reading): DependsOn {
  const { file } = reading;
  const traversal = unquoted(item, reading);
  if (!traversal) {
    if (item.kind !== "error") {
      tell(reading, item, "`depends_on` takes references to whole objects, and this is none", {
        help: "write TYPE.NAME, data.TYPE.NAME or module.NAME",
      });
    }
    return { file, expr: item, subject: null };
  }
  if (traversal.steps[0].name === "action") {
    tell(reading, traversal, "`depends_on` can't name an action", { help: "name a resource or a data source" });
    return { file, expr: item, subject: null };
  }
  return { file, expr: traversal, subject: subjectOf(traversal, reading) };
}

/** What is depended on, in the forms that evaluation looks up; a part of an object is refused. */
function subjectOf(traversal: ScopeTraversal, reading: Reading): string | null {
  const reference = referenceOf(traversal);
  if (reference.kind === "incomplete" || reference.kind === "indexed") return null;
  const { steps } = traversal;
  let consumed: number = reference.consumed;
  if (reference.kind === "resource" || reference.kind === "module") {
    if (steps[consumed]?.kind === "index") consumed++;
    if (reference.kind === "module" && steps[consumed]?.kind === "attr") consumed++;
  }
  const extra = steps[consumed];
  if (extra) {
    const whole = reading.file.text.slice(traversal.start, steps[consumed - 1]?.end ?? traversal.end);
    tell(reading, { start: extra.start, end: traversal.end }, `\`depends_on\` names a part of ${whole}`, {
      label: "only whole objects can be depended on",
      help: `write ${whole}`,
    });
  }
  switch (reference.kind) {
    case "resource":
      return reference.address;
    case "variable":
      return `var.${reference.name}`;
    case "self":
      return "self";
    default:
      return `${reference.kind}.${reference.name}`;
  }
}

/** A reference, also in the quotes of Terraform 0.11, which are told. Null when it isn't one. */
export function unquoted(expr: Expression, reading: Reading, keyword = false): ScopeTraversal | null {
  const inner = expr.kind === "object-cons-key" ? expr.wrapped : expr;
  if (isQuoted(inner, reading)) {
    const { file } = reading;
    const { traversal, diagnostics } = parseTraversal(file, { span: { start: inner.start + 1, end: inner.end - 1 } });
    const [first] = diagnostics;
    if (!traversal || first) return null;
    tell(
      reading,
      inner,
      `quotes around the ${keyword ? "keyword" : "reference"} "${file.text.slice(traversal.start, traversal.end)}" are deprecated`,
      {
        severity: "warning",
        help: "remove the quotes",
      },
    );
    return traversal;
  }
  return traversalOf(expr);
}

function isQuoted(expr: Expression, { file }: Reading): boolean {
  return (
    expr.kind === "template" &&
    !jsonSource(expr) &&
    file.text.charAt(expr.start) === '"' &&
    expr.parts.length === 1 &&
    expr.parts[0]?.kind === "literal"
  );
}

/** A JSON string read as native syntax. */
export function nativeView(expr: Expression, reading: Reading): Expression | null {
  const source = jsonSource(expr);
  if (!source) return expr;
  const native = source.json.kind === "json-string" ? jsonNativeExpression(source.json, source.file) : null;
  if (!native) tell(reading, expr, "this must be a string with one reference in it", { help: 'write "TYPE.NAME"' });
  return native;
}

export function traversalOf(expr: Expression): ScopeTraversal | null {
  const steps = absTraversalForExpr(expr);
  const last = steps?.at(-1);
  return steps && last ? { kind: "scope-traversal", steps, start: steps[0].start, end: last.end } : null;
}

/** `aws` or `aws.west`; null when it isn't one, which has been told. */
export function providerReference(expr: Expression, argument: string, reading: Reading): ProviderReference | null {
  const traversal = unquoted(expr, reading);
  const alias = traversal?.steps[1];
  if (!traversal || traversal.steps.length > 2 || (alias && alias.kind !== "attr")) {
    if (expr.kind !== "error") {
      tell(reading, expr, `\`${argument}\` takes the name of a provider, with its alias after a dot`, {
        help: "write NAME or NAME.ALIAS, without quotes",
      });
    }
    return null;
  }
  const [{ name }] = traversal.steps;
  if (!checkProviderName(name, traversal.steps[0], reading)) return null;
  return { file: reading.file, span: { start: expr.start, end: expr.end }, name, alias: alias?.name ?? null };
}

/** ASCII first: the Unicode classes take a millisecond to compile. */
function isProviderName(name: string): boolean {
  if (/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name)) return true;
  return /^[\p{Ll}\p{Lo}\p{N}](?:[\p{Ll}\p{Lo}\p{N}-]*[\p{Ll}\p{Lo}\p{N}])?$/u.test(name);
}

/** Local names of providers are lower-case letters, digits and dashes. */
export function checkProviderName(
  name: string,
  span: { readonly start: number; readonly end: number },
  reading: Reading,
): boolean {
  if (isProviderName(name) && !name.includes("--")) return true;
  const lower = name.toLowerCase();
  tell(reading, span, `"${name}" can't be the local name of a provider`, {
    notes: ["such a name has lower-case letters, digits and single dashes, and neither begins nor ends with a dash"],
    help: lower !== name && /^[a-z0-9-]+$/.test(lower) ? `write ${lower}` : "give it another name",
  });
  return false;
}

export function passedProviders(attribute: Attribute | undefined, reading: Reading): readonly PassedProvider[] | null {
  if (!attribute) return null;
  const items = exprMap(attribute.expr);
  if (!items) {
    if (attribute.expr.kind !== "error") {
      tell(reading, attribute.expr, "`providers` must be an object of provider names", {
        help: "write { NAME_IN_MODULE = NAME }",
      });
    }
    return null;
  }
  const passed = new Map<string, PassedProvider>();
  for (const { key, value } of items) {
    const inModule = providerReference(key, "providers", reading);
    const here = providerReference(value, "providers", reading);
    if (inModule === null || here === null) continue;
    const name = providerKey(inModule);
    const first = passed.get(name);
    if (first) {
      tell(reading, value, `provider "${name}" is passed to the module twice`, {
        also: [{ ...first.inModule, text: "passed first here" }],
        help: "remove one of the two",
      });
    } else passed.set(name, { inModule, here });
  }
  return [...passed.values()];
}
