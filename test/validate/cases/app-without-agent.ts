import type { RuleCase } from "../rule-case.ts";

const web = (agent: string): string => `
resource "coder_app" "web" {
  agent_id = ${agent}
  slug     = "web"
  url      = "http://localhost:8080"
}
`;

export const cases: readonly RuleCase[] = [
  {
    about: "another attribute of the agent",
    bad: web("coder_agent.main.token"),
    finds: ["error: coder_agent.main.token"],
    says: "its agent_id is coder_agent.main.token",
    good: web("coder_agent.main.id"),
  },
  { about: "a name", bad: web('"main"'), finds: ['error: "main"'], good: web("coder_agent.main.id") },
  { about: "an empty text", bad: web('""'), finds: ['error: ""'], good: web("coder_agent.main.id") },
  {
    about: "another resource's id",
    bad: web("terraform_data.vm[0].id"),
    finds: ["error: terraform_data.vm[0].id"],
    good: web("one([coder_agent.main.id])"),
  },
  {
    about: "what the user answers",
    bad: `data "coder_parameter" "agent" {\n  name    = "agent"\n  default = "main"\n}\n${web("data.coder_parameter.agent.value")}`,
    finds: ["error: data.coder_parameter.agent.value"],
    good: web("true ? coder_agent.main.id : null"),
  },
];
