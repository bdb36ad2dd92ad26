/** `coder_ai_task`: the app that it needs, which the provider asks for only when a workspace is built. */

import { parseAddress } from "../../coder/agents.ts";
import type { Value } from "../../hcl/value.ts";
import type { ResourceInstance } from "../../terraform/resource-instance.ts";
import { type Place, placeOfView, problem } from "../problem.ts";
import type { InstanceRule, Report } from "../rule.ts";

export const aiTask: InstanceRule = {
  kind: "instance",
  name: "the app of a task",
  types: ["coder_ai_task"],
  validate: false,
  stage: "build",
  check: (instance, report) => {
    const app = appOf(instance);
    if (!app) {
      report(
        problem("ai-task-invalid", "error", instance.place, {
          headline: `${instance.address} has no app`,
          notes: ["Terraform finds it only when a workspace is built: a push passes"],
          help: instance.shape.schema.attributes.has("app_id")
            ? "add `app_id = coder_app.NAME.id`"
            : "add `sidebar_app { id = coder_app.NAME.id }`",
        }),
      );
      return;
    }
    otherThanApp(instance, app, report);
  },
};

interface App {
  readonly value: Value;
  readonly place: Place;
}

/** Null when there is none for certain. */
function appOf(instance: ResourceInstance): App | null {
  const { schema } = instance.shape;
  if (schema.attributes.has("app_id")) {
    const view = instance.attribute("app_id");
    if (!isEmpty(view.written)) return { value: view.written, place: placeOfView(view) ?? instance.place };
  }
  const sidebar = schema.blocks.has("sidebar_app") ? instance.blocks("sidebar_app") : null;
  if (sidebar?.unknown) return { value: sidebar.unknown, place: instance.place };
  for (const item of sidebar?.items ?? []) {
    const view = item.attribute("id");
    if (!isEmpty(view.value)) return { value: view.value, place: placeOfView(view) ?? item.place };
  }
  return null;
}

function isEmpty(value: Value): boolean {
  return value.kind === "null" || (value.kind === "string" && value.value === "");
}

function otherThanApp(instance: ResourceInstance, { value, place }: App, report: Report): void {
  if (value.kind !== "unknown" || !value.origin || value.origin.attribute !== "id") return;
  const target = parseAddress(value.origin.address);
  if (!target?.type.startsWith("coder_") || target.type === "coder_app") return;
  report(
    problem("ai-task-invalid", "warning", place, {
      headline: `the app of ${instance.address} is no app: it is the id of ${value.origin.address}`,
      notes: ["Coder then knows of no app that shows the task"],
      help: "take the `id` of a `coder_app`",
    }),
  );
}
