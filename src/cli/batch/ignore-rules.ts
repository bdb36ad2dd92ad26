/**
 * What `.gitignore` and `.templatecheckignore` leave out. Loaded when there is such a file beside directories to search.
 */

import path from "node:path";
import ignore from "ignore";
import { contains, readRegularFile, relativePath } from "../host.ts";
import { ignoreFiles } from "./walk.ts";

type Ignore = ignore.Ignore;

const largestFile = 1 << 20;
/** Matching takes steps by the power of this, for names of 255 characters. */
const mostStars = 3;

/**
 * As git has it: files further down win, later lines win, and what lies below something ignored is ignored. A file's own
 * lines count from its directory. `.gitignore` counts within a git repository, `.templatecheckignore` anywhere and after
 * it. `top`: the directory (absolute) that no rule above counts for; the highest that is looked at.
 */
export class IgnoreRules {
  /** What was left out of the files, and why: one line each. */
  readonly notes: string[] = [];
  readonly #top: string;
  readonly #names: readonly string[];
  readonly #shown: (absolute: string) => string;
  readonly #levels = new Map<string, Ignore | null>();

  constructor(top: string, inRepository: boolean, shown: (absolute: string) => string) {
    this.#top = top;
    this.#names = inRepository ? ignoreFiles : ignoreFiles.filter((name) => name !== ".gitignore");
    this.#shown = shown;
  }

  /** The path itself; that nothing above it is ignored is known to who walks down. */
  ignores(absolute: string, isDirectory: boolean): boolean {
    for (let at = path.dirname(absolute); contains(this.#top, at); at = path.dirname(at)) {
      const level = this.#level(at);
      if (level) {
        const { ignored, unignored } = level.test(seenFrom(at, absolute, isDirectory));
        if (unignored) return false;
        if (ignored && !this.#isInherited(level, at, absolute)) return true;
      }
      if (path.dirname(at) === at) break;
    }
    return false;
  }

  /** The path and every directory down to it. */
  ignoresAny(absolute: string, isDirectory: boolean): boolean {
    if (absolute === this.#top || !contains(this.#top, absolute)) return false;
    return this.ignoresAny(path.dirname(absolute), true) || this.ignores(absolute, isDirectory);
  }

  /** Whether it is the directory above that the level ignores, which a file further down took back. */
  #isInherited(level: Ignore, at: string, absolute: string): boolean {
    const parent = path.dirname(absolute);
    return parent !== at && level.test(seenFrom(at, parent, true)).ignored;
  }

  #level(directory: string): Ignore | null {
    let level = this.#levels.get(directory);
    if (level === undefined) {
      const lines = this.#names.flatMap((name) => this.#linesOf(path.join(directory, name)));
      level = lines.length === 0 ? null : ignore({ ignorecase: false }).add(lines);
      this.#levels.set(directory, level);
    }
    return level;
  }

  #linesOf(file: string): readonly string[] {
    const answer = readRegularFile(file, largestFile);
    if (!answer.ok) {
      if (answer.code !== "absent") this.notes.push(`cannot read ${this.#shown(file)}: ${answer.reason}`);
      return [];
    }
    const text = new TextDecoder().decode(answer.bytes);
    return text.split(/\r?\n/).filter((line, index) => {
      const fits = line.split("/").every((segment) => segment === "**" || stars(segment) <= mostStars);
      if (!fits) {
        this.notes.push(`${this.#shown(file)}:${index + 1} is not used: more than ${mostStars} "*" in a name`);
      }
      return fits;
    });
  }
}

function stars(segment: string): number {
  return segment.split("*").length - 1;
}

function seenFrom(directory: string, absolute: string, isDirectory: boolean): string {
  return `${relativePath(directory, absolute)}${isDirectory ? "/" : ""}`;
}
