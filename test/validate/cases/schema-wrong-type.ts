import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

const web = (line: string): string => app("web", `slug = "web"\nurl  = "http://localhost:8080"\n${line}`);

export const cases: readonly RuleCase[] = [
  {
    about: "a boolean in quotes",
    bad: web('subdomain = "true"'),
    finds: ['info: "true"'],
    says: '`subdomain` of coder_app.web is the text "true", which Terraform converts',
    fixed: "true",
    safe: true,
    good: web("subdomain = true"),
  },
  {
    about: "a word that is no boolean",
    bad: web('subdomain = "yes"'),
    finds: ['error: "yes"'],
    good: web("subdomain = false"),
  },
  {
    about: "a fraction for a whole number",
    bad: web("order = 1.5"),
    finds: ["error: 1.5"],
    good: web("order = 2"),
  },
  {
    about: "a list for a text",
    bad: web('group = ["a"]'),
    finds: ['error: ["a"]'],
    good: web('group = "a"'),
  },
  {
    about: "an agent for its id",
    bad: `
resource "coder_app" "web" {
  agent_id = coder_agent.main
  slug     = "web"
  url      = "http://localhost:8080"
}
`,
    finds: ["error: coder_agent.main"],
    good: web(""),
  },
];
