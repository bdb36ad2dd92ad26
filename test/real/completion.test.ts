import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ruleIds } from "../../src/rule-ids.ts";
import { needed, Terminal } from "./shell.ts";

const program = path.resolve("dist/bin.js");
const cwd = mkdtempSync(path.join(tmpdir(), "templatecheck-shell-"));
mkdirSync(path.join(cwd, "templates"));
writeFileSync(path.join(cwd, "templates", "main.tf"), "");
writeFileSync(path.join(cwd, "settings.yaml"), "");
for (const shell of ["bash", "zsh", "fish"]) {
  writeFileSync(path.join(cwd, `script.${shell}`), execFileSync(process.execPath, [program, "completion", shell]));
}
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** What is typed before Tab, and the words that the shell then runs. */
const typed: readonly (readonly [string, string])[] = [
  ["templatecheck compi\t", "compile"],
  ["templatecheck lint --strict\t", "lint|--strict-unknown"],
  ["templatecheck lint --format sar\t", "lint|--format|sarif"],
  ["templatecheck lint --format=check\t", "lint|--format=checkstyle"],
  ["templatecheck lint --format sarif=sett\t", "lint|--format|sarif=settings.yaml"],
  ["templatecheck lint --config sett\t", "lint|--config|settings.yaml"],
  ["templatecheck lint --max-share-level auth\t", "lint|--max-share-level|authenticated"],
  ["templatecheck compile --out-dir temp\t", "compile|--out-dir|templates"],
  ["templatecheck compile temp\tma\t", "compile|templates/main.tf"],
  ["templatecheck explain app-hand\t", "explain|app-hand-built-address"],
  ["templatecheck completion pow\t", "completion|powershell"],
  ["templatecheck inspect tok\ttemp\t", "inspect|tokens|templates"],
];

/** Starts a shell, defines the program as a function that prints its arguments, and types. */
function typing(shell: string, start: string, define: string, env: Readonly<Record<string, string>> = {}): void {
  let terminal: Terminal;
  beforeAll(async () => {
    needed(shell, shell);
    terminal = new Terminal(start, cwd, env);
    terminal.type(`${define}\r`);
    terminal.type(`echo re''ady\r`);
    await terminal.read(/ready/);
  });
  afterAll(() => terminal?.close());

  it.each(typed)("%j", async (keys, words) => {
    terminal.type(`${keys}\r`);
    // zsh takes the last slash away again.
    const ran = await terminal.read(/run<([^>]*)>/);
    expect(ran.replace(/\/?\|$/, "")).toBe(words);
  });
}

describe("bash", () => {
  typing(
    "bash",
    "bash --norc --noprofile -i",
    "source ./script.bash; templatecheck() { printf 'ru''n<'; printf '%s|' \"$@\"; printf '>\\n'; }",
  );

  const asked = (...words: readonly string[]): readonly string[] =>
    execFileSync(
      "bash",
      [
        "--norc",
        "-c",
        'source ./script.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _templatecheck; printf "%s\\n" "${COMPREPLY[@]}"',
        "-",
        ...words,
      ],
      { cwd, encoding: "utf8" },
    )
      .trim()
      .split("\n");

  it("offers all rules, all options of a command, and those of no other", () => {
    expect(asked("templatecheck", "explain", "")).toEqual(ruleIds);
    const options = asked("templatecheck", "rules", "-");
    expect([...options].sort()).toEqual(["--format", "--help", "--verbose", "-h", "-v"]);
    expect(asked("templatecheck", "lint", "--color", "=", "a")).toEqual(["auto", "always"]);
  });
});

describe("zsh", () => {
  typing(
    "zsh",
    "zsh -f -i",
    "autoload -U compinit; compinit -D; source ./script.zsh; templatecheck() { printf 'ru''n<'; printf '%s|' \"$@\"; printf '>\\n'; }",
  );

  it("is a file for $fpath, too", () => {
    const directory = path.join(cwd, "fpath");
    mkdirSync(directory, { recursive: true });
    writeFileSync(
      path.join(directory, "_templatecheck"),
      execFileSync(process.execPath, [program, "completion", "zsh"]),
    );
    const out = execFileSync(
      "zsh",
      ["-f", "-c", "fpath=(./fpath $fpath); autoload -U compinit; compinit -D -u; print $_comps[templatecheck]"],
      { cwd, encoding: "utf8", env: { ...process.env, HOME: cwd } },
    );
    expect(out.trim()).toBe("_templatecheck");
  });
});

describe("fish", () => {
  typing(
    "fish",
    "fish --no-config -i",
    "source ./script.fish; function templatecheck; printf 'ru''n<'; printf '%s|' $argv; printf '>\\n'; end",
    { XDG_CONFIG_HOME: path.join(cwd, "config"), XDG_DATA_HOME: path.join(cwd, "data") },
  );

  const asked = (line: string): readonly string[] =>
    execFileSync("fish", ["--no-config", "-c", `source ./script.fish; complete -C ${JSON.stringify(line)}`], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, HOME: cwd },
    })
      .trim()
      .split("\n")
      .map((row) => row.split("\t")[0] ?? "");

  it("offers all rules, and the formats of each command", () => {
    expect([...asked("templatecheck explain ")].sort()).toEqual([...ruleIds].sort());
    expect(asked("templatecheck rules --format ")).toEqual(["json", "markdown", "text"]);
    expect(asked("templatecheck lint --transition ")).toEqual(["start", "stop"]);
  });
});
