/** The files of a revision of git, read from its objects: nothing is checked out, no filter or hook runs. */

import { spawnSync } from "node:child_process";
import path from "node:path";
import { compareText } from "../diagnostic.ts";
import type { DirectoryEntry, Host, ReadFailure, ReadResult } from "../host.ts";
import { gitEnvironment } from "./batch/git.ts";
import { CommandFailure } from "./exit-code.ts";
import { contains, largestFile, relativePath } from "./host.ts";
import type { Program } from "./program.ts";
import type { Layer } from "./surroundings.ts";

const longest = 120_000;
const largestTree = 512 * 1024 * 1024;
/** As the kernel follows them. */
const mostLinks = 40;

interface Entry {
  readonly kind: "file" | "link" | "submodule";
  readonly object: string;
}

type Resolved =
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "file"; readonly path: string; readonly object: string }
  | { readonly kind: "none"; readonly code: ReadFailure; readonly reason: string };

export class Revision implements Layer {
  /** "git:main" */
  readonly name: string;
  /** Of the working tree (absolute). */
  readonly top: string;
  /** Submodules that were asked for: their files are in other repositories. */
  readonly submodules = new Set<string>();
  readonly #git: Git;
  readonly #entries = new Map<string, Entry>();
  /** By directory: its names. Every directory is here. */
  readonly #directories = new Map<string, Set<string>>([["", new Set()]]);
  readonly #contents = new Map<string, ReadResult>();

  /** `directory` (absolute) is in the working tree of the repository. */
  constructor(revision: string, directory: string, env: Program["env"]) {
    this.name = `git:${revision}`;
    this.#git = new Git(directory, env);
    const up = this.#git.text(["rev-parse", "--show-cdup"], `cannot read ${this.name}`);
    this.top = path.resolve(directory, up);
    const tree = this.#git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{tree}`]);
    if (!tree.ok) throw new CommandFailure(`cannot read ${this.name}: git knows no such revision`, this.#hint());
    const listed = this.#git.run(["ls-tree", "-r", "-z", "--full-tree", tree.bytes.toString("utf8").trim()]);
    if (!listed.ok) throw new CommandFailure(`cannot read ${this.name}: ${listed.reason}`);
    for (const line of listed.bytes.toString("utf8").split("\0")) if (line !== "") this.#add(line);
  }

  #hint(): string | null {
    const shallow = this.#git.run(["rev-parse", "--is-shallow-repository"]);
    const isShallow = shallow.ok && shallow.bytes.toString("utf8").trim() === "true";
    return isShallow ? "The clone is shallow: fetch the revision first." : null;
  }

