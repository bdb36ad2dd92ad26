import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { IgnoreRules } from "../../../src/cli/batch/ignore-rules.ts";
import { walk } from "../../../src/cli/batch/walk.ts";
import { nodeHost } from "../../../src/cli/host.ts";
import type { Host } from "../../../src/host.ts";
import { directoryWith, run } from "../harness.ts";
import { lookFor } from "./found.ts";

const app = 'resource "coder_app" "a" {}\n';

async function found(root: string, ...given: string[]): Promise<readonly string[]> {
  const { templates, failures } = await lookFor(root, given);
  expect(failures).toEqual([]);
  return templates;
}

describe("ignored paths", () => {
  const tree = {
    ".git/HEAD": "",
    "a/main.tf": app,
    "b/main.tf": app,
    "b/c/main.tf": app,
    "deep/b/main.tf": app,
    "deep/keep/main.tf": app,
  };

  it("are those of .gitignore, files further down and later lines winning", async () => {
    expect(await found(directoryWith({ ...tree, ".gitignore": "b/\n" }))).toEqual(["a", "deep/keep"]);
    expect(await found(directoryWith({ ...tree, ".gitignore": "/b\n" }))).toEqual(["a", "deep/b", "deep/keep"]);
    expect(await found(directoryWith({ ...tree, ".gitignore": "b\n", "deep/.gitignore": "!b\nkeep\n" }))).toEqual([
      "a",
      "deep/b",
    ]);
    expect(await found(directoryWith({ ...tree, ".gitignore": "*\n!a\n!a/**\n" }))).toEqual(["a"]);
  });

  it("are those of .templatecheckignore, too, which wins", async () => {
    const root = directoryWith({ ...tree, ".gitignore": "b\n", ".templatecheckignore": "!/b\na\n" });
    expect(await found(root)).toEqual(["b", "b/c", "deep/keep"]);
  });

  it("are .gitignore's only in a repository", async () => {
    const { ".git/HEAD": _, ...files } = tree;
    const root = directoryWith({ ...files, ".gitignore": "b\n", "deep/.templatecheckignore": "keep\n" });
    expect(await found(root)).toEqual(["a", "b", "b/c", "deep/b"]);
  });

  it("may be named all the same, and rules above still count below", async () => {
    const root = directoryWith({ ...tree, ".gitignore": "b\nkeep\n" });
    expect(await found(root, "b")).toEqual(["b", "b/c"]);
    expect(await found(root, "b/c/main.tf")).toEqual(["b/c"]);
    const { code, stderr } = await run(["lint", "deep"], { cwd: root });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'templatecheck: no Terraform files in "deep"\n' +
        "What .gitignore or .templatecheckignore leave out below it wasn't looked at: name it to have it checked.\n",
    });
  });

  it("are directories whose files are all ignored", async () => {
    expect(await found(directoryWith({ ...tree, ".gitignore": "deep/b/*.tf\nb/main.tf\n!b/c/main.tf\n" }))).toEqual([
      "a",
      "b/c",
      "deep/keep",
    ]);
  });

  it("agree with git", () => {
    const names = ["a", "b", "ab", "keep.d", "x y", "ü"];
    const dirs = names.flatMap((one) => names.map((two) => `${one}/${two}`));
    const rules = [
      "a/",
      "/b",
      "*b",
      "!ab",
      "b/a",
      "**/keep.d",
      "x y\\ ",
      "# no",
      "\\#",
      "ü",
      "a/**/b",
      "*.d",
      "!/keep.d",
    ];
    const inner = ["!a", "b", "/x y", "!keep.d"];
    const root = directoryWith({
      ...Object.fromEntries(dirs.map((directory) => [`${directory}/main.tf`, ""])),
      ".gitignore": rules.join("\n"),
      "keep.d/.gitignore": inner.join("\n"),
      "x y/.gitignore": inner.join("\n"),
    });
    execFileSync("git", ["init", "-q"], { cwd: root });
    const input = [...names, ...dirs].map((name) => `${name}/`);
    let ignored = "";
    try {
      ignored = execFileSync("git", ["-c", "core.excludesFile=", "check-ignore", "-z", "--stdin"], {
        cwd: root,
        input: input.join("\0"),
        encoding: "utf8",
      });
    } catch {
      // Exit code 1: none is.
    }
    const ours = new IgnoreRules(root, true, String);
    const mine = input.filter((name) => ours.ignoresAny(path.join(root, name), true));
    expect(mine.sort()).toEqual(
      ignored
        .split("\0")
        .filter((name) => name !== "")
        .sort(),
    );
  });
});

describe("a file of rules that nobody means well with", () => {
  it("costs no time, and is told", async () => {
    const root = directoryWith({
      ".git/HEAD": "",
      ".gitignore": `${"*a".repeat(30)}b\nb\n`,
      [`${"a".repeat(200)}/main.tf`]: app,
      "b/main.tf": app,
    });
    expect(await lookFor(root, [])).toEqual({
      templates: ["a".repeat(200)],
      failures: [],
      notes: ['.gitignore:1 is not used: more than 3 "*" in a name'],
    });
  });

  it("is too large, or a directory", async () => {
    const root = directoryWith({
      ".git/HEAD": "",
      "a/main.tf": app,
      "b/.templatecheckignore": null,
      "b/c/main.tf": app,
    });
    writeFileSync(`${root}/.gitignore`, "a\n".repeat(600_000));
    expect(await lookFor(root, [])).toEqual({
      templates: ["a", "b/c"],
      failures: [],
      notes: ["cannot read .gitignore: larger than 1 MB", "cannot read b/.templatecheckignore: is a directory"],
    });
  });
});

describe("the walk", () => {
  it("goes on past directories that can't be read", () => {
    const root = directoryWith({ "a/main.tf": app, "closed/main.tf": app, "z/main.tf": app });
    const system = nodeHost(root, [root]);
    const host: Host = { ...system, list: (name) => (name === "closed" ? null : system.list(name)) };
    expect(walk(host, null, () => false)).toMatchObject({ modules: ["a", "z"], unreadable: ["closed"] });
  });

  it("ends where directories nest without end", () => {
    const host: Host = {
      read: () => ({ ok: false, code: "absent", reason: "no such file" }),
      list: () => [{ name: "a", kind: "directory" }],
      realpath: (name) => name,
      digest: () => "",
    };
    const { directories, limit } = walk(host, null, () => false);
    expect(directories).toHaveLength(65);
    expect(limit).toBe("directories deeper than 64 aren't searched");
  });
});
