import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a port that is reserved",
    bad: app("web", 'slug = "web"\nurl = "http://localhost:7"'),
    finds: ["error: 7"],
    says: "port 7",
    good: app("web", 'slug = "web"\nurl = "http://localhost:9"'),
  },
  {
    about: "no port that there is",
    bad: app("web", 'slug = "web"\nurl = "http://localhost:70000"'),
    finds: ["error: 70000"],
    good: app("web", 'slug = "web"\nurl = "http://localhost:65535"'),
  },
  {
    about: "a scheme that nobody proxies",
    bad: app("web", 'slug = "web"\nurl = "ftp://localhost:21"'),
    finds: ["error: ftp"],
    says: 'the scheme "ftp"',
    good: app("web", 'slug = "web"\nurl = "https://localhost:21"'),
  },
  {
    about: "no scheme",
    bad: app("web", 'slug = "web"\nurl = "localhost:8080"'),
    finds: ["error: localhost"],
    good: app("web", 'slug = "web"\nurl = "vscode://x"\nexternal = true'),
  },
  {
    about: "no URL",
    bad: app("web", 'slug = "web"\nurl = "http://localhost:80 80"'),
    finds: ["error: 80 80"],
    good: app("web", 'slug = "web"\nurl = "http://localhost:8080"'),
  },
];
