/** An agent is named by its resource's label, and Coder takes fewer names than Terraform. */

import { isAgentName } from "../../routing/names.ts";
import { problem } from "../problem.ts";
import type { ValueRule } from "../rule.ts";
import { nameOf } from "../told.ts";

export const agentNameFormat: ValueRule = {
  kind: "instance",
  name: "names that Coder refuses for agents",
  types: ["coder_agent"],
  validate: false,
  stage: "plan",
  check: (instance, report) => {
    const { name } = instance.config;
    if (isAgentName(name)) return;
    const underscore = name.includes("_");
    const proposed = name.replace(/[^a-zA-Z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    report(
      problem("agent-name-format", "error", nameOf(instance), {
        headline: underscore
          ? `Coder takes no underscores in the name of an agent, and this one is "${name}"`
          : `"${name}" can't be the name of an agent`,
        notes: [
          "an agent is named by the label of its resource: letters and digits, with single hyphens between them",
          ...(underscore ? ["underscores were allowed before Coder 2.20"] : []),
        ],
        help: isAgentName(proposed) ? `rename it to "${proposed}"` : "rename it",
      }),
    );
  },
};
