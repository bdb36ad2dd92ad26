import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LibraryLoader } from "../../src/check/libraries.ts";
import type { Answer } from "../../src/playground/answer.ts";
import { checkProject } from "../../src/playground/check-project.ts";
import { explanation } from "../../src/playground/explanation.ts";
import { fileList } from "../../src/playground/file-list.ts";
import { findingList } from "../../src/playground/finding-list.ts";
import { changesByFile, safeChanges } from "../../src/playground/fix.ts";
import { manifestPanel } from "../../src/playground/manifest-panel.ts";
import { ruleIds } from "../../src/rule-ids.ts";
import { ruleExamples } from "../../src/validate/rule-examples.ts";
import { template } from "../blackbox/program.ts";

const loaders = { libraries: new LibraryLoader(), yaml: () => import("yaml") };

function answerOf(
  files: Readonly<Record<string, string>>,
  name = "template",
  profile: string | null = null,
): Promise<Answer> {
  const project = { name, files: Object.entries(files).map(([file, text]) => ({ name: file, text })) };
  return checkProject({ project, profile, today: "2026-01-01" }, loaders);
}

function filesOf(directory: string): Record<string, string> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("expected."))
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)));
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(directory, name), "utf8")]));
}

const examples = readdirSync("examples").filter((name) => existsSync(`examples/${name}/expected.manifest.json`));

describe("an example", () => {
  it.each(examples)("%s: its manifest is the one of compile", async (name) => {
    const { manifest, report } = await answerOf(filesOf(`examples/${name}`), name);
    expect(manifest.text).toBe(readFileSync(`examples/${name}/expected.manifest.json`, "utf8"));
    expect(report.model.state).toBe(JSON.parse(manifest.text ?? "{}").complete ? "complete" : "partial");
    expect(report.html).toContain("Who can open what");
  });

  it("port-sharing: the other profile's, too", async () => {
    const { manifest, profiles } = await answerOf(filesOf("examples/port-sharing"), "port-sharing", "dev");
    expect(profiles).toEqual(["prod", "dev"]);
    expect(manifest.text).toBe(readFileSync("examples/port-sharing/expected.dev.manifest.json", "utf8"));
  });
});

describe("what is wrong", () => {
  it("has places, facts and fixes, and no manifest", async () => {
    const { findings, manifest, counts } = await answerOf(filesOf("examples/bad"), "bad");
    expect(counts).toMatch(/^\d+ errors, \d+ warnings$/);
    expect(manifest).toMatchObject({ text: null });
    expect(manifest.refusals.length).toBeGreaterThan(5);
    const changes = safeChanges(findings);
    expect(changes.get("main.tf")?.length).toBeGreaterThan(1);
    const starts = [...(changes.get("main.tf") ?? [])].map(({ start }) => start);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    expect(changesByFile([]).size).toBe(0);
  });

  it("may be the configuration", async () => {
    const { findings, manifest } = await answerOf({ "main.tf": template, ".templatecheck.yaml": "rules: [" });
    expect(findings[0]).toMatchObject({ rule: "config-invalid", place: { file: ".templatecheck.yaml" } });
    expect(manifest.text).toBeNull();
  });

  it("is told of files without any template, and of broken ones", async () => {
    expect((await answerOf({ "readme.md": "" })).manifest.text).toBeNull();
    const { findings } = await answerOf({ "main.tf": 'resource "a" {' });
    expect(findings.map(({ rule }) => rule)).toContain("syntax-error");
  });

  it("stays in a module's own folder, and reads JSON and YAML", async () => {
    const { findings, counts } = await answerOf({
      "main.tf": `${template}\nmodule "a" {\n  source = "./modules/a"\n  agent_id = coder_agent.dev.id\n}\nlocals {\n  y = yamldecode(file("a.yaml"))\n  r = regex("^a", "ab")\n}\n`,
      "a.yaml": "a: 1\n",
      "modules/a/main.tf.json": JSON.stringify({
        variable: { agent_id: {} },
        resource: { coder_app: { x: { agent_id: "${var.agent_id}", slug: "A B", url: "http://localhost:1" } } },
      }),
    });
    expect(counts).toContain("error");
    expect(findings.filter(({ rule }) => rule === "app-slug-format").map(({ place }) => place.file)).toEqual([
      "modules/a/main.tf.json",
    ]);
  });

  it("keeps what is secret to itself", async () => {
    const app =
      'resource "coder_app" "x" {\n  agent_id = coder_agent.dev.id\n  slug = "x"\n  url = "http://u:hunter2hunter2@localhost:1"\n}\n';
    const answer = await answerOf({ "main.tf": `${template}\n${app}` });
    expect(answer.findings.map(({ rule }) => rule)).toContain("secret-in-url");
    expect(JSON.stringify({ ...answer, manifest: null })).not.toContain("hunter2");
  });
});

describe("lists", () => {
  it("escape what comes from a template, and name what is wrong in words", async () => {
    const { findings, manifest } = await answerOf({
      "main.tf": `${template}\nresource "coder_app" "y" {\n  agent_id = coder_agent.dev.id\n  slug = "<script>alert(1)</script>\u202e"\n  url = "http://localhost:1"\n}\n`,
    });
    const html =
      findingList(findings, "main.tf").html +
      manifestPanel(manifest, "").html +
      fileList(["<b>.tf"], "", findings).html;
    expect(html).not.toMatch(/<script|<b>\.|\u202e/);
    expect(html).toContain("&lt;script&gt;");
    expect(fileList(["main.tf"], "main.tf", findings).html).toMatch(/aria-current="true".*, 2 errors/);
    expect(findingList([], "").html).toContain("No problems");
  });

  it("explain every rule", () => {
    for (const rule of ruleIds) {
      const html = explanation(rule, ruleExamples[rule]).html;
      expect(html).toContain(rule);
      expect(html).not.toMatch(/undefined|\\n/);
    }
  });
});
