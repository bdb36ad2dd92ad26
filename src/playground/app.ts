/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The page: files on one side, what the check makes of them on the other. */

import type { RuleId } from "../rule-ids.ts";
import type { Answer, Change, Finding, Question } from "./answer.ts";
import type { Checker } from "./checker.ts";
import { askName, showLink } from "./dialogs.ts";
import { FileEditor } from "./editor.ts";
import { explanation } from "./explanation.ts";
import { fileList } from "./file-list.ts";
import { findingList } from "./finding-list.ts";
import { changesByFile, safeChanges } from "./fix.ts";
import { writeFragment } from "./link.ts";
import { manifestPanel } from "./manifest-panel.ts";
import { element, say, show } from "./page.ts";
import { mostFiles, nameProblem, type Project, sameProject, sizeProblem } from "./project.ts";
import { ReportPanel } from "./report-panel.ts";
import type { Saved } from "./saved.ts";

/** Milliseconds without a key before it is checked. */
const pause = 100;

export class Playground {
  readonly #saved: Saved;
  readonly #wasOpened: () => void;
  readonly #report = new ReportPanel(element("report", HTMLElement));
  readonly #editors = new Map<string, FileEditor>();
  #checker: Pick<Checker, "ask"> | null = null;
  #name = "template";
  /** What was opened, to tell whether it was touched. */
  #opened: Project | null = null;
  #current = "";
  #profile: string | null = null;
  #timer = 0;
  /** Another project was opened since the last question: its answer is about the one before. */
  #unasked = true;
  #told: { readonly answer: Answer; readonly question: Question } | null = null;

  /** `wasOpened` is told whenever one project takes the place of another. */
  constructor(saved: Saved, wasOpened: () => void) {
    this.#saved = saved;
    this.#wasOpened = wasOpened;
    this.#listen();
  }

  start(checker: Pick<Checker, "ask">): void {
    this.#checker = checker;
    this.#check();
  }

  get project(): Project {
    return { name: this.#name, files: [...this.#editors.values()].map(({ name, text }) => ({ name, text })) };
  }

  /** Opens a project in place of what there is, which is put aside when it has been touched. */
  open(project: Project, what: string): void {
    const work = { project: this.project, untouched: this.#opened !== null && sameProject(this.project, this.#opened) };
    const lost = this.#editors.size > 0 && !work.untouched && !sameProject(work.project, project);
    this.#saved.putAside(work, project);
    this.show(project, true);
    this.tell(
      lost ? `${what} Your files of before are kept.` : what,
      lost ? ["Bring them back", () => this.#bringBack(work.project)] : null,
    );
    this.#save();
    this.#wasOpened();
  }

  show(project: Project, untouched: boolean): void {
    for (const { element: old } of this.#editors.values()) old.remove();
    this.#editors.clear();
    this.#name = project.name;
    for (const { name, text } of project.files) this.#addEditor(name, text);
    this.#opened = untouched ? this.project : null;
    this.#profile = null;
    this.#report.forget();
    this.#told = null;
    this.#unasked = true;
    this.#showFile(project.files.find(({ name }) => name === "main.tf")?.name ?? project.files[0]?.name ?? "");
    this.#changed();
  }

  answered(answer: Answer, question: Question): void {
    if (this.#unasked) return;
    this.#told = { answer, question };
    for (const { name, text } of question.project.files) {
      const editor = this.#editors.get(name);
      if (editor?.text !== text) continue;
      const marks = answer.findings.filter(({ place, suppressed }) => place.file === name && !suppressed);
      editor.mark(marks.map(({ place, severity }) => ({ start: place.start, end: place.end, severity })));
    }
    say(element("counts", HTMLElement), answer.counts);
    say(element("summary", HTMLElement), answer.summary.join(" · "));
    element("fix-all", HTMLElement).hidden = safeChanges(answer.findings).size === 0;
    this.#showProfiles(answer.profiles);
    this.#report.show(answer.report);
    this.#showLists();
    this.#showFiles();
  }

  refused(reason: string): void {
    say(element("counts", HTMLElement), reason);
    say(element("summary", HTMLElement), "");
  }

  /** A line above the files, until the next one. */
  tell(text: string, action: readonly [name: string, work: () => void] | null = null): void {
    const place = element("notice", HTMLElement);
    place.classList.toggle("empty", text === "");
    say(element("notice-text", HTMLElement), text);
    const button = element("notice-act", HTMLButtonElement);
    button.hidden = action === null;
    button.textContent = action?.[0] ?? "";
    button.onclick = action?.[1] ?? null;
  }

  #bringBack(earlier: Project): void {
    this.open(earlier, "Your files are back.");
    // They are somebody's work: what comes next puts them aside again.
    this.#opened = null;
    this.#save();
    this.#editors.get(this.#current)?.select(0, 0);
  }

  #addEditor(name: string, text: string): void {
    const editor = new FileEditor(name, text, () => this.#changed());
    this.#editors.set(name, editor);
    element("editor", HTMLElement).append(editor.element);
  }

  #changed(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#save();
      this.#check();
    }, pause);
  }

  #save(): void {
    const { project } = this;
    this.#saved.save({ project, untouched: this.#opened !== null && sameProject(project, this.#opened) });
  }

