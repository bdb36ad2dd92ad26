/** Runs everything that finds mistakes over every choice, and settles what it found. */

import type { Diagnostic } from "../diagnostic.ts";
import type { Assignment } from "../terraform/choice.ts";
import type { Cell } from "../terraform/choices.ts";
import type { Engine } from "../terraform/engine.ts";
import type { Exploration } from "../terraform/exploration.ts";
import { explore, exploreSingle } from "../terraform/explore.ts";
import { ResourceInstance } from "../terraform/resource-instance.ts";
import { type ResourceUnit, resourceUnits, units } from "../terraform/units.ts";
import { settled } from "./app-rule.ts";
import { withCalls } from "./calls.ts";
import type { RuleContext } from "./context.ts";
import type { InstanceRule } from "./rule.ts";
import { settle } from "./settle.ts";
import { withTrail } from "./trail.ts";

/** The mistakes that one engine's template has; asked for the start first, then for the stop and the push. */
export class Findings {
  readonly #engine: Engine;
  readonly #rules: readonly InstanceRule[];
  #evaluated: readonly Source[] | null = null;
  #judged: readonly Judged[] | null = null;

  constructor(engine: Engine, rules: readonly InstanceRule[]) {
    this.#engine = engine;
    this.#rules = rules;
  }

  /** Of evaluation: of every variable, local, output, call and resource. */
  evaluation(pinned: Assignment, limit: number): Diagnostic[] {
    this.#evaluated ??= [...units(this.#engine, withCalls)].map(({ cell }) => new Source(this.#engine, cell));
    // What comes after an exhausted budget would be as if it weren't there.
    return this.#evaluated.flatMap((source) => (this.#engine.exhausted ? [] : source.findings(pinned, limit)));
  }

  /** What the rules find in each resource of the coder provider, rule by rule; `stage` leaves out those of the other. */
  instances(context: RuleContext, pinned: Assignment, stage: InstanceRule["stage"] | null = null): Diagnostic[] {
    this.#judged ??= ownedUnits(this.#engine).flatMap(({ unit, type }) => {
      const resource: JudgedResource = { unit, varies: false };
      return stages.map((at) => {
        const rules = this.#rules.filter((rule) => rule.stage === at && (rule.types?.includes(type) ?? true));
        return new Judged(this.#engine, resource, at, rules, context);
      });
    });
    const found = new Map<InstanceRule, Diagnostic[]>();
    for (const judged of this.#judged) {
      if (this.#engine.exhausted) break;
      if (stage === null || judged.stage === stage) judged.addTo(found, pinned, context.inputs.maxChoices);
    }
    return found.size === 0 ? [] : this.#rules.flatMap((rule) => found.get(rule) ?? []);
  }
}

const stages: readonly InstanceRule["stage"][] = ["plan", "build"];

interface JudgedResource {
  readonly unit: ResourceUnit;
  /** Rules of a stage found that choices change it: those of the other needn't try. */
  varies: boolean;
}

/**
 * One resource under the rules of a stage. Most resources are the same in all choices: their rules are run together.
 * The others' rules each have a cell of their own, so that a rule is repeated only for what it looks at itself.
 */
class Judged {
  readonly stage: InstanceRule["stage"];
  readonly #engine: Engine;
  readonly #resource: JudgedResource;
  readonly #rules: readonly InstanceRule[];
  readonly #context: RuleContext;
  readonly #ruleOf = new Map<Diagnostic, InstanceRule>();
  readonly #together: Source;
  #each: readonly (readonly [InstanceRule, Source])[] | null = null;

  constructor(
    engine: Engine,
    resource: JudgedResource,
    stage: InstanceRule["stage"],
    rules: readonly InstanceRule[],
    context: RuleContext,
  ) {
    this.stage = stage;
    this.#engine = engine;
    this.#resource = resource;
    this.#rules = rules;
    this.#context = context;
    this.#together = new Source(
      engine,
      ruleCell(engine, resource.unit, rules, context, (diagnostic, rule) => this.#ruleOf.set(diagnostic, rule)),
    );
  }

  addTo(found: Map<InstanceRule, Diagnostic[]>, pinned: Assignment, limit: number): void {
    if (this.#rules.length === 0) return;
    const together = this.#each || this.#resource.varies ? null : this.#together.single(pinned, limit);
    if (together) {
      if (together.length > 0) {
        for (const rule of this.#rules) {
          const diagnostics = together.filter((diagnostic) => this.#ruleOf.get(diagnostic) === rule);
          add(found, rule, settle([{ reads: [], diagnostics }]));
        }
      }
      return;
    }
    this.#resource.varies = true;
    this.#each ??= this.#rules.map((rule) => [
      rule,
      new Source(
        this.#engine,
        ruleCell(this.#engine, this.#resource.unit, [rule], this.#context, () => {}),
      ),
    ]);
    for (const [rule, source] of this.#each) add(found, rule, source.findings(pinned, limit));
  }
}

function add(found: Map<InstanceRule, Diagnostic[]>, rule: InstanceRule, more: readonly Diagnostic[]): void {
  if (more.length === 0) return;
  const list = found.get(rule);
  if (list) list.push(...more);
  else found.set(rule, [...more]);
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
    if (this.#isTold(pinned)) return [];
    const cases = explore(this.#engine.choices, this.#cell, pinned, limit);
    this.#tell(cases, pinned);
    return settled(cases.map(({ diagnostics }) => diagnostics));
  }

  /** What is found whatever is chosen; null where that depends on choices. */
  single(pinned: Assignment, limit: number): readonly Diagnostic[] | null {
    if (this.#isTold(pinned)) return [];
    const cases = exploreSingle(this.#engine.choices, this.#cell, pinned, limit);
    if (!cases) return null;
    this.#tell(cases, pinned);
    return cases.at(0).diagnostics;
  }

  #isTold(pinned: Assignment): boolean {
    return this.#done || (this.#asked?.answers.has(answersTo(this.#asked.keys, pinned)) ?? false);
  }

  #tell(cases: Exploration<null>, pinned: Assignment): void {
    const keys = [...cases.space.keys].filter((key) => pinned.has(key));
    this.#done = keys.length === 0 && !this.#asked;
    if (!this.#done) {
      const all = new Set([...(this.#asked?.keys ?? []), ...keys]);
      this.#asked = { keys: all, answers: (this.#asked?.answers ?? new Set()).add(answersTo(all, pinned)) };
    }
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
    resourceUnits(engine)
      // What is wrong with the values of a data source in a `check` is a warning for Terraform.
      .filter(({ config }) => engine.provider.owns(config.type) && config.check === null)
      .map((unit) => ({
        unit,
        type: unit.config.mode === "managed" ? unit.config.type : `${unit.config.mode}.${unit.config.type}`,
      }))
  );
}

function ruleCell(
  engine: Engine,
  unit: ResourceUnit,
  rules: readonly InstanceRule[],
  context: RuleContext,
  onFound: (diagnostic: Diagnostic, rule: InstanceRule) => void,
): Cell<null> {
  const compute = (): null => {
    const instances = unit.instances().filter((instance) => instance instanceof ResourceInstance);
    for (const rule of rules) {
      for (const instance of instances) {
        const report = (diagnostic: Diagnostic): void => {
          const located = withCalls(withTrail(diagnostic, instance), instance.module);
          onFound(located, rule);
          engine.choices.report(located);
        };
        rule.check(instance, report, context);
      }
    }
    return null;
  };
  return engine.cell<null>(unit.address, compute, () => null);
}
