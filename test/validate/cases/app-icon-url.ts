import { app } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

const icon = (text: string): string => app("web", `slug = "web"\nurl  = "http://localhost:8080"\nicon = ${text}`);

export const cases: readonly RuleCase[] = [
  {
    about: "a blank before a URL",
    bad: icon('" https://example.com/i.svg"'),
    finds: ['error: " https://example.com/i.svg"'],
    good: icon('"https://example.com/i.svg"'),
  },
  {
    about: "a percent sign that escapes nothing",
    bad: icon('"/icon/100%.svg"'),
    finds: ['error: "/icon/100%.svg"'],
    good: icon('"https://example.com/100%25.svg"'),
  },
  {
    about: "a blank before a path",
    bad: icon('" /icon/code.svg"'),
    finds: ['warning: " /icon/code.svg"'],
    says: "begins with a blank",
    good: icon('"/icon/code.svg"'),
  },
  {
    about: "a blank at the end",
    bad: icon('"/icon/code.svg "'),
    finds: ['warning: "/icon/code.svg "'],
    good: icon('"/icon/code.svg"'),
  },
  {
    about: "a blank within",
    bad: icon('"https://example.com/my icon.svg"'),
    finds: ['warning: "https://example.com/my icon.svg"'],
    good: icon('"https://example.com/my%20icon.svg"'),
  },
  {
    about: "an icon that Coder doesn't ship",
    bad: icon('"/icon/vscode.svg"'),
    finds: ['warning: "/icon/vscode.svg"'],
    says: 'Coder ships no icon "/icon/vscode.svg"',
    good: icon('"/icon/code.svg"'),
  },
  {
    about: "with the deployment's address in front",
    bad: icon('"${data.coder_workspace.me.access_url}/icon/gopher.svg"'),
    finds: ['warning: "${data.coder_workspace.me.access_url}/icon/gopher.svg"'],
    good: icon('"${data.coder_workspace.me.access_url}/icon/go.svg"'),
  },
  {
    about: "the directory in the plural",
    bad: icon('"/icons/go.svg"'),
    finds: ['warning: "/icons/go.svg"'],
    good: icon('"/emojis/1f4bb.png"'),
  },
];
