import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

const web = (line: string): string => app("web", `slug = "web"\nurl  = "http://localhost:8080"\n${line}`);

export const cases: readonly RuleCase[] = [
  {
    about: "a name that was replaced",
    bad: web('name = "Web"'),
    finds: ["error: name"],
    fixed: "display_name",
    safe: true,
    good: web('display_name = "Web"'),
  },
  {
    about: "a name that was replaced beside the new one",
    bad: web('name         = "Web"\ndisplay_name = "Web"'),
    finds: ["error: name"],
    good: web('display_name = "Web"'),
  },
  {
    about: "a replacement that means the reverse is for people",
    bad: web("relative_path = true"),
    finds: ["error: relative_path"],
    good: web("subdomain = false"),
  },
  {
    about: "a misspelt name",
    bad: web("sub_domain = true"),
    finds: ["error: sub_domain"],
    good: web("subdomain = true"),
  },
];
