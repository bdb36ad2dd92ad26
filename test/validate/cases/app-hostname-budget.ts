import { app, profile } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a long slug under a suffix",
    bad: app("web", 'slug = "node-react-app-of-mine"\nsubdomain = true\nurl = "http://localhost:8080"'),
    finds: ['warning: "node-react-app-of-mine"'],
    says: "leaves 31 characters for workspace and owner, 32 are wanted",
    good: app("web", 'slug = "node-react-app"\nsubdomain = true\nurl = "http://localhost:8080"'),
    inputs: profile({ coderVersion: "2.35", wildcardAccessUrl: "*--apps.example.com" }),
  },
  {
    about: "only the form with the agent is short of room",
    bad: app("web", 'slug = "node-react-app-mine"\nsubdomain = true\nurl = "http://localhost:8080"'),
    finds: ['info: "node-react-app-mine"'],
    says: "only the other hostname",
    good: app("web", 'slug = "node"\nsubdomain = true\nurl = "http://localhost:8080"'),
    inputs: profile({ coderVersion: "2.35", wildcardAccessUrl: "*--apps.example.com" }),
  },
  {
    about: "ports of an agent",
    bad: '\nresource "coder_agent" "a-machine-with-a-long-name" {\n  os   = "linux"\n  arch = "amd64"\n}\n',
    finds: ['warning: "a-machine-with-a-long-name"'],
    says: "leave 25 characters",
    good: '\nresource "coder_agent" "gpu" {\n  os   = "linux"\n  arch = "amd64"\n}\n',
  },
];
