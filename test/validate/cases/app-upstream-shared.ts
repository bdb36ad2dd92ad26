import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a port that was copied",
    bad: app("a", 'slug = "a"\nurl = "http://localhost:8080"') + app("b", 'slug = "b"\nurl = "http://localhost:8080"'),
    finds: ['info: "http://localhost:8080"'],
    says: "coder_app.a and coder_app.b lead to port 8080",
    good: app("a", 'slug = "a"\nurl = "http://localhost:8080"') + app("b", 'slug = "b"\nurl = "http://localhost:8081"'),
  },
  {
    about: "and shared differently",
    bad:
      app("a", 'slug = "a"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"') +
      app("b", 'slug = "b"\nsubdomain = true\nurl = "http://localhost:8080"'),
    finds: ['warning: "http://localhost:8080"'],
    says: "are shared differently",
    good:
      app("a", 'slug = "a"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"') +
      app("b", 'slug = "b"\nsubdomain = true\nurl = "http://localhost:80"'),
  },
];
