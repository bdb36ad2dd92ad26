/** `--parameter` and `--preset` fix a check to one choice. */

import type { CheckInputs, Libraries } from "../check-types.ts";
import { started } from "../coder/analysis.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { suggest } from "../suggest.ts";
import type { Engine } from "../terraform/engine.ts";
import { ResourceInstance } from "../terraform/resource-instance.ts";
import { resourceUnits } from "../terraform/units.ts";
import { makeEngine } from "./engines.ts";
import { parameterDefinitions } from "./parameters.ts";
import type { Template } from "./template.ts";

export interface FixedChoice {
  readonly single: boolean;
  readonly parameters: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly usageErrors: readonly string[];
}

/** `always`: one choice even without an answer, as `inspect plan` and `eval` want it. */
export function fixedChoice(
  template: Template,
  inputs: CheckInputs,
  libraries: Libraries,
  always = false,
): FixedChoice {
  const [profile] = inputs.profiles;
  if ((inputs.parameters.size === 0 && inputs.preset === null) || !profile) {
    return { single: always, parameters: inputs.parameters, diagnostics: [], usageErrors: [] };
  }
  const engine = makeEngine({ mode: "plan", template, profile, inputs, libraries, single: true });
  engine.choices.choose(started);
  const names = [...parameterDefinitions(engine, started, 1).keys()];
  const usageErrors: string[] = [];
  for (const name of inputs.parameters.keys()) {
    if (names.includes(name) || declaredAnywhere(engine, name)) continue;
    const near = suggest(name, names);
    usageErrors.push(
      `--parameter ${name}: the template has no parameter "${name}"${near ? `; did you mean "${near}"?` : ""}`,
    );
  }
  const parameters = new Map<string, string>();
  if (inputs.preset !== null) {
    const preset = presetNamed(engine, inputs.preset);
    if (preset.found) for (const [name, value] of preset.parameters) parameters.set(name, value);
    else {
      const near = suggest(inputs.preset, preset.names);
      usageErrors.push(
        `--preset ${inputs.preset}: the template has no preset "${inputs.preset}"${near ? `; did you mean "${near}"?` : ""}`,
      );
    }
  }
  for (const [name, value] of inputs.parameters) parameters.set(name, value);
  return { single: true, parameters, diagnostics: [], usageErrors };
}

/** A parameter that exists only in other choices is still one that the template declares. */
function declaredAnywhere(engine: Engine, name: string): boolean {
  for (const unit of resourceUnits(engine)) {
    if (unit.config.mode !== "data" || unit.config.type !== "coder_parameter") continue;
    const attribute = engine.shape(unit.config)?.attributes.get("name")?.attribute.expr;
    if (attribute?.kind === "template" && attribute.parts.length === 1) {
      const [part] = attribute.parts;
      if (part?.kind === "literal" && part.value === name) return true;
    } else if (attribute) return true;
  }
  return false;
}

function presetNamed(
  engine: Engine,
  name: string,
): { readonly found: boolean; readonly parameters: ReadonlyMap<string, string>; readonly names: readonly string[] } {
  const names: string[] = [];
  for (const unit of resourceUnits(engine)) {
    if (unit.config.mode !== "data" || unit.config.type !== "coder_workspace_preset") continue;
    for (const instance of unit.instances()) {
      if (!(instance instanceof ResourceInstance)) continue;
      const own = instance.attribute("name").value;
      if (own.kind !== "string") continue;
      names.push(own.value);
      if (own.value !== name) continue;
      const answers = new Map<string, string>();
      const values = instance.attribute("parameters").value;
      if (values.kind === "map" || values.kind === "object") {
        for (const [parameter, value] of values.entries)
          if (value.kind === "string") answers.set(parameter, value.value);
      }
      return { found: true, parameters: answers, names };
    }
  }
  return { found: false, parameters: new Map(), names };
}
