import type { RuleCase } from "../rule-case.ts";

const agent = (label: string): string => `
resource "coder_agent" "${label}" {
  os   = "linux"
  arch = "amd64"
}

resource "terraform_data" "second" {
  input = coder_agent.${label}.init_script
}
`;

export const cases: readonly RuleCase[] = [
  {
    about: "an underscore",
    bad: agent("my_agent"),
    finds: ['error: "my_agent"'],
    says: "no underscores",
    good: agent("my-agent"),
  },
  {
    about: "two hyphens in a row",
    bad: agent("my--agent"),
    finds: ['error: "my--agent"'],
    says: "can't be the name of an agent",
    good: agent("Agent-2"),
  },
];
