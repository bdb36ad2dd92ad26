import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, run } from "../harness.ts";
import { lookFor } from "./found.ts";

const app = 'resource "coder_app" "a" {}\n';

function calling(...sources: string[]): string {
  return app + sources.map((source, at) => `module "m${at}" {\n  source = "${source}"\n}\n`).join("");
}

async function found(root: string, ...given: string[]): Promise<readonly string[]> {
  const { templates, failures } = await lookFor(root, given);
  expect(failures).toEqual([]);
  return templates;
}

const shared = {
  ".git/HEAD": "",
  "templates/a/main.tf": `${calling("../../modules/m")}locals {\n  x = templatefile("\${path.module}/../../scripts/start.sh", {})\n}\n`,
  "templates/a/terraform.tfvars": "",
  "templates/a/.terraform.lock.hcl": "",
  "templates/a/home/bashrc": "",
  "templates/b/main.tf.json": '{"module": {"n": {"source": "../../modules/m"}}, "resource": {"coder_app": {}}}',
  "modules/m/main.tf": calling("../deeper"),
  "modules/deeper/main.tf": app,
  "modules/alone/main.tf": app,
  "scripts/start.sh": "",
  "README.md": "",
};

describe("the templates of a file", () => {
  it.each([
    ["templates/a/main.tf", ["templates/a"]],
    ["templates/b/main.tf.json", ["templates/b"]],
    ["modules/m/main.tf", ["templates/a", "templates/b"]],
    ["modules/deeper/main.tf", ["templates/a", "templates/b"]],
    ["modules/alone/main.tf", ["modules/alone"]],
    ["templates/a/terraform.tfvars", ["templates/a"]],
    ["templates/a/.terraform.lock.hcl", ["templates/a"]],
    ["templates/a/home/bashrc", ["templates/a"]],
    ["scripts/start.sh", ["templates/a"]],
  ])("%s", async (file, templates) => {
    expect(await found(directoryWith(shared), file)).toEqual(templates);
  });

  it("are each there once, however many of their files are named", async () => {
    const files = Object.keys(shared).filter((file) => file.startsWith("templates/") || file.startsWith("modules/m"));
    expect(await found(directoryWith(shared), ...files, ...files)).toEqual(["templates/a", "templates/b"]);
  });

  it("are looked for up to the repository's root, from wherever the command runs", async () => {
    const root = directoryWith(shared);
    expect(await found(`${root}/modules/m`, "main.tf")).toEqual(["../../templates/a", "../../templates/b"]);
  });

  it("are all that a configuration is for", async () => {
    const root = directoryWith({ ...shared, "templates/.templatecheck.yaml": "", ".templatecheck.yaml": "" });
    expect(await found(root, "templates/.templatecheck.yaml")).toEqual(["templates/a", "templates/b"]);
    expect(await found(root, ".templatecheck.yaml")).toEqual(["modules/alone", "templates/a", "templates/b"]);
  });

  it("aren't any for a file that nothing reads", async () => {
    const root = directoryWith(shared);
    expect((await lookFor(root, ["README.md"])).failures).toEqual([
      '"README.md" is not a Terraform file, and no template reads it',
    ]);
  });

  it("are the module itself where only others than Coder's call it", async () => {
    const root = directoryWith({
      ".git/HEAD": "",
      "network/main.tf": 'module "x" {\n  source = "../vpc"\n}\n',
      "vpc/main.tf": 'resource "aws_vpc" "x" {}\n',
    });
    expect(await found(root, "vpc/main.tf")).toEqual(["vpc"]);
  });

  it("that call each other in a circle are still checked", async () => {
    const root = directoryWith({
      "a/main.tf": calling("../b"),
      "b/main.tf": calling("../a"),
      "c/main.tf": calling("./"),
    });
    expect(await found(root)).toEqual(["a", "c"]);
    expect(await found(root, "b/main.tf")).toEqual(["b"]);
  });
});

