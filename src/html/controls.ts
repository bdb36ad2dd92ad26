/** What the reader of the page can choose: answers, presets, names and their lengths. They work with the page's script. */

import { isNamePiece } from "../routing/names.ts";
import { type Markup, markup } from "./markup.ts";
import type { ReportModel, ReportParameter, View } from "./model.ts";

export const longestName = 32;
/** A list of more is no list to choose from. */
const mostOptions = 300;

export function choiceControls(model: ReportModel, view: View): Markup {
  const parameters = model.routes?.parameters ?? [];
  if (parameters.length === 0)
    return markup`<p class="note">No parameter decides about apps: every choice is the same.</p>`;
  const presets =
    model.presets.length === 0
      ? null
      : markup`<label>Preset <select id="preset"><option value="">none</option>${model.presets.map(
          ({ name }, at) => markup`<option value="${at}">${name}</option>`,
        )}</select></label>`;
  return markup`<form class="controls" id="choice" hidden aria-label="Choice of parameters">
${presets}${parameters.map((parameter, at) => parameterControl(parameter, at, view))}<span id="choice-status" role="status"></span></form>
<p class="note">Shown first: the default choice${defaults(parameters, view)}.</p>`;
}

function parameterControl(parameter: ReportParameter, at: number, view: View): Markup {
  const { name, label, type, options, optionLabels } = parameter;
  const answer = view.answers[name] ?? "";
  const shown = label === name ? markup`${name}` : markup`${label} <span class="quiet">${name}</span>`;
  const closed = type === "bool" ? ["true", "false"] : type === "list(string)" ? [] : options;
  if (closed.length === 0 || closed.length > mostOptions) {
    const kind = type === "number" ? "number" : "text";
    return markup`<label>${shown} <input data-parameter="${at}" type="${kind}" value="${answer}"></label>\n`;
  }
  const items = closed.map((value, index) => {
    const text = optionLabels[index] ?? value;
    return markup`<option value="${value}"${value === answer ? markup` selected` : null}>${text === value ? value : `${text} (${value})`}</option>`;
  });
  const unanswered = closed.includes(answer) ? null : markup`<option value="" selected>not answered</option>`;
  return markup`<label>${shown} <select data-parameter="${at}">${unanswered}${items}</select></label>\n`;
}

function defaults(parameters: readonly ReportParameter[], view: View): string {
  const given = parameters.map(({ name }) => {
    const answer = view.answers[name];
    return answer === undefined ? `${name} not answered` : `${name} is ${JSON.stringify(answer)}`;
  });
  return `, where ${given.join(" and ")}`;
}

export function lengthControls(view: View): Markup {
  const slider = (id: string, text: string, length: number): Markup =>
    markup`<label>${text} <input type="range" id="${id}" min="1" max="${longestName}" value="${length}"> <output id="${id}-output" for="${id}">${length}</output></label>\n`;
  return markup`<form class="controls" id="lengths" hidden aria-label="Lengths of the names">
${slider("workspace-length", "Characters of the workspace's name", view.workspaceLength)}${slider("owner-length", "Characters of the owner's name", view.ownerLength)}</form>
<p class="note">Shown first: names of ${view.workspaceLength} and ${view.ownerLength} characters.</p>`;
}

export function nameControls(): Markup {
  const input = (id: string, text: string): Markup =>
    markup`<label>${text} <input type="text" id="${id}" maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"></label>\n`;
  return markup`<form class="controls" id="names-typed" hidden aria-label="Names of workspace and owner">
${input("workspace", "Workspace")}${input("owner", "Owner")}</form>`;
}

/** Length of a typed name for the bars; null where it can't be one. */
export function typedLength(name: string): number | null {
  return isNamePiece(name) && name.length <= longestName ? name.length : null;
}
