/**
 * Checks what is open, and keeps the editor's diagnostics up to date. A check isn't interrupted: changes that arrive
 * meanwhile are taken together, the newest text is checked next, and what an older one led to is dropped.
 */

import type { Diagnostic as ProtocolDiagnostic } from "vscode-languageserver";
import type { CheckedDiagnostic, CheckInputs, CheckResult, Libraries } from "../check-types.ts";
import type { Diagnostic, RuleId } from "../diagnostic.ts";
import type { Host } from "../host.ts";
import type { SourceFile } from "../source.ts";
import { type Places, protocolDiagnostics } from "./diagnostics.ts";
import type { OpenDocument, OpenDocuments } from "./documents.ts";
import { type ModuleFile, TemplateView } from "./template-view.ts";

/** A template as it is to be checked. */
export interface Ground {
  readonly host: Host;
  /** Path of the host. */
  readonly directory: string;
  readonly inputs: CheckInputs;
  /** What is wrong with its configuration. */
  readonly configuration: readonly Diagnostic[];
  /** An absolute path as one of the host. */
  hostPath(absolute: string): string;
  /** The absolute path of a file by its shown name. */
  absolute(shown: string): string;
  /** What the system refused to read so far. */
  refusals(): readonly string[];
}

/** What the workspace knows of the outside. */
export interface Outside {
  ground(root: string): Promise<Ground>;
  /** Runs synchronous work, again when a library had to be loaded for it. */
  run<T>(work: (libraries: Libraries) => T): Promise<T>;
  check(host: Host, directory: string, inputs: CheckInputs, libraries: Libraries): CheckResult;
  /** Root modules that a file (absolute) belongs to. */
  rootsOf(path: string): readonly string[];
  uri(path: string): string;
  page(rule: RuleId): string | null;
  isFile(path: string): boolean;
  publish(uri: string, diagnostics: ProtocolDiagnostic[], version: number | null): void;
  log(message: string): void;
  /** Calls back after so many milliseconds, and not before what has arrived is read. */
  later(milliseconds: number, work: () => void): void;
  now(): number;
}

interface Root {
  readonly path: string;
  dirty: boolean;
  /** Counts changes: a result for an older one is dropped. */
  generation: number;
  ground: Ground | null;
  diagnostics: readonly CheckedDiagnostic[];
  /** By URI. */
  published: ReadonlyMap<string, readonly ProtocolDiagnostic[]>;
  /** Absolute. */
  files: ReadonlySet<string>;
  view: { readonly generation: number; readonly view: TemplateView } | null;
}

/** Milliseconds. A check that is quicker can follow the one before at once: typing doesn't lag behind it. */
const quickCheck = 40;
const longestPause = 300;
/** Enough to read what has arrived already. */
const shortestPause = 2;

export class Workspace {
  readonly #outside: Outside;
  readonly #documents: OpenDocuments;
  readonly #roots = new Map<string, Root>();
  #scheduled = false;
  #running = false;
  /** Milliseconds that the last check took. */
  #lastCheck = 0;
  /** When it ended. */
  #lastEnd = 0;
  readonly #idle: (() => void)[] = [];

  constructor(documents: OpenDocuments, outside: Outside) {
    this.#documents = documents;
    this.#outside = outside;
  }

  /** A document was opened or edited. */
  changed(document: OpenDocument): void {
    this.#settleRoots();
    this.#soil((root) => this.#concerns(root, document.path));
    this.#schedule(this.#pause());
  }

  /** A document was closed: what the disk has counts again. */
  closed(path: string): void {
    this.#settleRoots();
    this.#soil((root) => this.#concerns(root, path));
    this.#schedule(0);
  }

  /** Files changed on the disk; `everything` where what belongs to what may have changed, too. */
  touched(paths: readonly string[], everything: boolean): void {
    this.#settleRoots();
    this.#soil((root) => everything || paths.some((path) => this.#concerns(root, path)));
    this.#schedule(this.#pause());
  }

