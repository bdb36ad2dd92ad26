/**
 * Everything in a template that is evaluated by itself: a variable, a local value, an output, a call, a resource, each
 * in all instances of its module. A unit's exploration tells for which choices it is wrong.
 */

import { type Diagnostic, primaryLabel } from "../diagnostic.ts";
import { evaluate } from "../hcl/evaluate.ts";
import { keyText, resourceAddress } from "./address.ts";
import { aliasedLocal } from "./alias.ts";
import type { Cell } from "./choices.ts";
import { checkRules } from "./conditions.ts";
import type { ModuleCallConfig, ModuleNode, ResourceConfig } from "./config.ts";
import type { Engine } from "./engine.ts";
import type { Expansion } from "./expansion.ts";
import { visitImport } from "./import-instance.ts";
import type { AnyResource, ModuleInstance } from "./module-instance.ts";
import { problem } from "./problem.ts";
import { type MovedInstance, movedInstance } from "./refactoring.ts";
import { ResourceInstance } from "./resource-instance.ts";

export interface Unit {
  /** Address without instance keys: `module.m.local.x`. */
  readonly address: string;
  /** Evaluates it; mistakes are the diagnostics of the cell's leaves. */
  readonly cell: Cell<null>;
}

export interface ResourceUnit {
  readonly address: string;
  readonly node: ModuleNode;
  readonly config: ResourceConfig;
  /** The instances under the current choice. */
  readonly instances: () => readonly AnyResource[];
}

/** All modules of a tree, parents first. */
export function* modules(root: ModuleNode): Iterable<ModuleNode> {
  yield root;
  for (const child of root.children.values()) if (child.loaded) yield* modules(child.node);
}

/** The instances of a module under the current choice. */
export function moduleInstances(engine: Engine, node: ModuleNode): readonly ModuleInstance[] {
  const { parent, call } = node;
  if (!parent || !call) return [engine.root];
  return moduleInstances(engine, parent).flatMap((instance) => instance.children(call));
}

export function moduleAddress(node: ModuleNode): string {
  return node.path.map((name) => `module.${name}`).join(".");
}

const resourceUnitsOf = new WeakMap<Engine, readonly ResourceUnit[]>();

/** Listed once: many ask. */
export function resourceUnits(engine: Engine): readonly ResourceUnit[] {
  let listed = resourceUnitsOf.get(engine);
  if (!listed) {
    listed = [...listResourceUnits(engine)];
    resourceUnitsOf.set(engine, listed);
  }
  return listed;
}

function* listResourceUnits(engine: Engine): Iterable<ResourceUnit> {
  for (const node of modules(engine.root.node)) {
    const prefix = moduleAddress(node);
    for (const config of node.config.resources.values()) {
      const address = prefix === "" ? resourceAddress(config) : `${prefix}.${resourceAddress(config)}`;
      yield {
        address,
        node,
        config,
        instances: () => moduleInstances(engine, node).flatMap((instance) => instance.instances(config)),
      };
    }
  }
}

