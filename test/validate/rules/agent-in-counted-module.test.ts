import { describe, expect, it } from "vitest";
import { base, checkText, found, lineOf } from "../harness.ts";

const inner = `
resource "coder_agent" "gpu" {
  os   = "linux"
  arch = "amd64"
}

resource "terraform_data" "gpu" {
  input = coder_agent.gpu.init_script
}
`;

const call = (more: string): string => `
module "gpu" {
  source = "./gpu"
  ${more}
}
`;

describe("agent-in-counted-module", () => {
  it("shows the agent, the call and its count", () => {
    const result = checkText({ "main.tf": base + call("count = 1"), "gpu/main.tf": inner });
    const [diagnostic] = found(result, "agent-in-counted-module");
    expect(diagnostic?.headline).toBe(
      "module.gpu[0].coder_agent.gpu is inside a module with `count`, where Coder can't find it",
    );
    expect(diagnostic?.labels.map(({ file, text }) => [file.name, text])).toEqual([
      ["gpu/main.tf", ""],
      ["main.tf", 'module "gpu" is repeated here'],
      ["main.tf", "called here as module.gpu[0]"],
    ]);
    // It would be found missing all the same.
    expect(found(result, "agent-without-resource")).toEqual([]);
  });

  it("takes for_each for the same, and no module at all where there is none", () => {
    const counted = (more: string): readonly string[] =>
      found(checkText({ "main.tf": base + call(more), "gpu/main.tf": inner }), "agent-in-counted-module").map(lineOf);
    expect(counted('for_each = toset(["a"])')).toEqual(['error agent-in-counted-module gpu/main.tf: "gpu"']);
    expect(counted("count = 0")).toEqual([]);
    expect(counted("")).toEqual([]);
  });
});
