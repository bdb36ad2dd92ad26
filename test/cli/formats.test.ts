import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { diagnosticFormats } from "../../src/cli/options.ts";
import schema from "../../src/schema/output.schema.json" with { type: "json" };
import { sarifProblems } from "../report/sarif-schema.ts";
import { readXml } from "../report/xml-reader.ts";
import { core } from "../templatecheck.ts";
import { directoryWith, run } from "./harness.ts";

const wrong = { "main.tf": 'resource "coder_app" "a" {\n  slug = "BAD"\n}\n' };

describe("real findings in every format", () => {
  let texts: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "templatecheck-"));
    const fileOf = (format: string): string => path.join(directory, format);
    const formats = diagnosticFormats.flatMap((format) => ["--format", `${format}=${fileOf(format)}`]);
    await run(["lint", "examples", "--no-second-opinion", ...formats], { core });
    texts = new Map(diagnosticFormats.map((format) => [format, readFileSync(fileOf(format), "utf8")]));
    rmSync(directory, { recursive: true });
  }, 60_000);

  it("are JSON as the published schema says", () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
    const validate = ajv.compile(schema);
    validate(JSON.parse(texts.get("json") ?? ""));
    expect(validate.errors).toBeNull();
    const validateLine = ajv.compile({ $defs: schema.$defs, $ref: "#/$defs/diagnostic" });
    const lines = (texts.get("jsonl") ?? "").trimEnd().split("\n");
    for (const line of lines.slice(0, -1)) {
      validateLine(JSON.parse(line));
      expect(validateLine.errors).toBeNull();
    }
    const document: { readonly summary: object; readonly diagnostics: readonly object[] } = JSON.parse(
      texts.get("json") ?? "",
    );
    expect(JSON.parse(lines.at(-1) ?? "")).toEqual({ version: 1, summary: document.summary });
    expect(lines.slice(0, -1).map((line) => JSON.parse(line))).toEqual(
      document.diagnostics.map((diagnostic) => ({ version: 1, ...diagnostic })),
    );
  });

  it("are SARIF as its published schema says, with a page of help for every rule", () => {
    const document = JSON.parse(texts.get("sarif") ?? "");
    expect(sarifProblems(document)).toEqual([]);
    const { rules }: { readonly rules: readonly { readonly id: string; readonly help: { readonly text: string } }[] } =
      document.runs[0].tool.driver;
    expect(rules.length).toBeGreaterThan(20);
    for (const { id, help } of rules) expect(help.text).toContain(`templatecheck explain ${id}`);
  });

  it("are XML, JSON and lines that can be read", () => {
    expect(readXml(texts.get("junit") ?? "").children.length).toBeGreaterThan(5);
    expect(readXml(texts.get("checkstyle") ?? "").children.length).toBeGreaterThan(2);
    const entries: readonly { readonly fingerprint: string }[] = JSON.parse(texts.get("gitlab") ?? "");
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
    const annotations = (texts.get("github") ?? "")
      .split("\n")
      .filter((line) => /^::(error|warning|notice) /.test(line));
    expect(annotations.length).toBeGreaterThan(20);
    expect(annotations.length).toBeLessThanOrEqual(30);
  });

  it("have every finding that counts", () => {
    const { summary } = JSON.parse(texts.get("json") ?? "");
    const all = summary.errors + summary.warnings + summary.infos;
    const cases = readXml(texts.get("junit") ?? "").children.flatMap(({ children }) => children);
    expect((texts.get("compact") ?? "").trimEnd().split("\n")).toHaveLength(all);
    expect(cases.filter(({ attributes }) => attributes.name !== "no problems")).toHaveLength(all + summary.suppressed);
    expect(texts.get("markdown")?.match(/^\| (❌|⚠️|ℹ️) /gmu)).toHaveLength(all);
  });
});

