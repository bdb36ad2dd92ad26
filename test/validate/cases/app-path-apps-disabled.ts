import { app, profile } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "no path apps",
    bad: app("web", 'slug = "web"\nurl = "http://localhost:8080"'),
    finds: ['error: resource "coder_app" "web"'],
    good: app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"'),
    inputs: profile({ pathApps: false }),
  },
];
