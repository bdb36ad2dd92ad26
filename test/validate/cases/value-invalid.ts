import type { RuleCase } from "../rule-case.ts";

const monitored = (...volumes: readonly string[]): string => `
resource "coder_agent" "second" {
  os   = "linux"
  arch = "amd64"
  resources_monitoring {
    ${volumes.map((volume) => `volume {\n      enabled   = true\n      threshold = 80\n      ${volume}\n    }`).join("\n    ")}
  }
}
`;

export const cases: readonly RuleCase[] = [
  {
    about: "a volume that is watched twice",
    bad: monitored('path = "/home"', 'path      = "/home"').replace("80", "90"),
    finds: ['error: "/home"'],
    says: 'two `volume` blocks of coder_agent.second have the path "/home"',
    good: monitored('path = "/home"', 'path = "/var"'),
  },
  {
    about: "a variable whose name is none",
    bad: 'resource "coder_env" "e" {\n  agent_id = coder_agent.main.id\n  name     = "MY-VAR"\n}\n',
    finds: ['error: "MY-VAR"'],
    good: 'resource "coder_env" "e" {\n  agent_id = coder_agent.main.id\n  name     = "MY_VAR"\n}\n',
  },
  {
    about: "a secret that fills nothing",
    bad: 'data "coder_secret" "s" {\n  help_message = "Store it."\n}\n',
    finds: ['error: data "coder_secret" "s"'],
    says: "has neither `env` nor `file`",
    inputs: { providerVersion: "2.17" },
    good: 'data "coder_secret" "s" {\n  help_message = "Store it."\n  env          = "TOKEN"\n}\n',
  },
  {
    about: "an order of scripts that names none",
    bad: 'data "coder_script_order" "o" {\n  rule {\n    run   = []\n    after = ["coder_script.a"]\n  }\n}\n',
    finds: ["error: []"],
    good: 'data "coder_script_order" "o" {\n  rule {\n    run   = ["coder_script.b"]\n    after = ["coder_script.a"]\n  }\n}\n',
  },
];
