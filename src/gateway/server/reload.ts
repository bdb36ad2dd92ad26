/** Files that are read again when they change. What can't be read leaves what was there before. */

import { unwatchFile, watchFile } from "node:fs";
import type { Log } from "./settings.ts";
import { problemText, type StateProblem } from "./state.ts";

/** Something that is made from files: the state, a certificate, keys. */
export interface Part {
  readonly name: string;
  readonly files: readonly string[];
  /** Reads the files and takes over what they say, at once, or tells why it doesn't. */
  load(): Promise<StateProblem | null>;
}

export interface ReloadResults {
  readonly taken: number;
  readonly refused: number;
}

const pollInterval = 500;

export class Reloader {
  readonly #parts: readonly Part[];
  readonly #log: Log;
  readonly #problems = new Map<Part, StateProblem>();
  readonly #watched: (readonly [string, () => void])[] = [];
  readonly #pending = new Set<Part>();
  #running: Promise<void> | null = null;
  #taken = 0;
  #refused = 0;

  constructor(parts: readonly Part[], log: Log) {
    this.#parts = parts;
    this.#log = log;
  }

  /** What was refused when it was read last, and hasn't been put right since. */
  get problems(): readonly StateProblem[] {
    return [...this.#problems.values()];
  }

  get results(): ReloadResults {
    return { taken: this.#taken, refused: this.#refused };
  }

  /** Polls: a file that is renamed over another, or comes and goes with a mounted volume, is seen all the same. */
  watch(interval: number = pollInterval): void {
    for (const part of this.#parts) {
      for (const file of part.files) {
        const changed = (): void => void this.reload([part]);
        watchFile(file, { interval, persistent: false }, changed);
        this.#watched.push([file, changed]);
      }
    }
  }

  close(): void {
    for (const [file, changed] of this.#watched) unwatchFile(file, changed);
    this.#watched.length = 0;
  }

  /** One at a time; what changes meanwhile is read once more afterwards. */
  async reload(parts: readonly Part[] = this.#parts): Promise<void> {
    for (const part of parts) this.#pending.add(part);
    this.#running ??= this.#run();
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let [part] = this.#pending; part !== undefined; [part] = this.#pending) {
      this.#pending.delete(part);
      await this.#load(part);
    }
    this.#running = null;
  }

  async #load(part: Part): Promise<void> {
    const problem = await part.load();
    if (problem === null) {
      this.#taken++;
      this.#problems.delete(part);
      this.#log({ event: "reloaded", part: part.name });
      return;
    }
    this.#refused++;
    this.#problems.set(part, problem);
    this.#log({ event: "reload-refused", part: part.name, ...problem, message: problemText(problem) });
  }
}
