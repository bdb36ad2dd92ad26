/** Every expression of a module with what it may say: the ground of the checks that need no values. */

import { justAttributes } from "../hcl/content.ts";
import type { Attribute, Block, Body, Expression, ScopeTraversal } from "../hcl/tree.ts";
import { variables } from "../hcl/walk.ts";
import type { SourceFile } from "../source.ts";
import type { CheckRule, ModuleConfig, ResourceConfig } from "./config.ts";
import { metaArguments, metaBlocks } from "./config.ts";
import { runsAtDestroy } from "./load-provisioner.ts";

export interface ExpressionSite {
  readonly file: SourceFile;
  readonly expr: Expression;
  /** Address in the module of what it belongs to: `local.x`, `var.x`, `coder_app.y`, `module.m`, `output.o`, … */
  readonly owner: string;
  readonly each: boolean;
  readonly count: boolean;
  readonly self: boolean;
  /** Which part of a resource it is in: what it may say of the resource itself differs. */
  readonly part: "arguments" | "condition" | "provisioner" | "destroy";
  /** Iterators of dynamic blocks around it. */
  readonly iterators: ReadonlySet<string>;
}

export interface FoundSite extends ExpressionSite {
  /** What it refers to, in its order. */
  readonly traversals: readonly ScopeTraversal[];
}

type Context = Omit<ExpressionSite, "file" | "expr">;

function siteOf({ owner, each, count, self, part, iterators }: Context, file: SourceFile, expr: Expression): FoundSite {
  return { file, expr, traversals: variables(expr), owner, each, count, self, part, iterators };
}

const none: ReadonlySet<string> = new Set();

function plain(owner: string): Context {
  return { owner, each: false, count: false, self: false, part: "arguments", iterators: none };
}

const sitesOf = new WeakMap<ModuleConfig, readonly FoundSite[]>();

/** Found once: several checks go over them. */
export function expressionSites(module: ModuleConfig): readonly FoundSite[] {
  const known = sitesOf.get(module);
  if (known) return known;
  const sites = findSites(module);
  sitesOf.set(module, sites);
  return sites;
}

function findSites(module: ModuleConfig): readonly FoundSite[] {
  const sites: FoundSite[] = [];
  for (const variable of module.variables.values()) {
    for (const rule of variable.validations) ruleSites(sites, rule, plain(`var.${variable.name}`));
  }
  for (const local of module.locals.values())
    sites.push(siteOf(plain(`local.${local.name}`), local.file, local.attribute.expr));
  for (const output of module.outputs.values()) {
    const context = plain(`output.${output.name}`);
    sites.push(siteOf(context, output.value.file, output.value.expr));
    for (const rule of output.preconditions) ruleSites(sites, rule, context);
  }
  for (const call of module.calls.values()) {
    const context = plain(`module.${call.name}`);
    for (const attribute of [call.count, call.forEach])
      if (attribute) sites.push(siteOf(context, attribute.file, attribute.expr));
    const inner = { ...context, each: call.forEach !== null, count: call.count !== null };
    for (const attribute of call.arguments.values()) sites.push(siteOf(inner, attribute.file, attribute.expr));
  }
  for (const resource of module.resources.values()) resourceSites(sites, resource);
  for (const provider of module.providers)
    bodySites(sites, provider.block.body, plain(`provider.${provider.name}`), false);
  for (const check of module.checks)
    for (const rule of check.asserts) ruleSites(sites, rule, plain(`check.${check.id}`));
  for (const block of module.otherBlocks) if (block.type === "import") importSites(sites, block.body);
  return sites;
}

function importSites(sites: FoundSite[], body: Body): void {
  const { attributes } = justAttributes(body);
  const each = attributes.has("for_each");
  for (const { name, expr } of attributes.values()) {
    if (name === "to" || name === "provider") continue;
    sites.push(siteOf({ ...plain("import"), each: each && name !== "for_each" }, body.file, expr));
  }
}

function resourceSites(sites: FoundSite[], resource: ResourceConfig): void {
  const owner = `${resource.mode === "managed" ? "" : `${resource.mode}.`}${resource.type}.${resource.name}`;
  const context = plain(owner);
  for (const attribute of [resource.count, resource.forEach])
    if (attribute) sites.push(siteOf(context, attribute.file, attribute.expr));
  const inner = { ...context, each: resource.forEach !== null, count: resource.count !== null };
  for (const body of resource.bodies) bodySites(sites, body, inner, true);
  for (const rule of resource.preconditions) ruleSites(sites, rule, { ...inner, part: "condition" });
  for (const rule of resource.postconditions) ruleSites(sites, rule, { ...inner, self: true, part: "condition" });
  const connectsAtDestroy = resource.provisioners.some(runsAtDestroy);
  for (const block of resource.provisioners) {
    const own: FoundSite[] = [];
    const atDestroy = block.type === "connection" ? connectsAtDestroy : runsAtDestroy(block);
    bodySites(own, block.body, { ...inner, self: true, part: atDestroy ? "destroy" : "provisioner" }, false);
    sites.push(...own.filter(({ expr }) => !isKeyword(expr)));
  }
}

function ruleSites(sites: FoundSite[], rule: CheckRule, context: Context): void {
  sites.push(siteOf(context, rule.file, rule.condition.expr));
  sites.push(siteOf(context, rule.file, rule.errorMessage.expr));
}

function bodySites(sites: FoundSite[], body: Body, context: Context, top: boolean): void {
  if (body.kind === "json-body") {
    for (const attribute of justAttributes(body).attributes.values()) {
      if (attribute.name !== "dynamic" && !(top && isMeta(attribute)))
        sites.push(siteOf(context, body.file, attribute.expr));
    }
    return;
  }
  for (const item of body.items) {
    if (item.kind === "attribute") {
      if (!(top && isMeta(item))) sites.push(siteOf(context, body.file, item.expr));
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

function dynamicSites(sites: FoundSite[], block: Block, context: Context): void {
  const { body } = block;
  if (body.kind === "json-body") return;
  let iterator = block.labels[0]?.value ?? "";
  for (const item of body.items) {
    if (item.kind !== "attribute") continue;
    if (item.name === "iterator") {
      if (item.expr.kind === "scope-traversal") iterator = item.expr.steps[0].name;
    } else {
      sites.push(siteOf(context, body.file, item.expr));
    }
  }
  const inner = { ...context, iterators: new Set([...context.iterators, iterator]) };
  for (const item of body.items)
    if (item.kind === "block" && item.type === "content") bodySites(sites, item.body, inner, false);
}
