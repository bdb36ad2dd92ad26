import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { ruleIds } from "../../src/rule-ids.ts";
import { catalogue } from "../../src/validate/catalogue.ts";
import { run } from "./harness.ts";

const schema = JSON.parse(readFileSync("src/schema/rules.schema.json", "utf8"));
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const isValid = ajv.compile(schema);

async function printed(...argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(argv);
  expect({ argv, code, stderr }).toEqual({ argv, code: 0, stderr: "" });
  return stdout;
}

describe("rules", () => {
  it("lists every rule as JSON, with what can be configured", async () => {
    const list = JSON.parse(await printed("rules", "--format", "json"));
    expect(isValid(list), JSON.stringify(isValid.errors)).toBe(true);
    expect(list.map(({ rule }: { rule: string }) => rule)).toEqual(ruleIds);
    const byName = new Map(list.map((entry: { rule: string }) => [entry.rule, entry]));
    expect(byName.get("app-share-public")).toMatchObject({
      level: "warning",
      group: "Who can open it",
      presets: ["recommended", "strict", "security"],
      fixable: false,
    });
    expect(byName.get("app-healthcheck-missing")).toMatchObject({
      level: "off",
      severity: "warning",
      presets: ["strict"],
    });
    expect(byName.get("app-slug-format")).toMatchObject({ fixable: true, fix: "unsafe" });
  });
});

describe("explain", () => {
  it.each([
    ["app-share-publc", 'Did you mean "app-share-public"?'],
    ["healthcheck", "Rules with that in their name: app-healthcheck-never-runs, app-healthcheck-other-port, "],
    ["app", 'Run "templatecheck rules" for the list.'],
  ])("knows what was meant by %s", async (name, advice) => {
    const { code, stderr } = await run(["explain", name]);
    expect(code).toBe(2);
    expect(stderr).toContain(`\n${advice}`);
  });

  it.each(ruleIds)("%s, in every format", async (rule) => {
    const document = JSON.parse(await printed("explain", rule, "--format", "json"));
    expect(isValid(document), JSON.stringify(isValid.errors)).toBe(true);
    const text = await printed("explain", rule);
    const markdown = await printed("explain", rule, "--format", "markdown");
    expect(text.startsWith(`${rule} (`)).toBe(true);
    expect(markdown.startsWith(`# ${rule}\n`)).toBe(true);
    expect(markdown).toContain(catalogue[rule].why);
    for (const word of document.example ? ["Wrong", "Right"] : []) {
      expect(text).toContain(`\n${word}`);
      expect(markdown).toContain(`\n## ${word}\n`);
    }
  });

  it("shows the text that is wrong, what is said of it, and how it is right", async () => {
    const text = await printed("explain", "app-slug-is-port");
    expect(text).toContain('    slug      = "8080"\n');
    expect(text).toContain('error[app-slug-is-port]: slug "8080" means port 8080');
    expect(text).toMatch(/docs\/rules\/app-slug-is-port\.md has [0-9]+ more\.\n$/);
  });

  it("names the files and the command where they matter", async () => {
    const text = await printed("explain", "parameter-value");
    expect(text).toContain("Wrong, with templatecheck lint --parameter 'size=xl':\n");
    expect(await printed("explain", "config-invalid")).toContain("  # .templatecheck.yaml\n  profiles:\n");
  });
});