  /** Once everything that is known of has been checked. */
  settled(): Promise<void> {
    if (!this.#scheduled && !this.#running) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** A question about a document's place in its template; null when it belongs to none. */
  async ask<T>(document: OpenDocument, question: (place: ModuleFile, ground: Ground) => T): Promise<T | null> {
    for (const path of this.#outside.rootsOf(document.path)) {
      const root = this.#root(path);
      const ground = await this.#ground(root);
      let first = true;
      const answer = await this.#outside.run((libraries) => {
        // After a library has been loaded nothing that was worked out without it counts.
        const view = this.#view(root, ground, libraries, first);
        first = false;
        const place = view.module(ground.hostPath(document.path));
        return place ? { value: question(place, ground) } : null;
      });
      if (answer) return answer.value;
    }
    return null;
  }

  /** What the last checks found, for documents whose text is the one that was checked. */
  async findings(
    document: OpenDocument,
  ): Promise<readonly { readonly ground: Ground; readonly diagnostics: readonly CheckedDiagnostic[] }[]> {
    await this.settled();
    return this.#rootsFor(document.path).flatMap((root) =>
      root.ground ? [{ ground: root.ground, diagnostics: root.diagnostics }] : [],
    );
  }

  places(ground: Ground): Places {
    const pathOf = (file: SourceFile): string => ground.absolute(file.name);
    return {
      uri: (file) => this.uriOf(pathOf(file)),
      isOpen: (file) => this.#documents.at(pathOf(file)) !== undefined,
      page: (rule) => this.#outside.page(rule),
    };
  }

  /** As the editor writes it, where it has it open. */
  uriOf(path: string): string {
    return this.#documents.at(path)?.uri ?? this.#outside.uri(path);
  }

  #view(root: Root, ground: Ground, libraries: Libraries, mayBeOld: boolean): TemplateView {
    if (mayBeOld && root.view?.generation === root.generation) return root.view.view;
    const view = new TemplateView(ground.host, ground.directory, ground.inputs, libraries);
    root.view = { generation: root.generation, view };
    return view;
  }

  /** The roots of what is open, and no others: what was told for those is taken back. */
  #settleRoots(): void {
    const wanted = new Set([...this.#documents.all()].flatMap(({ path }) => this.#outside.rootsOf(path)));
    for (const path of wanted) this.#root(path);
    for (const root of [...this.#roots.values()]) {
      if (wanted.has(root.path)) continue;
      this.#roots.delete(root.path);
      // What is being checked for it is of no use any more.
      root.generation++;
      this.#publish(root, new Map());
    }
  }

  #root(path: string): Root {
    let root = this.#roots.get(path);
    if (!root) {
      root = {
        path,
        dirty: true,
        generation: 0,
        ground: null,
        diagnostics: [],
        published: new Map(),
        files: new Set(),
        view: null,
      };
      this.#roots.set(path, root);
      this.#schedule(0);
    }
    return root;
  }

  #rootsFor(path: string): readonly Root[] {
    const own = this.#outside.rootsOf(path);
    return [...this.#roots.values()].filter((root) => own.includes(root.path) || root.files.has(path));
  }

  /** Whether a file may matter to a template: it was read, it lies in the directory, or it is a configuration. */
  #concerns(root: Root, path: string): boolean {
    if (root.files.has(path) || this.#outside.rootsOf(path).includes(root.path)) return true;
    return isBelow(root.path, path) || path.endsWith(".templatecheck.yaml");
  }

  #soil(isMeant: (root: Root) => boolean): void {
    for (const root of this.#roots.values()) {
      if (!isMeant(root)) continue;
      root.dirty = true;
      root.generation++;
    }
  }

  /** At once when nothing has been checked for a while; else so that at most half of the time goes into checks. */
  #pause(): number {
    if (this.#lastCheck < quickCheck) return shortestPause;
    const rest = Math.min(longestPause, this.#lastCheck) - (this.#outside.now() - this.#lastEnd);
    return Math.max(shortestPause, rest);
  }

  #schedule(pause: number): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#outside.later(pause, () => {
      this.#scheduled = false;
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#running) return;
    const root = [...this.#roots.values()].find(({ dirty }) => dirty);
    if (root) {
      this.#running = true;
      try {
        await this.#check(root);
      } catch (error) {
        this.#outside.log(`a check failed: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        this.#running = false;
      }
    }
    if ([...this.#roots.values()].some(({ dirty }) => dirty)) this.#schedule(root?.dirty ? this.#pause() : 0);
    else for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #ground(root: Root): Promise<Ground> {
    const ground = await this.#outside.ground(root.path);
    root.ground = ground;
    return ground;
  }

  async #check(root: Root): Promise<void> {
    root.dirty = false;
    const { generation } = root;
    const begin = this.#outside.now();
    const ground = await this.#ground(root);
    const result = await this.#outside.run((libraries) =>
      this.#outside.check(ground.host, ground.directory, ground.inputs, libraries),
    );
    this.#lastEnd = this.#outside.now();
    this.#lastCheck = this.#lastEnd - begin;
    // Edited, or closed, while a library was loaded.
    if (root.generation !== generation) return;
    for (const message of [...ground.refusals(), ...result.usageErrors]) this.#outside.log(message);
    root.files = new Set([...result.files.map(({ name }) => ground.absolute(name))]);
    root.diagnostics = [...ground.configuration, ...result.diagnostics].map((item) => this.#placed(item, root, ground));
    this.#publish(root, protocolDiagnostics(root.diagnostics, this.places(ground)));
  }

  /** What has no file, such as a template that takes too much work, is told in one that is open. */
  #placed(diagnostic: CheckedDiagnostic, root: Root, ground: Ground): CheckedDiagnostic {
    const { labels } = diagnostic;
    const there = labels.filter((label) => this.#isThere(label.file, ground));
    const [open] = [...this.#documents.all()].filter(
      (item) => root.files.has(item.path) || isBelow(root.path, item.path),
    );
    if (there.length === labels.length || !open) return diagnostic;
    if (there.some((label) => label.primary)) return { ...diagnostic, labels: there };
    const file = { name: ground.inputs.shown(ground.hostPath(open.path)), text: open.text };
    const primary = { file, span: { start: 0, end: 0 }, text: "", primary: true };
    return { ...diagnostic, labels: [primary, ...there.map((label) => ({ ...label, primary: false }))] };
  }

  #isThere(file: SourceFile, ground: Ground): boolean {
    const path = ground.absolute(file.name);
    return file.text !== "" || this.#documents.at(path) !== undefined || this.#outside.isFile(path);
  }

  /** One document may have diagnostics of several templates. */
  #publish(root: Root, diagnostics: ReadonlyMap<string, readonly ProtocolDiagnostic[]>): void {
    const before = root.published;
    root.published = diagnostics;
    const open = new Map(
      [...this.#documents.all()].filter(({ path }) => root.files.has(path)).map((item) => [item.uri, item]),
    );
    for (const uri of new Set([...before.keys(), ...diagnostics.keys(), ...open.keys()])) {
      const same = JSON.stringify(before.get(uri)) === JSON.stringify(diagnostics.get(uri));
      const document = this.#documents.find(uri);
      // Editors move what they show with the text: what is open is told each time.
      if (same && !document) continue;
      this.#outside.publish(uri, this.#merged(uri), document?.version ?? null);
    }
  }

  #merged(uri: string): ProtocolDiagnostic[] {
    const found = new Map<string, ProtocolDiagnostic>();
    for (const { published } of this.#roots.values()) {
      for (const item of published.get(uri) ?? [])
        found.set(JSON.stringify([item.range, item.code, item.message]), item);
    }
    return [...found.values()];
  }
}

function isBelow(directory: string, path: string): boolean {
  return path.startsWith(directory) && (/[\\/]$/.test(directory) || /^[\\/]/.test(path.slice(directory.length)));
}
