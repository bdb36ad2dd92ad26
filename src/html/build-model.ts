/** From a manifest and what the template says of its parameters to what the page shows. */

import type { Manifest } from "../manifest/types.ts";
import type { Secrets } from "../report/secrets.ts";
import type { Preset, ReportModel, ReportParameter, Routes } from "./model.ts";

export interface ModelRequest {
  readonly manifest: Manifest | null;
  /** The template couldn't be compiled; `manifest` is what could be made out all the same. */
  readonly errors: boolean;
  readonly directory: string;
  readonly tool: string;
  readonly profile: string | null;
  /** The document of `inspect plan`; null where there is none. */
  readonly plan: unknown;
  readonly sourceUrl: string | null;
  /** Nothing that a finding marks as secret gets into the page. */
  readonly secrets: Secrets;
}

/** Longer texts are cut: a page is for reading. */
const longestText = 2_000;

export function reportModel(request: ModelRequest): ReportModel {
  const { manifest, errors, directory, tool, profile, plan, sourceUrl, secrets } = request;
  const declared = declarations(plan);
  const fixed =
    manifest !== null && (Object.keys(manifest.inputs.parameters).length > 0 || manifest.inputs.preset !== null);
  const model: ReportModel = {
    template: { name: manifest?.template.name ?? lastName(directory), digest: manifest?.template.digest ?? "" },
    directory,
    tool,
    profile: manifest?.inputs.profile ?? profile,
    routes: manifest ? routesOf(manifest, declared.parameters) : null,
    state: errors ? "errors" : manifest?.complete && manifest.unresolved.length === 0 ? "complete" : "partial",
    presets: fixed || !manifest ? [] : declared.presets,
    sourceUrl,
  };
  return mapped(model, (text) => cut(secrets.text(text)));
}

function lastName(directory: string): string {
  return directory.split("/").at(-1) || "template";
}

/** The same with each text, keys included, as `change` makes it. */
function mapped(model: ReportModel, change: (text: string) => string): ReportModel {
  return JSON.parse(JSON.stringify(model), (_, value: unknown) => (typeof value === "string" ? change(value) : value));
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

function routesOf(manifest: Manifest, declared: ReadonlyMap<string, DeclaredParameter>): Routes {
  const { deployment, sharing, cors, agents, apps, ports, parameters } = manifest;
  return {
    deployment,
    sharing,
    cors,
    agents,
    ports,
    // What the page doesn't show stays out of it.
    apps: apps.map((app) => ({ ...app, display: { ...app.display, icon: null, tooltip: null, group: null } })),
    parameters: parameters.map((parameter): ReportParameter => {
      const known = declared.get(parameter.name);
      return {
        ...parameter,
        label: known?.label || parameter.name,
        optionLabels: parameter.options.map((value) => known?.options.get(value) || value),
      };
    }),
  };
}

interface DeclaredParameter {
  readonly label: string;
  /** Names by values. */
  readonly options: ReadonlyMap<string, string>;
}

interface Declarations {
  readonly parameters: ReadonlyMap<string, DeclaredParameter>;
  readonly presets: readonly Preset[];
}

function declarations(plan: unknown): Declarations {
  const parameters = new Map<string, DeclaredParameter>();
  const presets: Preset[] = [];
  for (const resource of listOf(fieldOf(plan, "resources"))) {
    const values = fieldOf(resource, "values");
    const name = fieldOf(values, "name");
    if (typeof name !== "string" || fieldOf(resource, "sensitive") === true) continue;
    const type = fieldOf(resource, "type");
    if (type === "coder_parameter") {
      const options = listOf(fieldOf(values, "option")).map((option) => [
        fieldOf(option, "value"),
        fieldOf(option, "name"),
      ]);
      const label = fieldOf(values, "display_name");
      parameters.set(name, {
        label: typeof label === "string" ? label : "",
        options: new Map(
          options.flatMap(([value, text]) =>
            typeof value === "string" && typeof text === "string" ? [[value, text]] : [],
          ),
        ),
      });
    }
    if (type === "coder_workspace_preset") {
      const answers = Object.entries(fieldOf(values, "parameters") ?? {});
      const known = answers.flatMap(([key, answer]) => (typeof answer === "string" ? [[key, answer] as const] : []));
      presets.push({ name, answers: Object.fromEntries(known) });
    }
  }
  return { parameters, presets };
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
