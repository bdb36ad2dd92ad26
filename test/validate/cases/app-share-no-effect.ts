import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a path app",
    bad: app("web", 'slug = "web"\nshare = "authenticated"\nurl = "http://localhost:8080"'),
    finds: ['warning: "authenticated"'],
    says: "has no effect by path",
    good: app("web", 'slug = "web"\nsubdomain = true\nshare = "authenticated"\nurl = "http://localhost:8080"'),
  },
  {
    about: "a slug that is a port",
    bad: app("web", 'slug = "8080"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"'),
    finds: ['warning: "public"'],
    says: 'slug "8080" is a port',
    good: app("web", 'slug = "web"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"'),
  },
];
