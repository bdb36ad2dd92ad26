import type { RuleCase } from "../rule-case.ts";

const script = (body: string): string => `
resource "coder_script" "s" {
  agent_id     = coder_agent.main.id
  display_name = "Script"
  script       = "true"
  ${body.trim().replaceAll("\n", "\n  ")}
}
`;

export const cases: readonly RuleCase[] = [
  {
    about: "a script without a trigger",
    bad: script(""),
    finds: ['error: resource "coder_script" "s"'],
    says: "coder_script.s never runs",
    good: script("run_on_stop = true"),
  },
  {
    about: "triggers that are off",
    bad: script('run_on_start = false\ncron         = ""'),
    finds: ['error: resource "coder_script" "s"', 'error: ""'],
    good: script("run_on_start = true"),
  },
  {
    about: "a login that waits for a script which doesn't run at start",
    bad: script("run_on_stop        = true\nstart_blocks_login = true"),
    finds: ["error: start_blocks_login"],
    says: "has `start_blocks_login` without `run_on_start`",
    good: script("run_on_start       = true\nstart_blocks_login = true"),
  },
  {
    about: "no time limit is no `timeout`",
    bad: script("run_on_start = true\ntimeout      = 0"),
    finds: ["error: 0"],
    good: script("run_on_start = true"),
  },
  {
    about: "five fields, the first one read as seconds",
    bad: script('cron = "0 22 * * 1"'),
    finds: ['warning: "0 22 * * 1"'],
    says: "has five fields, and the first one is read as seconds",
    fixed: '"0 0 22 * * 1"',
    safe: false,
    good: script('cron = "0 0 22 * * 1"'),
  },
  {
    about: "no schedule at all",
    bad: script('cron = "every night"'),
    finds: ['error: "every night"'],
    good: script('cron = "@daily"'),
  },
];
