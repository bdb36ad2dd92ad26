/** What Coder refuses or drops. */

import type { RuleEntry } from "./entry.ts";

export const coderRules = {
  "app-slug-duplicate": {
    severity: "error",
    title: "two apps have the same slug",
    why: "A slug is unique in the whole template: different agents and modules make no difference. Terraform plans it happily, and Coder then refuses the template. Apps of which no choice has both are fine.",
  },
  "agent-name-format": {
    severity: "error",
    title: "an agent's name is none that Coder takes",
    why: "An agent is named by the label of its resource, where Terraform allows underscores and more. Coder refuses the template after the plan.",
  },
  "agent-name-duplicate": {
    severity: "error",
    title: "two agents have the same name",
    why: "Only the label counts, without module and index, and upper and lower case are the same. Coder refuses the template after the plan.",
  },
  "app-without-agent": {
    severity: "error",
    title: "an app's `agent_id` is no agent's id",
    why: "Terraform takes any text there. Coder leaves the app out of the workspace without a message.",
  },
  "agent-without-resource": {
    severity: "error",
    title: "no machine depends on an agent when the workspace starts",
    why: "Coder gives an agent to the resource that depends on it. Without one the agent and all its apps are missing from the workspace, without a message.",
  },
  "agent-in-counted-module": {
    severity: "error",
    title: "an agent is inside a module with `count` or `for_each`",
    why: "Coder looks for the agent in Terraform's graph by a name that such an agent doesn't have there, and fails at the push and at every build.",
  },
  "stop-transition": {
    severity: "error",
    title: "the template fails when a workspace stops",
    why: "A push plans for start and for stop, when `start_count` is 0. What refers to an instance that is then gone fails the push, and would fail every stop.",
  },
  "app-slug-unknown": {
    severity: "warning",
    title: "a slug is known only after apply",
    why: "When the template is pushed, Coder takes the resource's label in its place. A label that is no legal slug, or the same as another app's, is then refused although a build would be fine.",
  },
} satisfies Readonly<Record<string, RuleEntry>>;
