/** Files as they would be: what is changed is kept here until all of it is known to be right. */

import { realpathSync } from "node:fs";
import path from "node:path";
import type { CheckInputs } from "../../check-types.ts";
import type { Host } from "../../host.ts";
import { relativePath } from "../host.ts";

/** Absolute and without symbolic links, so that a file has one; `onInput` for the text on standard input. */
export type FileKey = string;

/** No path begins like that. */
export const onInput: FileKey = "<stdin>";

export interface DraftFile {
  readonly key: FileKey;
  /** As it is shown. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export class Draft {
  readonly #cwd: string;
  readonly #keys: Map<string, FileKey>;
  readonly #files: ReadonlyMap<FileKey, DraftFile>;

  constructor(cwd: string, keys: Map<string, FileKey> = new Map(), files: ReadonlyMap<FileKey, DraftFile> = new Map()) {
    this.#cwd = cwd;
    this.#keys = keys;
    this.#files = files;
  }

  /** Of a file as it is shown. */
  keyOf(shown: string): FileKey {
    if (shown === onInput) return onInput;
    let key = this.#keys.get(shown);
    if (key === undefined) {
      key = realPath(path.resolve(this.#cwd, shown));
      this.#keys.set(shown, key);
    }
    return key;
  }

  /** A draft with more changes; `before` is a file's text in this one. */
  with(changes: readonly { readonly key: FileKey; readonly before: string; readonly after: string }[]): Draft {
    const files = new Map(this.#files);
    for (const { key, before, after } of changes) {
      const name = key === onInput ? key : relativePath(realPath(this.#cwd), key);
      files.set(key, { key, name, before: files.get(key)?.before ?? before, after });
    }
    return new Draft(this.#cwd, this.#keys, files);
  }

  /** By name. */
  changed(): readonly DraftFile[] {
    return [...this.#files.values()]
      .filter(({ before, after }) => before !== after)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The host with the changed files in place of the system's. */
  over(host: Host, inputs: CheckInputs): Host {
    if (this.#files.size === 0) return host;
    const encoder = new TextEncoder();
    return {
      read: (name) => {
        const file = this.#files.get(this.keyOf(inputs.shown(name)));
        return file ? { ok: true, bytes: encoder.encode(file.after) } : host.read(name);
      },
      list: (name) => host.list(name),
      realpath: (name) => host.realpath(name),
      digest: (algorithm, bytes) => host.digest(algorithm, bytes),
    };
  }
}

function realPath(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}
