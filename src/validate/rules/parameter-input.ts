/** `coder_parameter`: a definition that refuses every answer, a default or a given answer that it refuses. */

import { type ParameterDefinition, parameterDefinition } from "../../coder/parameter.ts";
import { acceptInput, definitionProblems, type InputRefusal, show } from "../../coder/parameter-input.ts";
import { CoderProvider } from "../../coder/provider.ts";
import type { Diagnostic, RuleId } from "../../diagnostic.ts";
import type { ResourceInstance } from "../../terraform/resource-instance.ts";
import { nameOfView, type Place, placeOfView, problem } from "../problem.ts";
import type { InstanceRule, Report } from "../rule.ts";

export const parameterInput: InstanceRule = {
  kind: "instance",
  name: "parameters and their answers",
  types: ["data.coder_parameter"],
  validate: false,
  stage: "plan",
  check: checkParameter,
};

export function checkParameter(instance: ResourceInstance, report: Report): void {
  const definition = parameterDefinition(instance);
  if (!definition) return;
  const regex = () => instance.engine.environment.regex();
  const wrong = definitionProblems(definition, regex);
  for (const refusal of wrong) report(definitionProblem(instance, definition, refusal));
  emptyRange(instance, definition, report);
  if (wrong.length > 0) return;
  const { provider } = instance.engine;
  const given = provider instanceof CoderProvider ? (provider.build.parameters.get(definition.name) ?? null) : null;
  const verdict = acceptInput(definition, given, null, regex);
  if (verdict.kind !== "refused") return;
  const { refusal } = verdict;
  if (given !== null) report(answerProblem(instance, definition, given, refusal));
  else if (definition.default !== null) report(defaultProblem(instance, definition, definition.default, refusal));
  else report(unansweredProblem(instance, definition, refusal));
}

function placeOfRefusal(instance: ResourceInstance, refusal: InputRefusal): Place {
  switch (refusal.about) {
    case "flags":
      return nameOfView(instance.attribute("ephemeral")) ?? instance.place;
    case "form-type":
      return placeOfView(instance.attribute("form_type")) ?? instance.place;
    case "option": {
      const option = instance.blocks("option").items[refusal.option ?? 0];
      if (!option) return instance.place;
      return placeOfView(option.attribute(refusal.attribute ?? "value")) ?? option.place;
    }
    case "validation": {
      const validation = instance.blocks("validation").items[0];
      if (!validation) return instance.place;
      return placeOfView(validation.attribute(refusal.attribute ?? "regex")) ?? validation.place;
    }
    case "value":
      return instance.place;
  }
}

function definitionProblem(instance: ResourceInstance, definition: ParameterDefinition, refusal: InputRefusal) {
  return problem("parameter-invalid", "error", placeOfRefusal(instance, refusal), {
    headline: `parameter "${definition.name}" ${refusal.headline}`,
    notes: [...refusal.notes, "no answer is accepted then, not even the default"],
    help: refusal.help,
  });
}

/** The provider has nothing against it; there is just no answer to it. */
function emptyRange(instance: ResourceInstance, { name, validation }: ParameterDefinition, report: Report): void {
  if (!validation || validation.min === null || validation.max === null || validation.min <= validation.max) return;
  const block = instance.blocks("validation").items[0];
  const place = (block ? placeOfView(block.attribute("min")) : null) ?? instance.place;
  const max = block ? placeOfView(block.attribute("max")) : null;
  report(
    problem("parameter-invalid", "warning", place, {
      headline: `parameter "${name}" accepts no number: \`min\` is ${validation.min}, \`max\` is ${validation.max}`,
      secondary: max ? [{ ...max, text: "the maximum" }] : [],
      help: "make `min` at most `max`",
    }),
  );
}

function defaultProblem(
  instance: ResourceInstance,
  definition: ParameterDefinition,
  value: string,
  refusal: InputRefusal,
): Diagnostic {
  const view = instance.attribute("default");
  const place = placeOfView(view) ?? instance.place;
  const headline = view.written.marks?.sensitive
    ? `the default of parameter "${definition.name}" ${plain(refusal)}; it is sensitive`
    : `the default ${show(value)} of parameter "${definition.name}" ${refusal.headline}`;
  // A default that other answers make illegal is refused by the form: the user answers again.
  const severity = afterOtherAnswers(instance) ? "warning" : "error";
  return problem("parameter-invalid", severity, place, { headline, notes: refusal.notes, help: refusal.help });
}

/** Whether default and definition are what answers other than the first ones make them. */
function afterOtherAnswers(instance: ResourceInstance): boolean {
  const cells = [
    instance.attributeCell("default"),
    instance.attributeCell("type"),
    instance.blocksCell("option"),
    instance.blocksCell("validation"),
  ];
  return cells.some((cell) =>
    cell.path().some(({ domain, pick }) => domain.key.startsWith("parameter:") && pick !== 0),
  );
}

/** Members of a list are parts of the value. */
function plain(refusal: InputRefusal): string {
  return refusal.headline.startsWith("has ") ? "isn't accepted" : refusal.headline;
}

function answerProblem(
  instance: ResourceInstance,
  definition: ParameterDefinition,
  value: string,
  refusal: InputRefusal,
) {
  return problem("parameter-value", "error", instance.place, {
    headline: `the answer ${show(value)} to parameter "${definition.name}" ${refusal.headline}`,
    notes: refusal.notes,
    help: refusal.help,
  });
}

function unansweredProblem(instance: ResourceInstance, definition: ParameterDefinition, refusal: InputRefusal) {
  const validation = instance.blocks("validation").items[0];
  const place = validation?.place ?? instance.place;
  const rule: RuleId = "parameter-required-validation";
  return problem(rule, "error", place, {
    headline: `parameter "${definition.name}" has a \`validation\` and no default: a push answers it with an empty text, which ${refusal.headline}`,
    notes: ["a push plans the template without answers; `option` blocks alone, without `validation`, would pass"],
    secondary: [{ ...instance.place, text: "no `default` here" }],
    help: "add `default = …` that the validation accepts, or remove `validation`",
  });
}
