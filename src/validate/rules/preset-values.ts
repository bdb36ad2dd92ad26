/** The answers of a preset, tried on the template: parameters that don't exist, values that they refuse. */

import { exploreUnit } from "../../coder/analysis.ts";
import { type ParameterDefinition, parameterDefinition } from "../../coder/parameter.ts";
import { acceptInput, show } from "../../coder/parameter-input.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { Expression } from "../../hcl/tree.ts";
import { suggest } from "../../suggest.ts";
import type { Engine } from "../../terraform/engine.ts";
import type { PlannedResource } from "../../terraform/evaluated.ts";
import { ResourceInstance } from "../../terraform/resource-instance.ts";
import { resourceUnits } from "../../terraform/units.ts";
import { settled } from "../app-rule.ts";
import { withCalls } from "../calls.ts";
import type { RuleContext } from "../context.ts";
import { type Place, placeOfView, problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";

export const presetValues: TemplateRule = { kind: "template", name: "answers of presets", check };

/** Each is a plan of its own; nobody has more presets than this. */
const maxPresets = 64;

function check(context: RuleContext): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  let tried = 0;
  for (const unit of resourceUnits(context.engine)) {
    if (unit.config.mode !== "data" || unit.config.type !== "coder_workspace_preset") continue;
    const { cases } = exploreUnit(context.engine, unit, presetOf, context.started, context.inputs.maxChoices);
    const judged = cases.map((presets) =>
      presets.flatMap((preset) => (preset.answers.size > 0 && ++tried <= maxPresets ? judge(preset, context) : [])),
    );
    diagnostics.push(...settled(judged));
  }
  return diagnostics;
}

interface Preset {
  readonly instance: PlannedResource;
  readonly answers: ReadonlyMap<string, string>;
}

function presetOf(instance: PlannedResource): Preset {
  const answers = new Map<string, string>();
  const { value } = instance.attribute("parameters");
  if (value.kind === "map") {
    for (const [name, answer] of value.entries) if (answer.kind === "string") answers.set(name, answer.value);
  }
  return { instance, answers };
}

function judge({ instance, answers }: Preset, context: RuleContext): Diagnostic[] {
  const planned = context.planWith(answers);
  planned.choices.choose(context.started);
  const definitions = definitionsIn(planned);
  const diagnostics: Diagnostic[] = [];
  for (const [name, value] of answers) {
    const definition = definitions.get(name);
    if (!definition) {
      const unknown = declared(context).includes(name) ? null : unknownName(instance, name, context);
      if (unknown) diagnostics.push(withCalls(unknown, instance.module));
      continue;
    }
    const verdict = acceptInput(definition, value, null, () => planned.environment.regex());
    // What refuses every answer is told of the parameter.
    if (verdict.kind !== "refused" || verdict.refusal.about !== "value") continue;
    const { refusal } = verdict;
    const refused = problem("preset-invalid", "error", placeOfAnswer(instance, name), {
      headline: `${show(value)} for parameter "${name}" ${refusal.headline}`,
      notes: [...refusal.notes, `no workspace can be made with this preset`],
      help: refusal.help,
    });
    diagnostics.push(withCalls(refused, instance.module));
  }
  return diagnostics;
}

function definitionsIn(engine: Engine): ReadonlyMap<string, ParameterDefinition> {
  const definitions = new Map<string, ParameterDefinition>();
  for (const unit of resourceUnits(engine)) {
    if (unit.config.mode !== "data" || unit.config.type !== "coder_parameter") continue;
    for (const instance of unit.instances()) {
      const definition = instance instanceof ResourceInstance ? parameterDefinition(instance) : null;
      if (definition) definitions.set(definition.name, definition);
    }
  }
  return definitions;
}

const names = new WeakMap<Engine, readonly string[]>();

/** The names of all parameters, under whatever choice they exist. */
function declared({ engine, started, inputs }: RuleContext): readonly string[] {
  const known = names.get(engine);
  if (known) return known;
  const found = new Set<string>();
  for (const unit of resourceUnits(engine)) {
    if (unit.config.mode !== "data" || unit.config.type !== "coder_parameter") continue;
    const facts = exploreUnit(engine, unit, parameterDefinition, started, inputs.maxChoices);
    for (const definitions of facts.cases.each)
      for (const definition of definitions) if (definition) found.add(definition.name);
  }
  const result = [...found];
  names.set(engine, result);
  return result;
}

function unknownName(instance: PlannedResource, name: string, context: RuleContext): Diagnostic {
  const near = suggest(name, declared(context));
  return problem("preset-invalid", "warning", placeOfAnswer(instance, name), {
    headline: `the template has no parameter "${name}", so this answer has no effect`,
    notes: ["presets may name parameters of other template versions: Coder only logs it"],
    help: near ? `did you mean "${near}"?` : "remove it, or name a parameter of the template",
  });
}

/** The value of a key that is written as such, else the whole map. */
function placeOfAnswer(instance: PlannedResource, name: string): Place {
  const view = instance.attribute("parameters");
  const whole = placeOfView(view) ?? instance.place;
  const expr = view.source?.attribute.expr;
  if (expr?.kind !== "object-cons") return whole;
  const item = expr.items.find(({ key }) => keyText(key) === name);
  return item ? { file: whole.file, span: item.value } : whole;
}

function keyText(key: Expression): string | null {
  if (key.kind !== "object-cons-key") return null;
  if (key.keyword !== null) return key.keyword;
  const { wrapped } = key;
  const [part, ...rest] = wrapped.kind === "template" ? wrapped.parts : [wrapped];
  return part?.kind === "literal" && rest.length === 0 && typeof part.value === "string" ? part.value : null;
}
