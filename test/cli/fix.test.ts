import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { core } from "../templatecheck.ts";
import { app, base } from "../validate/harness.ts";
import { directoryWith, type Outcome, run } from "./harness.ts";

const lint = (cwd: string, ...argv: string[]): Promise<Outcome> => run(["lint", ...argv], { cwd, core });
const read = (...parts: string[]): string => readFileSync(path.join(...parts), "utf8");
const bad = app("a", 'slug         = "My_App"\nexternal     = "true"\nurl          = "https://example.com"');
const good = app("a", 'slug         = "my-app"\nexternal     = true\nurl          = "https://example.com"');

describe("--fix", () => {
  it("corrects what has a safe fix, and tells what is left", async () => {
    const cwd = directoryWith({ "main.tf": base + bad + app("b", 'slug = "b"') });
    const { code, stdout } = await lint(cwd, "--fix");
    expect(read(cwd, "main.tf")).toBe(base + good + app("b", 'slug = "b"'));
    expect(stdout).toContain("app-no-target");
    expect(stdout).not.toContain("app-slug-format");
    expect(stdout).toContain("2 fixed");
    expect(code).toBe(1);
    const again = await lint(cwd, "--fix", "--format", "json");
    expect(JSON.parse(again.stdout).summary.fixed).toBe(0);
    expect(read(cwd, "main.tf")).toBe(base + good + app("b", 'slug = "b"'));
  });

  it("touches nothing else: line breaks, byte order mark, blanks, the file's mode", async () => {
    const odd = (text: string): string => `\ufeff${text.replaceAll("\n", "\r\n")}  `;
    const cwd = directoryWith({ "main.tf": base, "apps.tf": odd(bad) });
    chmodSync(path.join(cwd, "apps.tf"), 0o640);
    expect((await lint(cwd, "--fix")).code).toBe(0);
    expect(read(cwd, "apps.tf")).toBe(odd(good));
    expect(statSync(path.join(cwd, "apps.tf")).mode & 0o777).toBe(0o640);
  });

  it("leaves unsafe ones alone, unless they are asked for", async () => {
    const user = 'output "x" {\n  value = coder_app.a.slug\n}\n';
    const cwd = directoryWith({ "main.tf": base + app("a", 'slug = "My_App"\nurl = "http://localhost:1234"') + user });
    await lint(cwd, "--fix");
    expect(read(cwd, "main.tf")).toContain('"My_App"');
    await lint(cwd, "--fix", "--unsafe-fixes");
    expect(read(cwd, "main.tf")).toContain('"my-app"');
  });

  it("removes a suppression that isn't needed from a file of values", async () => {
    const cwd = directoryWith({
      "main.tf": base,
      "terraform.tfvars": "# templatecheck: ignore app-no-target -- not needed\n# kept\n",
    });
    const { stdout, stderr } = await lint(cwd, "--fix");
    expect(stderr).toBe("");
    expect(stdout).toContain("1 fixed");
    expect(read(cwd, "terraform.tfvars")).toBe("# kept\n");
  });

  it("removes suppressions that aren't needed, and nothing that is suppressed is fixed", async () => {
    const text = app(
      "a",
      '# templatecheck: ignore app-slug-format -- x\nslug = "My_App"\nurl = "http://localhost:1234" # templatecheck: ignore app-no-target -- x',
    );
    const cwd = directoryWith({ "main.tf": base + text });
    const { stdout } = await lint(cwd, "--fix");
    expect(stdout).toContain("1 fixed, 1 suppressed");
    expect(read(cwd, "main.tf")).toBe(base + text.replace(" # templatecheck: ignore app-no-target -- x", ""));
  });

  it("fixes a module of two templates once", async () => {
    const call = `${base}\nmodule "m" {\n  source = "../m"\n  agent  = coder_agent.main.id\n}\n`;
    const module = `variable "agent" {}\n${bad.replace("coder_agent.main.id", "var.agent")}`;
    const cwd = directoryWith({ ".git/HEAD": "", "x/main.tf": call, "y/main.tf": call, "m/main.tf": module });
    const { stdout } = await lint(cwd, "--fix", "x", "y");
    expect(read(cwd, "m/main.tf")).toBe(module.replace("My_App", "my-app").replace('"true"', "true"));
    expect(stdout).toContain("2 fixed");
  });

  it("writes through a link to its target in the tree, and never into .terraform or outside", async () => {
    const cwd = directoryWith({
      "t/.git/HEAD": "",
      "t/main.tf": base,
      "t/shared/apps.txt": bad,
      "outside/main.tf": `variable "agent" {}\n${bad.replace("coder_agent.main.id", "var.agent")}`,
    });
    symlinkSync("shared/apps.txt", path.join(cwd, "t/apps.tf"));
    const outside = read(cwd, "outside/main.tf");
    mkdirSync(path.join(cwd, "t/.terraform/modules"), { recursive: true });
    writeFileSync(
      path.join(cwd, "t/call.tf"),
      `module "m" {\n  source = "registry.coder.com/x/m/coder"\n  agent  = coder_agent.main.id\n}\n`,
    );
    const { stderr } = await lint(
      path.join(cwd, "t"),
      "--fix",
      "--module-map",
      "registry.coder.com/x/m/coder=../outside",
    );
    expect(read(cwd, "t/shared/apps.txt")).toBe(good);
    expect(lstatSync(path.join(cwd, "t/apps.tf")).isSymbolicLink()).toBe(true);
    expect(read(cwd, "outside/main.tf")).toBe(outside);
    expect(stderr).toContain("it lies outside of the template's tree");
  });

  it("tells of a file that it can't write, and writes the others", async () => {
    const cwd = directoryWith({
      "main.tf": base + bad,
      "b.tf": bad.replace('"a"', '"b"').replace("My_App", "Other_App"),
    });
    chmodSync(path.join(cwd, "b.tf"), 0o444);
    const { code, stderr, stdout } = await lint(cwd, "--fix");
    expect(stderr).toContain("cannot write b.tf: it is read-only");
    expect(stdout).toContain('is "Other_App", not');
    expect(stdout).not.toContain("My_App");
    expect(code).toBe(2);
    expect(read(cwd, "main.tf")).toBe(base + good);
    expect(read(cwd, "b.tf")).toContain("Other_App");
  });

  it("doesn't keep a fix that makes an error", async () => {
    // What `external` excludes is refused whatever its value: the slug is corrected all the same.
    const cwd = directoryWith({
      "main.tf":
        base +
        app("a", 'slug = "My_App"\nurl = "http://localhost:1234"') +
        app("c", 'slug = "my-app-x"\nurl = "http://localhost:1235"'),
    });
    expect((await lint(cwd, "--fix")).code).toBe(0);
    const clash = directoryWith({
      "main.tf": `${base}locals {\n  s = "my-app"\n}\n${app("a", 'slug = "My_App"\nurl = "http://localhost:1234"')}${app("c", 'slug = local.s\nurl = "http://localhost:1235"\nexternal = "true"')}`,
    });
    const { stderr } = await lint(clash, "--fix", "--unsafe-fixes");
    expect(stderr).toContain("app-slug-format isn't fixed: the result has an error that wasn't there");
    expect(read(clash, "main.tf")).toContain("My_App");
    expect(read(clash, "main.tf")).toContain("external = true");
  });

  it("of bytes that aren't UTF-8 is refused", async () => {
    const text = Buffer.from(`${base + bad}# caf\xe9\n`, "latin1");
    const cwd = directoryWith({ "main.tf": text });
    expect((await lint(cwd, "--fix")).stderr).toContain("bytes that aren't UTF-8");
    expect(readFileSync(path.join(cwd, "main.tf")).equals(text)).toBe(true);
  });

  it("corrects JSON", async () => {
    const json = (slug: string, external: string): string =>
      `{"resource": {"coder_app": {"a": {"agent_id": "\${coder_agent.main.id}", "slug": "${slug}", "external": ${external}, "url": "https://example.com"}}}}`;
    const cwd = directoryWith({ "main.tf": base, "a.tf.json": json("My_App", '"true"') });
    await lint(cwd, "--fix");
    expect(read(cwd, "a.tf.json")).toBe(json("my-app", "true"));
  });

  it("of standard input goes to standard output, the report beside it", async () => {
    const cwd = directoryWith({});
    const fixed = await run(["lint", "-", "--fix"], { cwd, core, stdin: `\ufeff${base}${bad}` });
    expect(fixed.stdout).toBe(`\ufeff${base}${good}`);
    expect(fixed.stderr).toContain("2 fixed");
    const broken = await run(["lint", "-", "--fix"], { cwd, core, stdin: "locals {" });
    expect(broken.stdout).toBe("locals {");
    expect(broken.code).toBe(1);
  });
});

