import { app, profile } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

const who =
  '\ndata "coder_parameter" "who" {\n  name    = "who"\n  default = "owner"\n  option {\n    name  = "Me"\n    value = "owner"\n  }\n  option {\n    name  = "All"\n    value = "public"\n  }\n}\n';

export const cases: readonly RuleCase[] = [
  {
    about: "shared with everybody",
    bad: app("web", 'slug = "web"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"'),
    finds: ['warning: "public"'],
    good: app("web", 'slug = "web"\nsubdomain = true\nshare = "authenticated"\nurl = "http://localhost:8080"'),
  },
  {
    about: "for one answer",
    bad:
      who +
      app(
        "web",
        'slug = "web"\nsubdomain = true\nshare = data.coder_parameter.who.value\nurl = "http://localhost:8080"',
      ),
    finds: ['warning: data.coder_parameter.who.value when {"who":"public"}'],
    good: who + app("web", 'slug = "web"\nshare = data.coder_parameter.who.value\nurl = "http://localhost:8080"'),
  },
  {
    about: "the maximum narrows it",
    bad: app("web", 'slug = "web"\nsubdomain = true\nshare = "public"\nurl = "http://localhost:8080"'),
    finds: ['warning: "public"'],
    good: app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"'),
    inputs: profile({ maxShareLevel: "authenticated", appShare: "exempt" }),
  },
];
