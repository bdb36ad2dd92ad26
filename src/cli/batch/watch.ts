/** `--watch`: checks again when something changed. Loaded when it is asked for. */

import { statSync } from "node:fs";
import path from "node:path";
import { compareText } from "../../diagnostic.ts";
import { CommandFailure, exitCode, isCommandFailure } from "../exit-code.ts";
import { hostPath } from "../host.ts";
import type { Options } from "../options.ts";
import type { Program } from "../program.ts";
import { treeOf } from "../surroundings.ts";
import type { Work } from "./find.ts";
import { systemHost } from "./watch-host.ts";
import { watchLoop } from "./watch-loop.ts";

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
