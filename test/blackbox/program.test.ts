import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { directoryWith, inShell, template, templatecheck } from "./program.ts";

const bad = template.replace('slug      = "web"', 'slug      = "My_Web"');

describe("the program", () => {
  it("tells its version and its commands", () => {
    const cwd = directoryWith({});
    expect(templatecheck(["--version"], { cwd })).toMatchObject({ status: 0, stderr: "" });
    const help = templatecheck(["--help"], { cwd });
    expect(help).toMatchObject({ status: 0, stderr: "" });
    expect(help.stdout).toContain("compile");
    expect(templatecheck([], { cwd })).toMatchObject({ status: 2, stdout: "" });
    expect(templatecheck(["lint", "--formt"], { cwd }).stderr).toContain("--format");
  });

  it("compiles a template, the same bytes each time, and knows them again", () => {
    const cwd = directoryWith({ "t/main.tf": template });
    const first = templatecheck(["compile", "t"], { cwd });
    expect(first).toMatchObject({ status: 0, stderr: "" });
    const manifest = JSON.parse(first.stdout);
    expect(manifest).toMatchObject({ manifestVersion: 1, template: { name: "t" }, complete: true });
    expect(manifest.apps.map((app: { slug: string; upstream: object }) => [app.slug, app.upstream])).toMatchObject([
      ["web", { port: 3000 }],
      ["web", { port: 4000 }],
    ]);
    expect(templatecheck(["compile", "main.tf", "-o", "m.json"], { cwd: `${cwd}/t` })).toMatchObject({ status: 0 });
    expect(readFileSync(`${cwd}/t/m.json`, "utf8")).toBe(first.stdout);
    expect(templatecheck(["compile", "t", "--check", "t/m.json"], { cwd })).toMatchObject({ status: 0, stdout: "" });
    expect(first.stdout).not.toContain(cwd);
  });

  it("writes YAML", () => {
    const cwd = directoryWith({ "main.tf": template });
    expect(templatecheck(["compile", "--output-format", "yaml"], { cwd }).stdout).toMatch(/^manifestVersion: 1\n/);
  });

  it("reports what is wrong with file, line and carets, and makes no manifest of it", () => {
    const cwd = directoryWith({ "main.tf": bad, "m.json": "old" });
    const lint = templatecheck(["lint"], { cwd });
    expect(lint.status).toBe(1);
    expect(lint.stdout).toMatch(/^error\[app-slug-format\]: /);
    expect(lint.stdout).toMatch(/\n *--> main\.tf:33:\d+\n/);
    expect(lint.stdout).toContain("^");
    expect(lint.stdout).not.toContain("\u001b");
    expect(templatecheck(["compile", "-o", "m.json"], { cwd })).toMatchObject({ status: 1, stdout: "" });
    expect(readFileSync(`${cwd}/m.json`, "utf8")).toBe("old");
  });

  it("answers in JSON", () => {
    const cwd = directoryWith({ "main.tf": bad });
    const { status, stdout } = templatecheck(["lint", "--format", "json"], { cwd });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      diagnostics: [{ rule: "app-slug-format", file: "main.tf" }],
    });
  });

  it("reads standard input", () => {
    const cwd = directoryWith({});
    const { status, stdout } = templatecheck(["lint", "-"], { cwd, input: bad });
    expect(status).toBe(1);
    expect(stdout).toContain("--> <stdin>:33:");
  });

  it("evaluates expressions, one a line", () => {
    const cwd = directoryWith({ "main.tf": template });
    const { status, stdout } = templatecheck(["eval", "-", "."], {
      cwd,
      input: '1 + 1\nupper("a")\nregex("b+", "abbc")\n',
    });
    expect(status).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).value),
    ).toEqual([2, "A", "bb"]);
  });

  it("reads a configuration", () => {
    const cwd = directoryWith({
      "main.tf": template,
      ".templatecheck.yaml": 'profiles: { prod: { wildcardAccessUrl: "*.apps.example.com", coderVersion: "2.35" } }\n',
    });
    const manifest = JSON.parse(templatecheck(["compile"], { cwd }).stdout);
    expect(manifest.inputs.profile).toBe("prod");
    expect(manifest.apps[0].access.hostname).toBe("web--{workspace}--{owner}.apps.example.com");
  });

  it("asks HashiCorp's parser about a file that it refuses", () => {
    const cwd = directoryWith({ "main.tf": `${template}\nresource {{\n` });
    const { status, stdout } = templatecheck(["lint"], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain("error[syntax-error]");
  });
});

describe("what a run can meet", () => {
  it("is what isn't there or can't be read", () => {
    const cwd = directoryWith({ "empty/x.txt": "" });
    for (const argv of [
      ["lint", "absent"],
      ["compile", "empty"],
      ["compile", "absent.tf"],
    ]) {
      const { status, stdout, stderr } = templatecheck(argv, { cwd });
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/^templatecheck: .*\n/);
      expect(stderr).not.toContain("    at ");
    }
  });

  it("is bytes that aren't UTF-8", () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('locals {\n  a = "'),
      0xff,
      ...new TextEncoder().encode('"\n}\n'),
    ]);
    const { status, stdout } = templatecheck(["lint"], { cwd: directoryWith({ "main.tf": bytes }) });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^error\[syntax-error\]/);
  });

  it("is 50 MB, and ten thousand brackets", () => {
    const cwd = directoryWith({ "main.tf": new Uint8Array(51 * 1024 * 1024) });
    expect(templatecheck(["lint"], { cwd })).toMatchObject({ status: 2 });
    const nested = directoryWith({ "main.tf": `locals {\n  a = ${"[".repeat(10_000)}${"]".repeat(10_000)}\n}\n` });
    const { status, stdout } = templatecheck(["lint", "--no-second-opinion"], { cwd: nested });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^error\[/);
  });

  it("is a reader that goes away", () => {
    const cwd = directoryWith({ "main.tf": template });
    const { stdout, stderr } = inShell('"$0" compile . | head -c 1; echo " ${PIPESTATUS[0]}"', cwd);
    expect({ stdout, stderr }).toEqual({ stdout: "{ 0\n", stderr: "" });
    expect(inShell('"$0" lint >&-; echo $?', cwd).stdout).toMatch(/^[02]\n$/);
  });

  it.skipIf(!existsSync("/dev/full"))("is a full disk", () => {
    const cwd = directoryWith({ "main.tf": template });
    const { stdout, stderr } = inShell('"$0" compile > /dev/full; echo $?', cwd);
    expect({ stdout, stderr }).toEqual({
      stdout: "2\n",
      stderr: "templatecheck: cannot write to standard output: no space left on the device\n",
    });
  });

  it("is more output than a pipe holds", () => {
    const apps = Array.from({ length: 2000 }, (_, index) => {
      return `resource "coder_app" "a${index}" {\n  agent_id = coder_agent.dev.id\n  slug = "a${index}"\n  url = "http://localhost:${index + 3000}"\n}\n`;
    });
    const cwd = directoryWith({ "main.tf": template + apps.join("") });
    const { status, stdout } = templatecheck(["compile"], { cwd });
    expect(status).toBe(0);
    writeFileSync(`${cwd}/m.json`, stdout);
    expect(JSON.parse(stdout).apps).toHaveLength(2002);
  });
});
