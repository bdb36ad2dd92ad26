/** What a plan or state says of the one build that it was made for. */

import type { PlanDocument, PlanResource } from "./document.ts";

export interface BuildFacts {
  /** Answers by the parameters' names. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Those that aren't the default, which is what no answer gives. */
  readonly answers: ReadonlyMap<string, string>;
  readonly workspace: string | null;
  readonly owner: string | null;
  readonly transition: "start" | "stop";
  readonly accessUrl: string | null;
}

export function buildFacts(document: PlanDocument): BuildFacts {
  const data = document.resources.filter(({ mode }) => mode === "data");
  const parameters = new Map<string, string>();
  const answers = new Map<string, string>();
  for (const { values } of data.filter(({ type }) => type === "coder_parameter")) {
    const { name, value, default: fallback } = values;
    if (typeof name !== "string" || typeof value !== "string") continue;
    parameters.set(name, value);
    if (value !== (fallback ?? "")) answers.set(name, value);
  }
  const workspace = data.find(({ type }) => type === "coder_workspace");
  const owner = data.find(({ type }) => type === "coder_workspace_owner");
  return {
    parameters,
    answers,
    workspace: textOf(workspace, "name"),
    owner: textOf(owner, "name") ?? textOf(workspace, "owner"),
    transition: textOf(workspace, "transition") === "stop" ? "stop" : "start",
    accessUrl: textOf(workspace, "access_url"),
  };
}

function textOf(resource: PlanResource | undefined, name: string): string | null {
  const value = resource?.values[name];
  return typeof value === "string" && value !== "" ? value : null;
}
