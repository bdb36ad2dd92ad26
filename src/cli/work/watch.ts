/** `--watch`: checks again when something changed. Loaded when it is asked for. */

import { type FSWatcher, readdirSync, statSync, watch as watchDirectory } from "node:fs";
import path from "node:path";
import { compareText } from "../../diagnostic.ts";
import { CommandFailure, exitCode, isCommandFailure } from "../exit-code.ts";
import { hostPath } from "../host.ts";
import type { Options } from "../options.ts";
import type { Program } from "../program.ts";
import { treeOf } from "../surroundings.ts";
import type { Work } from "./find.ts";

/** What the loop needs of the system. */
export interface WatchHost {
  /** Tells of every change in the directories, and maybe of more; until it is closed. */
  watch(directories: readonly string[], changed: () => void): { close(): void };
  /** Two are equal when nothing in the directories has changed. */
  state(directories: readonly string[]): string;
  sleep(milliseconds: number): Promise<void>;
}

/** An editor writes several files, or one in several steps. */
const quiet = 100;
/** Where nothing ever gets quiet, there is a check all the same. */
const mostWaits = 20;

/**
 * `check` answers with the directories that its result depends on; `initial` are those that the first result may depend
 * on. `ready` is called when every later change will be seen. Ends when `until` does.
 */
export async function watchLoop(
  check: (first: boolean) => Promise<readonly string[]>,
  host: WatchHost,
  until: Promise<void>,
  initial: readonly string[],
  ready: () => void,
): Promise<void> {
  let isOver = false;
  const end = until.then(() => {
    isOver = true;
  });
  let directories = initial;
  for (let first = true; !isOver; first = false) {
    const earlier = host.state(directories);
    const next = await check(first);
    // It may have changed while it was read.
    const isStale = host.state(directories) !== earlier;
    directories = next;
    await changeOf(directories, host, end, isStale, ready);
  }
}

/** Returns when something has changed and it is quiet again, or at the end. `isStale`: something has. */
async function changeOf(
  directories: readonly string[],
  host: WatchHost,
  end: Promise<void>,
  isStale: boolean,
  ready: () => void,
): Promise<void> {
  let isOver = false;
  const over = end.then(() => {
    isOver = true;
  });
  const before = host.state(directories);
  let changes = 0;
  let wake = (): void => undefined;
  const watcher = host.watch(directories, () => {
    changes++;
    wake();
  });
  ready();
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // What happened before the watcher was there is a change, too.
      if (!isStale && changes === 0 && host.state(directories) === before) await Promise.race([woken, over]);
      for (let waits = 0, seen = -1; !isOver && waits < mostWaits && seen !== changes; waits++) {
        seen = changes;
        await Promise.race([host.sleep(quiet), over]);
      }
      changes = 0;
      if (isOver || isStale || host.state(directories) !== before) return;
    }
  } finally {
    watcher.close();
  }
}

const clear = "\u001b[2J\u001b[3J\u001b[H";

/** Until the process is interrupted: that is how it is meant to end. */
export async function watchTemplates(
  options: Options,
  program: Program,
  paths: readonly string[],
  check: () => Promise<{ readonly work: Work }>,
): Promise<number> {
  if (paths.includes("-")) throw new CommandFailure("--watch is for files, not for standard input");
  const written = [...options.formats.map(({ file }) => file), options.baselineWrite];
  const outputs = written.flatMap((file) => (file === null ? [] : [path.resolve(program.cwd, file)]));
  let directories: readonly string[] = [];
  const checkAgain = async (first: boolean): Promise<readonly string[]> => {
    if (program.stdout.isTTY) program.stdout.write(clear);
    try {
      directories = watchedDirectories((await check()).work, options, paths, program.cwd);
    } catch (error) {
      // What can't be asked at all is told at once; later, it may be put right.
      if (first || !isCommandFailure(error)) throw error;
      program.stderr.write(`templatecheck: ${error.message}\n`);
    }
    return directories;
  };
  const ready = (): void => {
    if (!options.quiet) program.stderr.write("templatecheck: waiting for changes\n");
  };
  const named = (paths.length === 0 ? ["."] : paths).map((given) => path.resolve(program.cwd, given));
  const initial = named.map((given) => (isDirectory(given) ? given : path.dirname(given)));
  const interrupted = interruption();
  try {
    await watchLoop(checkAgain, systemHost(new Set(outputs)), interrupted.promise, initial, ready);
  } finally {
    interrupted.forget();
  }
  return exitCode.clean;
}

