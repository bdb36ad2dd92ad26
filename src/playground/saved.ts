/** Work that survives a reload. What is opened over it, a link or an example, never takes its place silently. */

import { type Project, projectData, projectFrom, sameProject } from "./project.ts";

/** As much of a browser's storage as is used. It may refuse anything. */
export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface Work {
  readonly project: Project;
  /** It is as it was opened. */
  readonly untouched: boolean;
}

const currentKey = "templatecheck-playground";
const earlierKey = "templatecheck-playground-earlier";
const mostEarlier = 5;

export class Saved {
  readonly #storages: readonly Storage[];

  /** The first that has something counts: that of the tab before that of the browser. */
  constructor(storages: readonly Storage[]) {
    this.#storages = storages;
  }

  /** False when nothing could be written. */
  save(work: Work): boolean {
    return this.#write(currentKey, { ...projectData(work.project), untouched: work.untouched });
  }

  load(): Work | null {
    const data = this.#read(currentKey);
    const project = projectFrom(data);
    const untouched = typeof data === "object" && data !== null && "untouched" in data && data.untouched === true;
    return project ? { project, untouched } : null;
  }

  /** Puts work aside, unless it is as it was opened, or what comes instead. */
  putAside(work: Work, instead: Project): boolean {
    if (work.untouched || sameProject(work.project, instead)) return false;
    const others = this.earlier().filter((project) => !sameProject(project, work.project));
    return this.#write(earlierKey, [work.project, ...others].slice(0, mostEarlier).map(projectData));
  }

  /** What was put aside, the last first. */
  earlier(): readonly Project[] {
    const data = this.#read(earlierKey);
    return Array.isArray(data) ? data.flatMap((item) => projectFrom(item) ?? []) : [];
  }

  #read(key: string): unknown {
    for (const storage of this.#storages) {
      try {
        const text = storage.getItem(key);
        if (text !== null) return JSON.parse(text);
      } catch {
        // Refused, or not ours.
      }
    }
    return null;
  }

  #write(key: string, value: unknown): boolean {
    let written = false;
    for (const storage of this.#storages) {
      try {
        storage.setItem(key, JSON.stringify(value));
        written = true;
      } catch {
        // Full, or refused.
      }
    }
    return written;
  }
}
