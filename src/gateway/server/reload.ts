/** Files that are read again when they change. What can't be read leaves what was there before. */

import { stat } from "node:fs/promises";
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

/** What tells by a file's data on the disk that it is another one than before; "" for one that isn't there. */
export type Stamps = ReadonlyMap<string, string>;

/** To be taken before the files are read: what changes meanwhile is read again then. */
export async function stampsOf(files: readonly string[]): Promise<Stamps> {
  return new Map(await Promise.all(files.map(async (file) => [file, await stampOf(file)] as const)));
}

async function stampOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return "";
  }
}

export class Reloader {
  readonly #parts: readonly Part[];
  readonly #log: Log;
  readonly #problems = new Map<Part, StateProblem>();
  readonly #stamps: Map<string, string>;
  #timer: NodeJS.Timeout | null = null;
  readonly #pending = new Set<Part>();
  #running: Promise<void> | null = null;
  #taken = 0;
  #refused = 0;

  constructor(parts: readonly Part[], stamps: Stamps, log: Log) {
    this.#parts = parts;
    this.#stamps = new Map(stamps);
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
    const timer = setTimeout(async () => {
      const changed = await this.#changed();
      if (this.#timer !== timer) return;
      if (changed.length > 0) void this.reload(changed);
      this.watch(interval);
    }, interval);
    timer.unref();
    this.#timer = timer;
  }

  async #changed(): Promise<readonly Part[]> {
    const now = await stampsOf(this.#parts.flatMap(({ files }) => files));
    const isOther = (file: string): boolean => now.get(file) !== this.#stamps.get(file);
    const changed = this.#parts.filter(({ files }) => files.some(isOther));
    for (const [file, stamp] of now) this.#stamps.set(file, stamp);
    return changed;
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
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
