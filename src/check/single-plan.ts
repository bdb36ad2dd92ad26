/** The plan of one choice: what is given, else the defaults. */

import type { CheckInputs, Libraries, Profile } from "../check-types.ts";
import { started, stopped } from "../coder/analysis.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { Assignment } from "../terraform/choice.ts";
import type { Engine } from "../terraform/engine.ts";
import { refusedAnswers } from "./answers.ts";
import { makeEngine } from "./engines.ts";
import { fixedChoice } from "./presets.ts";
import type { Template } from "./template.ts";

export interface SinglePlan {
  readonly engine: Engine;
  /** Chosen already. */
  readonly pinned: Assignment;
  readonly usageErrors: readonly string[];
  /** Answers that the template doesn't take. */
  readonly refused: readonly Diagnostic[];
}

export function singlePlan(
  template: Template,
  profile: Profile,
  inputs: CheckInputs,
  libraries: Libraries,
): SinglePlan {
  const { parameters, usageErrors } = fixedChoice(template, inputs, libraries, true);
  const engine = makeEngine({
    mode: "plan",
    template,
    profile,
    inputs: { ...inputs, parameters },
    libraries,
    single: true,
  });
  const pinned = inputs.transition === "stop" ? stopped : started;
  engine.choices.choose(pinned);
  return { engine, pinned, usageErrors, refused: refusedAnswers(engine) };
}
