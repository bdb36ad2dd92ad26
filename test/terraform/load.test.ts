import { describe, expect, it } from "vitest";
import { load, marked, told, tree } from "./loading.ts";

describe("a variable", () => {
  it("has Terraform's defaults", () => {
    const variable = load('variable "x" {}').root.config.variables.get("x");
    expect(variable).toMatchObject({
      type: { kind: "dynamic" },
      typed: false,
      default: null,
      nullable: true,
      sensitive: false,
      ephemeral: false,
    });
  });

  it("has what is written", () => {
    const { root, diagnostics } = load(
      'variable "x" {\n  type = list(string)\n  default = []\n  sensitive = "true"\n  nullable = false\n  description = "d"\n' +
        '  validation {\n    condition = length(var.x) > 0\n    error_message = "none"\n  }\n}',
    );
    expect(diagnostics).toEqual([]);
    const variable = root.config.variables.get("x");
    expect(variable).toMatchObject({
      typed: true,
      type: { kind: "list", element: { kind: "string" } },
      sensitive: true,
      nullable: false,
    });
    expect(variable?.validations).toHaveLength(1);
    expect(variable?.default?.file.name).toBe("main.tf");
  });

  it("is refused where Terraform refuses it", () => {
    expect(told('variable "x" {\n  defualt = 1\n}')).toEqual(["terraform-block main.tf:2:3 defualt"]);
    expect(told('variable "count" {}')).toEqual(['terraform-block main.tf:1:10 "count"']);
    expect(told('variable "1x" {}')).toEqual(['terraform-block main.tf:1:10 "1x"']);
    expect(told('variable "x" {\n  default = var.y\n}')).toEqual(["reference-undeclared main.tf:2:13 var.y"]);
    expect(told('variable "x" {\n  default = upper("a")\n}')).toEqual(["function-call main.tf:2:13 upper"]);
    expect(told('variable "x" {\n  sensitive = "maybe"\n}')).toEqual(['terraform-block main.tf:2:15 "maybe"']);
    expect(told('variable "x" {\n  default = null\n  nullable = false\n}')).toEqual([
      "terraform-block main.tf:2:13 null",
    ]);
    expect(told('variable "x" {\n  type = strin\n}')).toEqual(["terraform-block main.tf:2:10 strin"]);
  });

  it("has validations that look at it", () => {
    const validation = (condition: string): string =>
      `variable "x" {\n  validation {\n    condition = ${condition}\n    error_message = "no"\n  }\n}`;
    expect(told(validation("var.x != 1"))).toEqual([]);
    expect(told(validation("true"))).toEqual(["terraform-block main.tf:3:17 true"]);
    expect(told(validation("var.y != 1"))).toEqual(["terraform-block main.tf:3:17 var.y != 1"]);
    expect(told('variable "x" {\n  validation {\n    condition = var.x != 1\n  }\n}')).toEqual([
      "terraform-block main.tf:2:14 {",
    ]);
  });
});

