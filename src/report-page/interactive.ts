/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What a reader of a report chooses, and the parts written again. It asks for nothing. */

import { choiceOf } from "../html/choice.ts";
import { typedLength } from "../html/controls.ts";
import { defaultView, type ReportModel, type View } from "../html/model.ts";
import { type PartName, partNames, renderPart } from "../html/parts.ts";

type Control = HTMLInputElement | HTMLSelectElement;

/** `root` holds the controls and parts of one report, as `html/page.ts` writes them. */
export class Interactive {
  readonly #root: ParentNode & EventTarget;
  readonly #model: ReportModel;
  #view: View;

  constructor(root: ParentNode & EventTarget, model: ReportModel) {
    this.#root = root;
    this.#model = model;
    this.#view = { ...defaultView(model), interactive: true };
  }

  start(): void {
    this.#root.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("[data-copy]") : null;
      if (button instanceof HTMLElement) void copy(button);
    });
    this.#root.addEventListener("submit", (event) => event.preventDefault());
    this.#setUpChoice();
    this.#setUpNames();
    this.#setUpFilters();
    this.#change({}, partNames);
    this.#tellChoice();
    for (const form of this.#root.querySelectorAll("form")) form.hidden = false;
  }

  #change(next: Partial<View>, parts: readonly PartName[]): void {
    this.#view = { ...this.#view, ...next };
    for (const name of parts) {
      const place = this.#root.querySelector(`[data-part="${name}"]`);
      // The parts escape what comes from the template; the policy of the page forbids other scripts.
      if (place) place.innerHTML = renderPart(name, this.#model, this.#view).html;
    }
  }

  #input(id: string): HTMLInputElement | null {
    const found = this.#root.querySelector(`#${id}`);
    return found instanceof HTMLInputElement ? found : null;
  }

  #select(id: string): HTMLSelectElement | null {
    const found = this.#root.querySelector(`#${id}`);
    return found instanceof HTMLSelectElement ? found : null;
  }

  #tell(id: string, text: string): void {
    const place = this.#root.querySelector(`#${id}`);
    if (place) place.textContent = text;
  }

  #tellChoice(): void {
    if (!this.#model.routes) return;
    const { apps } = choiceOf(this.#model.routes, this.#view);
    const open = apps.filter(({ entry }) => entry.kind === "proxy" && entry.share.effective === "public").length;
    this.#tell("choice-status", `${apps.length} ${apps.length === 1 ? "app" : "apps"}, ${open} open to the internet`);
  }

  #parameterControls(): readonly (readonly [name: string, control: Control])[] {
    return [...this.#root.querySelectorAll("[data-parameter]")].flatMap((control) => {
      const name = this.#model.routes?.parameters[Number(control.getAttribute("data-parameter"))]?.name;
      const isControl = control instanceof HTMLInputElement || control instanceof HTMLSelectElement;
      return name !== undefined && isControl ? [[name, control] as const] : [];
    });
  }

  #choose(): void {
    const given = this.#parameterControls();
    const answers = given.flatMap(([name, { value }]) => (value === "" ? [] : [[name, value] as const]));
    this.#change({ answers: Object.fromEntries(answers) }, ["access", "names", "ways", "map"]);
    this.#tellChoice();
  }

  #choosePreset(at: string): void {
    const given = at === "" ? {} : (this.#model.presets[Number(at)]?.answers ?? {});
    const answers = new Map(Object.entries({ ...defaultView(this.#model).answers, ...given }));
    for (const [name, control] of this.#parameterControls()) control.value = answers.get(name) ?? "";
    this.#choose();
  }

  #setUpChoice(): void {
    const preset = this.#select("preset");
    preset?.addEventListener("change", () => this.#choosePreset(preset.value));
    for (const [, control] of this.#parameterControls()) {
      control.addEventListener(control instanceof HTMLSelectElement ? "change" : "input", () => {
        if (preset) preset.value = "";
        this.#choose();
      });
    }
  }

  /** Sliders, and typed names: those set the lengths, too. */
  #setUpNames(): void {
    for (const name of ["workspace", "owner"] as const) {
      const slider = this.#input(`${name}-length`);
      slider?.addEventListener("input", () => this.#setLength(name, Number(slider.value)));
      const typed = this.#input(name);
      typed?.addEventListener("input", () => {
        this.#change({ [name]: typed.value }, ["ways"]);
        const length = typedLength(typed.value);
        if (length !== null) this.#setLength(name, length);
      });
    }
  }

  #setLength(name: "workspace" | "owner", length: number): void {
    const slider = this.#input(`${name}-length`);
    if (slider) slider.value = String(length);
    this.#tell(`${name}-length-output`, String(length));
    this.#change({ [`${name}Length`]: length }, ["names"]);
  }

  #setUpFilters(): void {
    const [rule, severity] = [this.#select("filter-rule"), this.#select("filter-severity")];
    const admits = (select: HTMLSelectElement | null, value: string | undefined): boolean =>
      !select || select.value === "" || select.value === value;
    const filter = (): void => {
      let shown = 0;
      for (const finding of this.#root.querySelectorAll<HTMLElement>(".finding")) {
        finding.hidden = !admits(rule, finding.dataset.rule) || !admits(severity, finding.dataset.severity);
        if (!finding.hidden) shown++;
      }
      this.#tell("filter-count", `${shown} shown`);
    };
    rule?.addEventListener("change", filter);
    severity?.addEventListener("change", filter);
  }
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
