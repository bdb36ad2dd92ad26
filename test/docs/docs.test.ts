import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ruleIds } from "../../src/rule-ids.ts";
import { directoryWith, run } from "../cli/harness.ts";
import { core } from "../templatecheck.ts";

const pages = [
  ...readdirSync("docs")
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
  "examples/README.md",
];

/** The lines of the fenced `sh` blocks. */
function commandsOf(page: string): readonly string[] {
  const blocks = readFileSync(page, "utf8").matchAll(/^```sh\n([\s\S]*?)^```$/gm);
  return [...blocks].flatMap(([, text = ""]) => text.split("\n")).filter((line) => line.startsWith("templatecheck "));
}

interface Command {
  readonly argv: readonly string[];
  readonly input: string | null;
  readonly output: string | null;
}

/** As a shell reads it: quotes, `<` and `>`. */
function readCommand(line: string): Command {
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => ({
    text: single ?? double ?? bare ?? "",
    quoted: bare === undefined,
  }));
  const after = (sign: string): string | null => {
    const at = words.findIndex(({ text, quoted }) => text === sign && !quoted);
    return at === -1 ? null : (words.splice(at, 2)[1]?.text ?? null);
  };
  const [input, output] = [after("<"), after(">")];
  return { argv: words.slice(1).map(({ text }) => text), input, output };
}

const withCommands = pages
  .map((page) => ({ page, commands: commandsOf(page) }))
  .filter(({ commands }) => commands.length > 0);

describe("commands on pages", () => {
  it.each(withCommands)("$page: run, one after the other", async ({ commands }) => {
    const cwd = directoryWith({});
    cpSync("examples", path.join(cwd, "examples"), { recursive: true });
    for (const line of commands) {
      const { argv, input, output } = readCommand(line);
      const stdin = input === null ? "" : readFileSync(path.join(cwd, input));
      const { code, stdout, stderr } = await run(argv, { cwd, stdin, core });
      if (output !== null) writeFileSync(path.join(cwd, output), stdout);
      // The one command that is about findings writes them to a file.
      expect({ line, code, stderr: code === 0 || output !== null ? "" : stderr }).toEqual({
        line,
        code: output === null ? 0 : 1,
        stderr: "",
      });
    }
  });

  it.each(pages)("%s: links to what is there", (page) => {
    const links = [...readFileSync(page, "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = ""]) => to);
    expect(links.filter((to) => !existsSync(path.join(path.dirname(page), to)))).toEqual([]);
  });
});

describe("what pages say of the program", () => {
  it("names rules that there are", () => {
    const known = new Set<string>(ruleIds);
    const text = readFileSync("docs/differences.md", "utf8");
    const named = [...text.matchAll(/`((?:app|agent)-[a-z-]+)`/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((id) => !known.has(id ?? ""))).toEqual([]);
  });

  it("describes every field of a manifest as the schema does", () => {
    const written = execFileSync(process.execPath, ["scripts/manifest-reference.mjs", "--print"], { encoding: "utf8" });
    expect(readFileSync("docs/manifest.md", "utf8")).toBe(written);
  });

  it("lists every key of a profile, with its default", () => {
    const schema = JSON.parse(readFileSync("src/schema/config.schema.json", "utf8"));
    const page = readFileSync("docs/configuration.md", "utf8");
    const keys: Record<string, { readonly default?: unknown }> = schema.$defs.profile.properties;
    for (const [key, { default: value }] of Object.entries(keys)) {
      expect(page).toContain(`| \`${key}\` | ${value === undefined ? "" : `\`${value}\``}`);
    }
  });
});
