import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "another port",
    bad: app(
      "web",
      'slug = "web"\nurl = "http://localhost:8080"\nhealthcheck {\n  url = "http://localhost:9090/healthz"\n  interval = 5\n  threshold = 3\n}',
    ),
    finds: ["warning: 9090"],
    says: "looks at port 9090, and the app is on 8080",
    good: app(
      "web",
      'slug = "web"\nurl = "http://localhost:8080"\nhealthcheck {\n  url = "http://127.0.0.1:8080/healthz"\n  interval = 5\n  threshold = 3\n}',
    ),
  },
];
