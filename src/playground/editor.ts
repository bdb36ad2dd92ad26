/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * One file: a text area, so that undo, screen readers and input methods work as everywhere, over a layer with the same
 * characters in colour.
 */

import type { Severity } from "../diagnostic.ts";
import { positionAt } from "../source.ts";
import { highlight, isLong } from "./highlight.ts";
import { deceptiveLines, gutter, layer, type Mark } from "./layer.ts";
import { movedMarks } from "./marks.ts";
import { say, show } from "./page.ts";

const order: readonly Severity[] = ["error", "warning", "info"];

export class FileEditor {
  readonly element: HTMLElement;
  readonly #area: HTMLTextAreaElement;
  readonly #layer: HTMLElement;
  readonly #gutter: HTMLElement;
  readonly #note: HTMLElement;
  #name: string;
  #drawn = "";
  #marks: readonly Mark[] = [];

  constructor(name: string, text: string, changed: () => void) {
    this.#name = name;
    this.element = document.createElement("div");
    this.element.className = "file";
    this.element.hidden = true;
    this.#note = make("p", "deceptive");
    this.#note.setAttribute("role", "status");
    this.#gutter = make("pre", "gutter");
    this.#layer = make("pre", "layer");
    for (const hidden of [this.#gutter, this.#layer]) hidden.setAttribute("aria-hidden", "true");
    this.#area = document.createElement("textarea");
    this.#area.wrap = "off";
    this.#area.spellcheck = false;
    this.#area.autocapitalize = "none";
    this.#area.setAttribute("autocomplete", "off");
    this.#area.setAttribute("autocorrect", "off");
    this.#area.setAttribute("aria-describedby", "editor-help");
    this.#area.value = text;
    this.#area.addEventListener("input", () => {
      this.#draw();
      changed();
    });
    const code = make("div", "code");
    code.append(this.#layer, this.#area);
    const scroller = make("div", "scroller");
    scroller.append(this.#gutter, code);
    this.element.append(scroller, this.#note);
    this.name = name;
    this.#draw();
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    this.#area.setAttribute("aria-label", `Text of ${name}`);
    this.#draw();
  }

  get text(): string {
    return this.#area.value;
  }

  mark(marks: readonly Mark[]): void {
    if (JSON.stringify(marks) === JSON.stringify(this.#marks)) return;
    this.#marks = marks;
    this.#draw();
  }

  /** Moves the caret there, and into view. */
  select(start: number, end: number): void {
    this.#area.focus({ preventScroll: true });
    this.#area.setSelectionRange(start, end);
    const lines = this.text.split("\n").length;
    const line = this.text.slice(0, start).split("\n").length - 1;
    const scroller = this.#area.closest(".scroller");
    const top = (this.#area.offsetHeight / Math.max(1, lines + 1)) * line;
    if (scroller && (top < scroller.scrollTop || top > scroller.scrollTop + scroller.clientHeight * 0.8)) {
      scroller.scrollTop = Math.max(0, top - scroller.clientHeight / 3);
    }
    this.element.scrollIntoView({ block: "nearest" });
  }

  /** As if it was typed: it can be undone. */
  replace(start: number, end: number, newText: string): void {
    this.#area.focus({ preventScroll: true });
    this.#area.setSelectionRange(start, end);
    const done = newText === "" ? document.execCommand("delete") : document.execCommand("insertText", false, newText);
    if (done) return;
    this.#area.setRangeText(newText, start, end, "end");
    this.#area.dispatchEvent(new Event("input"));
  }

  #draw(): void {
    const { text } = this;
    if (text !== this.#drawn) this.#marks = movedMarks(this.#drawn, text, this.#marks);
    this.#drawn = text;
    const long = isLong(text);
    this.element.classList.toggle("long", long);
    // Text of a template is escaped there.
    show(this.#layer, long ? "" : layer(text, highlight(this.#name, text), this.#marks).html);
    const lines = long ? 0 : text.split("\n").length;
    show(this.#gutter, gutter(lines, gravestByLine(this.#name, text, this.#marks)).html);
    const deceptive = deceptiveLines(text, 5);
    say(
      this.#note,
      deceptive.length === 0 ? "" : `Characters that reorder or hide text: line ${deceptive.join(", ")}.`,
    );
  }
}

function make(tag: "p" | "pre" | "div", className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function gravestByLine(name: string, text: string, marks: readonly Mark[]): ReadonlyMap<number, Severity> {
  const file = { name, text };
  const lines = new Map<number, Severity>();
  for (const { start, severity } of marks) {
    const { line } = positionAt(file, start);
    const known = lines.get(line);
    if (!known || order.indexOf(severity) < order.indexOf(known)) lines.set(line, severity);
  }
  return lines;
}
