import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a token",
    bad: app("web", 'slug = "web"\nurl = "http://localhost:8888/?token=s3cret"'),
    finds: ["error: s3cret"],
    says: "`url` of coder_app.web holds a token",
    good: app("web", 'slug = "web"\nurl = "http://localhost:8888/?token="'),
  },
  {
    about: "a password before the host",
    bad: app("web", 'slug = "web"\nurl = "http://admin:hunter2@localhost:8888"'),
    finds: ["error: hunter2"],
    says: "holds a password",
    good: app("web", 'slug = "web"\nurl = "http://admin@localhost:8888"'),
  },
  {
    about: "in a command",
    bad: app("web", 'slug = "web"\ncommand = "jupyter lab --ServerApp.token=abc123"'),
    finds: ["error: abc123"],
    good: app("web", 'slug = "web"\ncommand = "jupyter lab --ServerApp.token=\'\' --ServerApp.password=$PASSWORD"'),
  },
  {
    about: "a link whose token Coder fills in",
    bad: app("web", 'slug = "web"\nexternal = true\nurl = "vscode://coder/open?token=abc"'),
    finds: ["error: abc"],
    good: app("web", 'slug = "web"\nexternal = true\nurl = "vscode://coder/open?token=$SESSION_TOKEN"'),
  },
  {
    about: "a default that ends up in it",
    bad:
      'variable "pw" {\n  default = "coder!"\n}\n' +
      app("web", 'slug = "web"\nurl = "http://localhost:80/?password=${var.pw}"'),
    finds: ["error: coder!"],
    good:
      'variable "pw" {\n  default = null\n}\n' +
      app("web", 'slug = "web"\nurl = "http://localhost:80/?password=${coalesce(var.pw, var.pw)}"'),
  },
];
