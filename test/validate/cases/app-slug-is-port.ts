import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "digits",
    bad: app("web", 'slug = "8080"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"'),
    finds: ['error: "8080"'],
    says: 'slug "8080" means port 8080',
    good: app("web", 'slug = "web-8080"\nsubdomain = true\nurl = "http://localhost:8080"'),
  },
  {
    about: "leading zeros and an s",
    bad: app("web", 'slug = "0443s"\nurl = "http://localhost:8080"'),
    finds: ['error: "0443s"'],
    says: "port 443 with HTTPS",
    good: app("web", 'slug = "443x"\nurl = "http://localhost:8080"'),
  },
  {
    about: "five digits above every port",
    bad: app("web", 'slug = "70000"\nsubdomain = true\nurl = "http://localhost:8080"'),
    finds: ['info: "70000"'],
    good: app("web", 'slug = "100000"\nsubdomain = true\nurl = "http://localhost:8080"'),
  },
  {
    about: "a terminal has no hostname",
    bad: app("web", 'slug = "22"\nurl = "http://localhost:8080"'),
    finds: ['error: "22"'],
    good: app("web", 'slug = "22"\ncommand = "htop"'),
  },
];