describe("a file that is gone", () => {
  it("means its directory, and what calls that", async () => {
    const root = directoryWith(shared);
    expect(await found(root, "templates/a/gone.tf")).toEqual(["templates/a"]);
    rmSync(`${root}/modules/m`, { recursive: true });
    expect(await found(root, "modules/m/main.tf")).toEqual(["templates/a", "templates/b"]);
    rmSync(`${root}/scripts`, { recursive: true });
    expect((await lookFor(root, ["scripts/start.sh"])).failures).toEqual([
      'cannot open "scripts/start.sh": no such file or directory',
    ]);
  });

  it("that git knows is no mistake of whoever names it", async () => {
    const root = directoryWith({ "a/main.tf": app, "b/main.tf": app, "b/x/run.sh": "" });
    const git = (...args: string[]): void => {
      execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...args], { cwd: root });
    };
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "x");
    rmSync(`${root}/a`, { recursive: true });
    rmSync(`${root}/b/x`, { recursive: true });
    expect(await lookFor(root, ["a/main.tf", "b/x/run.sh", "typo/main.tf"])).toEqual({
      templates: ["b"],
      failures: ['cannot open "typo/main.tf": no such file or directory'],
      notes: ["a/main.tf is gone, and no template is where it was"],
    });
  });
});

describe("patterns", () => {
  it("are written out, without what is no template or is ignored", async () => {
    const root = directoryWith({ ...shared, ".gitignore": "templates/b\n", "templates/notes.txt": "" });
    expect(await found(root, "templates/*")).toEqual(["templates/a"]);
    expect(await found(root, "**/*.tf")).toEqual(["modules/alone", "templates/a"]);
    expect(await found(root, "{templates,modules}/{a,alone}")).toEqual(["modules/alone", "templates/a"]);
  });

  it("that match nothing are told", async () => {
    const root = directoryWith({ "a/main.tf": app, "docs/x.md": "" });
    const { templates, failures } = await lookFor(root, ["a", "b*", "docs/*", "a\\*", "x".repeat(2000).concat("*")]);
    expect(templates).toEqual(["a"]);
    expect(failures).toEqual([
      'no path matches "b*"',
      'cannot open "a\\\\*": "\\" doesn\'t separate names',
      "a pattern of more than 1024 characters is refused",
      'no template matches "docs/*"',
    ]);
  });

  it.skipIf(path.sep === "\\")("are no names: a file that is called so is meant itself", async () => {
    const root = directoryWith({ "a[1]/main.tf": app, "a*/main.tf": app, "ab/main.tf": app });
    expect(await found(root, "a*", "a[1]")).toEqual(["a*", "a[1]"]);
  });
});

describe("@FILE", () => {
  it("has one path a line", async () => {
    const root = directoryWith({ ...shared, list: "\ufefftemplates/a\r\n\nmodules/alone\n" });
    expect(await found(root, "@list", "templates/b")).toEqual(["modules/alone", "templates/a", "templates/b"]);
  });

  it.skipIf(path.sep === "\\")("ends each with NUL for names that have line breaks", async () => {
    const root = directoryWith({ "a\nb/main.tf": app, "c/main.tf": app, list: "a\nb\0c\0" });
    expect(await found(root, "@list")).toEqual(["a\nb", "c"]);
  });

  it("may be standard input, and may be empty", async () => {
    const root = directoryWith(shared);
    expect((await lookFor(root, ["@-"], "templates/a\n")).templates).toEqual(["templates/a"]);
    expect(await lookFor(root, ["@-"])).toEqual({
      templates: [],
      failures: [],
      notes: ["no paths are given: nothing to check"],
    });
  });

  it("is told when it can't be read", async () => {
    const root = directoryWith({ "@x/main.tf": app });
    expect((await lookFor(root, ["@x", "@y"])).failures).toEqual([
      'cannot read "@x": no such file',
      'cannot read "@y": no such file',
    ]);
    expect(await found(root, "./@x")).toEqual(["@x"]);
  });
});

