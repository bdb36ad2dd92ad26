/** What git says, of the repository that a directory is in and no other. Loaded when git is needed. */

import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { CommandFailure } from "../exit-code.ts";
import type { Program } from "../program.ts";

const mostOutput = 256 * 1024 * 1024;
const longest = 120_000;

/**
 * A hook runs with `GIT_DIR` and others of its own repository: they would lead elsewhere. What says how git is set up
 * (`GIT_CONFIG_COUNT`, as for `safe.directory`) stays.
 */
export function gitEnvironment(env: Program["env"]): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !name.startsWith("GIT_") || /^GIT_(CONFIG_|EXEC_PATH)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
}

export class Git {
  readonly #env: NodeJS.ProcessEnv;

  constructor(env: Program["env"]) {
    this.#env = gitEnvironment(env);
  }

  /** The repository's top directory (absolute, real); null when there is none around. */
  top(directory: string): string | null {
    const answer = this.#run(directory, ["rev-parse", "--show-toplevel"]);
    if (answer.ok) return realpathSync(answer.text.replace(/\n$/, ""));
    if (/not a git repository/.test(answer.reason)) return null;
    throw new CommandFailure(`git refuses ${JSON.stringify(directory)}: ${answer.reason}`);
  }

  /** The files (absolute) that differ from the last commit that a revision and HEAD share: changed, deleted, added, untracked. */
  changedSince(top: string, revision: string): readonly string[] {
    const wrong = `--changed-since ${JSON.stringify(revision)}`;
    const commit = this.#run(top, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
    if (!commit.ok || revision.startsWith("-")) {
      throw new CommandFailure(
        `${wrong}: git knows no such revision`,
        hintFor(this.#run(top, ["rev-parse", "--is-shallow-repository"])),
      );
    }
    const base = this.#run(top, ["merge-base", commit.text.trim(), "HEAD"]);
    if (!base.ok)
      throw new CommandFailure(
        `${wrong}: it shares no commit with HEAD`,
        "Fetch the history, or name another revision.",
      );
    const since = [
      "diff",
      "--name-only",
      "--no-renames",
      "--no-ext-diff",
      "--no-textconv",
      // To know more of them git would look into them, by their own settings.
      "--ignore-submodules=dirty",
      "-z",
      base.text.trim(),
      "--",
    ];
    const changed = this.#must(top, since, this.#withoutFilters(top));
    const untracked = this.#must(top, ["ls-files", "--others", "--exclude-standard", "-z"], this.#env);
    return [...changed, ...untracked].map((name) => path.join(top, name));
  }

  /** Those of the files (absolute) that the repository has or once had. */
  known(top: string, files: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    const names = files.map((file) => path.relative(top, file)).filter((name) => !name.startsWith(".."));
    if (names.length === 0) return found;
    const ask = (...args: readonly string[]): void => {
      const answer = this.#run(top, ["--literal-pathspecs", ...args, "--", ...names]);
      for (const name of answer.ok ? answer.text.split("\0") : []) found.add(path.join(top, name.replace(/^\n/, "")));
    };
    ask("ls-files", "-z");
    if (found.size < names.length) ask("log", "--no-show-signature", "--format=", "--name-only", "-z");
    return found;
  }

  /**
   * Programs that a repository's settings name for its files (`filter.NAME.clean`) aren't run to compare what is there: a
   * file that was only touched counts as changed then.
   */
  #withoutFilters(top: string): NodeJS.ProcessEnv {
    const answer = this.#run(top, ["config", "-z", "--name-only", "--get-regexp", "^filter\\."]);
    const names = answer.ok ? answer.text.split("\0").filter((name) => name !== "") : [];
    const drivers = new Set(names.map((name) => name.slice(0, name.lastIndexOf("."))));
    const settings = [...drivers].flatMap((driver): [string, string][] => [
      [`${driver}.clean`, ""],
      [`${driver}.process`, ""],
      [`${driver}.required`, "false"],
    ]);
    const before = Number(this.#env.GIT_CONFIG_COUNT) || 0;
    const numbered = settings.flatMap(([name, value], at) => [
      [`GIT_CONFIG_KEY_${before + at}`, name],
      [`GIT_CONFIG_VALUE_${before + at}`, value],
    ]);
    return { ...this.#env, ...Object.fromEntries(numbered), GIT_CONFIG_COUNT: String(before + settings.length) };
  }

  #must(directory: string, args: readonly string[], env: NodeJS.ProcessEnv): readonly string[] {
    const answer = this.#run(directory, args, env);
    if (answer.ok) return answer.text.split("\0").filter((name) => name !== "");
    throw new CommandFailure(`git ${args[0]} failed: ${answer.reason}`);
  }

  #run(
    directory: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = this.#env,
  ): { ok: true; text: string } | { ok: false; reason: string } {
    const settings = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-pager"];
    const { status, stdout, stderr, error } = spawnSync("git", [...settings, ...args], {
      cwd: directory,
      env,
      encoding: "utf8",
      maxBuffer: mostOutput,
      timeout: longest,
      windowsHide: true,
    });
    if (error) {
      if ("code" in error && error.code === "ENOENT") throw new CommandFailure("git is not installed, or not in PATH");
      throw new CommandFailure(`git ${args[0]} failed: ${error.message}`);
    }
    if (status === 0) return { ok: true, text: stdout };
    return { ok: false, reason: (stderr.split("\n")[0] ?? "").replace(/^fatal: /, "") || `exit code ${status}` };
  }
}

function hintFor(shallow: { ok: true; text: string } | { ok: false; reason: string }): string | null {
  return shallow.ok && shallow.text.trim() === "true" ? "The clone is shallow: fetch the revision first." : null;
}
