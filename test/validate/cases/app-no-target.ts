import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "neither url nor command",
    bad: app("web", 'slug = "web"'),
    finds: ['error: "web"'],
    says: "neither `url` nor `command`",
    good: app("web", 'slug = "web"\nurl = "http://localhost:8080"'),
  },
  {
    about: "an empty url",
    bad: app("web", 'slug = "web"\nurl = ""'),
    finds: ['error: ""'],
    says: "its `url` is empty",
    good: app("web", 'slug = "web"\ncommand = "htop"'),
  },
];
