import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { core } from "../templatecheck.ts";
import { directoryWith, type Outcome, run } from "./harness.ts";

const ide = readFileSync("examples/ide-choice/main.tf", "utf8");

function report(cwd: string, ...argv: readonly string[]): Promise<Outcome> {
  return run(["report", ...argv], { cwd, core });
}

describe("the page", () => {
  it("is written to standard output or a file, the same bytes each time", async () => {
    const cwd = directoryWith({ "ide/main.tf": ide });
    const first = await report(cwd, "ide");
    expect(first).toMatchObject({ code: 0, stderr: "templatecheck: no problems in 1 template\n" });
    expect(first.stdout).toMatch(/^<!doctype html>/);
    const second = await report(cwd, "ide", "-o", "out.html", "--quiet");
    expect(second).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(path.join(cwd, "out.html"), "utf8")).toBe(first.stdout);
  });

  it("has the presets and the names of the create form", async () => {
    const cwd = directoryWith({ "main.tf": ide });
    const { stdout } = await report(cwd);
    expect(stdout).toContain('<option value="jupyter">JupyterLab (jupyter)</option>');
    expect(stdout).toMatch(/<label>Preset <select id="preset"><option value="">none<\/option><option value="0">/);
    const fixed = await report(cwd, "--parameter", "ide=jupyter");
    expect(fixed.stdout).not.toContain('id="preset"');
    expect(fixed.stdout).toContain("<code>main/jupyter</code>");
  });

  it("of a template with errors shows them, and what could be made out", async () => {
    const cwd = directoryWith({ "main.tf": ide.replace("localhost:5173", "localhost:7") });
    const { code, stdout } = await report(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain("This template has errors, and there is no manifest of it.");
    expect(stdout).toContain("<code>app-upstream-url</code>");
    expect(stdout).toContain("<code>main/code-server</code>");
    expect((await report(cwd, "--exit-zero")).code).toBe(0);
  });

  it("of a file that doesn't parse shows where", async () => {
    const cwd = directoryWith({ "main.tf": `${ide}\nresource {` });
    const { code, stdout } = await report(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain("nothing can be said of its apps");
    expect(stdout).toContain("<code>syntax-error</code>");
  });

  it("says what is unknown", async () => {
    const unknown = ide.replace("http://localhost:5173", "http://localhost:${data.http.port.body}");
    const cwd = directoryWith({ "main.tf": `${unknown}\ndata "http" "port" {\n  url = "http://x"\n}\n` });
    const { code, stdout } = await report(cwd);
    expect(code).toBe(0);
    expect(stdout).toContain("Something could not be decided: apps may be missing below.");
    expect(stdout).toContain('<th scope="row"><code>coder_app.preview[0]</code></th><td><code>url</code></td>');
  });

  it("masks secrets wherever they would be shown", async () => {
    const secret = "hunter2hunter2hunter2";
    const cwd = directoryWith({
      "main.tf": ide.replace("http://localhost:5173", `http://localhost:5173/?token=${secret}`),
    });
    for (const format of ["html", "markdown", "csv"]) {
      const { stdout } = await report(cwd, "--format", format);
      expect(stdout).toContain("5173");
      expect(stdout).not.toContain(secret);
    }
  });

  it("never has a value that is sensitive", async () => {
    const cwd = directoryWith({
      "main.tf": `${ide.replace("http://localhost:5173", "http://localhost:5173/${var.token}")}
variable "token" {
  sensitive = true
  default   = "hunter2hunter2"
}
`,
    });
    const { code, stdout } = await report(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain("<code>sensitive-exposed</code>");
    expect(stdout.replaceAll(/<pre>.*?<\/pre>/gs, "")).not.toContain("hunter2hunter2");
  });

  it("links lines where it is told", async () => {
    const cwd = directoryWith({ "ide/main.tf": ide });
    const { stdout } = await report(cwd, "ide", "--source-url", "https://git.example.com/{file}#L{line}");
    expect(stdout).toMatch(/href="https:\/\/git\.example\.com\/ide\/main\.tf#L[0-9]+"/);
    for (const wrong of ["javascript:{file}", "https://git.example.com/", "{file}"]) {
      const { code, stderr } = await report(cwd, "ide", "--source-url", wrong);
      expect(code).toBe(2);
      expect(stderr).toContain("is no address of http or https with {file} in it");
    }
  });
});

describe("other formats", () => {
  it("are named, or follow from the output's name", async () => {
    const cwd = directoryWith({ "ide/main.tf": ide });
    const markdown = await report(cwd, "ide", "--format", "markdown");
    expect(markdown.stdout).toMatch(/^### `ide`: who can open what\n/);
    expect(markdown.stdout).toContain("| `main/jupyter` | `http://localhost:8888/` | yes |");
    await report(cwd, "ide", "-o", "a.md");
    expect(readFileSync(path.join(cwd, "a.md"), "utf8")).toBe(markdown.stdout);
    await report(cwd, "ide", "-o", "a.csv");
    const csv = readFileSync(path.join(cwd, "a.csv"), "utf8").split("\r\n");
    expect(csv).toHaveLength(7);
    const { code, stderr } = await report(cwd, "ide", "--format", "pdf");
    expect(code).toBe(2);
    expect(stderr).toContain('--format "pdf" is not one of html, markdown, csv');
  });
});

describe("a configuration that is wrong", () => {
  it("hides no apps: what it says right counts", async () => {
    const cwd = directoryWith({ "ide/main.tf": ide, ".templatecheck.yaml": "rulez: {}\n" });
    const { code, stdout } = await report(cwd, "ide", "--format", "markdown");
    expect(code).toBe(2);
    expect(stdout).toContain("\n1 error. There is no manifest: what follows may be wrong.\n");
    expect(stdout).toContain("| `main/jupyter` |");
  });
});

describe("what isn't asked right", () => {
  it.each([
    [["ide", "--parameter", "nowhere=1"], "nowhere"],
    [["nowhere"], "cannot open"],
    [["ide", "more"], "too many arguments"],
    [["ide", "--profile", "nowhere"], "no profile"],
  ])("%j", async (argv, expected) => {
    const cwd = directoryWith({ "ide/main.tf": ide });
    const { code, stdout, stderr } = await report(cwd, ...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(expected);
  });
});
