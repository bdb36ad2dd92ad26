/** Input that nobody means well with: one clear message, the right exit code, and what was there stays as it was. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { directoryWith, inShell, template, templatecheck } from "./program.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

const deep = 10_000;

function times(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join("");
}

/** `left`, again and again, then `middle`, then as many `right`. */
function nested(left: string, middle: string, right: string, count = deep): string {
  return left.repeat(count) + middle + right.repeat(count);
}

/** A template with an app whose address needs the value. */
function withValue(expression: string): Files {
  return withApp(`locals {\n  value = ${expression}\n}\n`, "jsonencode(local.value)");
}

function withApp(more: string, path: string): Files {
  const app = `resource "coder_app" "two" {
  agent_id = coder_agent.dev.id
  slug     = "two"
  url      = "http://localhost:4000/\${${path}}"
}
`;
  return { "main.tf": `${template}${more}${app}` };
}

function compile(files: Files): { readonly status: number | null; readonly stderr: string; readonly manifest: string } {
  const cwd = directoryWith({ ...files, "manifest.json": "as it was\n" });
  const { status, stdout, stderr } = templatecheck(["compile", "main.tf", "-o", "manifest.json"], { cwd });
  expect(stdout).toBe("");
  expect(stderr).not.toMatch(/internal error|^\s+at .*:\d+:\d+/m);
  return { status, stderr, manifest: readFileSync(`${cwd}/manifest.json`, "utf8") };
}

