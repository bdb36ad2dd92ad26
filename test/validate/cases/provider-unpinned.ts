import type { RuleCase } from "../rule-case.ts";

const env = (more: string): string => `
resource "coder_env" "path" {
  agent_id = coder_agent.main.id
  name     = "PATH"
  value    = "/opt/bin"${more}
}
`;

export const cases: readonly RuleCase[] = [
  {
    about: "an older release lacks what is used",
    bad: env('\n  merge_strategy = "append"'),
    finds: ['info: "~> 2.13"'],
    says: '"~> 2.13" admits provider 2.13.0, which lacks `merge_strategy` of coder_env: it came with 2.15.0',
    good: env(""),
  },
];
