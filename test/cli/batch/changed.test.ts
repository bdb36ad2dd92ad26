import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { directoryWith, run } from "../harness.ts";
import { lookFor } from "./found.ts";

const app = 'resource "coder_app" "a" {}\n';

interface Repository {
  readonly root: string;
  readonly git: (...args: string[]) => void;
}

/** With one commit, in an empty directory. */
function repository(root: string, content: Readonly<Record<string, string>>): Repository {
  for (const [name, text] of Object.entries(content)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  const git = (...args: string[]): void => {
    execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...args], { cwd: root });
  };
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  return { root, git };
}

const files = {
  ".gitignore": ".terraform\n",
  "a/main.tf": `${app}module "m" {\n  source = "../m"\n}\n`,
  "b/main.tf": `${app}locals {\n  x = file("../scripts/b.sh")\n}\n`,
  "b/files/x.json": "{}",
  "c/main.tf": app,
  "c/c.tfvars": "",
  "m/main.tf": app,
  "scripts/b.sh": "",
  "config/base.yaml": "rules: {}\n",
  "d/main.tf": app,
  "d/.templatecheck.yaml": "root: true\nextends: ../config/base.yaml\n",
};

describe("--changed-since", () => {
  const { root, git } = repository(mkdtempSync(path.join(tmpdir(), "templatecheck-")), files);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const restore = (): void => {
    git("checkout", "-q", "-f", "main");
    git("clean", "-q", "-f", "-d", "-x");
  };
  const write = (name: string, text = `${app}# changed\n`): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };

  it.each<readonly [string, () => void, readonly string[]]>([
    ["nothing", () => undefined, []],
    ["a file of a template", () => write("c/main.tf"), ["c"]],
    ["a module", () => write("m/main.tf"), ["a"]],
    ["a file that is deleted", () => rmSync(`${root}/c/c.tfvars`), ["c"]],
    ["a module that is deleted", () => rmSync(`${root}/m`, { recursive: true }), ["a"]],
    ["a file that git doesn't have", () => write("c/new.tf"), ["c"]],
    ["a lock file", () => write("b/.terraform.lock.hcl"), ["b"]],
    ["a file that a template reads", () => write("scripts/b.sh"), ["b"]],
    ["a file below a template", () => write("b/files/x.json"), ["b"]],
    ["the configuration of one", () => write("d/.templatecheck.yaml", "root: true\n"), ["d"]],
    ["a file that a configuration extends", () => write("config/base.yaml", "root: false\n"), ["d"]],
    ["the configuration of all", () => write(".templatecheck.yaml", "rules: {}\n"), ["a", "b", "c", "d"]],
    ["what is none of a template's", () => write("README.md"), []],
  ])("%s", async (_, change, templates) => {
    change();
    try {
      expect((await lookFor(root, ["--changed-since=HEAD"])).templates).toEqual(templates);
    } finally {
      restore();
    }
  });

  it("compares with where the branches parted", async () => {
    git("checkout", "-q", "-b", "topic");
    write("c/main.tf");
    git("commit", "-q", "-a", "-m", "two");
    git("checkout", "-q", "-f", "main");
    write("b/main.tf");
    git("commit", "-q", "-a", "-m", "three");
    git("checkout", "-q", "topic");
    expect((await lookFor(root, ["--changed-since=main"])).templates).toEqual(["c"]);
    expect((await lookFor(root, ["--changed-since=main", "a", "b"])).templates).toEqual([]);
    git("checkout", "-q", "main");
    git("reset", "-q", "--hard", "HEAD~1");
  });

  it("is clean where nothing changed", async () => {
    expect(await run(["lint", "--changed-since", "HEAD", "--format", "compact"], { cwd: root })).toEqual({
      code: 0,
      stdout: "",
      stderr: "templatecheck: no template has changed since HEAD (of 4)\n",
    });
  });

  it("isn't misled by the repository of a hook", async () => {
    write("c/main.tf");
    const { root: other } = repository(directoryWith({}), { "x/main.tf": app });
    const env = { PATH: process.env.PATH ?? "", GIT_DIR: `${other}/.git`, GIT_INDEX_FILE: `${other}/.git/index` };
    const { stderr } = await run(["lint", "--changed-since", "HEAD", "a", "b"], { cwd: root, env });
    expect(stderr).toBe("templatecheck: no template has changed since HEAD (of 2)\n");
    restore();
  });

  it.each([
    ["nowhere", /^templatecheck: --changed-since "nowhere": git knows no such revision\n/],
    ["--output=x", /^templatecheck: --changed-since "--output=x": git knows no such revision\n/],
    ["", /^templatecheck: --changed-since "": git knows no such revision\n/],
  ])("tells of %j", async (revision, message) => {
    const { code, stdout, stderr } = await run(["lint", `--changed-since=${revision}`], {
      cwd: root,
      env: { PATH: process.env.PATH ?? "" },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it("needs git, and a repository", async () => {
    const cwd = directoryWith({ "main.tf": app });
    const none = await run(["lint", "--changed-since", "HEAD"], { cwd, env: { PATH: process.env.PATH ?? "" } });
    expect(none).toMatchObject({
      code: 2,
      stderr: 'templatecheck: --changed-since needs a git repository, and "." is in none\n',
    });
    const absent = await run(["lint", "--changed-since", "HEAD"], { cwd, env: { PATH: cwd } });
    expect(absent).toMatchObject({ code: 2, stderr: "templatecheck: git is not installed, or not in PATH\n" });
  });
});

describe("a repository's own settings", () => {
  it.each(["lint --changed-since=HEAD", "lint gone.tf"])("name no program that `%s` runs", async (line) => {
    const { root, git } = repository(mkdtempSync(path.join(tmpdir(), "templatecheck-")), {
      "main.tf": app,
      "gone.tf": "",
    });
    try {
      const inner = repository(path.join(root, "inner"), { "a.tf": app });
      git("-c", "advice.addEmbeddedRepo=false", "add", "inner");
      git("commit", "-q", "-m", "two");
      const tree = execFileSync("git", ["rev-parse", "HEAD^{tree}"], { cwd: root, encoding: "utf8" });
      const who = "x <x@example.com> 1700000000 +0000";
      const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----";
      const commit = `tree ${tree}author ${who}\ncommitter ${who}\n${signature}\n\nsigned\n`;
      const object = ["hash-object", "-t", "commit", "-w", "--stdin"];
      const signed = execFileSync("git", object, { cwd: root, input: commit, encoding: "utf8" });
      git("update-ref", "HEAD", signed.trim());
      git("rm", "-q", "gone.tf");
      const ran = path.join(root, ".git/ran");
      const program = path.join(root, ".git/program");
      writeFileSync(program, `#!/bin/sh\necho $0 >> '${ran}'\nexec cat\n`, { mode: 0o755 });
      for (const each of [{ root, git }, inner]) {
        writeFileSync(path.join(each.root, ".git/info/attributes"), "*.tf filter=a=b.c diff=d\n");
        for (const key of ["filter.a=b.c.clean", "gpg.program", "core.fsmonitor", "diff.external", "diff.d.textconv"])
          each.git("config", key, program);
        each.git("config", "log.showSignature", "true");
      }
      // Now git would have to look into them.
      for (const name of ["main.tf", "inner/a.tf"]) utimesSync(path.join(root, name), 1, 1);
      const [command = "", ...args] = line.split(" ");
      await run([command, ...args], { cwd: root, env: { PATH: process.env.PATH ?? "" } });
      expect(existsSync(ran)).toBe(false);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
