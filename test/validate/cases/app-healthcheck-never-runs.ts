import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "an interval of nothing",
    bad: app(
      "web",
      'slug = "web"\nurl = "http://localhost:8080"\nhealthcheck {\n  url = "http://localhost:8080"\n  interval = 0\n  threshold = 3\n}',
    ),
    finds: ["error: 0"],
    says: "its interval is 0",
    good: app(
      "web",
      'slug = "web"\nurl = "http://localhost:8080"\nhealthcheck {\n  url = "http://localhost:8080"\n  interval = 1\n  threshold = 1\n}',
    ),
  },
  {
    about: "a threshold below it",
    bad: app(
      "web",
      'slug = "web"\nurl = "http://localhost:8080"\nhealthcheck {\n  url = "http://localhost:8080"\n  interval = 5\n  threshold = -1\n}',
    ),
    finds: ["error: -1"],
    says: "its threshold is -1",
    good: app(
      "web",
      'slug = "web"\nurl = "http://localhost:8080"\nhealthcheck {\n  url = ""\n  interval = 5\n  threshold = 0\n}',
    ),
  },
];
