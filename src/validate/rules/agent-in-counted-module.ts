/** An agent inside a module with `count` or `for_each`: Coder doesn't find it in Terraform's graph, and fails. */

import { countedCall } from "../../coder/call-chain.ts";
import { problem } from "../problem.ts";
import type { InstanceRule } from "../rule.ts";
import { nameOf } from "../told.ts";

export const agentInCountedModule: InstanceRule = {
  kind: "instance",
  name: "agents in modules with count or for_each",
  types: ["coder_agent"],
  validate: false,
  stage: "plan",
  check: (instance, report) => {
    const counted = countedCall(instance.module.node);
    const repetition = counted?.call?.count ?? counted?.call?.forEach;
    if (!counted?.call || !repetition) return;
    const argument = counted.call.count ? "count" : "for_each";
    report(
      problem("agent-in-counted-module", "error", nameOf(instance), {
        headline: `${instance.address} is inside a module with \`${argument}\`, where Coder can't find it`,
        secondary: [
          {
            file: repetition.file,
            span: { start: repetition.start, end: repetition.end },
            text: `module "${counted.call.name}" is repeated here`,
          },
        ],
        notes: [
          `a push and every build fail with: couldn't find node on graph: "${counted.path.map((name) => `module.${name}`).join(".")}"`,
          "apps, scripts and machines may be in such a module, agents may not, even where the count is 1",
        ],
        help: `remove \`${argument}\` from the call, or move the agent out of the module`,
      }),
    );
  },
};
