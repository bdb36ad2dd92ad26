import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

const web = (value: string): string =>
  app("web", `slug    = "web"\nurl     = "http://localhost:8080"\nopen_in = "${value}"`);

export const cases: readonly RuleCase[] = [
  {
    about: "a value of old versions",
    bad: web("window"),
    finds: ['error: "window"'],
    fixed: '"slim-window"',
    safe: true,
    good: web("slim-window"),
  },
  {
    about: "a value that doesn't exist",
    bad: web("Tab"),
    finds: ['error: "Tab"'],
    good: web("tab"),
  },
];