  /** `MODE TYPE OBJECT<TAB>PATH` */
  #add(line: string): void {
    const [, mode = "", object = "", name = ""] = /^([0-7]+) [a-z]+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    const kind = mode === "120000" ? "link" : mode === "160000" ? "submodule" : "file";
    this.#entries.set(name, { kind, object });
    let below = name;
    for (let at = name.lastIndexOf("/"); ; at = below.lastIndexOf("/")) {
      const parent = at === -1 ? "" : below.slice(0, at);
      const names = this.#directories.get(parent) ?? new Set();
      const known = this.#directories.has(parent) && names.has(below.slice(at + 1));
      this.#directories.set(parent, names.add(below.slice(at + 1)));
      if (parent === "" || known) return;
      below = parent;
    }
  }

  /** Whether it has a directory, a file or nothing at this path from its top. */
  kindOf(name: string): "directory" | "file" | "none" {
    return this.#resolve(name).kind;
  }

  read(name: string): ReadResult {
    const found = this.#resolve(name);
    if (found.kind === "none") return { ok: false, code: found.code, reason: found.reason };
    if (found.kind === "directory") return { ok: false, code: "directory", reason: "is a directory" };
    const known = this.#contents.get(found.object) ?? this.#git.blob(found.object);
    this.#contents.set(found.object, known);
    return known;
  }

  #list(name: string): readonly DirectoryEntry[] | null {
    const found = this.#resolve(name);
    if (found.kind !== "directory") return null;
    const names = [...(this.#directories.get(found.path) ?? [])].sort(compareText);
    return names.map((own) => {
      const { kind } = this.#resolve(joined(found.path, own));
      return { name: own, kind: kind === "none" ? "other" : kind };
    });
  }

  /** Follows symbolic links, each component in turn. */
  #resolve(name: string): Resolved {
    const pending = name.split("/").filter((part) => part !== "");
    let at = "";
    let links = 0;
    while (pending.length > 0) {
      const part = pending.shift() ?? "";
      if (part === ".") continue;
      if (part === "..") {
        if (at === "") return nothing("outside", "outside the repository");
        at = at.includes("/") ? at.slice(0, at.lastIndexOf("/")) : "";
        continue;
      }
      const next = joined(at, part);
      const entry = this.#entries.get(next);
      if (!entry) {
        if (!this.#directories.has(next)) return nothing("absent", "no such file");
        at = next;
        continue;
      }
      if (entry.kind === "submodule") {
        this.submodules.add(next);
        return nothing("absent", `in the submodule ${next}, which ${this.name} has no files of`);
      }
      if (entry.kind === "file") {
        if (pending.length > 0) return nothing("absent", "no such file");
        return { kind: "file", path: next, object: entry.object };
      }
      const target = this.#git.blob(entry.object);
      const text = target.ok ? new TextDecoder().decode(target.bytes) : "";
      if (text.startsWith("/") || text === "") return nothing("outside", "outside the repository");
      if (++links > mostLinks) return nothing("failed", "too many symbolic links");
      pending.unshift(...text.split("/").filter((step) => step !== ""));
    }
    return { kind: "directory", path: at };
  }

  /**
   * What is below the repository's top is the revision's. What git doesn't hold stays the system's: modules that Terraform
   * has downloaded (`.terraform`), and a file that the user named.
   */
  over(system: Host, root: string, named: readonly string[]): Host {
    const own = (name: string): string | null => {
      const absolute = path.resolve(root, name);
      if (!contains(this.top, absolute)) return null;
      const inside = relativePath(this.top, absolute);
      if (/(^|\/)\.terraform(\/|$)/.test(inside)) return null;
      return named.includes(absolute) && this.kindOf(inside) === "none" ? null : inside === "." ? "" : inside;
    };
    const above = relativePath(root, this.top);
    return {
      read: (name) => {
        const inside = own(name);
        return inside === null ? system.read(name) : this.read(inside);
      },
      list: (name) => {
        const inside = own(name);
        return inside === null ? system.list(name) : this.#list(inside);
      },
      realpath: (name) => {
        const inside = own(name);
        if (inside === null) return system.realpath(name);
        const found = this.#resolve(inside);
        return found.kind === "none" ? null : joined(above === "." ? "" : above, found.path);
      },
      digest: (algorithm, bytes) => system.digest(algorithm, bytes),
    };
  }
}

function nothing(code: ReadFailure, reason: string): Resolved {
  return { kind: "none", code, reason };
}

function joined(directory: string, name: string): string {
  return directory === "" ? name : name === "" ? directory : `${directory}/${name}`;
}

type GitAnswer = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly reason: string };

class Git {
  readonly #directory: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(directory: string, env: Program["env"]) {
    this.#directory = directory;
    this.#env = gitEnvironment(env);
  }

  text(args: readonly string[], failure: string): string {
    const answer = this.run(args);
    if (!answer.ok) throw new CommandFailure(`${failure}: ${answer.reason}`);
    return answer.bytes.toString("utf8").replace(/\n$/, "");
  }

  blob(object: string): ReadResult {
    // Bounded: a larger answer ends the run of git.
    const answer = this.run(["cat-file", "blob", object], largestFile);
    if (answer.ok) return { ok: true, bytes: answer.bytes };
    if (answer.reason !== "ENOBUFS") return { ok: false, code: "failed", reason: answer.reason };
    return { ok: false, code: "too-large", reason: `larger than ${largestFile / (1024 * 1024)} MB` };
  }

  run(args: readonly string[], limit: number = largestTree): GitAnswer {
    const { status, stdout, stderr, error } = spawnSync("git", ["-c", "core.fsmonitor=false", "--no-pager", ...args], {
      cwd: this.#directory,
      env: this.#env,
      maxBuffer: limit,
      timeout: longest,
      windowsHide: true,
    });
    if (error) {
      const code = "code" in error ? error.code : "";
      if (code === "ENOENT") throw new CommandFailure("git is not installed, or not in PATH");
      return { ok: false, reason: code === "ENOBUFS" ? "ENOBUFS" : error.message };
    }
    if (status === 0) return { ok: true, bytes: stdout };
    const [line = ""] = stderr.toString("utf8").split("\n");
    return { ok: false, reason: line.replace(/^fatal: /, "") || `git ended with ${status}` };
  }
}
