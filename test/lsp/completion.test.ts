import { describe, expect, it } from "vitest";
import { completions } from "../../src/lsp/completion.ts";
import { completionContext } from "../../src/lsp/completion-context.ts";
import { ground, marked } from "./template.ts";

function labelsAt(text: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const { place, offset } = marked({ "main.tf": `${ground}${text}`, ...more });
  return completions(place, offset, { snippets: false }).map(({ label }) => label);
}

function contextAt(text: string): object {
  const offset = text.indexOf("▮");
  return completionContext({ name: "main.tf", text: text.replace("▮", "") }, offset);
}

describe("completion", () => {
  it("has blocks at the top, and types in their labels", () => {
    expect(labelsAt("▮")).toEqual(expect.arrayContaining(["resource", "module", "locals"]));
    expect(labelsAt("res▮")).toContain("resource");
    expect(labelsAt('resource "▮')).toContain("coder_app");
    expect(labelsAt('resource "coder_▮"')).toContain("coder_app");
    expect(labelsAt("data ▮")).toContain("coder_parameter");
    expect(labelsAt('data "coder_parameter" "▮')).toEqual([]);
  });

  it("has arguments that aren't written yet, and blocks", () => {
    const labels = labelsAt('resource "coder_app" "a" {\n  slug = "a"\n  ▮\n}\n');
    expect(labels).toEqual(expect.arrayContaining(["agent_id", "share", "healthcheck", "for_each"]));
    expect(labels).not.toContain("slug");
    expect(labels).not.toContain("id");
    expect(labelsAt('resource "coder_app" "a" {\n  healthcheck {\n    ▮\n')).toEqual(
      expect.arrayContaining(["url", "interval", "threshold"]),
    );
  });

  it("has the variables of a module as its arguments", () => {
    const labels = labelsAt('module "m" {\n  source = "./m"\n  ▮\n}\n', { "m/main.tf": 'variable "port" {}\n' });
    expect(labels).toContain("port");
    expect(labels).not.toContain("source");
  });

  it("has legal values, quoted where they must be", () => {
    const app = (value: string): readonly string[] => labelsAt(`resource "coder_app" "a" {\n  share = ${value}\n}\n`);
    expect(app('"▮"')).toEqual(expect.arrayContaining(["owner", "public"]));
    expect(app("▮")).toEqual(expect.arrayContaining(['"owner"', "local", "lower"]));
    expect(labelsAt('resource "coder_app" "a" {\n  subdomain = ▮\n}\n')).toEqual(
      expect.arrayContaining(["true", "false"]),
    );
    expect(labelsAt('resource "coder_app" "a" {\n  share = "x${▮}"\n}\n')).toContain("local");
  });

  it.each([
    ['output "o" { value = local.▮ }', ["port", "secret"]],
    ['output "o" {\n  value = local.po▮\n', ["port", "secret"]],
    ['output "o" { value = var.▮ }', ["token"]],
    ['output "o" { value = data.▮ }', ["coder_workspace", "coder_parameter"]],
    ['output "o" { value = data.coder_parameter.▮ }', ["ide"]],
    ['output "o" { value = coder_agent.▮ }', ["dev"]],
    ['output "o" { value = docker_container.workspace[0].▮ }', []],
    ['output "o" { value = path.▮ }', ["module", "root", "cwd"]],
    ['output "o" { value = terraform.▮ }', ["workspace"]],
    ['output "o" { value = [for a in [] : each.▮] }', ["key", "value"]],
    ['output "o" { value = "${count.▮}" }', ["index"]],
    ['output "o" { value = module.▮ }', ["m"]],
    ['output "o" { value = module.m.▮ }', ["out"]],
    ['output "o" { value = 3.▮ }', []],
    ['output "o" { value = "local.▮" }', []],
    ["# local.▮", []],
    ['output "o" { value = <<E\nlocal.▮\nE\n}', []],
    ["/* local.▮ */", []],
  ])("in %s has %j", (text, labels) => {
    const call = '\nmodule "m" {\n  source = "./m"\n}\n';
    const found = labelsAt(`${text.includes("module.") ? call : ""}${text}`, {
      "m/main.tf": 'output "out" { value = 1 }\n',
    });
    expect(found).toEqual(labels);
  });

  it("has attributes of what the provider knows, with their description", () => {
    const { place, offset } = marked({ "main.tf": `${ground}output "o" { value = data.coder_parameter.ide.▮ }` });
    const value = completions(place, offset, { snippets: true }).find(({ label }) => label === "value");
    expect(value?.documentation).toMatchObject({ kind: "markdown" });
  });

  it.each([
    "{▮",
    "}▮",
    '"▮',
    '"${▮',
    "= ▮",
    "a = {\n b = [▮",
    '"${"${▮',
    "<<E\n▮",
    "<<E\n${▮",
    "\ufeff▮",
    "a.b.▮",
    "]▮",
    ")▮}",
    "%{▮",
  ])("of %j is no mistake", (text) => {
    expect(contextAt(text)).toHaveProperty("kind");
    expect(contextAt(`resource "x" "y" {\n  ${text}`)).toHaveProperty("kind");
  });
});
