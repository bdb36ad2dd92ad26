import type { RuleCase } from "../rule-case.ts";

const chat = `
resource "coder_app" "chat" {
  agent_id = coder_agent.main.id
  slug     = "chat"
  url      = "http://localhost:3284"
}
`;

export const cases: readonly RuleCase[] = [
  {
    about: "a task without an app",
    bad: `${chat}resource "coder_ai_task" "task" {}\n`,
    finds: ['error: resource "coder_ai_task" "task"'],
    says: "coder_ai_task.task has no app",
    good: `${chat}resource "coder_ai_task" "task" {\n  app_id = coder_app.chat.id\n}\n`,
  },
  {
    about: "an id that isn't an app's",
    bad: `${chat}resource "coder_ai_task" "task" {\n  app_id = coder_agent.main.id\n}\n`,
    finds: ["warning: coder_agent.main.id"],
    good: `${chat}resource "coder_ai_task" "task" {\n  sidebar_app {\n    id = coder_app.chat.id\n  }\n}\n`,
  },
  {
    about: "a text that is no id",
    bad: `${chat}resource "coder_ai_task" "task" {\n  app_id = "chat"\n}\n`,
    finds: ['error: "chat"'],
    good: `${chat}resource "coder_ai_task" "task" {\n  app_id = coder_app.chat.id\n}\n`,
  },
];
