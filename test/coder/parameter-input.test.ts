import { describe, expect, it } from "vitest";
import type { ParameterDefinition, ParameterValidation } from "../../src/coder/parameter.ts";
import { acceptInput, definitionProblems } from "../../src/coder/parameter-input.ts";
import { createRe2Engine } from "../../src/terraform/functions/re2-engine.ts";

const noValidation: ParameterValidation = {
  min: null,
  max: null,
  regex: null,
  monotonic: null,
  error: null,
  unknown: false,
  errorUnknown: false,
};

function parameter(values: Partial<ParameterDefinition>): ParameterDefinition {
  return {
    address: "data.coder_parameter.x",
    name: "x",
    type: "string",
    formType: "",
    default: null,
    defaultUnknown: false,
    options: [],
    optionsUnknown: false,
    validation: null,
    mutable: true,
    ephemeral: false,
    ...values,
  };
}

const option = (value: string) => ({ name: value, value });

/** What the value becomes, or why it doesn't. */
function answer(definition: ParameterDefinition, given: string | null, previous: string | null = null): string {
  const verdict = acceptInput(definition, given, previous, createRe2Engine);
  return verdict.kind === "accepted"
    ? `= ${verdict.value}`
    : verdict.kind === "refused"
      ? verdict.refusal.headline
      : verdict.kind;
}

describe("acceptInput", () => {
  it("takes the default, or the empty text, without an answer", () => {
    expect(answer(parameter({ default: "a" }), null)).toBe("= a");
    expect(answer(parameter({ type: "number" }), null)).toBe("= ");
    expect(answer(parameter({ options: [option("a")] }), null)).toBe("= ");
    expect(answer(parameter({ defaultUnknown: true }), null)).toBe("undecided");
  });

  it("validates the empty text where there is a validation", () => {
    expect(answer(parameter({ type: "number", validation: noValidation }), null)).toBe("is no whole number");
    expect(answer(parameter({ validation: noValidation }), null)).toBe("= ");
  });

  it("counts with the answer before", () => {
    const growing = parameter({ type: "number", validation: { ...noValidation, monotonic: "increasing" } });
    expect(answer(growing, "30", "50")).toBe("is less than the previous answer, 50");
    expect(answer(growing, "50", "50")).toBe("= 50");
    const shrinking = parameter({ type: "number", validation: { ...noValidation, monotonic: "decreasing" } });
    expect(answer(shrinking, "51", "50")).toBe("is more than the previous answer, 50");
    expect(answer(shrinking, "51", "many")).toBe("= 51");
  });

  it("compares members of a multi-select, whole answers otherwise", () => {
    const options = [option("git"), option("vim")];
    const several = parameter({ type: "list(string)", formType: "multi-select", options });
    expect(answer(several, '["vim","git"]')).toBe('= ["vim","git"]');
    expect(answer(several, '["vim","emacs"]')).toBe('has "emacs", which is none of the options');
    expect(answer(several, "vim")).toBe("is no JSON list of strings");
    const whole = parameter({ type: "list(string)", options: [option('["vim"]'), option('["git"]')] });
    expect(answer(whole, '["vim"]')).toBe('= ["vim"]');
    expect(answer(whole, '["vim","git"]')).toBe("is none of the options");
  });

  it("leaves open what depends on options that aren't known", () => {
    const open = parameter({ options: [option("a")], optionsUnknown: true });
    expect(answer(open, "a")).toBe("= a");
    expect(answer(open, "b")).toBe("undecided");
  });

  it("matches a pattern anywhere in the text", () => {
    const matching = parameter({ validation: { ...noValidation, regex: "b+", error: "No b." } });
    expect(answer(matching, "abc")).toBe("= abc");
    expect(answer(matching, "xyz")).toBe('doesn\'t match `regex` "b+"');
  });

  it("refuses everything when the definition is wrong", () => {
    const wrong = parameter({ type: "bool", formType: "slider", default: "true" });
    expect(answer(wrong, "true")).toBe('can\'t be asked with form_type "slider": it is of type "bool"');
    expect(definitionProblems(parameter({ ephemeral: true, mutable: false }), createRe2Engine)).toHaveLength(1);
  });
});
