/** `eval`: an expression in a template, under one choice. */

import type { CheckInputs, EvaluationAnswer, Evaluator, Libraries } from "../check-types.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { evaluate } from "../hcl/evaluate.ts";
import { jsonText } from "../hcl/json-text.ts";
import { unmarkDeep } from "../hcl/marks.ts";
import { parseExpression } from "../hcl/parser.ts";
import { typeOf } from "../hcl/type-of.ts";
import { typeText } from "../hcl/type-text.ts";
import type { Host } from "../host.ts";
import type { SourceFile } from "../source.ts";
import { checkExpression } from "../terraform/static-check.ts";
import { singlePlan } from "./single-plan.ts";
import { attributeHistory, readTemplate } from "./template.ts";

export function evaluator(host: Host, directory: string, inputs: CheckInputs, libraries: Libraries): Evaluator {
  const template = readTemplate(host, directory, inputs);
  const [profile] = inputs.profiles;
  if (!profile || template.broken) {
    const first = firstError(template.diagnostics) ?? { error: "the template can't be read" };
    return { usageErrors: template.usageErrors, evaluate: () => first };
  }
  const { engine, pinned, ...plan } = singlePlan(template, profile, inputs, libraries);
  const refused = firstError(plan.refused);
  return {
    usageErrors: [...template.usageErrors, ...plan.usageErrors],
    evaluate: (expression) => {
      const file: SourceFile = { name: "<expression>", text: expression };
      const parsed = parseExpression(file);
      const wrong =
        firstError(parsed.diagnostics) ??
        firstError(
          checkExpression(
            {
              file,
              expr: parsed.expr,
              owner: "",
              each: false,
              count: false,
              self: false,
              part: "arguments",
              iterators: new Set(),
            },
            { node: template.root, provider: engine.provider, attributeHistory },
          ),
        );
      if (wrong) return wrong;
      if (refused) return refused;
      engine.choices.choose(pinned);
      const { value, diagnostics } = engine.choices.track(() => {
        const scope = engine.root.scope(file);
        return evaluate(parsed.expr, scope);
      });
      const failed = firstError(diagnostics);
      if (failed) return failed;
      return answerOf(value);
    },
  };
}

function firstError(diagnostics: readonly Diagnostic[]): (EvaluationAnswer & { readonly error: string }) | null {
  const found = diagnostics.find(({ severity }) => severity === "error");
  if (!found) return null;
  const error = found.headline.replaceAll("the end of the file", "the end of the expression");
  return found.help === undefined ? { error } : { error, help: found.help };
}

function answerOf(marked: ReturnType<typeof evaluate>): EvaluationAnswer {
  const { value, marks } = unmarkDeep(marked);
  const text = jsonText(value);
  if (!text.ok && !text.unknown) return { error: "the result is infinite, which Terraform refuses" };
  if (!text.ok)
    return {
      unknown: text.unknown?.fromError
        ? "it depends on something that is wrong"
        : (text.unknown?.reason ?? "not known"),
    };
  return { json: text.text, type: typeText(typeOf(value)), ...(marks?.sensitive ? { sensitive: true } : {}) };
}
