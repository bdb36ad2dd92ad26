/** Every expression of a module with what it may say: the ground of the checks that need no values. */

import { justAttributes } from "../hcl/content.ts";
import type { Attribute, Block, Body, Expression } from "../hcl/tree.ts";
import type { SourceFile } from "../source.ts";
import type { CheckRule, ModuleConfig, ResourceConfig } from "./config.ts";
import { metaArguments, metaBlocks } from "./config.ts";

export interface ExpressionSite {
  readonly file: SourceFile;
  readonly expr: Expression;
  /** Address in the module of what it belongs to: `local.x`, `var.x`, `coder_app.y`, `module.m`, `output.o`, … */
  readonly owner: string;
  readonly each: boolean;
  readonly count: boolean;
  readonly self: boolean;
  /** Iterators of dynamic blocks around it. */
  readonly iterators: ReadonlySet<string>;
}

type Context = Omit<ExpressionSite, "file" | "expr">;

const none: ReadonlySet<string> = new Set();

function plain(owner: string): Context {
  return { owner, each: false, count: false, self: false, iterators: none };
}

const sitesOf = new WeakMap<ModuleConfig, readonly ExpressionSite[]>();

/** Found once: several checks go over them. */
export function expressionSites(module: ModuleConfig): readonly ExpressionSite[] {
  const known = sitesOf.get(module);
  if (known) return known;
  const sites = findSites(module);
  sitesOf.set(module, sites);
  return sites;
}

function findSites(module: ModuleConfig): readonly ExpressionSite[] {
  const sites: ExpressionSite[] = [];
  for (const variable of module.variables.values()) {
    for (const rule of variable.validations) ruleSites(sites, rule, plain(`var.${variable.name}`));
  }
  for (const local of module.locals.values())
    sites.push({ ...plain(`local.${local.name}`), file: local.file, expr: local.attribute.expr });
  for (const output of module.outputs.values()) {
    const context = plain(`output.${output.name}`);
    sites.push({ ...context, file: output.value.file, expr: output.value.expr });
    for (const rule of output.preconditions) ruleSites(sites, rule, context);
  }
  for (const call of module.calls.values()) {
    const context = plain(`module.${call.name}`);
    for (const attribute of [call.count, call.forEach])
      if (attribute) sites.push({ ...context, file: attribute.file, expr: attribute.expr });
    const inner = { ...context, each: call.forEach !== null, count: call.count !== null };
    for (const attribute of call.arguments.values())
      sites.push({ ...inner, file: attribute.file, expr: attribute.expr });
  }
  for (const resource of module.resources.values()) resourceSites(sites, resource);
  for (const provider of module.providers)
    bodySites(sites, provider.block.body, plain(`provider.${provider.name}`), false);
  for (const check of module.checks)
    for (const rule of check.asserts) ruleSites(sites, rule, plain(`check.${check.id}`));
  for (const block of module.otherBlocks) if (block.type === "import") importSites(sites, block.body);
  return sites;
}

function importSites(sites: ExpressionSite[], body: Body): void {
  const { attributes } = justAttributes(body);
  const each = attributes.has("for_each");
  for (const { name, expr } of attributes.values()) {
    if (name === "to" || name === "provider") continue;
    sites.push({ ...plain("import"), each: each && name !== "for_each", file: body.file, expr });
  }
}

function resourceSites(sites: ExpressionSite[], resource: ResourceConfig): void {
  const owner = `${resource.mode === "managed" ? "" : `${resource.mode}.`}${resource.type}.${resource.name}`;
  const context = plain(owner);
  for (const attribute of [resource.count, resource.forEach])
    if (attribute) sites.push({ ...context, file: attribute.file, expr: attribute.expr });
  const inner = { ...context, each: resource.forEach !== null, count: resource.count !== null };
  for (const body of resource.bodies) bodySites(sites, body, inner, true);
  for (const rule of resource.preconditions) ruleSites(sites, rule, inner);
  for (const rule of resource.postconditions) ruleSites(sites, rule, { ...inner, self: true });
  for (const block of resource.provisioners) {
    const own: ExpressionSite[] = [];
    bodySites(own, block.body, { ...inner, self: true }, false);
    sites.push(...own.filter(({ expr }) => !isKeyword(expr)));
  }
}

function ruleSites(sites: ExpressionSite[], rule: CheckRule, context: Context): void {
  sites.push({ ...context, file: rule.file, expr: rule.condition.expr });
  sites.push({ ...context, file: rule.file, expr: rule.errorMessage.expr });
}

function bodySites(sites: ExpressionSite[], body: Body, context: Context, top: boolean): void {
  if (body.kind === "json-body") {
    for (const attribute of justAttributes(body).attributes.values()) {
      if (attribute.name !== "dynamic" && !(top && isMeta(attribute)))
        sites.push({ ...context, file: body.file, expr: attribute.expr });
    }
    return;
  }
  for (const item of body.items) {
    if (item.kind === "attribute") {
      if (!(top && isMeta(item))) sites.push({ ...context, file: body.file, expr: item.expr });
    } else if (item.type === "dynamic") {
      dynamicSites(sites, item, context);
    } else if (!(top && metaBlocks.includes(item.type))) {
      bodySites(sites, item.body, context, false);
    }
  }
}

/** `when = destroy`, `on_failure = continue`: words of the language, not references. */
function isKeyword(expr: Expression): boolean {
  return (
    expr.kind === "scope-traversal" &&
    expr.steps.length === 1 &&
    ["create", "destroy", "continue", "fail"].includes(expr.steps[0].name)
  );
}

function isMeta(attribute: Attribute): boolean {
  return metaArguments.includes(attribute.name);
}

function dynamicSites(sites: ExpressionSite[], block: Block, context: Context): void {
  const { body } = block;
  if (body.kind === "json-body") return;
  let iterator = block.labels[0]?.value ?? "";
  for (const item of body.items) {
    if (item.kind !== "attribute") continue;
    if (item.name === "iterator") {
      if (item.expr.kind === "scope-traversal") iterator = item.expr.steps[0].name;
    } else {
      sites.push({ ...context, file: body.file, expr: item.expr });
    }
  }
  const inner = { ...context, iterators: new Set([...context.iterators, iterator]) };
  for (const item of body.items)
    if (item.kind === "block" && item.type === "content") bodySites(sites, item.body, inner, false);
}
