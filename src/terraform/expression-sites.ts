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

export function* expressionSites(module: ModuleConfig): Iterable<ExpressionSite> {
  for (const variable of module.variables.values()) {
    for (const rule of variable.validations) yield* ruleSites(rule, plain(`var.${variable.name}`));
  }
  for (const local of module.locals.values())
    yield { ...plain(`local.${local.name}`), file: local.file, expr: local.attribute.expr };
  for (const output of module.outputs.values()) {
    const context = plain(`output.${output.name}`);
    yield { ...context, file: output.value.file, expr: output.value.expr };
    for (const rule of output.preconditions) yield* ruleSites(rule, context);
  }
  for (const call of module.calls.values()) {
    const context = plain(`module.${call.name}`);
    for (const attribute of [call.count, call.forEach])
      if (attribute) yield { ...context, file: attribute.file, expr: attribute.expr };
    const inner = { ...context, each: call.forEach !== null, count: call.count !== null };
    for (const attribute of call.arguments.values()) yield { ...inner, file: attribute.file, expr: attribute.expr };
  }
  for (const resource of module.resources.values()) yield* resourceSites(resource);
  for (const provider of module.providers)
    yield* bodySites(provider.block.body, plain(`provider.${provider.name}`), false);
  for (const check of module.checks)
    for (const rule of check.asserts) yield* ruleSites(rule, plain(`check.${check.id}`));
  for (const block of module.otherBlocks) if (block.type === "import") yield* importSites(block.body);
}

function* importSites(body: Body): Iterable<ExpressionSite> {
  const { attributes } = justAttributes(body);
  const each = attributes.has("for_each");
  for (const { name, expr } of attributes.values()) {
    if (name === "to" || name === "provider") continue;
    yield { ...plain("import"), each: each && name !== "for_each", file: body.file, expr };
  }
}

function* resourceSites(resource: ResourceConfig): Iterable<ExpressionSite> {
  const owner = `${resource.mode === "managed" ? "" : `${resource.mode}.`}${resource.type}.${resource.name}`;
  const context = plain(owner);
  for (const attribute of [resource.count, resource.forEach])
    if (attribute) yield { ...context, file: attribute.file, expr: attribute.expr };
  const inner = { ...context, each: resource.forEach !== null, count: resource.count !== null };
  for (const body of resource.bodies) yield* bodySites(body, inner, true);
  for (const rule of resource.preconditions) yield* ruleSites(rule, inner);
  for (const rule of resource.postconditions) yield* ruleSites(rule, { ...inner, self: true });
  for (const block of resource.provisioners) {
    for (const site of bodySites(block.body, { ...inner, self: true }, false)) if (!isKeyword(site.expr)) yield site;
  }
}

function* ruleSites(rule: CheckRule, context: Context): Iterable<ExpressionSite> {
  yield { ...context, file: rule.file, expr: rule.condition.expr };
  yield { ...context, file: rule.file, expr: rule.errorMessage.expr };
}

function* bodySites(body: Body, context: Context, top: boolean): Iterable<ExpressionSite> {
  if (body.kind === "json-body") {
    for (const attribute of justAttributes(body).attributes.values()) {
      if (attribute.name !== "dynamic" && !(top && isMeta(attribute)))
        yield { ...context, file: body.file, expr: attribute.expr };
    }
    return;
  }
  for (const item of body.items) {
    if (item.kind === "attribute") {
      if (!(top && isMeta(item))) yield { ...context, file: body.file, expr: item.expr };
    } else if (item.type === "dynamic") {
      yield* dynamicSites(item, context);
    } else if (!(top && metaBlocks.includes(item.type))) {
      yield* bodySites(item.body, context, false);
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

function* dynamicSites(block: Block, context: Context): Iterable<ExpressionSite> {
  const { body } = block;
  if (body.kind === "json-body") return;
  let iterator = block.labels[0]?.value ?? "";
  for (const item of body.items) {
    if (item.kind !== "attribute") continue;
    if (item.name === "iterator") {
      if (item.expr.kind === "scope-traversal") iterator = item.expr.steps[0].name;
    } else {
      yield { ...context, file: body.file, expr: item.expr };
    }
  }
  const inner = { ...context, iterators: new Set([...context.iterators, iterator]) };
  for (const item of body.items)
    if (item.kind === "block" && item.type === "content") yield* bodySites(item.body, inner, false);
}
