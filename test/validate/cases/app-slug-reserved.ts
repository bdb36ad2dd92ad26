import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "xn",
    bad: app("web", 'slug = "xn"\nsubdomain = true\nurl = "http://localhost:8080"'),
    finds: ['error: "xn"'],
    says: "xn--",
    good: app("web", 'slug = "xn"\nurl = "http://localhost:8080"'),
  },
];
