import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "another machine",
    bad: app("web", 'slug = "web"\nurl = "http://db.internal:5432"'),
    finds: ["warning: db.internal"],
    says: "requests go to port 5432 of the agent itself",
    good: app("web", 'slug = "web"\nurl = "http://127.1.2.3:5432"'),
  },
  {
    about: "an address that is the machine itself",
    bad: app("web", 'slug = "web"\nurl = "http://10.0.0.1"'),
    finds: ["warning: 10.0.0.1"],
    good: app("web", 'slug = "web"\nurl = "http://[::1]:8080"'),
  },
];
