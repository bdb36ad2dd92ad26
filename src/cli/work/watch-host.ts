/** Changes of directories, as the system tells of them or as somebody has to look. */

import { type FSWatcher, readdirSync, statSync, watch as watchDirectory } from "node:fs";
import path from "node:path";
import type { WatchHost } from "./watch-loop.ts";

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
