/** Runs everything that finds mistakes over every choice, and settles what it found. */

import type { Diagnostic } from "../diagnostic.ts";
import type { Assignment } from "../terraform/choice.ts";
import type { Cell } from "../terraform/choices.ts";
import type { Engine } from "../terraform/engine.ts";
import { explore } from "../terraform/explore.ts";
import { ResourceInstance } from "../terraform/resource-instance.ts";
import { type ResourceUnit, resourceUnits, units } from "../terraform/units.ts";
import { settled } from "./app-rule.ts";
import { withCalls } from "./calls.ts";
import type { RuleContext } from "./context.ts";
import type { InstanceRule } from "./rule.ts";
import { withTrail } from "./trail.ts";

/** The mistakes that one engine's template has; asked for the start first, then for the stop and the push. */
export class Findings {
  readonly #engine: Engine;
  #evaluated: readonly Source[] | null = null;
  #owned: readonly { readonly unit: ResourceUnit; readonly type: string }[] | null = null;
  readonly #judged = new Map<InstanceRule, readonly Source[]>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Of evaluation: of every variable, local, output, call and resource. */
  evaluation(pinned: Assignment, limit: number): Diagnostic[] {
    this.#evaluated ??= [...units(this.#engine, withCalls)].map(({ cell }) => new Source(this.#engine, cell));
    return this.#evaluated.flatMap((source) => source.findings(pinned, limit));
  }

  /** What the rules find in each resource of the coder provider. */
  instances(rules: readonly InstanceRule[], context: RuleContext, pinned: Assignment): Diagnostic[] {
    return rules.flatMap((rule) =>
      this.#sources(rule, context).flatMap((source) => source.findings(pinned, context.inputs.maxChoices)),
    );
  }

  #sources(rule: InstanceRule, context: RuleContext): readonly Source[] {
    let sources = this.#judged.get(rule);
    if (!sources) {
      this.#owned ??= ownedUnits(this.#engine);
      sources = this.#owned
        .filter(({ type }) => rule.types?.includes(type) ?? true)
        .map(({ unit }) => new Source(this.#engine, ruleCell(this.#engine, unit, rule, context)));
      this.#judged.set(rule, sources);
    }
    return sources;
  }
}

/** Something that finds mistakes. What it found under some pinned choices isn't said again for others that it never read. */
class Source {
  readonly #engine: Engine;
  readonly #cell: Cell<null>;
  /** The pinned choices that it reads, and the answers that it has been asked for; null before. */
  #asked: { readonly keys: ReadonlySet<string>; readonly answers: Set<string> } | null = null;
  /** It reads none, and has been asked. */
  #done = false;

  constructor(engine: Engine, cell: Cell<null>) {
    this.#engine = engine;
    this.#cell = cell;
  }

  findings(pinned: Assignment, limit: number): Diagnostic[] {
    if (this.#done || this.#asked?.answers.has(answersTo(this.#asked.keys, pinned))) return [];
    const cases = explore(this.#engine.choices, this.#cell, pinned, limit);
    const keys = [...cases.space.keys].filter((key) => pinned.has(key));
    this.#done = keys.length === 0 && !this.#asked;
    if (!this.#done) {
      const all = new Set([...(this.#asked?.keys ?? []), ...keys]);
      this.#asked = { keys: all, answers: (this.#asked?.answers ?? new Set()).add(answersTo(all, pinned)) };
    }
    if (cases.numbered.every(({ diagnostics }) => diagnostics.length === 0)) return [];
    return settled(cases.map(({ diagnostics }) => diagnostics));
  }
}

function answersTo(keys: ReadonlySet<string>, pinned: Assignment): string {
  return [...keys]
    .sort()
    .map((key) => `${key}=${pinned.get(key) ?? 0}`)
    .join(" ");
}

function ownedUnits(engine: Engine): { readonly unit: ResourceUnit; readonly type: string }[] {
  return (
    [...resourceUnits(engine)]
      // What is wrong with the values of a data source in a `check` is a warning for Terraform.
      .filter(({ config }) => engine.provider.owns(config.type) && config.check === null)
      .map((unit) => ({
        unit,
        type: unit.config.mode === "managed" ? unit.config.type : `${unit.config.mode}.${unit.config.type}`,
      }))
  );
}

function ruleCell(engine: Engine, unit: ResourceUnit, rule: InstanceRule, context: RuleContext): Cell<null> {
  const compute = (): null => {
    for (const instance of unit.instances()) {
      if (instance instanceof ResourceInstance)
        rule.check(
          instance,
          (diagnostic) => engine.choices.report(withCalls(withTrail(diagnostic, instance), instance.module)),
          context,
        );
    }
    return null;
  };
  return engine.cell<null>(unit.address, compute, () => null);
}