function headlines(stderr: string): readonly string[] {
  return stderr.split("\n").filter((line) => /^(error|warning|info)\[/.test(line));
}

describe("ten thousand levels", () => {
  const json = (text: string): Files => ({ "main.tf": template, "more.tf.json": text });

  it.each<readonly [string, Files]>([
    ["brackets", withValue(nested("[", "", "]"))],
    ["brackets that are never closed", withValue("[".repeat(deep))],
    ["objects", withValue(nested("{a=", "1", "}"))],
    ["parentheses", withValue(nested("(", "1", ")"))],
    ["conditionals", withValue(nested("true ? 1 : ", "2", ""))],
    ["negations", withValue(nested("!", "true", ""))],
    ["signs", withValue(nested("- ", "1", ""))],
    ["for expressions", withValue(nested("[for x in ", "[1]", " : x]"))],
    ["templates", withValue(nested('"${', "1", '}"'))],
    ["brackets in a template", withValue(`"\${${nested("[", "", "]")}}"`)],
    ["directives", withValue(`"${nested("%{if true}", "x", "%{endif}")}"`)],
    ["calls", withValue(nested("upper(", '"x"', ")"))],
    ["operators", withValue(nested("1 + ", "1", ""))],
    ["blocks", { "main.tf": `${template}resource "null_resource" "x" {\n${nested("x {\n", "", "}\n")}}\n` }],
    ["heredocs", withValue(times(1000, (at) => `<<E${at}\n\${`) + 1 + times(1000, (at) => `}\nE${999 - at}\n`))],
    ["types", { "main.tf": `${template}variable "v" {\n  default = []\n  type = ${nested("list(", "any", ")")}\n}\n` }],
    ["arrays of JSON", json(`{"locals": {"a": ${nested("[", "", "]")}}}`)],
    ["objects of JSON", json(`{"locals": {"a": ${nested('{"a": ', "1", "}")}}}`)],
    ["arrays of JSON that are never closed", json("[".repeat(deep))],
    ["brackets in a template of JSON", json(JSON.stringify({ locals: { a: `\${${nested("[", "", "]")}}` } }))],
    ["brackets of a variable's value", { "main.tf": template, "terraform.tfvars": `v = ${nested("[", "", "]")}\n` }],
  ])("of %s are a diagnostic", (_, files) => {
    const { status, stderr, manifest } = compile(files);
    expect(headlines(stderr).filter((line) => line.startsWith("error"))).toEqual([
      expect.stringMatching(/^error\[evaluation-budget\]: .*more than \d+ /),
    ]);
    expect({ status, manifest }).toEqual({ status: 1, manifest: "as it was\n" });
  });

  it.each([
    ["jsondecode", "x.json"],
    ["yamldecode", "x.yaml"],
  ])("are refused by %s", (name, file) => {
    const { status, stderr } = compile({ ...withValue(`${name}(file("${file}"))`), [file]: nested("[", "", "]") });
    expect(status).toBe(1);
    expect(headlines(stderr)).toContainEqual(expect.stringMatching(/^error\[function-call\]: .*nested more than/));
  });
});

describe("values without end", () => {
  const doubled = (first: string, next: (name: string) => string): Files =>
    withApp(
      `locals {\n  a0 = ${first}\n${times(60, (at) => `  a${at + 1} = ${next(`local.a${at}`)}\n`)}}\n`,
      "jsonencode(local.a60)",
    );

  it.each<readonly [string, Files, RegExp]>([
    ["lists of lists", doubled('["x"]', (name) => `[${name}, ${name}]`), /budget "value size"/],
    ["objects of objects", doubled('{a = "x"}', (name) => `{a = ${name}, b = ${name}}`), /budget "value size"/],
    ["lists joined", doubled('["x"]', (name) => `concat(${name}, ${name})`), /budget "elements"/],
    ["texts", doubled('"x"', (name) => `"\${${name}}\${${name}}"`), /budget "text length"/],
    ["range", withValue("range(1000000000)"), /range\(\): more than 1024 numbers/],
    ["setproduct", withValue(`setproduct(${Array(10).fill("range(100)").join(", ")})`), /budget "elements"/],
    ["for in for", withValue(nested("[for x in range(1000) : ", "1", "]", 3)), /budget "value size"/],
    ["format", withValue('format("%1000000000d", 1)'), /budget "text length"/],
    ["YAML aliases", { ...withValue('yamldecode(file("x.yaml"))'), "x.yaml": laughs() }, /elements/],
    [
      "dynamic blocks",
      {
        "main.tf": `${template}resource "null_resource" "x" {\n${nested("dynamic a {\nfor_each=[1,2]\ncontent {\n", "", "}\n}\n", 60)}}\n`,
      },
      /too much work/,
    ],
    ["a count", withCount("1000000000"), /1000000000 instances, over the budget of 4096/],
    ["5,000 apps", withCount("5000"), /5000 instances, over the budget of 4096/],
    [
      "a for_each",
      {
        "main.tf": `${template}resource "null_resource" "x" {\n  for_each = toset([for p in setproduct(range(100), range(100)) : "\${p[0]}-\${p[1]}"])\n}\n`,
      },
      /10000 instances, over the budget of 4096/,
    ],
    ["a number", withValue("1e1000000000"), /infinity has no JSON/],
    ["an exponent", withValue("pow(2, 1000000000)"), /infinity has no JSON/],
    ["a template file that reads itself", selfReading(), /templatefile\(\) can't be called within a template/],
  ])("%s: a diagnostic", (_, files, message) => {
    const { status, stderr, manifest } = compile(files);
    expect({ status, manifest }).toEqual({ status: 1, manifest: "as it was\n" });
    expect(stderr).toMatch(message);
  });

  function laughs(): string {
    return `a0: &a0 [x,x,x,x,x,x,x,x]\n${times(12, (at) => `a${at + 1}: &a${at + 1} [${Array(8).fill(`*a${at}`)}]\n`)}`;
  }

  function withCount(count: string): Files {
    return {
      "main.tf": `${template}resource "coder_app" "x" {\n  count = ${count}\n  agent_id = coder_agent.dev.id\n  slug = "x\${count.index}"\n  url = "http://localhost:4000"\n}\n`,
    };
  }

  function selfReading(): Files {
    return { ...withValue('templatefile("t.tpl", {})'), "t.tpl": '${templatefile("t.tpl", {})}' };
  }
});

describe("what is only large", () => {
  const chain = (order: (links: string[]) => string[]): Files =>
    withApp(
      `locals {\n${order(Array.from({ length: 5000 }, (_, at) => `  a${at} = ${at === 0 ? "1" : `local.a${at - 1} + 1`}\n`)).join("")}}\n`,
      "local.a4999",
    );

  it.each<readonly [string, Files]>([
    ["one after the other", chain((links) => links)],
    ["the last first", chain((links) => links.reverse())],
  ])("is a chain of 5,000 values, %s", (_, files) => {
    const { status, stderr, manifest } = compile(files);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(JSON.parse(manifest).apps).toContainEqual(
      expect.objectContaining({ slug: "two", upstream: expect.objectContaining({ path: "/5000" }) }),
    );
  });

  it("is 2,000 apps, 300 calls and 1,000 parameters", () => {
    const apps = `resource "coder_app" "x" {\n  count = 2000\n  agent_id = coder_agent.dev.id\n  slug = "x\${count.index}"\n  url = "http://localhost:4000"\n}\n`;
    const calls = times(
      300,
      (at) => `module "m${at}" {\n  source = "./m"\n  agent_id = coder_agent.dev.id\n  n = ${at}\n}\n`,
    );
    const parameters = times(
      1000,
      (at) => `data "coder_parameter" "p${at}" {\n  name = "p${at}"\n  default = "x"\n}\n`,
    );
    const called = `terraform {
  required_providers {
    coder = {
      source = "coder/coder"
    }
  }
}
variable "agent_id" {}
variable "n" {}
resource "coder_app" "m" {
  agent_id = var.agent_id
  slug     = "m\${var.n}"
  url      = "http://localhost:4000"
}
`;
    const { status, manifest } = compile({ "main.tf": template + apps + calls + parameters, "m/main.tf": called });
    expect(status).toBe(0);
    // The template's own app has two addresses, by choice.
    expect(JSON.parse(manifest).apps).toHaveLength(2302);
  });

  it.each<readonly [string, string, RegExp]>([
    ["values", `locals {\n${times(1_000_000, (at) => `  a${at} = "one of many values"\n`)}}\n`, /500000 tokens/],
    ["brackets", `locals {\n  a = ${"[".repeat(49_000_000)}\n`, /500000 tokens/],
    ["quotes", `locals {\n  a = ${'"'.repeat(49_000_000)}\n`, /500000 tokens/],
    ["lines", "\n".repeat(49_000_000), /500000 tokens/],
  ])("is 50 MB of %s: too large", (_, text, message) => {
    const { status, stderr, manifest } = compile({ "main.tf": template + text });
    expect({ status, manifest }).toEqual({ status: 1, manifest: "as it was\n" });
    expect(headlines(stderr)).toEqual([expect.stringMatching(message)]);
  });

  it.each<readonly [string, string]>([
    ["a comment", `# ${"x".repeat(49_000_000)}\n`],
    ["a text", `locals {\n  a = "${"x".repeat(49_000_000)}"\n}\n`],
    ["a number", `locals {\n  a = ${"9".repeat(49_000_000)}\n}\n`],
  ])("is 50 MB of %s: read", (_, text) => {
    expect(compile({ "main.tf": template + text })).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("a circle", () => {
  const call = (name: string, source: string): string => `module "${name}" {\n  source = "${source}"\n}\n`;

  it.each<readonly [string, Files, string]>([
    ["a module that calls itself", { "main.tf": template + call("a", "./."), "a/x": "" }, 'module "a" calls itself'],
    [
      "two modules that call each other",
      {
        "main.tf": template + call("a", "./a"),
        "a/main.tf": call("b", "../b"),
        "b/main.tf": call("a", "../a"),
      },
      'module "a" calls itself',
    ],
    [
      "5,000 values that need each other",
      { "main.tf": `${template}locals {\n${times(5000, (at) => `  a${at} = local.a${(at + 1) % 5000}\n`)}}\n` },
      "these need each other",
    ],
  ])("%s: told once", (_, files, message) => {
    const { status, stderr, manifest } = compile(files);
    expect({ status, manifest }).toEqual({ status: 1, manifest: "as it was\n" });
    expect(headlines(stderr)).toEqual([expect.stringContaining(`error[reference-cycle]: ${message}`)]);
  });

  it("of links isn't followed", () => {
    const cwd = directoryWith({ "main.tf": template });
    symlinkSync(".", `${cwd}/self`);
    expect(templatecheck(["lint"], { cwd })).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("files outside of the template", () => {
  const secret = "never shown";

  it.each([
    ["file", 'file("../secret.txt")'],
    ["file", 'file("${path.module}/../secret.txt")'],
    ["file", 'file("link")'],
    ["file", 'file("/etc/passwd")'],
    ["templatefile", 'templatefile("../secret.txt", {})'],
    ["filebase64", 'filebase64("up/secret.txt")'],
    ["fileset", 'fileset("..", "*")'],
    ["fileset", 'fileset("/etc", "*")'],
    ["fileexists", 'fileexists("../secret.txt")'],
  ])("aren't read by %s: %s", (name, expression) => {
    const root = directoryWith({ "secret.txt": secret });
    const cwd = `${root}/t`;
    mkdirSync(cwd);
    for (const [file, text] of Object.entries(withValue(expression))) writeFileSync(`${cwd}/${file}`, text);
    symlinkSync("../secret.txt", `${cwd}/link`);
    symlinkSync("..", `${cwd}/up`);
    const { status, stdout, stderr } = templatecheck(["compile", "main.tf"], { cwd });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^warning\\[function-call\\]: ${name}\\(\\) isn't evaluated: .*outside`, "m"));
    expect(stderr).not.toContain(secret);
    const evaluated = templatecheck(["eval", expression], { cwd });
    expect(evaluated.stdout).toMatch(/^\{"unknown":".*outside the template's tree"\}\n$/);
  });
});

describe("what can't be read", () => {
  it.skipIf(process.platform === "win32")("is a file that isn't one", () => {
    const cwd = directoryWith({ "dir/main.tf/x": "", "none/readme.md": "" });
    for (const name of ["pipe", "dangling", "loop"]) mkdirSync(`${cwd}/${name}`);
    execFileSync("mkfifo", [`${cwd}/pipe/main.tf`]);
    symlinkSync("nowhere", `${cwd}/dangling/main.tf`);
    symlinkSync("main.tf", `${cwd}/loop/main.tf`);
    for (const command of ["lint", "compile"]) {
      for (const name of ["pipe", "dangling", "loop"]) {
        const { status, stdout, stderr } = templatecheck([command, name], { cwd });
        expect(status).toBe(2);
        // A finding at its place, and what ends the run with 2.
        expect(stdout + stderr).toContain(`error[terraform-block]: ${name}/main.tf can't be read: `);
        expect(stderr).toContain(`templatecheck: cannot read ${name}/main.tf: `);
      }
      for (const name of ["dir", "none"]) {
        const { status, stdout, stderr } = templatecheck([command, name], { cwd });
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr).toMatch(new RegExp(`^templatecheck: no Terraform files in "${name}"\n`));
      }
      expect(templatecheck([command, "absent"], { cwd })).toMatchObject({
        status: 2,
        stderr: 'templatecheck: cannot open "absent": no such file or directory\n',
      });
    }
  });

  it("is bytes that aren't UTF-8, but in a comment", () => {
    const bytes = (text: string): Uint8Array => Buffer.concat([Buffer.from(template), Buffer.from(text, "latin1")]);
    const string = compile({ "main.tf": bytes('locals {\n  a = "caf\xe9"\n}\n') });
    expect(string).toMatchObject({ status: 1, manifest: "as it was\n" });
    expect(headlines(string.stderr)).toEqual(["error[syntax-error]: this file isn't UTF-8"]);
    expect(compile({ "main.tf": bytes("# caf\xe9\n") })).toMatchObject({ status: 0, stderr: "" });
    const wide = compile({ "main.tf": Buffer.from(`\ufeff${template}`, "utf16le") });
    expect(wide).toMatchObject({ status: 1, manifest: "as it was\n" });
    expect(compile({ "main.tf": Uint8Array.from({ length: 4096 }, (_, at) => at % 256) })).toMatchObject({ status: 1 });
  });
});

describe("a disk that is full", () => {
  const many = `${template}resource "coder_app" "x" {\n  count = 2000\n  agent_id = coder_agent.dev.id\n  slug = "x\${count.index}"\n  url = "http://localhost:4000"\n}\n`;

  it.skipIf(process.platform === "win32")("leaves the old manifest, and nothing beside it", () => {
    const cwd = directoryWith({ "main.tf": many, "manifest.json": "as it was\n" });
    // No file may become larger than 16 blocks.
    const { status, stderr } = inShell('ulimit -f 16; "$0" compile main.tf -o manifest.json', cwd);
    expect(status).toBe(2);
    expect(stderr).toMatch(/templatecheck: cannot write manifest.json: the file would be too large\n$/);
    expect(readFileSync(`${cwd}/manifest.json`, "utf8")).toBe("as it was\n");
    expect(readdirSync(cwd).sort()).toEqual(["main.tf", "manifest.json"]);
  });

  it.skipIf(!existsSync("/dev/full"))("is told of standard output too", () => {
    const cwd = directoryWith({ "main.tf": template });
    for (const command of ["compile main.tf", "lint", "lint --format json", "inspect tree main.tf"]) {
      const { status, stderr } = inShell(`"$0" ${command} > /dev/full`, cwd);
      expect({ command, status, stderr }).toEqual({
        command,
        status: 2,
        stderr: "templatecheck: cannot write to standard output: no space left on the device\n",
      });
    }
  });
});

describe("names that JavaScript has too", () => {
  it("are names like any other", () => {
    const { status, stderr } = compile({
      "main.tf": `${template}variable "__proto__" {\n  default = 1\n}\nlocals {\n  constructor = { "__proto__" = 2, toString = 3 }\n  value = local.constructor["__proto__"] + var.__proto__\n}\noutput "hasOwnProperty" {\n  value = local.value\n}\n`,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});
