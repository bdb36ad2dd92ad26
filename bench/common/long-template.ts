/** A template of 200 lines: an example, and apps up to there. */

import { readFileSync } from "node:fs";

export function longTemplate(): string {
  const example = readFileSync("examples/node-react-app/main.tf", "utf8");
  const agent = /resource "coder_agent" "(\w+)"/.exec(example)?.[1] ?? "main";
  const lines = example.split("\n").length;
  const apps = Array.from(
    { length: Math.max(0, Math.ceil((200 - lines) / 8)) },
    (_, at) => `
resource "coder_app" "x${at}" {
  agent_id     = coder_agent.${agent}.id
  slug         = "x${at}"
  display_name = "X ${at}"
  url          = "http://localhost:${3000 + at}"
  subdomain    = true
}
`,
  );
  return example + apps.join("");
}
