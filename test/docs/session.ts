/** Runs the commands of a page: templatecheck in this process, small tools of a shell by bash. */

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { main } from "../../src/cli/main.ts";
import * as compiler from "../../src/index.ts";
import type { Fence } from "./markdown.ts";

export interface Ran {
  readonly code: number;
  /** What a terminal would show: both outputs as they came. */
  readonly output: string;
}

/** What bash runs. Everything else on a page needs a reason (`not-run.ts`). */
const tools: ReadonlySet<string> = new Set(["cat", "cp", "echo", "git", "grep", "mkdir", "mv", "rm", "sed"]);

export function isRun(line: string): boolean {
  const first = line.split(" ")[0] ?? "";
  return first === "templatecheck" || tools.has(first);
}

/** The commands of a block: lines that end with a backslash go on. `console` blocks have them behind "$ ". */
export function commandsOf(fence: Fence): readonly string[] {
  const lines = fence.text.replaceAll(/ *\\\n */g, " ").split("\n");
  if (fence.language === "console") return lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
  return lines.map((line) => line.replace(/\s+#.*$/, "")).filter((line) => line !== "" && !line.startsWith("#"));
}

interface Command {
  readonly argv: readonly string[];
  readonly input: string | null;
  readonly output: string | null;
}

/** As a shell reads it: quotes, `<` and `>`. */
export function readCommand(line: string): Command {
  const words = [...line.matchAll(/((?:[^\s'"]|'[^']*'|"[^"]*")+)/g)].map(([word]) => ({
    text: word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ""),
    quoted: /^['"]/.test(word),
  }));
  const after = (sign: string): string | null => {
    const at = words.findIndex(({ text, quoted }) => text === sign && !quoted);
    return at === -1 ? null : (words.splice(at, 2)[1]?.text ?? null);
  };
  const [input, output] = [after("<"), after(">")];
  return { argv: words.slice(1).map(({ text }) => text), input, output };
}

/** A checkout of the repository as far as pages need it: the examples, committed. */
export class Session {
  readonly directory: string;
  #code = 0;

  constructor(directory: string, { git }: { readonly git: boolean }) {
    this.directory = directory;
    cpSync("examples", path.join(directory, "examples"), { recursive: true });
    if (git) this.#bash("git init -q -b main && git add . && git commit -q -m 'the examples'");
  }

  write(file: string, text: string): void {
    const target = path.join(this.directory, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, `${text}\n`);
  }

  async run(line: string): Promise<Ran> {
    if (line === "echo $?") return { code: 0, output: `${this.#code}\n` };
    const ran = line.startsWith("templatecheck ") ? await this.#templatecheck(readCommand(line)) : this.#bash(line);
    this.#code = ran.code;
    return ran;
  }

  async #templatecheck({ argv, input, output }: Command): Promise<Ran> {
    const shown: string[] = [];
    const written: string[] = [];
    const bytes = input === null ? new Uint8Array() : readFileSync(path.join(this.directory, input));
    const code = await main(
      {
        argv,
        stdin: { read: () => bytes },
        stdout: {
          write: (text) => void (output === null ? shown : written).push(text),
          isTTY: false,
          columns: undefined,
        },
        stderr: { write: (text) => void shown.push(text), isTTY: false, columns: undefined },
        cwd: this.directory,
        env: this.#environment(),
      },
      compiler,
    );
    if (output !== null) writeFileSync(path.join(this.directory, output), written.join(""));
    return { code, output: shown.join("") };
  }

  #bash(line: string): Ran {
    const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-c", line], {
      cwd: this.directory,
      env: this.#environment(),
      encoding: "utf8",
    });
    return { code: status ?? 1, output: `${stdout}${stderr}` };
  }

  #environment(): Record<string, string> {
    const who = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com" };
    return {
      PATH: process.env.PATH ?? "",
      HOME: this.directory,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_COMMITTER_NAME: who.GIT_AUTHOR_NAME,
      GIT_COMMITTER_EMAIL: who.GIT_AUTHOR_EMAIL,
      ...who,
    };
  }
}
