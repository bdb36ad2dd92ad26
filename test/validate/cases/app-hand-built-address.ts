import { app, profile } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a slug that no app has",
    bad:
      app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = "https://wep--main--${data.coder_workspace.me.name}--${data.coder_workspace_owner.me.name}.example.com"\n}\n',
    finds: ["warning: wep--main"],
    says: 'no app of the template has the slug "wep"',
    good:
      app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = "https://web--main--${data.coder_workspace.me.name}--${data.coder_workspace_owner.me.name}.example.com"\n}\n',
  },
  {
    about: "the old form",
    bad:
      app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = "https://web--main--${data.coder_workspace.me.name}--${data.coder_workspace_owner.me.name}.example.com"\n}\n',
    finds: ["warning: web--main"],
    says: "Coder 2.35 leaves the agent out",
    good:
      app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = "https://web--${data.coder_workspace.me.name}--${data.coder_workspace_owner.me.name}.example.com"\n}\n',
    inputs: profile({ coderVersion: "2.35" }),
  },
  {
    about: "a path to a subdomain app, by way of a local",
    bad:
      app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = "${local.base}/apps/web/"\n}\n' +
      'locals {\n  base = "/@${data.coder_workspace_owner.me.name}/${data.coder_workspace.me.name}"\n}\n',
    finds: ["warning: web"],
    says: "is served on a subdomain",
    good:
      app("web", 'slug = "web"\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = "/@${data.coder_workspace_owner.me.name}/${data.coder_workspace.me.name}.main/apps/web/"\n}\n',
  },
  {
    about: "a port without its agent",
    bad: '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = "https://8080--${data.coder_workspace.me.name}--${data.coder_workspace_owner.me.name}.example.com"\n}\n',
    finds: ["warning: 8080"],
    says: "names port 8080 without an agent",
    good: '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = format("https://8080--main--%s--%s.example.com", lower(data.coder_workspace.me.name), data.coder_workspace_owner.me.name)\n}\n',
  },
  {
    about: "names the wrong way round",
    bad:
      app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = "https://web--${data.coder_workspace_owner.me.name}--${data.coder_workspace.me.name}.example.com"\n}\n',
    finds: ["warning: web"],
    says: "the wrong way round",
    good:
      app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = "https://web--${data.coder_workspace.me.name}--${data.coder_workspace_owner.me.name}.example.com"\n}\n',
  },
  {
    about: "a branch that is never taken",
    bad:
      app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = true ? "/@${data.coder_workspace_owner.me.name}/${data.coder_workspace.me.name}/apps/web" : ""\n}\n',
    finds: ["warning: web"],
    good:
      app("web", 'slug = "web"\nsubdomain = true\nurl = "http://localhost:8080"') +
      '\nresource "coder_env" "address" {\n  agent_id = coder_agent.main.id\n  name     = "ADDRESS"\n  value    = false ? "/@${data.coder_workspace_owner.me.name}/${data.coder_workspace.me.name}/apps/web" : ""\n}\n',
  },
];