describe("declarations", () => {
  it("are told with both places when there are two of a name", () => {
    const { diagnostics } = load('output "z" { value = 1 }\noutput "z" { value = 2 }\n');
    expect(marked(diagnostics)).toEqual(['terraform-block main.tf:2:1 output "z"']);
    expect(diagnostics[0]?.labels.map(({ span }) => span.start)).toEqual([25, 0]);
  });

  it("are unique by kind", () => {
    expect(
      told(
        'locals { a = 1 }\nlocals { a = 2 }\nmodule "m" { source = "./x" }\ndata "t" "n" {}\ndata "t" "n" {}\nresource "t" "n" {}\nprovider "p" {}\nprovider "p" { alias = "a" }\nprovider "p" {}',
      ).filter((text) => !text.startsWith("module-call")),
    ).toEqual([
      'terraform-block main.tf:9:1 provider "p"',
      "terraform-block main.tf:2:10 a",
      'terraform-block main.tf:5:1 data "t" "n"',
    ]);
  });

  it("of an unknown kind get a suggestion", () => {
    const { diagnostics } = load('resorce "a" "b" {}');
    expect(marked(diagnostics)).toEqual(["terraform-block main.tf:1:1 resorce"]);
    expect(diagnostics[0]?.help).toContain("resource");
  });

  it("lack nothing that is required", () => {
    expect(told('output "o" {}')).toEqual(["terraform-block main.tf:1:12 {"]);
    expect(told('module "m" {}')).toEqual(["terraform-block main.tf:1:12 {"]);
    expect(told('resource "a" {}')).toEqual(["terraform-block main.tf:1:14 {"]);
    expect(load('output "o" {}').root.config.outputs.get("o")?.value.expr.kind).toBe("error");
  });

  it("don't stand outside of blocks", () => {
    expect(told("x = 1")).toEqual(["terraform-block main.tf:1:1 x"]);
    expect(told("required_providers {}")).toEqual(["terraform-block main.tf:1:1 required_providers"]);
  });

  it("know arguments from blocks", () => {
    expect(told("locals = {}")).toEqual(["terraform-block main.tf:1:1 locals"]);
    expect(told('variable "x" {\n  default {}\n}')).toEqual(["terraform-block main.tf:2:3 default"]);
  });
});

describe("a resource", () => {
  it("keeps what belongs to its type apart", () => {
    const { root, diagnostics } = load(
      'provider "coder" {\n  alias = "b"\n}\nresource "coder_app" "x" {\n  count = 1\n  provider = coder.b\n  slug = "x"\n  depends_on = [coder_agent.a, module.m, data.t.n]\n' +
        '  healthcheck {}\n  lifecycle {\n    ignore_changes = [slug, tags["a"]]\n    replace_triggered_by = [coder_agent.a.id]\n' +
        '    precondition {\n      condition = var.x\n      error_message = "no"\n    }\n  }\n  provisioner "local-exec" {\n    when = destroy\n  }\n  connection {}\n}',
    );
    expect(diagnostics).toEqual([]);
    const resource = root.config.resources.get("coder_app.x");
    expect(resource?.dependsOn.map(({ subject }) => subject)).toEqual(["coder_agent.a", "module.m", "data.t.n"]);
    expect(resource?.ignoreChanges).toHaveLength(2);
    expect(resource?.replaceTriggeredBy).toHaveLength(1);
    expect(resource?.preconditions).toHaveLength(1);
    expect(resource?.provisioners.map(({ type }) => type)).toEqual(["provisioner", "connection"]);
    const [body] = resource?.bodies ?? [];
    const names =
      body?.kind === "body" ? body.items.map((item) => (item.kind === "block" ? item.type : item.name)) : [];
    expect(names).toEqual(["slug", "healthcheck"]);
  });

  it("has its meta-arguments right", () => {
    const inside = (text: string): string[] => told(`resource "a_b" "c" {\n  ${text}\n}`);
    expect(inside("for_each = {}\n  count = 1")).toEqual(["terraform-block main.tf:2:3 for_each"]);
    expect(inside('provider = "aws"')).toEqual(['warning terraform-block main.tf:2:14 "aws"']);
    expect(inside("provider = aws.west.far")).toEqual(["terraform-block main.tf:2:14 aws.west.far"]);
    expect(inside("depends_on = a_b.d")).toEqual(["terraform-block main.tf:2:16 a_b.d"]);
    expect(inside("depends_on = [a_b.d.id]")).toEqual(["terraform-block main.tf:2:22 .id"]);
    expect(inside("depends_on = [1 + 1]")).toEqual(["terraform-block main.tf:2:17 1 + 1"]);
    expect(inside('depends_on = ["a_b.d"]')).toEqual(['warning terraform-block main.tf:2:17 "a_b.d"']);
    expect(inside("depends_on = [a_b.d[0], module.m[0], var.x, path.module]")).toEqual([]);
    expect(inside("lifecycle {}\n  lifecycle {}")).toEqual(["terraform-block main.tf:3:3 lifecycle"]);
    expect(inside("lifecycle {\n    prevent_destory = true\n  }")).toEqual([
      "terraform-block main.tf:3:5 prevent_destory",
    ]);
    expect(inside("lifecycle {\n    prevent_destroy = var.x\n  }")).toEqual([
      "reference-undeclared main.tf:3:23 var.x",
    ]);
    expect(inside('lifecycle {\n    ignore_changes = ["*"]\n  }')).toEqual(['terraform-block main.tf:3:23 "*"']);
    expect(inside("lifecycle {\n    replace_triggered_by = [var.x]\n  }")).toEqual([
      "terraform-block main.tf:3:29 var.x",
    ]);
    expect(inside("locals {}")).toEqual(["terraform-block main.tf:2:3 locals"]);
    expect(inside('provisioner "chef" {}')).toEqual(['terraform-block main.tf:2:15 "chef"']);
    expect(inside('provisioner "local-exec" {\n    when = never\n  }')).toEqual(["terraform-block main.tf:3:12 never"]);
    expect(
      inside('lifecycle {\n    precondition {\n      condition = a_b.c.x\n      error_message = "no"\n    }\n  }'),
    ).toEqual(["terraform-block main.tf:4:19 a_b.c.x"]);
  });

  it("that isn't managed has conditions only in its lifecycle", () => {
    expect(told('data "a_b" "c" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}')).toEqual([
      "terraform-block main.tf:3:5 prevent_destroy",
    ]);
    expect(told('ephemeral "a_b" "c" {\n  lifecycle {\n    ignore_changes = all\n  }\n}')).toEqual([
      "terraform-block main.tf:3:5 ignore_changes",
    ]);
  });
});

