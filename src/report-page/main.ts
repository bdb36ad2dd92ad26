/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The page's own script: what its reader chooses, and the parts written again. It asks for nothing. */

import { choiceOf } from "../html/choice.ts";
import { typedLength } from "../html/controls.ts";
import { defaultView, type ReportModel, type View } from "../html/model.ts";
import { type PartName, partNames, renderPart } from "../html/parts.ts";

const model: ReportModel = JSON.parse(document.getElementById("model")?.textContent ?? "null");
let view: View = { ...defaultView(model), interactive: true };

function change(next: Partial<View>, parts: readonly PartName[]): void {
  view = { ...view, ...next };
  for (const name of parts) {
    const place = document.querySelector(`[data-part="${name}"]`);
    // The parts escape what comes from the template; the policy of the page forbids other scripts.
    if (place) place.innerHTML = renderPart(name, model, view).html;
  }
}

function inputOf(id: string): HTMLInputElement | null {
  const found = document.getElementById(id);
  return found instanceof HTMLInputElement ? found : null;
}

function selectOf(id: string): HTMLSelectElement | null {
  const found = document.getElementById(id);
  return found instanceof HTMLSelectElement ? found : null;
}

function tellChoice(): void {
  const status = document.getElementById("choice-status");
  if (!status || !model.routes) return;
  const { apps } = choiceOf(model.routes, view);
  const open = apps.filter(({ entry }) => entry.kind === "proxy" && entry.share.effective === "public").length;
  status.textContent = `${apps.length} ${apps.length === 1 ? "app" : "apps"}, ${open} open to the internet`;
}

type Control = HTMLInputElement | HTMLSelectElement;

function parameterControls(): readonly (readonly [name: string, control: Control])[] {
  return [...document.querySelectorAll("[data-parameter]")].flatMap((control) => {
    const name = model.routes?.parameters[Number(control.getAttribute("data-parameter"))]?.name;
    const isControl = control instanceof HTMLInputElement || control instanceof HTMLSelectElement;
    return name !== undefined && isControl ? [[name, control] as const] : [];
  });
}

function choose(): void {
  const answers = parameterControls().flatMap(([name, { value }]) => (value === "" ? [] : [[name, value] as const]));
  change({ answers: Object.fromEntries(answers) }, ["access", "names", "ways", "map"]);
  tellChoice();
}

function choosePreset(at: string): void {
  const given = at === "" ? {} : (model.presets[Number(at)]?.answers ?? {});
  const answers = new Map(Object.entries({ ...defaultView(model).answers, ...given }));
  for (const [name, control] of parameterControls()) control.value = answers.get(name) ?? "";
  choose();
}

function setUpChoice(): void {
  const preset = selectOf("preset");
  preset?.addEventListener("change", () => choosePreset(preset.value));
  for (const [, control] of parameterControls()) {
    control.addEventListener(control instanceof HTMLSelectElement ? "change" : "input", () => {
      if (preset) preset.value = "";
      choose();
    });
  }
}

function setUpLengths(): void {
  for (const [id, field] of [
    ["workspace-length", "workspaceLength"],
    ["owner-length", "ownerLength"],
  ] as const) {
    const slider = inputOf(id);
    slider?.addEventListener("input", () => setLength(id, field, Number(slider.value)));
  }
}

function setLength(id: string, field: "workspaceLength" | "ownerLength", length: number): void {
  const slider = inputOf(id);
  if (slider) slider.value = String(length);
  const output = document.getElementById(`${id}-output`);
  if (output) output.textContent = String(length);
  change({ [field]: length }, ["names"]);
}

/** A typed name sets the length of its bar, too. */
function setUpNames(): void {
  for (const name of ["workspace", "owner"] as const) {
    const input = inputOf(name);
    input?.addEventListener("input", () => {
      change({ [name]: input.value }, ["ways"]);
      const length = typedLength(input.value);
      if (length !== null) setLength(`${name}-length`, `${name}Length`, length);
    });
  }
}

function setUpFilters(): void {
  const [rule, severity] = [selectOf("filter-rule"), selectOf("filter-severity")];
  const filter = (): void => {
    let shown = 0;
    for (const finding of document.querySelectorAll<HTMLElement>(".finding")) {
      const { rule: own, severity: level } = finding.dataset;
      finding.hidden =
        (rule?.value !== "" && own !== rule?.value) || (severity?.value !== "" && level !== severity?.value);
      if (!finding.hidden) shown++;
    }
    const count = document.getElementById("filter-count");
    if (count) count.textContent = `${shown} shown`;
  };
  rule?.addEventListener("change", filter);
  severity?.addEventListener("change", filter);
}

async function copy(button: HTMLElement): Promise<void> {
  const text = button.getAttribute("data-copy") ?? "";
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    // Where the clipboard is refused, the text is marked for the reader's own shortcut.
    const shown = button.parentElement?.querySelector("code");
    if (shown) getSelection()?.selectAllChildren(shown);
    button.textContent = "Marked";
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2_000);
}

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-copy]") : null;
  if (button instanceof HTMLElement) void copy(button);
});
document.addEventListener("submit", (event) => event.preventDefault());
setUpChoice();
setUpLengths();
setUpNames();
setUpFilters();
change({}, partNames);
tellChoice();
for (const form of document.querySelectorAll("form")) form.hidden = false;
