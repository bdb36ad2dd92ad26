import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

const who =
  '\ndata "coder_parameter" "who" {\n  name    = "who"\n  default = "owner"\n  option {\n    name  = "Me"\n    value = "owner"\n  }\n  option {\n    name  = "All"\n    value = "public"\n  }\n}\n';

const typed = '\ndata "coder_parameter" "level" {\n  name    = "level"\n  default = "owner"\n}\n';

export const cases: readonly RuleCase[] = [
  {
    about: "options",
    bad:
      who +
      app(
        "web",
        'slug = "web"\nsubdomain = true\nshare = data.coder_parameter.who.value\nurl = "http://localhost:8080"',
      ),
    finds: ["warning: data.coder_parameter.who.value"],
    says: 'parameter "who" lets the workspace\'s user share coder_app.web with anybody, without signing in',
    good: who + app("web", 'slug = "web"\nshare = data.coder_parameter.who.value\nurl = "http://localhost:8080"'),
  },
  {
    about: "a slug that is no port",
    bad:
      who +
      app(
        "web",
        'slug = "web-8080"\nsubdomain = true\nshare = data.coder_parameter.who.value\nurl = "http://localhost:8080"',
      ),
    finds: ["warning: data.coder_parameter.who.value"],
    good:
      who +
      app(
        "web",
        'slug = "8080"\nsubdomain = true\nshare = data.coder_parameter.who.value\nurl = "http://localhost:8080"',
      ),
  },
  {
    about: "a condition",
    bad:
      who +
      app(
        "web",
        'slug = "web"\nsubdomain = true\nshare = data.coder_parameter.who.value == "owner" ? "owner" : "authenticated"\nurl = "http://localhost:8080"',
      ),
    finds: ['warning: data.coder_parameter.who.value == "owner" ? "owner" : "authenticated"'],
    says: "with anybody who is signed in",
    good:
      who +
      app(
        "web",
        'slug = data.coder_parameter.who.value\nsubdomain = true\nshare = "authenticated"\nurl = "http://localhost:8080"',
      ),
  },
  {
    about: "what the user types",
    bad:
      typed +
      app(
        "web",
        'slug = "web"\nsubdomain = true\nshare = data.coder_parameter.level.value\nurl = "http://localhost:8080"',
      ),
    finds: ["warning: data.coder_parameter.level.value"],
    good: typed + app("web", 'slug = "web"\nshare = data.coder_parameter.level.value\nurl = "http://localhost:8080"'),
  },
  {
    about: "an answer that is typed, beside one that decides something else",
    bad:
      who +
      typed +
      app(
        "web",
        'slug = data.coder_parameter.who.value\nsubdomain = true\nshare = data.coder_parameter.level.value\nurl = "http://localhost:8080"',
      ),
    finds: ["warning: data.coder_parameter.level.value"],
    says: 'parameter "level"',
    good:
      who +
      typed +
      app(
        "web",
        'slug = data.coder_parameter.who.value\nsubdomain = true\nurl = "http://localhost:8080/${data.coder_parameter.level.value}"',
      ),
  },
];