describe("--diff", () => {
  it("changes nothing, and git applies it to the same", async () => {
    const odd = `\ufeff${bad.replaceAll("\n", "\r\n")}`.replace(/\s+$/, "");
    const files = {
      "a b/main.tf": base + bad,
      "a b/odd.tf": odd.replace('"a"', '"o"').replace("My_App", "O_O"),
      "other/main.tf": `${bad}${base}`.trimEnd(),
    };
    const cwd = directoryWith(files);
    execFileSync("git", ["init", "-q"], { cwd });
    for (const at of [cwd, path.join(cwd, "other")]) {
      const { code, stdout, stderr } = await lint(at, "--diff", cwd);
      expect(code).toBe(1);
      expect(stderr).toContain("app-slug-format");
      for (const [name, text] of Object.entries(files)) expect(read(cwd, name)).toBe(text);
      execFileSync("git", ["apply", "--check", "-"], { cwd: at === cwd ? at : cwd, input: stdout });
    }
    const { stdout } = await lint(cwd, "--diff");
    expect(stdout).toContain("\\ No newline at end of file");
    execFileSync("git", ["apply", "-"], { cwd, input: stdout });
    const applied = Object.keys(files).map((name) => read(cwd, name));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
    await lint(cwd, "--fix");
    expect(Object.keys(files).map((name) => read(cwd, name))).toEqual(applied);
    expect((await lint(cwd, "--diff")).stdout).toBe("");
  });
});

describe("options", () => {
  it.each([
    [["--fix", "--diff"], "only one of --fix, --diff and --add-suppressions"],
    [["--unsafe-fixes"], "--unsafe-fixes needs --fix or --diff"],
    [["--add-suppressions"], "--add-suppressions needs --reason TEXT"],
    [["--add-suppressions", "--reason", " "], "--add-suppressions needs --reason TEXT"],
    [["--add-suppressions", "--reason", "a\nb"], "--reason has to be one line"],
    [["--reason", "x"], "--reason needs --add-suppressions"],
    [["--baseline-prune"], "--baseline-prune needs --baseline FILE"],
    [["--baseline", "a", "--baseline-write", "b"], "only one of --baseline and --baseline-write"],
  ])("that don't go together: %s", async (argv, message) => {
    const cwd = directoryWith({ "main.tf": base });
    const { code, stderr } = await lint(cwd, ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
