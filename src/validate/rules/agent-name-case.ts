/** Hosts are lower-case in browsers, and Coder compares an agent's name exactly. */

import { isAgentName } from "../../routing/names.ts";
import { problem } from "../problem.ts";
import type { ValueRule } from "../rule.ts";
import { nameOf } from "../told.ts";

export const agentNameCase: ValueRule = {
  kind: "instance",
  name: "names of agents that hostnames can't carry",
  types: ["coder_agent"],
  validate: false,
  stage: "build",
  check: (instance, report) => {
    const { name } = instance.config;
    if (!isAgentName(name) || /^[a-z0-9-]+$/.test(name)) return;
    const ascii = /^[a-zA-Z0-9-]+$/.test(name);
    report(
      problem("agent-name-case", "warning", nameOf(instance), {
        headline: ascii
          ? `agent "${name}" has upper-case letters: its ports can't be opened in a browser`
          : `agent "${name}" has letters that no hostname carries: its ports can't be opened in a browser`,
        notes: [
          ascii
            ? "browsers write hostnames in lower case, and Coder then finds no agent of that name; apps are found by their slug alone"
            : "Coder's hostnames are made of ASCII letters, digits and hyphens",
        ],
        help: ascii ? `rename it to "${name.toLowerCase()}"` : "rename it",
      }),
    );
  },
};
