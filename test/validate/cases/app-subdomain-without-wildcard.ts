import { app, profile } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "no wildcard host",
    bad: app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"'),
    finds: ["error: true"],
    good: app("web", 'slug = "web"\nsubdomain = false\nurl = "http://localhost:8080"'),
    inputs: profile({ wildcardAccessUrl: null }),
  },
];