  #check(): void {
    this.#unasked = false;
    const { project } = this;
    const problem = sizeProblem(project);
    if (problem !== null) this.refused(problem);
    else this.#checker?.ask({ project, profile: this.#profile, today: new Date().toISOString().slice(0, 10) });
  }

  #showFile(name: string): void {
    this.#current = name;
    for (const editor of this.#editors.values()) editor.element.hidden = editor.name !== name;
    this.#showFiles();
    this.#showLists();
  }

  #showFiles(): void {
    const findings = this.#told?.answer.findings ?? [];
    show(element("files", HTMLElement), fileList([...this.#editors.keys()], this.#current, findings).html);
    element("remove", HTMLButtonElement).disabled = this.#editors.size < 2;
    element("add", HTMLButtonElement).disabled = this.#editors.size >= mostFiles;
  }

  #showLists(): void {
    const answer = this.#told?.answer;
    show(element("findings", HTMLElement), answer ? findingList(answer.findings, this.#current).html : "");
    show(element("manifest", HTMLElement), answer ? manifestPanel(answer.manifest, this.#current).html : "");
  }

  #showProfiles(names: readonly string[]): void {
    element("profile-label", HTMLElement).hidden = names.length === 0;
    const select = element("profile", HTMLSelectElement);
    if (this.#profile !== null && !names.includes(this.#profile)) this.#profile = null;
    const wanted = ["", ...names];
    const known = [...select.options].map(({ value }) => value);
    if (JSON.stringify(wanted) !== JSON.stringify(known)) {
      select.replaceChildren(...wanted.map((name) => new Option(name === "" ? "as configured" : name, name)));
    }
    select.value = this.#profile ?? "";
  }

  #go(file: string, start: number, end: number): void {
    const editor = this.#editors.get(file);
    if (!editor) return;
    this.#showFile(file);
    editor.select(start, end);
  }

  /** The text must be the one that was checked. */
  #apply(changes: ReadonlyMap<string, readonly Change[]>): void {
    const checked = new Map(this.#told?.question.project.files.map(({ name, text }) => [name, text]));
    const before = this.#current;
    for (const [file, edits] of changes) {
      const editor = this.#editors.get(file);
      if (!editor || editor.text !== checked.get(file)) continue;
      this.#showFile(file);
      for (const { start, end, newText } of edits) editor.replace(start, end, newText);
    }
    if (changes.size > 1) this.#showFile(before);
  }

  async #explain(rule: RuleId): Promise<void> {
    const { ruleExamples } = await import("../validate/rule-examples.ts");
    show(element("rule-text", HTMLElement), explanation(rule, ruleExamples[rule]).html);
    element("rule-dialog", HTMLDialogElement).showModal();
    element("rule-dialog", HTMLDialogElement).scrollTop = 0;
  }

  async #addFile(): Promise<void> {
    const name = await askName("Add a file", "", (given) => nameProblem(given, [...this.#editors.keys()]));
    if (name === null) return;
    this.#addEditor(name, "");
    this.#showFile(name);
    this.#editors.get(name)?.select(0, 0);
    this.#changed();
  }

  async #renameFile(): Promise<void> {
    const from = this.#current;
    const others = [...this.#editors.keys()].filter((other) => other !== from);
    const name = await askName(`Rename ${from}`, from, (given) => nameProblem(given, others));
    const editor = this.#editors.get(from);
    if (name === null || !editor) return;
    editor.name = name;
    const all = [...this.#editors.values()];
    this.#editors.clear();
    for (const one of all) this.#editors.set(one.name, one);
    this.#showFile(name);
    this.#changed();
  }

  #removeFile(): void {
    const { project } = this;
    const name = this.#current;
    const opened = this.#opened;
    this.#editors.get(name)?.element.remove();
    this.#editors.delete(name);
    this.#showFile([...this.#editors.keys()][0] ?? "");
    this.#changed();
    this.tell(`${name} is removed.`, [
      "Undo",
      () => {
        this.show(project, false);
        this.#opened = opened;
        this.#showFile(name);
        this.tell("");
      },
    ]);
    element("notice-act", HTMLElement).focus();
  }

  async #share(): Promise<void> {
    const address = new URL(location.href);
    address.hash = await writeFragment(this.project);
    await showLink(address.href);
  }

  #listen(): void {
    document.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button) this.#pressed(button.dataset);
    });
    addEventListener("pagehide", () => this.#save());
    const on = (id: string, work: () => void): void => element(id, HTMLElement).addEventListener("click", work);
    on("add", () => void this.#addFile());
    on("rename", () => void this.#renameFile());
    on("remove", () => this.#removeFile());
    on("share", () => void this.#share());
    on("fix-all", () => this.#apply(safeChanges(this.#told?.answer.findings ?? [])));
    element("profile", HTMLSelectElement).addEventListener("change", ({ target }) => {
      this.#profile = target instanceof HTMLSelectElement && target.value !== "" ? target.value : null;
      this.#check();
    });
  }

  #pressed({ file, go, start, end, rule, fix, close }: DOMStringMap): void {
    if (file !== undefined) this.#showFile(file);
    if (go !== undefined) this.#go(go, Number(start), Number(end));
    if (close !== undefined) element(close, HTMLDialogElement).close();
    const finding: Finding | undefined = this.#told?.answer.findings[Number(fix)];
    if (fix !== undefined && finding?.fix) this.#apply(changesByFile(finding.fix.changes));
    const known = [...(this.#told?.answer.findings ?? []), ...(this.#told?.answer.manifest.refusals ?? [])];
    const explained = known.find((one) => one.rule === rule)?.rule;
    if (explained) void this.#explain(explained);
  }
}
