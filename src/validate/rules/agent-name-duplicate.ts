/** Two agents of one name: modules and case make no difference to Coder. */

import type { AgentFacts } from "../../coder/agents.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { goToLower } from "../../routing/go-strings.ts";
import { type Claim, clashes } from "../clashes.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { listed, nameOf, otherPlaces } from "../told.ts";

export const agentNameDuplicate: TemplateRule = {
  kind: "template",
  name: "names that several agents have",
  check: (context) =>
    clashes(
      context.analysis.agents.map(({ cases }) => cases.map((agents) => agents.flatMap(claim))),
      tell,
    ),
};

function claim(agent: AgentFacts): readonly Claim<AgentFacts>[] {
  if (agent.kind !== "agent" || agent.uncertain) return [];
  return [{ key: goToLower(agent.name), id: agent.address, item: agent }];
}

function tell(_: string, agents: readonly AgentFacts[]): Diagnostic | null {
  const last = agents.at(-1);
  if (!last) return null;
  const place = nameOf(last.instance);
  const names = new Set(agents.map(({ name }) => name));
  return problem("agent-name-duplicate", "error", place, {
    headline: `${agents.length} agents are named "${last.name}": ${listed(agents.map(({ address }) => address))}`,
    secondary: otherPlaces(
      agents.map(({ instance }) => instance),
      null,
      place,
    ),
    notes: [
      "an agent is named by the label of its resource alone, without module and index",
      ...(names.size > 1 ? ["upper and lower case are the same here"] : []),
    ],
    help: "give each agent a label of its own, without `count` and `for_each`",
  });
}
