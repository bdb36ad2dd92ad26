import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { defaultInputs } from "../../src/check-types.ts";
import { primaryLabel } from "../../src/diagnostic.ts";
import { positionAt } from "../../src/source.ts";
import { memoryHost } from "../memory-host.ts";
import { libraries } from "../oracle/provider-harness.ts";

const main = `variable "port" {
  type    = number
  default = "x"
}
locals {
  one   = local.missing
  two   = "\${local.one}-a"
  three = upper(1, 2)
  four  = [for x in local.three : x]
}
module "m" {
  source   = "./m"
  nope     = 1
  agent_id = coder_agent.main.id
}
resource "coder_agent" "main" {
  os   = "linus"
  arch = "amd64"
}
resource "terraform_data" "box" {
  input = coder_agent.main.id
}
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = local.two
  url      = "http://localhost:\${var.port}"
  share    = "Public"
}
resource "coder_app" "b" {
  agent_id  = coder_agent.mian.id
  slug      = "B_"
  url       = "http://localhost:\${module.m.prot}"
  subdomain = "yes"
}
output "o" {
  value = module.m.port
}
`;
const child = `variable "agent_id" {
  type = string
}
resource "coder_app" "c" {
  agent_id = var.agent_id
  slug     = "c"
  url      = "http://localhost:80"
}
output "port" {
  value = 1
}
`;

/** Errors as their lines and rules. */
function errors(files: Readonly<Record<string, string>>): readonly string[] {
  return check(memoryHost(files), "", defaultInputs, libraries, "lint")
    .diagnostics.filter(({ severity }) => severity === "error")
    .map((diagnostic) => {
      const { file, span } = primaryLabel(diagnostic);
      return `${file.name}:${positionAt(file, span.start).line} ${diagnostic.rule}`;
    });
}

const ofRoot = [
  "main.tf:3 variable-value",
  "main.tf:6 reference-undeclared",
  "main.tf:8 function-call",
  "main.tf:17 value-invalid",
  "main.tf:27 app-share-value",
  "main.tf:30 reference-undeclared",
  "main.tf:31 app-slug-format",
  "main.tf:33 schema-wrong-type",
];

describe("a template with many mistakes", () => {
  it("is told each once, and nothing that follows", () => {
    const own = ["main.tf:13 module-call", "main.tf:32 reference-undeclared"];
    expect(new Set(errors({ "main.tf": main, "m/main.tf": child }))).toEqual(new Set([...ofRoot, ...own]));
  });

  it("is told those of the root though a module doesn't parse", () => {
    const broken = child.replace('"c"\n', '"c\n');
    expect(new Set(errors({ "main.tf": main, "m/main.tf": broken }))).toEqual(
      new Set(["m/main.tf:6 syntax-error", ...ofRoot]),
    );
  });

  it("is told those of other modules though one doesn't parse", () => {
    const two = 'module "m" {\n  source = "./m"\n}\nmodule "n" {\n  source = "./n"\n}\n';
    const files = { "main.tf": two, "m/main.tf": "locals {", "n/main.tf": "locals {\n  a = 1 + true\n}\n" };
    expect(errors(files)).toEqual(["m/main.tf:1 syntax-error", "n/main.tf:2 type-mismatch"]);
  });

  it("is told what other files say by themselves though one of the root's doesn't parse", () => {
    const apps = `variable "set" {
  default = "x"
}
locals {
  name = coalesce(var.gone, "BAD NAME")
  safe = try(local.gone, "BAD NAME")
  sum  = 1 + "x"
}
module "n" {
  source = "./n"
  extra  = local.gone
}
resource "coder_app" "a" {
  agent_id = coder_agent.gone.id
  slug     = "A_"
  url      = "http://localhost"
  urll     = local.gone
}
resource "coder_app" "b" {
  count    = local.gone ? 1 : 0
  agent_id = module.gone.id
  slug     = local.name
  share    = local.safe
  open_in  = "Tab"
}
data "coder_workspace_preset" "p" {
  name       = "p"
  parameters = { gone = "x" }
}
data "coder_parameter" "p" {
  name    = "p"
  default = "c"
  option {
    name  = "a"
    value = "a"
  }
}
`;
    const inner = 'resource "coder_app" "i" {\n  agent_id = local.gone\n  slug = var.x\n}\n';
    const files = { "main.tf": "locals {\n  gone = \n", "apps.tf": apps, "n/main.tf": inner };
    expect(errors(files)).toEqual([
      "apps.tf:7 type-mismatch",
      "apps.tf:11 module-call",
      "apps.tf:15 app-slug-format",
      "apps.tf:17 schema-unknown-attribute",
      "apps.tf:24 app-open-in-value",
      "apps.tf:32 parameter-invalid",
      "main.tf:2 syntax-error",
      "n/main.tf:2 reference-undeclared",
      "n/main.tf:3 reference-undeclared",
    ]);
  });

  it("isn't told what a syntax error makes of the blocks around it", () => {
    const swallowed = 'resource "coder_app" "a" {\n  healthcheck {\nurl = "x" }\n}\nlocals {\n  a = 1\n}\nlocals = 2\n';
    expect(errors({ "main.tf": swallowed })).toEqual(["main.tf:3 syntax-error"]);
  });

  it("is told nothing of other files that one may declare that can't be read", () => {
    const uses = 'resource "coder_app" "a" {\n  agent_id = var.gone\n  slug = "A_"\n}\n';
    const host = memoryHost({ "main.tf": uses, "vars.tf": "" });
    const without = {
      ...host,
      read: (path: string) =>
        path === "vars.tf" ? ({ ok: false, code: "absent", reason: "no such file" } as const) : host.read(path),
    };
    const found = (providerVersion: string | null) =>
      check(without, "", { ...defaultInputs, providerVersion }, libraries, "lint").diagnostics.map(({ rule }) => rule);
    expect(found(null)).toEqual(["terraform-block"]);
    expect(found("2.18")).toEqual(["app-slug-format", "terraform-block"]);
  });

  it("is told nothing of other files that the broken one may change", () => {
    const app = 'resource "coder_app" "a" {\n  agent_id = "x"\n  slug = "A_"\n}\n';
    expect(errors({ "main.tf": app, "x_override.tf": "locals {" })).toEqual(["x_override.tf:1 syntax-error"]);
    const pinned = "terraform {\n  required_providers {\n    coder = { version = ";
    expect(errors({ "main.tf": pinned, "apps.tf": app })).toEqual(["main.tf:3 syntax-error"]);
  });

  it("doesn't know what a module that doesn't parse has", () => {
    const uses =
      'module "m" {\n  source = "./m"\n}\nlocals {\n  a = module.m.x + 1\n  b = [for k, v in module.m : k]\n}\n';
    expect(errors({ "main.tf": uses, "m/main.tf": "locals {" })).toEqual(["m/main.tf:1 syntax-error"]);
  });
});

describe("an answer that its parameter refuses", () => {
  it("is one mistake", () => {
    const text = `resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}
resource "terraform_data" "box" {
  input = coder_agent.main.id
}
data "coder_parameter" "share" {
  name    = "share"
  default = "everybody"
  option {
    name  = "Owner"
    value = "owner"
  }
}
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a"
  url      = "http://localhost:3000"
  share    = data.coder_parameter.share.value
}
`;
    expect(errors({ "main.tf": text })).toEqual(["main.tf:10 parameter-invalid"]);
  });
});
