/** What the report's page shows. Plain data: it is embedded in the page as JSON, and the page is written from it again. */

import type { Manifest, ManifestParameter } from "../manifest/types.ts";

export interface ReportModel {
  readonly template: { readonly name: string; readonly digest: string };
  /** The directory as it was named. */
  readonly directory: string;
  readonly tool: string;
  readonly profile: string | null;
  /** Null: there is nothing that could be shown of routes. */
  readonly routes: Routes | null;
  /** `errors`: it isn't compiled, and what is shown is what could be made out of it. `partial`: something is unknown. */
  readonly state: "complete" | "partial" | "errors";
  readonly presets: readonly Preset[];
  /** Where a line of a file can be seen: "https://…/{file}#L{line}". */
  readonly sourceUrl: string | null;
}

export type Routes = Pick<Manifest, "deployment" | "sharing" | "cors" | "agents" | "apps" | "ports"> & {
  readonly parameters: readonly ReportParameter[];
};

export interface ReportParameter extends ManifestParameter {
  /** As the create form shows it. */
  readonly label: string;
  readonly optionLabels: readonly string[];
}

export interface Preset {
  readonly name: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** What a reader of the page has chosen. */
export interface View {
  /** By parameter; one that is missing isn't answered. */
  readonly answers: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly owner: string;
  /** Characters of the two names, for the bars. */
  readonly workspaceLength: number;
  readonly ownerLength: number;
  /** Buttons work. */
  readonly interactive: boolean;
}

/** The default choice: what a workspace is made with when nothing is touched. */
export function defaultView(model: ReportModel): View {
  const answers: Record<string, string> = {};
  for (const { name, default: given, options } of model.routes?.parameters ?? []) {
    const answer = given ?? options[0];
    if (answer !== undefined) answers[name] = answer;
  }
  return { answers, workspace: "", owner: "", workspaceLength: 16, ownerLength: 16, interactive: false };
}
