import { describe, expect, it } from "vitest";
import { base, checkText, found } from "./harness.ts";

const module = `
variable "agent_id" { type = string }
variable "slug" { type = string }
variable "share" { type = string }
resource "coder_app" "this" {
  agent_id  = var.agent_id
  slug      = var.slug
  share     = var.share
  subdomain = true
  url       = "http://localhost:9000"
}
`;

const call = (name: string, slug: string, share: string): string => `
module "${name}" {
  source   = "./app"
  agent_id = coder_agent.main.id
  slug     = "${slug}"
  share    = "${share}"
}
`;

const check = (...calls: readonly string[]): ReturnType<typeof checkText> =>
  checkText({ "main.tf": base + calls.join(""), "app/main.tf": module });

describe("a module that is called several times", () => {
  it("is told of once where all calls make the same mistake, with all of them", () => {
    const result = check(call("a", "a", "public"), call("b", "b", "owner"), call("c", "c", "public"));
    const diagnostics = found(result, "app-share-public");
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.labels.map(({ text }) => text)).toEqual([
      "",
      "called here as module.a",
      "called here as module.c",
    ]);
  });

  it("is told of again where another call makes another", () => {
    const result = check(call("a", "8080", "owner"), call("b", "9090", "owner"));
    expect(found(result, "app-slug-is-port").map(({ headline }) => headline.slice(0, 24))).toEqual([
      'slug "8080" means port 8',
      'slug "9090" means port 9',
    ]);
  });
});

it("instances that are wrong in several ways at one place are told together", () => {
  const apps = `
resource "coder_app" "each" {
  for_each = { a = "8080", b = "443s", c = "web" }
  agent_id = coder_agent.main.id
  slug     = each.value
  url      = "http://localhost:9000"
}
`;
  const [diagnostic, ...others] = found(checkText(base + apps), "app-slug-is-port");
  expect(others).toEqual([]);
  expect(diagnostic?.notes.filter((note) => note.startsWith("also: "))).toEqual([
    'also: slug "443s" means port 443 with HTTPS to Coder, so this app can\'t be reached',
  ]);
});

it("arguments of a module that isn't loaded are evaluated only where it has instances", () => {
  const start = "data.coder_workspace.me.start_count";
  const template = (count: string): string => `${base}
resource "coder_agent" "dev" {
  count = ${start}
  os    = "linux"
  arch  = "amd64"
}
module "editor" {
  count    = ${count}
  source   = "registry.coder.com/coder/code-server/coder"
  version  = "1.0.0"
  agent_id = coder_agent.dev[0].id
}
`;
  expect(found(checkText(template(start)), "stop-transition")).toEqual([]);
  expect(found(checkText(template("1")), "stop-transition")).toHaveLength(1);
});
