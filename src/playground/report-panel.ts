/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The report, in a tree of its own: its names and styles stay there. What a reader chose is chosen again. */

import { style } from "../html/style.ts";
import { Interactive } from "../report-page/interactive.ts";
import type { Answer } from "./answer.ts";

type Control = HTMLInputElement | HTMLSelectElement;

export class ReportPanel {
  readonly #tree: ShadowRoot;
  readonly #chosen = new Map<string, string>();
  #shown = "";

  constructor(host: HTMLElement) {
    this.#tree = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${style.replaceAll(":root", ":host").replace("\nbody {", "\n.page {")}
.page { padding: 0 0.2rem; overflow-wrap: normal; } h2:first-child { margin-top: 0; }
table { min-width: max(100%, 52rem); }`);
    this.#tree.adoptedStyleSheets = [sheet];
  }

  show({ model, html }: Answer["report"]): void {
    if (html === this.#shown) return;
    this.#shown = html;
    const page = document.createElement("div");
    page.className = "page";
    // The report's parts escape what comes from the template.
    page.innerHTML = html;
    this.#tree.replaceChildren(page);
    new Interactive(page, model).start();
    const defaults = new Map(keyed(page).map(([key, { value }]) => [key, value]));
    for (const [key, control] of keyed(page)) {
      const value = this.#chosen.get(key);
      if (value === undefined || value === control.value || !admits(control, value)) continue;
      control.value = value;
      control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
    }
    for (const kind of ["change", "input"]) page.addEventListener(kind, () => this.#remember(page, defaults));
  }

  /** Another template is another choice. */
  forget(): void {
    this.#chosen.clear();
    this.#shown = "";
  }

  /** A preset changes others' values. What the page doesn't have at the moment stays chosen for when it is back. */
  #remember(page: HTMLElement, defaults: ReadonlyMap<string, string>): void {
    for (const [key, { value }] of keyed(page)) {
      if (value === defaults.get(key)) this.#chosen.delete(key);
      else this.#chosen.set(key, value);
    }
  }
}

/** Controls by the names that their labels have. A preset is only a way to choose the others. */
function keyed(root: ParentNode): readonly (readonly [key: string, control: Control])[] {
  return [...root.querySelectorAll<Control>("input, select")].flatMap((control) => {
    if (control.id === "preset") return [];
    const label = control.closest("label");
    // A parameter's own name is the quiet one, where it has a title besides.
    const name = label?.querySelector(".quiet") ?? label?.firstChild;
    return [[name?.textContent ?? control.id, control] as const];
  });
}

function admits(control: Control, value: string): boolean {
  return control instanceof HTMLInputElement || [...control.options].some((option) => option.value === value);
}
