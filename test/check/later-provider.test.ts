import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { defaultInputs } from "../../src/check-types.ts";
import { memoryHost } from "../memory-host.ts";
import { libraries } from "../oracle/provider-harness.ts";

function told(version: string, text: string, providerVersion: string | null = null): readonly string[] {
  const main = `terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "${version}"
    }
  }
}
data "coder_workspace" "me" {}
${text}`;
  const inputs = { ...defaultInputs, providerVersion };
  return check(memoryHost({ "main.tf": main }), "", inputs, libraries, "lint")
    .diagnostics.filter(({ rule, severity }) => rule === "provider-unpinned" || severity === "error")
    .map(({ rule, headline }) => `${rule} ${headline}`);
}

const agent = (more: string) => `resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
  ${more}
}
resource "terraform_data" "vm" {
  count = data.coder_workspace.me.start_count
  input = coder_agent.main.id
}
`;
const app = (more: string) => `resource "coder_app" "x" {
  agent_id = coder_agent.main.id
  slug     = "x"
  ${more}
}
`;

describe("a template for an old release of the provider", () => {
  it("is told what a later one refuses, and which", () => {
    expect(told("~> 0.12.0", agent("login_before_ready = false"))).toEqual([
      "provider-unpinned provider 2.0.0 refuses this: coder_agent has no argument `login_before_ready`",
    ]);
    expect(told("~> 2.13.0", agent("") + app('command = "bash"\n  subdomain = false'))).toEqual([
      "provider-unpinned provider 2.14.0 refuses this: `command` and `subdomain` of coder_app.x exclude each other",
    ]);
    const owner = app('url = "http://localhost:3000/' + "${data.coder_workspace.me.owner}" + '"');
    expect(told("~> 0.23.0", agent("") + owner)).toEqual([
      "provider-unpinned provider 2.0.0 refuses this: data source coder_workspace has no attribute `owner`",
    ]);
  });

  it("is told once of what stands in several places", () => {
    const urls = Array.from({ length: 7 }, (_, at) => `  p${at} = data.coder_workspace.me.owner\n`);
    const main = `terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 0.23.0"
    }
  }
}
data "coder_workspace" "me" {}
${agent("")}locals {
${urls.join("")}}
`;
    const { diagnostics } = check(memoryHost({ "main.tf": main }), "", defaultInputs, libraries, "lint");
    const [only, ...others] = diagnostics.filter(({ rule }) => rule === "provider-unpinned");
    expect(others).toEqual([]);
    expect(only?.labels.map(({ primary }) => primary)).toEqual([true, false, false, false, false]);
    expect(only?.notes).toContain("2 more places");
  });

  it("isn't told what its own refuses already", () => {
    expect(told("~> 2.13.0", agent("login_before_ready = false"))).toEqual([
      expect.stringContaining("schema-unknown-attribute coder_agent has no argument"),
    ]);
  });

  it("isn't told anything where nothing changes, or where the newest judges", () => {
    expect(told("~> 2.13.0", agent("") + app('url = "http://localhost:3000"'))).toEqual([]);
    expect(told("~> 2.20", agent("") + app('command = "bash"'))).toEqual([]);
  });
});