describe("other blocks", () => {
  it("are tolerated", () => {
    const { root, diagnostics } = load(
      "moved {\n  from = a_b.c\n  to = a_b.d\n}\nremoved {\n  from = module.m\n  lifecycle {\n    destroy = false\n  }\n}\n" +
        'import {\n  for_each = { k = 1 }\n  to = a_b.d[each.key]\n  id = "x"\n}\naction "t" "n" {\n  config {\n    x = 1\n  }\n}\n' +
        'check "c" {\n  data "t" "n" {}\n  assert {\n    condition = data.t.n.x\n    error_message = "no"\n  }\n}\n' +
        'resource "a_b" "d" {}\nephemeral "t" "n" {}\nterraform {\n  backend "s3" {}\n  provider_meta "x" {}\n}',
    );
    expect(diagnostics).toEqual([]);
    expect(root.config.otherBlocks.map(({ type }) => type)).toEqual(["moved", "removed", "import", "action"]);
    expect(root.config.checks).toHaveLength(1);
    expect([...root.config.resources.keys()]).toEqual(["data.t.n", "a_b.d", "ephemeral.t.n"]);
    expect(root.config.resources.get("data.t.n")?.check).not.toBeNull();
  });

  it("are refused where Terraform refuses them", () => {
    expect(told("moved {\n  from = a_b.c\n}")).toEqual(["terraform-block main.tf:1:7 {"]);
    expect(told("moved {\n  from = a_b.c\n  to = module.m\n}")).toEqual(["terraform-block main.tf:1:1 moved"]);
    expect(told('import {\n  to = a_b.c\n}\nresource "a_b" "c" {}')).toEqual(["terraform-block main.tf:1:1 import"]);
    expect(told("import {\n  to = data.b.c\n  id = 1\n}")).toEqual(["terraform-block main.tf:2:8 data.b.c"]);
    expect(told('import {\n  to = a_b.c[local.k]\n  id = "x"\n}\nlocals {\n  k = 1\n}\nresource "a_b" "c" {}')).toEqual(
      ["terraform-block main.tf:2:8 a_b.c[local.k]"],
    );
    expect(told('removed {\n  from = a_b.c\n  provisioner "local-exec" {\n    command = "x"\n  }\n}')).toEqual([
      'terraform-block main.tf:3:3 provisioner "local-exec"',
    ]);
    expect(told('check "c" {}')).toEqual(['terraform-block main.tf:1:1 check "c"']);
    expect(told('terraform {\n  cloud {}\n  backend "s3" {}\n}')).toEqual(['terraform-block main.tf:3:3 backend "s3"']);
    expect(told("terraform {\n  experiments = [x]\n}")).toEqual(["terraform-block main.tf:2:3 experiments"]);
  });
});

