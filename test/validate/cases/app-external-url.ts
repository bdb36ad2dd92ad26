import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

const link = (url: string): string => app("docs", `slug     = "docs"\nexternal = true\n${url}`);
const old = { providerVersion: "2.18" };

export const cases: readonly RuleCase[] = [
  {
    about: "an address without a scheme",
    bad: link('url      = "wiki.example.com"'),
    finds: ['error: "wiki.example.com"'],
    says: 'the address "wiki.example.com" of the external app coder_app.docs has no scheme',
    good: link('url      = "https://wiki.example.com"'),
  },
  {
    about: "host and port are read as a scheme",
    bad: link('url      = "localhost:8080"'),
    finds: ['error: "localhost:8080"'],
    says: 'has no host: it is read as scheme "localhost", then "8080"',
    good: link('url      = "http://localhost:8080"'),
  },
  {
    about: "no address",
    bad: link(""),
    finds: ['error: resource "coder_app" "docs"'],
    good: link('url      = "vscode://coder.coder-remote/open"'),
  },
  {
    about: "before 2.20 the provider takes it, and the link is dead",
    bad: link('url      = "/templates"'),
    finds: ['warning: "/templates"'],
    inputs: old,
    good: link('url      = "https://coder.example.com/templates"'),
  },
  {
    about: "pieces that come later",
    bad: link('url      = "mailto:${data.coder_workspace_owner.me.name}"'),
    finds: ['error: "mailto:${data.coder_workspace_owner.me.name}"'],
    good: link('url      = "https://${data.coder_workspace_owner.me.name}.example.com"'),
  },
];
