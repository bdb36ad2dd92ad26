import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a command with an address",
    bad: app("htop", 'slug    = "htop"\ncommand = "htop"\nurl     = "http://localhost:8080"'),
    finds: ['error: "htop"'],
    says: "`command` and `url` of coder_app.htop exclude each other",
    good: app("htop", 'slug    = "htop"\ncommand = "htop"\nurl     = null'),
  },
  {
    about: "a value that can't be null, though it comes later",
    bad: app("htop", 'slug    = "htop"\ncommand = "htop"\nurl     = coder_agent.main.id'),
    finds: ['error: "htop"'],
    good: app("htop", 'slug    = "htop"\ncommand = "htop"'),
  },
  {
    about: "a value that comes later and may be null",
    bad: app("htop", 'slug    = "htop"\ncommand = "htop"\nurl     = terraform_data.vm[0].output'),
    finds: ['warning: "htop"'],
    good: app("htop", 'slug    = "htop"\nurl     = terraform_data.vm[0].output'),
  },
];
