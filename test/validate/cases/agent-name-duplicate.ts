import type { RuleCase } from "../rule-case.ts";

const agent = (label: string, more = ""): string => `
resource "coder_agent" "${label}" {
  os   = "linux"
  arch = "amd64"${more}
}

resource "terraform_data" "${label}" {
  input = coder_agent.${label}[*].init_script
}
`;

export const cases: readonly RuleCase[] = [
  {
    about: "names that differ in case only",
    bad: agent("Main"),
    finds: ['error: "Main"'],
    says: '2 agents are named "Main": coder_agent.main and coder_agent.Main',
    good: agent("other"),
  },
  {
    about: "two instances",
    bad: agent("gpu", "\n  count = 2"),
    finds: ['error: "gpu"'],
    says: "coder_agent.gpu[0] and coder_agent.gpu[1]",
    good: agent("gpu", "\n  count = 1"),
  },
];
