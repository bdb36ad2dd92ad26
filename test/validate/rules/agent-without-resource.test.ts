import { describe, expect, it } from "vitest";
import { base, checkText, found } from "../harness.ts";

const second = `${base}
resource "coder_agent" "second" {
  os   = "linux"
  arch = "amd64"
}
`;

const count = (files: Readonly<Record<string, string>>): number =>
  found(checkText(files), "agent-without-resource").length;

describe("machines in modules", () => {
  const vm =
    'variable "script" {}\nresource "terraform_data" "vm" {\n  input = var.script\n}\noutput "id" {\n  value = terraform_data.vm.id\n}\n';

  it("count where the module is given the agent, or waits for it", () => {
    const call = 'module "vm" {\n  source = "./vm"\n  script = coder_agent.second.init_script\n}\n';
    expect(count({ "main.tf": second + call, "vm/main.tf": vm })).toBe(0);
    const waits = 'module "vm" {\n  source     = "./vm"\n  script     = ""\n  depends_on = [coder_agent.second]\n}\n';
    expect(count({ "main.tf": second + waits, "vm/main.tf": vm })).toBe(0);
  });

  it("don't count where nothing leads to the agent", () => {
    const call = 'module "vm" {\n  source = "./vm"\n  script = coder_agent.main.init_script\n}\n';
    expect(count({ "main.tf": second + call, "vm/main.tf": vm })).toBe(1);
  });

  it("don't count in a counted module, where Coder doesn't find them", () => {
    const call = 'module "vm" {\n  count  = 1\n  source = "./vm"\n  script = coder_agent.second.init_script\n}\n';
    expect(count({ "main.tf": second + call, "vm/main.tf": vm })).toBe(1);
  });

  it("may be in a module that isn't loaded", () => {
    const call =
      'module "vm" {\n  source  = "example/vm/any"\n  version = "1.0.0"\n  script  = coder_agent.second.init_script\n}\n';
    expect(count({ "main.tf": second + call })).toBe(0);
    expect(count({ "main.tf": second + call.replace("second", "main") })).toBe(1);
  });

  it("wait for a whole module with the agent in it", () => {
    const agent = 'resource "coder_agent" "inner" {\n  os   = "linux"\n  arch = "amd64"\n}\n';
    const call = 'module "agent" {\n  source = "./agent"\n}\n';
    const machine = 'resource "terraform_data" "inner" {\n  depends_on = [module.agent]\n}\n';
    expect(count({ "main.tf": base + call, "agent/main.tf": agent })).toBe(1);
    expect(count({ "main.tf": base + call + machine, "agent/main.tf": agent })).toBe(0);
  });
});

it("is silent for a stopping workspace, which has no machine", () => {
  expect(found(checkText(second, { transition: "stop" }), "agent-without-resource")).toEqual([]);
});
