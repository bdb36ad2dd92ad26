/** The forms of an app's hostname: with its agent, and without. */

import type { DecidedApp } from "../routes/decide.ts";

/** The agent's name, where that form of the hostname has it. */
export function agentIn(hostname: string, { slug, agent }: DecidedApp): string | null {
  return agent && slug !== null && hostname.startsWith(`${slug}--${agent.name}--{workspace}`) ? agent.name : null;
}