function interruption(): { readonly promise: Promise<void>; forget(): void } {
  let stop = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, stop);
  return {
    promise,
    forget: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}

/**
 * Absolute, sorted: all that was searched of what is named, the modules of the templates, where files lie that they name,
 * and the directories above them, for configuration and ignored paths.
 */
export function watchedDirectories(
  { templates, searches }: Work,
  options: Options,
  paths: readonly string[],
  cwd: string,
): readonly string[] {
  const found = new Set<string>();
  const named = new Set((paths.length === 0 ? ["."] : paths).map((given) => path.resolve(cwd, given)));
  const files = options.variableArguments.flatMap((argument) => (argument.kind === "file" ? [argument.path] : []));
  if (typeof options.config === "object") files.push(options.config.file);
  if (options.workspaces !== null) files.push(options.workspaces);
  for (const file of files) found.add(path.dirname(path.resolve(cwd, file)));
  for (const given of named) {
    found.add(isDirectory(given) ? given : path.dirname(given));
  }
  for (const { top, modules, walk } of searches) {
    if (named.has(top)) for (const directory of walk.directories) found.add(path.join(top, directory));
    for (const template of templates) {
      const home = template.kind === "directory" ? hostPath(top, template.directory) : "..";
      if (home === ".." || home.startsWith("../")) continue;
      for (const module of modules.closure(home)) {
        found.add(path.join(top, module));
        for (const name of modules.named(module))
          found.add(path.join(top, name.endsWith("/") ? name : path.dirname(name)));
      }
    }
  }
  for (const template of templates) {
    if (template.kind === "plan") found.add(path.dirname(template.file));
    if (template.kind !== "directory") continue;
    const tree = treeOf(cwd, template.directory);
    for (let at = template.directory; ; at = path.dirname(at)) {
      found.add(at);
      if (at === tree || path.dirname(at) === at) break;
    }
  }
  return [...found].filter(isDirectory).sort(compareText);
}

function isDirectory(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true;
}

const pollEvery = 1000;

/** `outputs`: files (absolute) that the check writes itself. */
export function systemHost(outputs: ReadonlySet<string>): WatchHost {
  return {
    watch(directories, changed) {
      const watchers: FSWatcher[] = [];
      let poll: NodeJS.Timeout | undefined;
      // Where the system watches no more of them, somebody has to look.
      const startPolling = (): void => {
        poll ??= setInterval(changed, pollEvery);
      };
      for (const directory of directories) {
        try {
          watchers.push(watchDirectory(directory, changed).on("error", startPolling));
        } catch {
          startPolling();
          break;
        }
      }
      return {
        close: () => {
          clearInterval(poll);
          for (const watcher of watchers) watcher.close();
        },
      };
    },
    state: (directories) => directories.map((directory) => stateOf(directory, outputs)).join("\n"),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}

/** Names that matter among the hidden ones; others are what editors keep beside a file. */
const hiddenThatCount = /^\.(templatecheck\.yaml|templatecheckignore|gitignore|terraform\.lock\.hcl|terraform)$/;

function stateOf(directory: string, outputs: ReadonlySet<string>): string {
  try {
    const lines = readdirSync(directory).flatMap((name) => {
      const file = path.join(directory, name);
      if ((name.startsWith(".") && !hiddenThatCount.test(name)) || name.endsWith("~") || outputs.has(file)) return [];
      const status = statSync(file, { throwIfNoEntry: false });
      if (!status) return [`${name} is gone`];
      return [status.isDirectory() ? `${name}/` : `${name} ${status.mtimeMs} ${status.size} ${status.ino}`];
    });
    return `${directory}\n${lines.join("\n")}`;
  } catch {
    return `${directory} is gone`;
  }
}
