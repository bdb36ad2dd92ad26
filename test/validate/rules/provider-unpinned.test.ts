import { expect, it } from "vitest";
import { checkText, found, lineOf } from "../harness.ts";

const agent = 'resource "coder_agent" "main" {\n  os   = "linux"\n  arch = "amd64"\n}\n';

it("tells that nothing is pinned, unless this run says it", () => {
  expect(found(checkText(agent), "provider-unpinned").map(lineOf)).toEqual([
    'info provider-unpinned main.tf: resource "coder_agent" "main"',
  ]);
  expect(found(checkText(agent, { providerVersion: "2.17" }), "provider-unpinned")).toEqual([]);
});

it("points at the template where only a module that it calls says a version", () => {
  const required = (version: string): string =>
    `terraform {\n  required_providers {\n    coder = {\n      source = "coder/coder"\n${version}    }\n  }\n}\n`;
  const files = {
    "main.tf": `${required("")}${agent}module "web" {\n  source   = "./web"\n  agent_id = coder_agent.main.id\n}\n`,
    "web/main.tf": `${required('      version = ">= 2.5"\n')}variable "agent_id" {}
resource "coder_app" "web" {
  agent_id = var.agent_id
  slug     = "web"
  url      = "http://localhost:3000"
  tooltip  = "a page"
}
`,
  };
  const [finding, ...others] = found(checkText(files), "provider-unpinned");
  expect(others).toEqual([]);
  expect(finding?.labels.map(({ file, text }) => `${file.name}: ${text}`)).toEqual([
    "main.tf: ",
    "web/main.tf: what a module requires; no version is required here",
    "web/main.tf: since provider 2.11.0",
  ]);
  expect(finding?.help).toBe('add `version = ">= 2.11.0"` for coder in required_providers');
});
