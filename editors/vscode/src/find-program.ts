/** Which program is started: the one that is set, the workspace's own, else the one on the PATH. */

import path from "node:path";

export interface Search {
  /** The setting; "" when it isn't set. */
  readonly setting: string;
  /** Absolute directories of the workspace; none when it isn't trusted. */
  readonly folders: readonly string[];
  /** The environment's PATH, and on Windows its PATHEXT. */
  readonly path: string;
  readonly windows: boolean;
  exists(file: string): boolean;
}

export interface Found {
  readonly program: string;
  /** A script of Node's, which has to run it: `.bin` holds shell scripts on Windows. */
  readonly isScript: boolean;
}

/** Null when there is none. */
export function findProgram(search: Search): Found | null {
  const { setting, folders, windows, exists } = search;
  const system = windows ? path.win32 : path.posix;
  if (setting !== "") {
    const candidates = system.isAbsolute(setting) ? [setting] : folders.map((folder) => system.join(folder, setting));
    const set = candidates.find(exists);
    return set === undefined ? null : found(set);
  }
  for (const folder of folders) {
    // The script itself, not the links of `.bin`: those differ between systems and package managers.
    const script = system.join(folder, "node_modules", "templatecheck", "dist", "bin.js");
    if (exists(script)) return found(script);
    const linked = system.join(folder, "node_modules", ".bin", windows ? "templatecheck.cmd" : "templatecheck");
    if (exists(linked)) return found(linked);
  }
  const names = windows ? ["templatecheck.exe", "templatecheck.cmd"] : ["templatecheck"];
  for (const directory of search.path.split(system.delimiter)) {
    // A relative directory would be one of the workspace.
    if (!system.isAbsolute(directory)) continue;
    const program = names.map((name) => system.join(directory, name)).find(exists);
    if (program !== undefined) return found(program);
  }
  return null;
}

function found(program: string): Found {
  return { program, isScript: /\.[cm]?js$/.test(program) };
}
