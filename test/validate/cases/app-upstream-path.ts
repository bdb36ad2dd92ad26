import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a path",
    bad: app("web", 'slug = "web"\nurl = "http://localhost:8080/docs"'),
    finds: ["info: /docs"],
    says: 'the path "/docs"',
    good: app("web", 'slug = "web"\nurl = "http://localhost:8080/?folder=/home/coder"'),
  },
];
