import { app, profile } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "narrowed by the gateway",
    bad: app("web", 'slug = "web"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"'),
    finds: ['warning: "public"'],
    says: 'declares the share "public", above the template\'s maximum "authenticated"',
    good: app("web", 'slug = "web"\nsubdomain = true\nshare = "authenticated"\nurl = "http://localhost:8080"'),
    inputs: profile({ edition: "premium", maxShareLevel: "authenticated" }),
  },
  {
    about: "exempt, as in Coder",
    bad: app("web", 'slug = "web"\nsubdomain = true\nshare = "authenticated"\nurl = "http://localhost:8080"'),
    finds: ['warning: "authenticated"'],
    good: app("web", 'slug = "web"\nsubdomain = true\nshare = "owner"\nurl = "http://localhost:8080"'),
    inputs: profile({ edition: "premium", appShare: "exempt" }),
  },
];