describe("--stdin-filename", () => {
  const text = `${app}# new\n`;

  it("puts the text in the place of the file", async () => {
    const root = directoryWith({ "t/main.tf": "BAD\n", "t/other.tf": app });
    expect(await run(["lint", "-", "--stdin-filename", "t/main.tf"], { cwd: root, stdin: text })).toMatchObject({
      code: 0,
    });
    const bad = await run(["lint", "-", "--stdin-filename", "t/new.tf", "--format", "compact"], {
      cwd: directoryWith({ "t/main.tf": app }),
      stdin: "# BAD\n",
    });
    expect(bad).toMatchObject({ code: 1, stdout: "t/new.tf:1:3: error[app-slug-format]: this is bad\n" });
  });

  it("checks what calls the file's module", async () => {
    expect((await lookFor(directoryWith(shared), ["-", "--stdin-filename=modules/m/main.tf"], text)).templates).toEqual(
      ["templates/a", "templates/b"],
    );
  });

  it("needs standard input, and a directory", async () => {
    const root = directoryWith(shared);
    await expect(lookFor(root, ["--stdin-filename=x.tf"])).rejects.toThrow(/give "-" as the path/);
    await expect(lookFor(root, ["-", "--stdin-filename=no/x.tf"])).rejects.toThrow(/its directory isn't there/);
    await expect(lookFor(root, ["-", "--stdin-filename=README.md"])).rejects.toThrow(/no template reads "README.md"/);
    await expect(lookFor(root, ["-", "templates"])).rejects.toThrow(/no other path can stand beside it/);
  });
});

describe("what can't be looked at", () => {
  it("doesn't keep the rest from being checked", async () => {
    const root = directoryWith({ "a/main.tf": "# BAD\n", "b/main.tf": app, "empty/x.md": "" });
    const { code, stdout, stderr } = await run(["lint", "absent", "a", "empty", "b", "--format", "compact"], {
      cwd: root,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "a/main.tf:1:3: error[app-slug-format]: this is bad\n" });
    expect(stderr).toBe(
      'templatecheck: no Terraform files in "empty"\nA template is a directory with .tf, .tofu, .tf.json or .tofu.json files.\n' +
        'templatecheck: cannot open "absent": no such file or directory\n',
    );
  });

  it("is a mistake of ours: the others are checked, and the code is 3", async () => {
    const root = directoryWith({ "a/main.tf": app, "b/main.tf": app });
    const { fakeCore } = await import("../harness.ts");
    const core = fakeCore();
    const failing = fakeCore({
      check: (host, directory, inputs, libraries) => {
        if (directory === "a") throw new TypeError("boom");
        return core.check(host, directory, inputs, libraries);
      },
    });
    const { code, stderr } = await run(["lint"], { cwd: root, core: failing });
    expect(code).toBe(3);
    expect(stderr).toBe(
      "templatecheck: internal error, please report it with what led to it: TypeError: boom (in a)\n",
    );
  });

  it.skipIf(path.sep === "\\")("are links in circles, and names with line breaks", async () => {
    const root = directoryWith({ "a/main.tf": app, "new\nline/main.tf": app });
    symlinkSync("..", `${root}/a/up`);
    symlinkSync("loop", `${root}/loop`);
    mkdirSync(`${root}/b`);
    symlinkSync("main.tf", `${root}/b/main.tf`);
    expect(await found(root)).toEqual(["a", "new\nline"]);
    expect((await lookFor(root, ["loop"])).failures).toEqual(['cannot open "loop": symbolic links lead in a circle']);
    const { stderr } = await run(["lint", "new\nline/absent", "loop"], { cwd: root });
    expect(stderr.split("\n").filter((line) => line.startsWith("templatecheck: "))).toHaveLength(2);
  });

  it("vanishes while it is read", async () => {
    const root = directoryWith({ "a/main.tf": app, "b/main.tf": app });
    const { fakeCore } = await import("../harness.ts");
    const core = fakeCore();
    const slow = fakeCore({
      check: (host, directory, inputs, libraries) => {
        rmSync(`${root}/b`, { recursive: true, force: true });
        return core.check(host, directory, inputs, libraries);
      },
    });
    expect((await run(["lint"], { cwd: root, core: slow })).code).toBe(0);
    writeFileSync(`${root}/list`, "a\nb\n");
    expect((await lookFor(root, ["@list"])).failures).toEqual(['cannot open "b": no such file or directory']);
  });
});
