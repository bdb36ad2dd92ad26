import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { validate } from "../../src/schema/generated/diff.validator.js";
import { problemsOf } from "../../src/schema/validate.ts";
import { core } from "../templatecheck.ts";
import { directoryWith, type Outcome, run } from "./harness.ts";

const env = { PATH: process.env.PATH ?? "", HOME: "/nowhere" };

function git(cwd: string, ...args: readonly string[]): string {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"];
  return execFileSync("git", [...identity, ...args], { cwd, env, encoding: "utf8" });
}

/** A repository with one commit of these files. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const root = directoryWith(files);
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", "one");
  return root;
}

function diff(cwd: string, argv: readonly string[], more: Record<string, string> = {}): Promise<Outcome> {
  return run(["diff", ...argv], { cwd, core, env: { ...env, ...more } });
}

function example(name: string): string {
  return readFileSync(`examples/${name}/main.tf`, "utf8");
}

const ide = example("ide-choice");

/** Jupyter is open to anybody, RStudio is gone, the preview on another port. */
const changed = ide
  .replace(
    /^ *subdomain *= true$/m,
    (line) => `${line}\n  share = data.coder_parameter.ide.value == "jupyter" ? "public" : "owner"`,
  )
  .replace("localhost:5173", "localhost:5174");