describe("required_providers", () => {
  it("has both forms", () => {
    const { root, diagnostics } = load(
      'terraform {\n  required_providers {\n    a = "~> 1.2"\n    coder = { source = "coder/coder", version = ">= 2.0" }\n  }\n}',
    );
    expect(diagnostics).toEqual([]);
    expect(root.config.requiredProviders.get("a")).toMatchObject({ source: null, version: { value: "~> 1.2" } });
    expect(root.config.requiredProviders.get("coder")).toMatchObject({
      source: "coder/coder",
      version: { value: ">= 2.0" },
    });
  });

  it("is refused where Terraform refuses it", () => {
    const inside = (text: string): string[] => told(`terraform {\n  required_providers {\n    ${text}\n  }\n}`);
    expect(inside("a = []")).toEqual(["terraform-block main.tf:3:9 []"]);
    expect(inside('a = { version = "new" }')).toEqual(['terraform-block main.tf:3:21 "new"']);
    expect(inside('a = { source = "a/b/c/d" }')).toEqual(['terraform-block main.tf:3:20 "a/b/c/d"']);
    expect(inside("a = { url = 1 }")).toEqual(["terraform-block main.tf:3:11 url"]);
    expect(inside('A = { source = "a/b" }')).toEqual(["terraform-block main.tf:3:5 A"]);
    expect(inside("a = { configuration_aliases = [a.b, c.d] }")).toEqual(["terraform-block main.tf:3:41 c.d"]);
    expect(told("terraform {\n  required_providers {}\n  required_providers {}\n}")).toEqual([
      "terraform-block main.tf:3:3 required_providers",
    ]);
  });
});

describe("JSON files", () => {
  it("declare the same", () => {
    const json = JSON.stringify({
      "//": "a remark",
      variable: { x: { type: "list(string)", default: ["a"] } },
      locals: { y: "${var.x[0]}" },
      resource: {
        coder_app: { z: { depends_on: ["coder_agent.main"], slug: "z", lifecycle: { ignore_changes: ["slug"] } } },
      },
      module: { m: { source: "./m", a: "b" } },
      output: { o: { value: 1 } },
    });
    const { root, diagnostics } = tree({ "main.tf.json": json, "m/main.tf": 'variable "a" {}' });
    expect(diagnostics).toEqual([]);
    const { variables, resources, calls } = root.config;
    expect(variables.get("x")?.type).toEqual({ kind: "list", element: { kind: "string" } });
    expect(resources.get("coder_app.z")?.dependsOn.map(({ subject }) => subject)).toEqual(["coder_agent.main"]);
    expect(resources.get("coder_app.z")?.ignoreChanges).toHaveLength(1);
    expect([...(calls.get("m")?.arguments.keys() ?? [])]).toEqual(["a"]);
  });
});

describe("hostile input", () => {
  it("ends in diagnostics", () => {
    for (const text of ["a {".repeat(10_000), `locals { x = ${"[".repeat(10_000)}`, '"'.repeat(999), "\u0000{}"]) {
      expect(load(text).diagnostics.length).toBeGreaterThan(0);
    }
    expect(tree({ "main.tf.json": "[".repeat(10_000) }).diagnostics.length).toBeGreaterThan(0);
  });
});
