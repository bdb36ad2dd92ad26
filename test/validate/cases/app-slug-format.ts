import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

const web = (slug: string, more = ""): string => app("web", `slug = ${slug}\nurl  = "http://localhost:8080"`) + more;

export const cases: readonly RuleCase[] = [
  {
    about: "capitals and underscores",
    bad: web('"My_App"'),
    finds: ['error: "My_App"'],
    fixed: '"my-app"',
    safe: true,
    good: web('"my-app"'),
  },
  {
    about: "accents",
    bad: web('"café--bar-"'),
    finds: ['error: "café--bar-"'],
    fixed: '"cafe-bar"',
    safe: true,
    good: web('"cafe-bar"'),
  },
  {
    about: "a slug that something else takes isn't changed without asking",
    bad: web('"My_App"', 'output "slug" {\n  value = coder_app.web.slug\n}\n'),
    finds: ['error: "My_App"'],
    fixed: '"my-app"',
    safe: false,
    good: web('"my-app"'),
  },
  {
    about: "nothing is proposed that another app has already",
    bad: web('"My_App"') + app("other", 'slug = "my-app"\nurl  = "http://localhost:8081"'),
    finds: ['error: "My_App"'],
    good: web('"my-app-2"') + app("other", 'slug = "my-app"\nurl  = "http://localhost:8081"'),
  },
  {
    about: "a slug that is worked out",
    bad: `locals {\n  name = "Web"\n}\n${web("local.name")}`,
    finds: ["error: local.name"],
    good: `locals {\n  name = "Web"\n}\n${web("lower(local.name)")}`,
  },
];
