import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "six minutes",
    bad: app(
      "web",
      'slug = "web"\nurl = "http://localhost:8080"\nhealthcheck {\n  url = "http://localhost:8080"\n  interval = 30\n  threshold = 11\n}',
    ),
    finds: ["info: 30"],
    says: "only after 360 seconds",
    good: app(
      "web",
      'slug = "web"\nurl = "http://localhost:8080"\nhealthcheck {\n  url = "http://localhost:8080"\n  interval = 30\n  threshold = 9\n}',
    ),
  },
];
