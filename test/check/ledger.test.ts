import { expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { defaultInputs } from "../../src/check-types.ts";
import { readManifest } from "../../src/manifest/reader.ts";
import { memoryHost } from "../memory-host.ts";
import { app, base, checkText, found, libraries } from "../validate/harness.ts";

const parameter = `
resource "coder_agent" "second" {
  os   = "linux"
  arch = "amd64"
}
resource "terraform_data" "port" {
  input = coder_agent.second.id
}
data "coder_parameter" "which" {
  name    = "which"
  type    = "bool"
  default = false
}
locals {
  second = data.coder_parameter.which.value == "true"
}
`;

it("names neither an agent nor a slug for something that is undecided for several", () => {
  const several = `
resource "coder_app" "web" {
  agent_id = local.second ? coder_agent.second.id : coder_agent.main.id
  slug     = "web"
  url      = "http://localhost:\${terraform_data.port.id}"
}
resource "coder_app" "other" {
  agent_id = coder_agent.second.id
  slug     = local.second ? "two" : "one"
  url      = "http://localhost:\${terraform_data.port.id}"
}
`;
  const { unresolved } = checkText(`${base}${parameter}${several}`);
  const apps = unresolved.map(({ address, attribute, slug, agent }) => [address, attribute, slug, agent]);
  expect(apps).toEqual([
    ["coder_app.web", "url", "web", undefined],
    ["coder_app.other", "url", undefined, "second"],
  ]);
});

it("judges the hostname of what is served from an address that isn't known", () => {
  const unreachable = (rest: string) => {
    const text = app("long", `slug = "${"a".repeat(60)}"\nsubdomain = true\n${rest}`);
    return found(checkText(`${base}${parameter}${text}`), "app-hostname-unreachable").length;
  };
  expect(unreachable('url = "http://localhost:${terraform_data.port.id}"')).toBe(1);
  expect(unreachable('url = "http://localhost"\nexternal = terraform_data.port.id == "x"')).toBe(0);
});

it("knows of no app in a module that may not be there", () => {
  const inner = `
variable "agent_id" {
  type = string
}
module "apps" {
  source   = "../apps"
  agent_id = var.agent_id
}
`;
  const apps = `
variable "agent_id" {
  type = string
}
resource "coder_app" "web" {
  agent_id = var.agent_id
  slug     = "web"
  url      = "http://localhost:8080"
}
`;
  const call = `
data "coder_external_auth" "git" {
  id       = "git"
  optional = true
}
module "maybe" {
  count    = data.coder_external_auth.git.access_token == "" ? 0 : 1
  source   = "./maybe"
  agent_id = coder_agent.main.id
}
`;
  const { unresolved } = checkText({ "main.tf": base + call, "maybe/main.tf": inner, "apps/main.tf": apps });
  const line = `${base}${call}`.split("\n").findIndex((text) => text.includes("count    = data.coder_external")) + 1;
  expect(unresolved.map(({ address, attribute, source }) => [address, attribute, source.file, source.line])).toEqual([
    ["module.maybe.module.apps.coder_app.web", "count", "main.tf", line],
  ]);
});

it("doesn't make a manifest incomplete by what an app is called", () => {
  const named = app(
    "web",
    `slug = "web"\nurl = "http://localhost:3000"\ndisplay_name = data.coder_workspace_owner.me.full_name`,
  );
  const host = memoryHost({ "main.tf": `${base}${named}` });
  const { manifest } = check(host, "", defaultInputs, libraries, "compile");
  const answer = readManifest(manifest ?? "");
  expect(answer).toMatchObject({
    ok: true,
    manifest: { complete: true, unresolved: [{ address: "coder_app.web", attribute: "display_name" }] },
  });
});

it("says how a manifest is made without a module that isn't loaded, where one was asked for", () => {
  const host = memoryHost({
    "main.tf": `${base}module "editor" {\n  source = "registry.coder.com/coder/editor/coder"\n}\n`,
  });
  const told = (purpose: "lint" | "compile", inputs = {}) =>
    found(check(host, "", { ...defaultInputs, ...inputs }, libraries, purpose), "module-not-loaded").map(
      ({ severity, notes }) => [severity, notes.some((note) => note.includes("--allow-partial leaves the module out"))],
    );
  expect(told("compile")).toEqual([["error", true]]);
  expect(told("compile", { allowPartial: true })).toEqual([["warning", false]]);
  expect(told("compile", { strictUnknown: true })).toEqual([["error", false]]);
  expect(told("lint")).toEqual([["warning", false]]);
});
