/** What can't run here: the template of GitLab CI and the Dockerfile, held to what they may say. */

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { parseArguments } from "../../src/cli/arguments.ts";
import { readOptions } from "../../src/cli/options.ts";
import { version } from "../../src/version.ts";

describe("ci/gitlab.yml", () => {
  const [head, body] = parseAllDocuments(readFileSync("ci/gitlab.yml", "utf8")).map((document) => document.toJS());
  const job = body.templatecheck;

  it("takes no input into the script", () => {
    expect(JSON.stringify(job.script)).not.toContain("$[[");
    const inputs = Object.keys(head.spec.inputs);
    const used = [...JSON.stringify(job).matchAll(/\$\[\[ inputs\.([a-z-]+) \]\]/g)].map(([, name]) => name);
    expect([...used].sort()).toEqual([...inputs].sort());
  });

  it("runs a command line that there is, and reports the files that it writes", () => {
    const line: string = job.script.at(-1);
    const words = line.split(/\s+/).map((word) => word.replace('"$TEMPLATECHECK_FAIL_LEVEL"', "error"));
    const given = parseArguments(words.slice(1));
    expect(given?.command).toBe("lint");
    const { formats } = readOptions(given ?? { command: "lint", operands: [], options: [] });
    const files = formats.flatMap(({ file }) => file ?? []);
    expect(files.sort()).toEqual(Object.values<string>(job.artifacts.reports).sort());
  });

  it("installs this version", () => {
    expect(head.spec.inputs.version.default).toBe(version);
  });
});

describe("Dockerfile", () => {
  const statements = readFileSync("Dockerfile", "utf8")
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ instruction: line.split(" ")[0] ?? "", rest: line.slice(line.indexOf(" ") + 1) }));
  const last = statements.slice(statements.findLastIndex(({ instruction }) => instruction === "FROM"));

  it("has one base, pinned to a release of Node and of Alpine", () => {
    const bases = statements.flatMap(({ instruction, rest }) => (instruction === "FROM" ? [rest.split(" ")[0]] : []));
    expect(new Set(bases).size).toBe(1);
    for (const base of bases) expect(base).toMatch(/^node:\d+\.\d+\.\d+-alpine\d+\.\d+$/);
  });

  it("runs as somebody else than root, by the program itself", () => {
    const of = (name: string): readonly string[] =>
      last.flatMap(({ instruction, rest }) => (instruction === name ? [rest] : []));
    expect(of("USER")).toEqual(["node"]);
    expect(JSON.parse(of("ENTRYPOINT")[0] ?? "")).toEqual(["templatecheck"]);
    expect(parseArguments(JSON.parse(of("CMD")[0] ?? "[]"))?.command).toBe("lint");
    expect(last.findIndex(({ instruction }) => instruction === "USER")).toBeGreaterThan(
      last.findLastIndex(({ instruction }) => instruction === "RUN"),
    );
  });

  it("brings the package only, without running scripts of what it installs", () => {
    expect(last.filter(({ instruction }) => instruction === "COPY")).toEqual([
      { instruction: "COPY", rest: "--from=build /package /package" },
    ]);
    for (const { rest } of statements.filter(({ rest: text }) => /npm (ci|install)/.test(text))) {
      expect(rest).toContain("--ignore-scripts");
    }
    expect(statements.some(({ instruction }) => instruction === "ADD")).toBe(false);
  });

  it("is sent what the build reads", () => {
    const sent = readFileSync(".dockerignore", "utf8").split("\n");
    expect(sent[0]).toBe("*");
    for (const line of sent.slice(1)) if (line !== "") expect(existsSync(line.slice(1)), line).toBe(true);
  });
});

describe(".pre-commit-hooks.yaml", () => {
  const hooks: readonly { id: string; entry: string; files?: string; exclude?: string }[] = parse(
    readFileSync(".pre-commit-hooks.yaml", "utf8"),
  );

  it("runs command lines that there are", () => {
    for (const { entry } of hooks) expect(parseArguments(entry.split(" ").slice(1))?.command).toBe("lint");
  });

  it.each([
    ["main.tf", true],
    ["a/main.tf.json", true],
    ["a/main.tofu", true],
    ["a/prod.auto.tfvars", true],
    ["a/terraform.tfvars.json", true],
    ["a/.terraform.lock.hcl", true],
    ["a/.terraform/modules/x/main.tf", false],
    [".terraform/modules/x/main.tf", false],
    ["a/main.tf.bak", false],
    ["a/notes.md", false],
  ])("%s: %j", (file, isPassed) => {
    const { files = "", exclude = "" } = hooks[0] ?? {};
    expect(new RegExp(files).test(file) && !new RegExp(exclude).test(file)).toBe(isPassed);
  });
});
