import type { RuleCase } from "../rule-case.ts";

const second = `
resource "coder_agent" "second" {
  os   = "linux"
  arch = "amd64"
}
`;

const size = `
data "coder_parameter" "gpu" {
  name    = "gpu"
  type    = "bool"
  default = "true"
}
`;

const machine = (body: string): string => `
resource "terraform_data" "second" {
  ${body}
}
`;

export const cases: readonly RuleCase[] = [
  {
    about: "nothing uses the agent",
    bad: second,
    finds: ['error: "second"'],
    says: "no machine depends on coder_agent.second",
    good: second + machine("input = coder_agent.second.token"),
  },
  {
    about: "only Coder's own resources use it",
    bad: `${second}\nresource "coder_script" "s" {\n  agent_id     = coder_agent.second.id\n  display_name = "s"\n  script       = "true"\n  run_on_start = true\n}\n`,
    finds: ['error: "second"'],
    good: second + machine("depends_on = [coder_agent.second]"),
  },
  {
    about: "the machine is there for one answer only",
    bad:
      second +
      size +
      machine('count = data.coder_parameter.gpu.value == "true" ? 1 : 0\n  input = coder_agent.second.token'),
    finds: ['error: "second" when {"gpu":"false"}'],
    says: "terraform_data.second would, and has no instance",
    good:
      second +
      size +
      machine("count = data.coder_workspace.me.start_count\n  input = local.script") +
      "locals {\n  script = coder_agent.second.init_script\n}\n",
  },
];
