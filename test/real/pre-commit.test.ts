import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { needed } from "./shell.ts";

const work = mkdtempSync(path.join(tmpdir(), "templatecheck-pre-commit-"));
const repository = path.join(work, "templatecheck");
const templates = path.join(work, "templates");
/** Git sets these for hooks, and tests may run in one. */
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));

function git(cwd: string, ...args: readonly string[]): string {
  const identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"];
  return execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8", env: clean }).trim();
}

const app = (slug: string): string => `
resource "coder_app" "web" {
  agent_id = coder_agent.main.id
  slug     = "${slug}"
  url      = "http://localhost:\${local.port}"
}
`;

const files: Readonly<Record<string, string>> = {
  "docker/main.tf": `${readFileSync("test/rules/base.tf", "utf8")}${app("Bad_Slug")}`,
  "docker/ports.tf": "locals {\n  port = 8080\n}\n",
  "docker/terraform.tfvars": "",
  "vm/main.tf": `${readFileSync("test/rules/base.tf", "utf8")}${app("web")}\nmodule "disk" {\n  source = "./disk"\n}\n`,
  "vm/ports.tf": "locals {\n  port = 9090\n}\n",
  "vm/disk/main.tf": 'resource "terraform_data" "disk" {\n  input = "50Gi"\n}\n',
  "README.md": "# Templates\n",
};

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

beforeAll(() => {
  needed("git", "git");
  if (spawnSync("pre-commit", ["--version"]).error) {
    throw new Error("pre-commit isn't installed: pip install pre-commit, or bash scripts/real-programs.sh");
  }
  // What is committed, as pre-commit takes it; and what it would be if this tree was committed.
  git(process.cwd(), "clone", "--quiet", "--no-hardlinks", ".", repository);
  for (const file of ["bin", "bundle", "package.json", ".pre-commit-hooks.yaml", ".npmrc"]) {
    cpSync(file, path.join(repository, file), { recursive: true });
  }
  git(repository, "add", "--all");
  git(repository, "commit", "--quiet", "--allow-empty", "--message", "the tree under test");

  mkdirSync(templates);
  git(templates, "init", "--quiet");
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(templates, file)), { recursive: true });
    writeFileSync(path.join(templates, file), text);
  }
  const hooks = ["templatecheck", "templatecheck-all"].map(
    (id) => `      - id: ${id}\n        language_version: system\n`,
  );
  writeFileSync(
    path.join(templates, ".pre-commit-config.yaml"),
    `repos:\n  - repo: ${repository}\n    rev: ${git(repository, "rev-parse", "HEAD")}\n    hooks:\n${hooks.join("")}`,
  );
  git(templates, "add", "--all");
  git(templates, "commit", "--quiet", "--message", "templates");
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

/** How often a file is named as the place of a finding. */
function times(output: string, place: string): number {
  return output.split(`--> ${place}`).length - 1;
}

describe.each(["npm@10", "npm@11"])("installed by pre-commit with %s", (npm) => {
  const home = path.join(work, npm);
  const env: Record<string, string | undefined> = {
    ...clean,
    PRE_COMMIT_HOME: path.join(home, "store"),
    NO_COLOR: "1",
  };

  const preCommit = (...args: readonly string[]): Outcome => {
    const { status, stdout, stderr } = spawnSync("pre-commit", args, { cwd: templates, env, encoding: "utf8" });
    return { code: status, output: `${stdout}${stderr}` };
  };

  beforeAll(() => {
    mkdirSync(home);
    execFileSync("npm", ["install", "--silent", "--prefix", home, npm], { env: clean });
    env.PATH = `${path.join(home, "node_modules", ".bin")}:${process.env.PATH}`;
    const version = execFileSync("npm", ["--version"], { env: { ...env }, encoding: "utf8" });
    expect(version.startsWith(`${npm.slice(4)}.`)).toBe(true);
    expect(preCommit("install-hooks")).toMatchObject({ code: 0 });
  }, 600_000);

  it("checks the templates that the files belong to, each once", () => {
    const all = preCommit("run", "templatecheck", "--all-files");
    expect(all.output).toContain('`slug` of coder_app.web is "Bad_Slug"');
    expect({ code: all.code, times: times(all.output, "docker/main.tf") }).toEqual({ code: 1, times: 1 });
    expect(all.output).toContain("2 templates");

    const some = preCommit("run", "templatecheck", "--files", "docker/ports.tf", "docker/terraform.tfvars");
    expect({ code: some.code, times: times(some.output, "docker/main.tf") }).toEqual({ code: 1, times: 1 });

    // A module's file leads to the template that calls it, and that one is right.
    expect(preCommit("run", "templatecheck", "--files", "vm/disk/main.tf", "vm/ports.tf")).toMatchObject({ code: 0 });
    expect(preCommit("run", "templatecheck", "--files", "README.md").output).toContain("no files to check");
  });

  it("sees a commit that only deletes a file", () => {
    git(templates, "rm", "--quiet", "vm/ports.tf");
    try {
      expect(preCommit("run", "templatecheck").output).toContain("no files to check");
      const all = preCommit("run", "templatecheck-all");
      expect(all.code).toBe(1);
      expect(all.output).toContain('there is no local value "port" in this module');
    } finally {
      git(templates, "reset", "--quiet", "--hard", "HEAD");
    }
  });
});

it("is tried from the repository without a configuration", () => {
  const { status, stdout, stderr } = spawnSync(
    "pre-commit",
    ["try-repo", repository, "templatecheck", "--files", "docker/main.tf"],
    { cwd: templates, env: { ...clean, NO_COLOR: "1", PRE_COMMIT_HOME: path.join(work, "tried") }, encoding: "utf8" },
  );
  expect(`${stdout}${stderr}`).toContain('`slug` of coder_app.web is "Bad_Slug"');
  expect(status).toBe(1);
}, 600_000);

it("has the bundle of this version", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  const home = path.join(work, "alone");
  mkdirSync(path.join(home, "bin"), { recursive: true });
  cpSync("bin", path.join(home, "bin"), { recursive: true });
  cpSync("bundle", path.join(home, "bundle"), { recursive: true });
  cpSync("package.json", path.join(home, "package.json"));
  expect(existsSync(path.join(home, "dist"))).toBe(false);
  const program = path.join(home, "bin", "templatecheck.cjs");
  expect(execFileSync(process.execPath, [program, "--version"], { encoding: "utf8" })).toBe(`${version}\n`);
});
