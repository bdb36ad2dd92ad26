/** The value of an expression where it stands, in the default choice and in the others. */

import { answerOf, started, stopped } from "../coder/analysis.ts";
import { evaluate } from "../hcl/evaluate.ts";
import type { Scope } from "../hcl/scope.ts";
import type { Expression } from "../hcl/tree.ts";
import type { Value } from "../hcl/value.ts";
import { variables } from "../hcl/walk.ts";
import type { SourceFile } from "../source.ts";
import { resourceAddress } from "../terraform/address.ts";
import { explore } from "../terraform/explore.ts";
import type { ModuleInstance } from "../terraform/module-instance.ts";
import { moduleInstances } from "../terraform/units.ts";
import type { Cursor } from "./cursor.ts";
import type { ModuleFile } from "./template-view.ts";
import { valueText } from "./value-text.ts";

const mostChoices = 64;

export interface ChoiceText {
  readonly text: string;
  /** Parameter and answer (null: any other) of the choice that is nearest to the defaults; none for the default choice. */
  readonly when: readonly (readonly [name: string, answer: string | null])[];
}

export interface ValueAt {
  /** The default choice's first. */
  readonly texts: readonly ChoiceText[];
  /** Instances of what the expression stands in, in the default choice; the value is the first one's. */
  readonly instances: number;
}

/** Null for what has no value by itself: in a type constraint, under names of a `for`, or while the template can't be read. */
export function valueAt(place: ModuleFile, cursor: Cursor, expr: Expression): ValueAt | null {
  const { engine } = place.view;
  if (!engine || !isClosed(cursor, expr)) return null;
  let instances = 1;
  const compute = (): Value | null => {
    const [module] = moduleInstances(engine, place.node);
    const scopes = module ? scopesIn(module, cursor, place.file) : [];
    const [scope] = scopes;
    if (engine.choices.assignment.size <= started.size) instances = scopes.length;
    return scope ? evaluate(expr, scope) : null;
  };
  const texts = textsOf(place, compute, (value) => (value ? valueText(value) : "(nothing: there is no instance)"));
  return { texts, instances };
}

/** The different results of something, over the choices. */
export function textsOf<T>(
  { view }: ModuleFile,
  compute: () => T | null,
  show: (result: T | null) => string,
): readonly ChoiceText[] {
  const { engine } = view;
  if (!engine) return [];
  const pinned = view.inputs.transition === "stop" ? stopped : started;
  const cell = engine.cell<T | null>("hover", compute, () => null);
  const texts = new Map<string, ChoiceText>();
  for (const { reads, result } of explore(engine.choices, cell, pinned, mostChoices).entries) {
    const text = show(result.value);
    if (texts.has(text)) continue;
    const when = reads
      .filter(({ domain, pick }) => pick !== 0 && domain.key.startsWith("parameter:"))
      .map((read) => [read.domain.key.slice("parameter:".length), answerOf(read)] as const);
    texts.set(text, { text, when });
  }
  return [...texts.values()];
}

/** Of the first instance of what the cursor stands in. */
function scopesIn(module: ModuleInstance, { blocks }: Cursor, file: SourceFile): readonly Scope[] {
  const [block] = blocks;
  const [first, second] = block?.labels ?? [];
  if (block && first) {
    const mode = block.type === "resource" ? "managed" : block.type;
    if (second && (mode === "managed" || mode === "data" || mode === "ephemeral")) {
      const config = module.node.config.resources.get(resourceAddress({ mode, type: first.value, name: second.value }));
      if (config) return module.instances(config).map((instance) => instance.scope(file));
    }
    const call = block.type === "module" ? module.node.config.calls.get(first.value) : undefined;
    if (call?.count || call?.forEach) return [module.scope(file, module.unknownRepetition(call))];
  }
  return [module.scope(file)];
}

/** No name in it belongs to a `for`, a splat or a dynamic block around it. */
function isClosed({ blocks, expressions }: Cursor, expr: Expression): boolean {
  const bound = new Set(
    blocks.flatMap(({ type, labels, body }) => {
      if (type !== "dynamic" || body.kind !== "body") return [];
      const given = body.items.find((item) => item.kind === "attribute" && item.name === "iterator");
      const name =
        given?.kind === "attribute" && given.expr.kind === "scope-traversal" ? given.expr.steps[0].name : null;
      return [name ?? labels[0]?.value ?? ""];
    }),
  );
  for (const around of expressions) {
    if (around === expr) break;
    if (around.kind === "splat" && around.source !== expr && !expressions.includes(around.source)) return false;
    if (around.kind === "for") for (const name of [around.keyVar, around.valVar]) bound.add(name);
  }
  return !variables(expr).some(({ steps }) => bound.has(steps[0].name));
}
