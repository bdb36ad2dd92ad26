import { beforeAll, describe, expect, it } from "vitest";
import { commandTable } from "../../src/cli/command-table.ts";
import { completedCommands, shells } from "../../src/cli/completion/values.ts";
import { ruleIds } from "../../src/rule-ids.ts";
import { templatecheck } from "../templatecheck.ts";
import { directoryWith, run } from "./harness.ts";

async function script(shell: string): Promise<string> {
  const { code, stdout, stderr } = await run(["completion", shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe("what is offered", () => {
  it("is every command with every option, and help of both", () => {
    const commands = completedCommands();
    expect(commands.map(({ name }) => name)).toEqual(commandTable.map(({ name }) => name));
    for (const { options, help } of commands) {
      expect(help).not.toBe("");
      for (const option of options) expect({ ...option, help: option.help !== "" }).toMatchObject({ help: true });
    }
    expect(commands.find(({ name }) => name === "explain")?.operands[0]).toMatchObject({ words: ruleIds });
  });

  let manifest = "";
  beforeAll(async () => {
    manifest = (await templatecheck(["compile", "examples/node-react-app"])).stdout;
  });

  const cases = completedCommands().flatMap(({ name, options, operands: [first] }) =>
    options.flatMap(({ name: option, value }) =>
      value?.kind === "words"
        ? [{ name, option, words: value.words, first: first.kind === "words" ? (first.words.at(-1) ?? "") : "a.json" }]
        : [],
    ),
  );

  it.each(cases)("$name --$option: the words that are taken, and no others", async ({ name, option, words, first }) => {
    const cwd = directoryWith({ "main.tf": "", "a.json": manifest });
    const least = commandTable.find((spec) => spec.name === name)?.least ?? 0;
    const operands = [first, "main.tf"].slice(0, least);
    const { code, stderr } = await run([name, ...operands, `--${option}`, "*"], { cwd });
    expect(code).toBe(2);
    expect(stderr.split("\n")[0]).toContain(`is not one of ${words.join(", ")}`);
  });
});

describe("completion", () => {
  it("knows four shells", async () => {
    expect(await run(["completion", "tcsh"])).toEqual({
      code: 2,
      stdout: "",
      stderr: `templatecheck: shell "tcsh" is not one of ${shells.join(", ")}\n`,
    });
  });

  // The others are asked in test/real/completion.test.ts; PowerShell isn't in Debian.
  it("writes a script for PowerShell with every command, option and rule, whose brackets and quotes are closed", async () => {
    const text = await script("powershell");
    expect(text).toMatch(
      /^# PowerShell completion[^\n]*\n\nRegister-ArgumentCompleter -Native -CommandName templatecheck/,
    );
    for (const { name, options } of commandTable) {
      const at = text.indexOf(`    '${name}' = @{`);
      expect(at).toBeGreaterThan(0);
      for (const option of options) expect(text.indexOf(`'--${option.name}' = @{`, at)).toBeGreaterThan(at);
    }
    for (const rule of ruleIds) expect(text).toContain(`'${rule}'`);
    expect(unclosed(text)).toEqual([]);
  });
});

/** Brackets that are open at the end, outside of quotes and comments. Throws when one closes nothing. */
function unclosed(text: string): readonly string[] {
  const open: string[] = [];
  const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
  // Quotes in single-quoted texts are doubled, so each text is one or several of these.
  const bare = text
    .replace(/'[^'\n]*'/g, "")
    .replace(/"[^"\n]*"/g, "")
    .replace(/^\s*#.*$/gm, "");
  expect(bare).not.toMatch(/['"]/);
  for (const character of bare) {
    if ("([{".includes(character)) open.push(character);
    if (")]}".includes(character)) expect(open.pop()).toBe(pairs[character]);
  }
  return open;
}
