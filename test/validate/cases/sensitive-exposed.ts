import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "an address with a sensitive value",
    bad:
      'variable "pw" {\n  default   = "x"\n  sensitive = true\n}\n' +
      app("web", 'slug = "web"\nurl = "http://localhost:80/?${var.pw}"'),
    finds: ['warning: "http://localhost:80/?${var.pw}"'],
    says: "`url` of coder_app.web",
    good:
      'variable "pw" {\n  default   = "x"\n  sensitive = true\n}\n' +
      app("web", 'slug = "web"\nurl = "http://localhost:80/?${nonsensitive(var.pw)}"'),
  },
];
