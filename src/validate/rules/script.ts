/** `coder_script`: what the provider finds only when a workspace is built, and schedules that mean something else. */

import type { Value } from "../../hcl/value.ts";
import type { ResourceInstance } from "../../terraform/resource-instance.ts";
import { cronProblem } from "../cron.ts";
import { nameOfView, placeOf, placeOfView, problem } from "../problem.ts";
import type { InstanceRule, Report } from "../rule.ts";

export const script: InstanceRule = {
  kind: "instance",
  name: "when scripts run",
  types: ["coder_script"],
  validate: false,
  stage: "build",
  check: (instance, report) => {
    trigger(instance, report);
    login(instance, report);
    fiveFields(instance, report);
  },
};

const late = "Terraform finds it only when a workspace is built: a push passes";

function isFalse(value: Value): boolean {
  return value.kind === "null" || (value.kind === "bool" && !value.value);
}

function isEmpty(value: Value): boolean {
  return value.kind === "null" || (value.kind === "string" && value.value === "");
}

function trigger(instance: ResourceInstance, report: Report): void {
  const { value } = instance.attribute("cron");
  const never =
    isFalse(instance.attribute("run_on_start").value) &&
    isFalse(instance.attribute("run_on_stop").value) &&
    isEmpty(value);
  if (!never) return;
  report(
    problem("script-invalid", "error", instance.place, {
      headline: `${instance.address} never runs: it has neither \`run_on_start\` nor \`run_on_stop\` nor \`cron\``,
      notes: [late],
      help: "add `run_on_start = true`, `run_on_stop = true` or `cron = …`",
    }),
  );
}

function login(instance: ResourceInstance, report: Report): void {
  const blocks = instance.attribute("start_blocks_login");
  if (blocks.value.kind !== "bool" || !blocks.value.value || !isFalse(instance.attribute("run_on_start").value)) return;
  report(
    problem("script-invalid", "error", nameOfView(blocks) ?? instance.place, {
      headline: `${instance.address} has \`start_blocks_login\` without \`run_on_start\``,
      notes: [late],
      help: "add `run_on_start = true`, or remove `start_blocks_login`",
    }),
  );
}

/** Legal for Unix without seconds, and for the provider, which reads the first field as seconds. */
function fiveFields(instance: ResourceInstance, report: Report): void {
  const view = instance.attribute("cron");
  if (view.written.kind !== "string") return;
  const text = view.written.value;
  const fields = text.split(/\s+/).filter((field) => field !== "");
  if (fields.length !== 5 || cronProblem(text, 5) !== null || cronProblem(text, 6) !== null) return;
  const place = placeOf(instance, "cron");
  const expr = placeOfView(view) ? view.source?.attribute.expr : undefined;
  const literal = expr?.kind === "template" && expr.parts.length === 1 && expr.parts[0]?.kind === "literal";
  const [second, minute, hour, day, month] = fields;
  report(
    problem("script-invalid", "warning", place, {
      headline: `the schedule "${text}" has five fields, and the first one is read as seconds`,
      notes: [
        `read as second ${second}, minute ${minute}, hour ${hour}, day of month ${day}, month ${month}, any weekday`,
      ],
      help: `write "0 ${text}" if the first field is meant as minutes`,
      ...(literal
        ? {
            fix: {
              safe: false,
              title: `Run it at second 0: "0 ${text}"`,
              edits: [
                { file: place.file, span: { start: place.span.start, end: place.span.end }, newText: `"0 ${text}"` },
              ],
            },
          }
        : {}),
    }),
  );
}
