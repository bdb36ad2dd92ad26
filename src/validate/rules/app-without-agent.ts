/** An app that belongs to no agent when the workspace is built: Coder leaves it out without a word. */

import { type AgentReference, agentReference } from "../../coder/agents.ts";
import { placeOf, problem } from "../problem.ts";
import type { ValueRule } from "../rule.ts";

export const appWithoutAgent: ValueRule = {
  kind: "instance",
  name: "apps that belong to no agent",
  types: ["coder_app", "coder_devcontainer"],
  validate: false,
  stage: "build",
  check: (instance, report, { alone }) => {
    // A module that stands alone is given the id by whoever calls it.
    if (alone) return;
    const view = instance.attribute("agent_id");
    // Absent and null are the provider's to refuse.
    if (view.failed || view.written.kind === "null") return;
    const reference = agentReference(view.value);
    const text = foreign(reference);
    if (text === null) return;
    const app = instance.config.type === "coder_app";
    report(
      problem("app-without-agent", "error", placeOf(instance, "agent_id"), {
        headline: `${instance.address} belongs to no agent: its agent_id is ${text}`,
        notes: [
          app
            ? "Coder drops such an app silently when the workspace is built"
            : "Coder drops such a dev container silently, and the apps in it",
        ],
        help: app
          ? "set agent_id to the `id` of a coder_agent, or to the `subagent_id` of a coder_devcontainer"
          : "set agent_id to the `id` of a coder_agent",
      }),
    );
  },
};

/** What it is instead of an agent's id; null when it may be one. */
function foreign(reference: AgentReference): string | null {
  switch (reference.kind) {
    case "none":
      return reference.text;
    case "several": {
      const texts = reference.references.map(foreign);
      return texts.every((text) => text !== null) ? texts.join(" or ") : null;
    }
    case "agent":
    case "devcontainer":
    case "unknown":
      return null;
  }
}