describe("two templates", () => {
  it("are told apart in every choice", async () => {
    const cwd = directoryWith({ "a/main.tf": ide, "b/main.tf": changed });
    const { code, stdout, stderr } = await diff(cwd, ["a", "b"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`a → b

app main/jupyter  main.tf:112
  widened     share: owner → public, anybody can open it
              when \`ide\` is "jupyter"
  can widen   widest share of all choices: owner → public
              when \`ide\` is "jupyter"

app main/preview  main.tf:130
  moved       upstream.port: 5173 → 5174
              when \`preview\` is "true"

4 changes: 1 moved, 1 widened, 1 added-public, 1 reach-widened, 1 declared-widened
`);
  });

  it("fail where a kind of change is asked for", async () => {
    const cwd = directoryWith({ "a/main.tf": ide, "b/main.tf": changed });
    expect((await diff(cwd, ["a", "b", "--fail-on", "removed,added"])).code).toBe(0);
    const failed = await diff(cwd, ["a", "b", "--fail-on", "removed,added-public"]);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain("--fail-on: added-public\n");
    expect((await diff(cwd, ["a", "b", "--fail-on", "any"])).code).toBe(1);
    expect((await diff(cwd, ["a", "a", "--fail-on", "any"])).code).toBe(0);
    const unknown = await diff(cwd, ["a", "b", "--fail-on", "widned"]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('Did you mean "widened"?');
  });

  it("are the same", async () => {
    const cwd = directoryWith({ "a/main.tf": ide });
    const { stdout } = await diff(cwd, ["a", "a"]);
    expect(stdout).toBe("a → a\n\nno change: 4 apps, the same in every choice\n");
  });

  it("as JSON, valid by its schema", async () => {
    const cwd = directoryWith({ "a/main.tf": ide, "b/main.tf": changed });
    const { stdout } = await diff(cwd, ["a", "b", "--format", "json"]);
    const document = JSON.parse(stdout);
    expect(problemsOf(validate, document)).toEqual([]);
    expect(document.changes[0]).toEqual({
      kinds: ["widened", "added-public"],
      subject: { type: "app", agent: "main", slug: "jupyter" },
      field: "share.effective",
      old: "owner",
      new: "public",
      when: [{ ide: ["jupyter"] }],
      witness: { ide: "jupyter" },
      place: { side: "new", file: "main.tf", line: 112, column: 1 },
    });
    expect(document.old).toMatchObject({ name: "a", kind: "template", apps: 4, complete: true, unresolved: 0 });
  });

  it("as Markdown, in which names are no markup", async () => {
    const hostile = ide.replace(
      /display_name = "Preview"(?=\n {2}icon {9}= "\/emojis\/1f441)/,
      'display_name = "| @all <img src=x> \\u202e `x` #1"',
    );
    const cwd = directoryWith({ "a/main.tf": ide, "b/main.tf": hostile });
    const { stdout } = await diff(cwd, ["a", "b", "--format", "markdown"]);
    const row = stdout.split("\n").find((line) => line.includes("display.name")) ?? "";
    expect(row).toContain('``display.name: Preview → "\\| @all <img src=x> \\u202e `x` #1"``');
    expect(row.replaceAll("\\|", "").split("|")).toHaveLength(6);
  });

  it("written to a file", async () => {
    const cwd = directoryWith({ "a/main.tf": ide });
    const { stdout } = await diff(cwd, ["a", "a", "-o", "diff.txt"]);
    expect(stdout).toBe("");
    expect(readFileSync(path.join(cwd, "diff.txt"), "utf8")).toContain("no change");
  });

  it("of which one doesn't compile", async () => {
    const cwd = directoryWith({ "a/main.tf": ide, "b/main.tf": ide.replace("localhost:5173", "localhost:7") });
    const { code, stdout, stderr } = await diff(cwd, ["a", "b"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("b doesn't compile, so nothing can be said of it");
    expect(stderr).toContain("--> b/main.tf");
  });

  it("of which one isn't decided: never silently the same", async () => {
    const unknown = ide.replace("http://localhost:5173", "http://localhost:${data.http.port.body}");
    const cwd = directoryWith({
      "a/main.tf": ide,
      "b/main.tf": `${unknown}\ndata "http" "port" {\n  url = "http://x"\n}\n`,
    });
    expect((await diff(cwd, ["a", "b"])).code).toBe(1);
    const { code, stdout } = await diff(cwd, ["a", "b", "--allow-partial", "--fail-on", "undecided"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/removed {5}.*; it is not decided: /);
    expect(stdout).toContain("note: 1 thing could not be decided in b: there may be more changes\n");
    const same = await diff(cwd, ["b", "b", "--allow-partial"]);
    expect(same.stdout).toContain("no change in what could be compared\n");
  });
});

describe("manifests", () => {
  it("are compared as they are", async () => {
    const cwd = directoryWith({ "a/main.tf": ide, "b/main.tf": changed });
    await run(["compile", "a", "-o", "a.json"], { cwd, core, env });
    await run(["compile", "b", "-o", "b.yaml"], { cwd, core, env });
    const both = await diff(cwd, ["a.json", "b.yaml"]);
    expect(both.stdout).toContain("share: owner → public, anybody can open it");
    expect((await diff(cwd, ["a.json", "a"])).stdout).toContain("no change: 4 apps");
  });

  it.each([
    ["{}", /^templatecheck: a\.json is not a manifest: /],
    ["no JSON", /is not a manifest: not JSON/],
    ['{"manifestVersion": 2}', /\/manifestVersion: manifest version 2 is not known/],
  ])("that are none: %s", async (text, expected) => {
    const cwd = directoryWith({ "a.json": text, "b/main.tf": ide });
    const { code, stderr } = await diff(cwd, ["a.json", "b"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(expected);
  });
});

describe("revisions", () => {
  it("beside the working tree", async () => {
    const cwd = repositoryWith({ "templates/x/main.tf": ide });
    writeFileSync(path.join(cwd, "templates/x/main.tf"), changed);
    const whole = await diff(cwd, ["git:HEAD", "templates/x"]);
    expect(whole.stdout).toMatch(/^git:HEAD:templates\/x → templates\/x\n/);
    expect(whole.stdout).toContain("share: owner → public");
    // The same path, if only one is given; a hook's own repository doesn't count.
    const one = await diff(cwd, ["git:main:templates/x"], { GIT_DIR: "/nowhere", GIT_INDEX_FILE: "/nowhere" });
    expect(one.stdout).toContain("4 changes");
    const below = await diff(path.join(cwd, "templates/x"), ["git:HEAD"]);
    expect(below.stdout).toMatch(/^git:HEAD:templates\/x → \.\n/);
    const dotted = await diff(path.join(cwd, "templates"), ["git:HEAD:./x", "git:HEAD:templates/x"]);
    expect(dotted.stdout).toContain("no change");
    const alone = await diff(path.join(cwd, "templates"), ["git:HEAD:./x"]);
    expect(alone.stdout).toMatch(/^git:HEAD:templates\/x → x\n/);
    const reverse = await diff(cwd, ["templates/x", "git:HEAD"]);
    expect(reverse.stdout).toContain("share: public → owner");
  });

  it("beside each other, without files of the working tree", async () => {
    const cwd = repositoryWith({ "main.tf": ide });
    writeFileSync(path.join(cwd, "main.tf"), changed);
    git(cwd, "commit", "-q", "-a", "-m", "two");
    writeFileSync(path.join(cwd, "main.tf"), "broken {");
    writeFileSync(path.join(cwd, "untracked.tf"), "broken {");
    const { code, stdout } = await diff(cwd, ["git:HEAD~1", "git:HEAD"]);
    expect(code).toBe(0);
    expect(stdout).toContain("4 changes");
  });

  it("with modules, links and manifests in them", async () => {
    const files = directoryWith({});
    execFileSync("cp", ["-r", "examples/local-module/.", files]);
    git(files, "init", "-q");
    symlinkSync("main.tf", path.join(files, "also.txt"));
    await run(["compile", ".", "-o", "manifest.json"], { cwd: files, core, env });
    git(files, "add", "-A");
    git(files, "commit", "-q", "-m", "one");
    execFileSync("rm", ["-rf", "modules", "main.tf"], { cwd: files });
    const { stdout, stderr } = await diff(files, ["git:HEAD", "git:HEAD:manifest.json"]);
    expect(stderr).toBe("");
    expect(stdout).toContain("no change");
  });

  it("that aren't there, and paths that aren't", async () => {
    const cwd = repositoryWith({ "a/main.tf": ide });
    const told = async (...argv: readonly string[]): Promise<string> => {
      const { code, stderr } = await diff(cwd, argv);
      expect(code).toBe(2);
      return stderr.trim();
    };
    expect(await told("git:nope", "a")).toBe("templatecheck: cannot read git:nope: git knows no such revision");
    expect(await told("git:HEAD:b")).toBe("templatecheck: cannot read git:HEAD:b: no such file");
    expect(await told("git:", "a")).toContain("is not of the form git:REV or git:REV:PATH");
    expect(await told("git:--all", "a")).toContain("is not of the form");
    expect(await told("git:HEAD:../x")).toContain("leads out of the repository");
    expect(await told("a")).toContain("only the old side is given");
    expect(await told("git:HEAD:a/main.tf.json")).toContain("no such file");
  });

  it("where there is no repository, or no git", async () => {
    const cwd = directoryWith({ "a/main.tf": ide });
    expect((await diff(cwd, ["git:HEAD", "a"])).stderr).toMatch(/cannot read git:HEAD: not a git repository/);
    expect((await diff(cwd, ["git:HEAD", "a"], { PATH: "/nowhere" })).stderr).toContain("git is not installed");
  });

  it("with a submodule: told", async () => {
    const module = repositoryWith({ "main.tf": ide });
    const cwd = repositoryWith({ "main.tf": 'module "x" {\n  source = "./sub"\n}\n' });
    git(cwd, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module, "sub");
    git(cwd, "commit", "-q", "-m", "two");
    const { code, stderr } = await diff(cwd, ["git:HEAD"]);
    expect(code).toBe(1);
    expect(stderr).toContain("git:HEAD has no files of the submodule sub\n");
  });
});
