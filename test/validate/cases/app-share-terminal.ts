import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a command",
    bad: app("web", 'slug = "top"\nshare = "public"\ncommand = "htop"'),
    finds: ['error: "public"'],
    good: app("web", 'slug = "top"\ncommand = "htop"'),
  },
  {
    about: "a name that says it",
    bad: app("web", 'slug = "ttyd"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"'),
    finds: ['warning: "public"'],
    says: "looks like a terminal",
    good: app("web", 'slug = "ttyd"\nsubdomain = true\nshare = "authenticated"\nurl = "http://localhost:8080"'),
  },
  {
    about: "a port that says it",
    bad: app("web", 'slug = "web"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:7681"'),
    finds: ['warning: "public"'],
    good: app("web", 'slug = "web"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"'),
  },
];
