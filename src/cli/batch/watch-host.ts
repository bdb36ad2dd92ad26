/** Changes of directories, as the system tells of them or as somebody has to look. */

import { type FSWatcher, fstatSync, readdirSync, type Stats, statSync, watch as watchDirectory } from "node:fs";
import path from "node:path";
import type { WatchHost } from "./watch-loop.ts";

const pollEvery = 1000;

/** `outputs`: files (absolute) that the check writes itself, `streams`: descriptors of what it writes to, maybe files. */
export function systemHost(outputs: ReadonlySet<string>, streams: readonly number[] = [1, 2]): WatchHost {
  // `lint --watch > log` in what is watched would see its own words as a change, and say them again.
  const written = new Set(streams.flatMap(fileBehind));
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
    state: (directories) => directories.map((directory) => stateOf(directory, outputs, written)).join("\n"),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}

/** Names that matter among the hidden ones; others are what editors keep beside a file. */
const hiddenThatCount = /^\.(templatecheck\.yaml|templatecheckignore|gitignore|terraform\.lock\.hcl|terraform)$/;

function fileBehind(descriptor: number): readonly string[] {
  try {
    const status = fstatSync(descriptor);
    return status.isFile() ? [identity(status)] : [];
  } catch {
    return [];
  }
}

function identity({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

function stateOf(directory: string, outputs: ReadonlySet<string>, written: ReadonlySet<string>): string {
  try {
    const lines = readdirSync(directory).flatMap((name) => {
      const file = path.join(directory, name);
      if ((name.startsWith(".") && !hiddenThatCount.test(name)) || name.endsWith("~") || outputs.has(file)) return [];
      const status = statSync(file, { throwIfNoEntry: false });
      if (!status) return [`${name} is gone`];
      if (written.has(identity(status))) return [];
      return [status.isDirectory() ? `${name}/` : `${name} ${status.mtimeMs} ${status.size} ${status.ino}`];
    });
    return `${directory}\n${lines.join("\n")}`;
  } catch {
    return `${directory} is gone`;
  }
}
