import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "where it is asked for",
    bad: app("web", 'slug = "web"\nurl = "http://localhost:8080"'),
    finds: ['warning: "web"'],
    good: app(
      "web",
      'slug = "web"\nurl = "http://localhost:8080"\nhealthcheck {\n  url = "http://localhost:8080"\n  interval = 5\n  threshold = 6\n}',
    ),
    inputs: { ruleLevel: (rule) => (rule === "app-healthcheck-missing" ? "warning" : undefined) },
  },
];
