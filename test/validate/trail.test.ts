import { describe, expect, it } from "vitest";
import type { CheckInputs } from "../../src/check-types.ts";
import type { RuleId } from "../../src/diagnostic.ts";
import { positionAt } from "../../src/source.ts";
import { app, base, checkText, found } from "./harness.ts";

/** `text @ file:line` of each step to the first finding of a rule. */
function trail(files: string | Readonly<Record<string, string>>, rule: RuleId, inputs: Partial<CheckInputs> = {}) {
  const [first] = found(checkText(files, inputs), rule);
  expect(first).toBeDefined();
  return first?.trail?.map(({ text, file, span }) => `${text} @ ${file.name}:${positionAt(file, span.start).line}`);
}

const parameter = `
data "coder_parameter" "who" {
  name    = "who"
  default = "owner"
  option {
    name  = "me"
    value = "owner"
  }
  option {
    name  = "all"
    value = "public"
  }
}
`;

describe("the way of a value", () => {
  it("leads from the parameter through a local and a module's argument to the attribute", () => {
    const files = {
      "main.tf": `${base}${parameter}
locals {
  share = data.coder_parameter.who.value
}
module "web" {
  source   = "./web"
  agent_id = coder_agent.main.id
  share    = local.share
}
`,
      "web/main.tf": `terraform {
  required_providers {
    coder = {
      source = "coder/coder"
    }
  }
}
variable "agent_id" {}
variable "share" {}
resource "coder_app" "web" {
  agent_id  = var.agent_id
  slug      = "web"
  url       = "http://localhost:3000"
  subdomain = true
  share     = var.share
}
`,
    };
    expect(trail(files, "app-share-public")).toEqual([
      "data.coder_parameter.who.value is what the workspace's user answers @ main.tf:24",
      "local.share = data.coder_parameter.who.value @ main.tf:38",
      "var.share = local.share @ main.tf:43",
    ]);
  });

  it("leads through for_each", () => {
    const text = `${base}
locals {
  apps = { "web" = "My_Web" }
}
resource "coder_app" "all" {
  for_each = local.apps
  agent_id = coder_agent.main.id
  slug     = each.value
  url      = "http://localhost:3000"
}
`;
    expect(trail(text, "app-slug-format")).toEqual([
      'local.apps = { "web" = "My_Web" } @ main.tf:25',
      "for_each = local.apps @ main.tf:28",
    ]);
  });

  it("begins with a variable's default, or with what is given for it", () => {
    const text = `${base}
variable "scheme" {
  default = "postgres"
}
${app("a", 'slug = "a"\nurl = "${var.scheme}://localhost:5432"')}`;
    expect(trail(text, "app-upstream-url")).toEqual(['var.scheme = "postgres" @ main.tf:25']);
    const variableArguments = [{ kind: "value" as const, name: "scheme", value: "redis" }];
    expect(trail(text, "app-upstream-url", { variableArguments })).toEqual([
      "var.scheme is given from outside of the template @ main.tf:24",
    ]);
  });

  it("shows no sensitive text", () => {
    const text = `${base}
variable "scheme" {
  default   = "postgres"
  sensitive = true
}
${app("a", 'slug = "a"\nurl = "${nonsensitive(var.scheme)}://localhost:5432"')}`;
    expect(trail(text, "app-upstream-url")).toEqual(["var.scheme = (sensitive) @ main.tf:25"]);
  });

  it("is of the marked part of an expression only", () => {
    const text = `${base}
locals {
  port = 8000
}
${app("a", 'slug = "a"\nsubdomain = true\nurl = "http://localhost:${local.port}/base"')}`;
    expect(trail(text, "app-upstream-path")).toBeUndefined();
  });

  it("isn't there for what is written where it is wrong", () => {
    expect(trail(base + app("a", 'slug = "A"\nurl = "http://localhost:1"'), "app-slug-format")).toBeUndefined();
  });
});