/** The units in source order, module by module. `within` is given each mistake that stands in a module's own files. */
export function* units(
  engine: Engine,
  within: (diagnostic: Diagnostic, module: ModuleInstance) => Diagnostic,
): Iterable<Unit> {
  for (const node of modules(engine.root.node)) {
    const prefix = moduleAddress(node);
    const unit = (name: string, visit: (instance: ModuleInstance) => void): Unit => {
      const address = prefix === "" ? name : `${prefix}.${name}`;
      const compute = (): null => {
        for (const instance of moduleInstances(engine, node)) {
          const { diagnostics } = engine.choices.track(() => visit(instance));
          for (const diagnostic of diagnostics) {
            const own = instance.parent && node.config.files.includes(primaryLabel(diagnostic).file);
            engine.choices.report(own ? within(diagnostic, instance) : diagnostic);
          }
        }
        return null;
      };
      return { address, cell: engine.cell<null>(address, compute, () => null) };
    };
    const tell = (cell: Cell<unknown>): void => {
      for (const diagnostic of cell.leaf().diagnostics) engine.choices.report(diagnostic);
    };
    const { config } = node;
    for (const variable of config.variables.values()) {
      yield unit(`var.${variable.name}`, (instance) => {
        tell(instance.variable(variable));
        tell(instance.validations(variable));
        // `terraform validate` checks defaults whatever is given.
        if (engine.mode === "validate" && variable.default) instance.defaultOf(variable);
      });
    }
    for (const name of config.locals.keys()) {
      if (aliasedLocal(config, name) !== name) continue;
      yield unit(`local.${name}`, (instance) => {
        const cell = instance.local(name);
        if (cell) tell(cell);
      });
    }
    for (const name of config.outputs.keys()) {
      yield unit(`output.${name}`, (instance) => {
        const cell = instance.output(name);
        if (cell) tell(cell);
        tell(instance.outputChecks(name));
      });
    }
    for (const check of config.checks) {
      // That an assertion doesn't hold is a warning for Terraform.
      const subject = {
        rule: "condition-failed",
        subject: `check "${check.id}"`,
        place: null,
        quiet: true,
        needsMessage: engine.mode === "plan",
      } as const;
      yield unit(`check.${check.id}`, (instance) => checkRules(check.asserts, instance.scope(check.file), subject));
    }
    for (const [at, block] of config.otherBlocks.entries()) {
      if (block.type === "import" && !node.parent && engine.mode === "plan")
        yield unit(`import.${at}`, (instance) => visitImport(block, instance));
      const moved = movedInstance(block);
      const from = moved ? config.resources.get(moved.resource) : undefined;
      if (moved && from) yield unit(`moved.${moved.resource}`, (instance) => visitMove(instance, moved, from, engine));
    }
    for (const call of config.calls.values()) {
      yield unit(`module.${call.name}`, (instance) => visitCall(instance, call, engine, tell));
    }
    for (const resource of config.resources.values()) {
      yield unit(resourceAddress(resource), (instance) => {
        tell(instance.resourceExpansion(resource));
        for (const item of instance.instances(resource)) visitResource(item, engine, tell);
      });
    }
  }
}

function visitMove(instance: ModuleInstance, moved: MovedInstance, from: ResourceConfig, engine: Engine): void {
  if (engine.mode === "validate" || !instance.instances(from).some(({ key }) => key === moved.key)) return;
  const address = `${moved.resource}${keyText(moved.key)}`;
  engine.choices.report(
    problem(moved, `${address} is declared, and this moves it elsewhere`, {
      also: [{ file: from.file, span: from.header, text: "declared here" }],
      help: "declare it at the new address only",
    }),
  );
}

function visitCall(
  instance: ModuleInstance,
  call: ModuleCallConfig,
  engine: Engine,
  tell: (cell: Cell<unknown>) => void,
): void {
  tell(instance.callExpansion(call));
  const child = instance.node.children.get(call.name);
  // Arguments of a module that isn't loaded are evaluated by nobody else.
  if (engine.mode === "plan" && (child?.loaded || hasNoInstances(instance.callExpansion(call).value))) return;
  const declared = child?.loaded ? child.node.config.variables : null;
  const repetition = call.count || call.forEach ? instance.unknownRepetition(call) : undefined;
  for (const [name, attribute] of call.arguments) {
    if (!declared?.has(name) || engine.mode === "validate")
      evaluate(attribute.expr, instance.scope(attribute.file, repetition));
  }
}

/** Then Terraform evaluates no argument either: `agent_id = coder_agent.dev[0].id` is no mistake while both are stopped. */
function hasNoInstances(expansion: Expansion): boolean {
  if (expansion.kind === "count") return expansion.count === 0;
  return expansion.kind === "each" && expansion.entries.size === 0;
}

function visitResource(item: AnyResource, engine: Engine, tell: (cell: Cell<unknown>) => void): void {
  const { config } = item;
  const quiet = engine.mode === "validate";
  const subject = {
    rule: "condition-failed",
    subject: item.address,
    place: null,
    quiet,
    needsMessage: !quiet,
  } as const;
  checkRules(config.preconditions, item.scope(config.file), subject);
  if (item instanceof ResourceInstance) {
    const { schema } = item.shape;
    for (const name of schema.attributes.keys()) if (item.shape.attributes.has(name)) tell(item.attributeCell(name));
    for (const type of schema.blocks.keys()) tell(item.blocksCell(type));
  } else {
    item.evaluateAll();
  }
  checkRules(config.postconditions, item.scope(config.file, item.object), subject);
}
