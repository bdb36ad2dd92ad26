/** An interactive shell on a terminal of its own, by way of `script` (util-linux, part of every Debian). */

import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";

/** Fails with what to install. */
export function needed(program: string, debianPackage: string): void {
  if (spawnSync(program, ["--version"], { stdio: "ignore" }).error) {
    throw new Error(`${program} isn't installed: apt-get install ${debianPackage}, or bash scripts/real-programs.sh`);
  }
}

export class Terminal {
  readonly #child: ChildProcessWithoutNullStreams;
  #output = "";
  #arrived: () => void = () => {};

  constructor(command: string, cwd: string, env: Readonly<Record<string, string>>) {
    needed("script", "bsdutils");
    this.#child = spawn("script", ["-qec", command, "/dev/null"], {
      cwd,
      env: { PATH: process.env.PATH ?? "", HOME: cwd, TERM: "xterm", LANG: "C.UTF-8", ...env },
    });
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#output += text;
      this.#arrived();
    });
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** What a pattern's group matches, in what comes; it isn't looked at again. */
  async read(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.#output);
      if (found) {
        this.#output = this.#output.slice(found.index + found[0].length);
        return found[1] ?? "";
      }
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no ${pattern} in ${JSON.stringify(this.#output)}`)), 20_000);
        this.#arrived = () => {
          clearTimeout(late);
          resolve();
        };
      });
    }
  }

  close(): void {
    this.#child.kill("SIGHUP");
  }
}
