/** A plan was made for one build: what it was asked is in it, and can't be asked again. */

import type { CheckInputs } from "../check-types.ts";
import type { BuildFacts } from "../plan/facts.ts";

/** The answers and names that the plan was made with. */
export function planInputs(given: CheckInputs, facts: BuildFacts): CheckInputs {
  const accessUrl = facts.accessUrl;
  return {
    ...given,
    parameters: facts.parameters,
    workspace: facts.workspace,
    owner: facts.owner,
    transition: facts.transition,
    preset: null,
    variableArguments: [],
    environment: new Map(),
    profiles: given.profiles.map((profile) =>
      profile.accessUrl === undefined && accessUrl !== null ? { ...profile, accessUrl } : profile,
    ),
  };
}

/** One line for each option that asks for something else than what was planned. */
export function conflicts(given: CheckInputs, facts: BuildFacts): readonly string[] {
  const found: string[] = [];
  for (const argument of given.variableArguments) {
    const option = argument.kind === "file" ? `--var-file ${argument.path}` : `--var ${argument.name}`;
    found.push(`${option}: a plan has its variables already`);
  }
  if (given.preset !== null) found.push(`--preset ${given.preset}: a plan has its answers already`);
  for (const [name, value] of given.parameters) {
    const planned = facts.parameters.get(name);
    if (planned === undefined) found.push(`--parameter ${name}: the plan has no parameter "${name}"`);
    else if (planned !== value) found.push(`--parameter ${name}=${value}: the plan was made with ${name}=${planned}`);
  }
  const names = [
    ["workspace", given.workspace, facts.workspace],
    ["owner", given.owner, facts.owner],
  ] as const;
  for (const [option, wanted, planned] of names) {
    if (wanted === null || planned === null || wanted === planned) continue;
    found.push(`--${option} ${wanted}: the plan was made for ${JSON.stringify(planned)}`);
  }
  return found;
}