describe("several formats at once", () => {
  it("go each to its place", async () => {
    const cwd = directoryWith({ ...wrong, reports: null });
    const formats = ["sarif=reports/out.sarif", "junit=reports/out.xml", "compact", "markdown=-"];
    const { code, stdout } = await run(["lint", ...formats.flatMap((format) => ["--format", format])], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^main\.tf:2:11: error\[app-slug-format\]: this is bad\n### templatecheck: 1 error /);
    expect(readdirSync(path.join(cwd, "reports")).sort()).toEqual(["out.sarif", "out.xml"]);
    expect(sarifProblems(JSON.parse(readFileSync(path.join(cwd, "reports/out.sarif"), "utf8")))).toEqual([]);
    readXml(readFileSync(path.join(cwd, "reports/out.xml"), "utf8"));
  });

  it("name the directory that isn't there", async () => {
    const cwd = directoryWith(wrong);
    expect(await run(["lint", "--format", "sarif=no/such/out.sarif"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: "templatecheck: cannot write no/such/out.sarif: there is no directory no/such\nMake it first.\n",
    });
  });

  it("don't overwrite each other", async () => {
    const cwd = directoryWith(wrong);
    const { code, stderr } = await run(["lint", "--format", "json=out", "--format", "sarif=out"], { cwd });
    expect([code, stderr]).toEqual([2, 'templatecheck: two formats would be written to "out"\n']);
    expect(existsSync(path.join(cwd, "out"))).toBe(false);
  });

  it("aren't mixed with a document that nobody could read then", async () => {
    const cwd = directoryWith(wrong);
    const { code, stderr } = await run(["lint", "--format", "human", "--format", "sarif"], { cwd });
    expect([code, stderr]).toEqual([
      2,
      "templatecheck: --format sarif and --format human would be written to one stream\n" +
        "Write it to a file: --format sarif=FILE.\n",
    ]);
    expect((await run(["lint", "--format", "compact", "--format", "github"], { cwd })).code).not.toBe(2);
  });
});

describe("paths in formats for services", () => {
  it("are relative to the repository, wherever the command runs", async () => {
    const root = directoryWith({ ".git": null, "templates/a/main.tf": wrong["main.tf"], "templates/b/main.tf": "" });
    const cwd = path.join(root, "templates");
    const { stdout } = await run(["lint", "a", "b", "--format", "sarif"], { cwd });
    expect(JSON.parse(stdout).runs[0]).toMatchObject({
      automationDetails: { id: "templatecheck/templates/" },
      results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: "templates/a/main.tf" } } }] }],
    });
    const github = await run(["lint", "a", "--format", "github"], { cwd });
    expect(github.stdout).toMatch(/^::error file=templates\/a\/main\.tf,/);
    const json = await run(["lint", "a", "--format", "json"], { cwd });
    expect(JSON.parse(json.stdout).diagnostics[0].file).toBe("a/main.tf");
  });
});

describe("in a job of GitHub Actions", () => {
  const actions = { GITHUB_ACTIONS: "true" };

  it("the step's summary is added to, with links to the lines", async () => {
    const cwd = directoryWith({ ...wrong, "summary.md": "before\n" });
    const file = path.join(cwd, "summary.md");
    const env = {
      ...actions,
      GITHUB_STEP_SUMMARY: file,
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_REPOSITORY: "org/templates",
      GITHUB_SHA: "abc",
    };
    await run(["lint", "--format", "github"], { cwd, env });
    const summary = readFileSync(file, "utf8");
    expect(summary).toMatch(/^before\n### templatecheck: 1 error in 1 template\n/);
    expect(summary).toContain("[`main.tf:2:11`](https://github.example/org/templates/blob/abc/main.tf#L2)");
    await run(["lint", "--format", "json"], { cwd, env });
    expect(readFileSync(file, "utf8")).toBe(summary);
  });

  it("the step's summary stays within 1 MiB with what was there", async () => {
    const before = "x".repeat(1024 * 1024 - 2000);
    const cwd = directoryWith({ ...wrong, "summary.md": before });
    const file = path.join(cwd, "summary.md");
    await run(["lint", "--format", "github"], { cwd, env: { ...actions, GITHUB_STEP_SUMMARY: file } });
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("a summary that can't be written is told", async () => {
    const cwd = directoryWith({ ...wrong, "summary.md": null });
    const env = { ...actions, GITHUB_STEP_SUMMARY: path.join(cwd, "summary.md") };
    const { code, stderr } = await run(["lint", "--format", "github"], { cwd, env });
    expect([code, stderr]).toEqual([2, "templatecheck: cannot write the step's summary: is a directory\n"]);
  });

  it("source text gives no orders to the runner", async () => {
    const text = 'a = "##[set-env name=PATH]/evil" + BAD\n';
    const cwd = directoryWith({ "::set-output name=x::y.tf": text });
    for (const format of ["human", "compact"]) {
      const { stdout } = await run(["lint", "--format", format], { cwd, env: actions });
      const [first, ...others] = stdout.trimEnd().split("\n");
      expect(first).toMatch(/^::stop-commands::templatecheck-[0-9a-f]{32}$/);
      expect(others.at(-1)).toBe(`::${first?.replace("::stop-commands::", "")}::`);
      const elsewhere = await run(["lint", "--format", format], { cwd });
      expect(elsewhere.stdout.trimEnd().split("\n")).toEqual(others.slice(0, -1));
    }
    const json = await run(["lint", "--format", "json"], { cwd, env: actions });
    expect(JSON.parse(json.stdout).summary.errors).toBeGreaterThan(0);
  });
});

it("a report replaces the old one as a whole", async () => {
  const cwd = directoryWith({ ...wrong, "out.json": "old" });
  mkdirSync(path.join(cwd, "d"));
  writeFileSync(path.join(cwd, "d/out.xml"), "old");
  await run(["lint", "main.tf", "--format", "json=out.json", "--format", "checkstyle=d/out.xml"], { cwd });
  expect(JSON.parse(readFileSync(path.join(cwd, "out.json"), "utf8")).version).toBe(1);
  readXml(readFileSync(path.join(cwd, "d/out.xml"), "utf8"));
});
