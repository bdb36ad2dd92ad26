import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a workspace of the inventory",
    bad: app("web", 'slug = "notebook"\nsubdomain = true\nurl = "http://localhost:8080"'),
    finds: ['error: "notebook"'],
    says: "too long for workspace somebody-with-a-name/the-machine-for-experiments",
    good: app("web", 'slug = "n"\nsubdomain = true\nurl = "http://localhost:8080"'),
    inputs: { workspaces: [{ name: "the-machine-for-experiments", owner: "somebody-with-a-name" }] },
  },
];
