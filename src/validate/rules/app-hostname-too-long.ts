/** Hostnames of workspaces that there are (`--workspaces`), measured. */

import type { WorkspaceNames } from "../../check-types.ts";
import { type LabelBudget, maxLabelLength, portHostname } from "../../routing/hostname.ts";
import { appRule, writtenAt } from "../app-rule.ts";
import { arithmetic } from "../hostname-budget.ts";
import { agentIn } from "../hostname-forms.ts";
import { problem } from "../problem.ts";
import type { ValueRule } from "../rule.ts";
import { nameOf } from "../told.ts";

export const appHostnameTooLong = appRule(
  "hostnames that are too long for a given workspace",
  (app, report, context) => {
    const { profile, inputs } = context;
    if (!app.hostnames || app.slug === null || profile.wildcardAccessUrl === null || inputs.workspaces.length === 0)
      return;
    const { hostname, label, aliases } = app.hostnames;
    const place = writtenAt(app.facts.instance, "slug");
    const long = overflowing(label, inputs.workspaces);
    if (long.length > 0) {
      const pieces = { slug: app.slug, agent: agentIn(hostname, app), wildcard: profile.wildcardAccessUrl };
      report(
        problem("app-hostname-too-long", "error", place, {
          headline: `the hostname of ${app.facts.address} is too long for ${count(long)}`,
          notes: [...shown(label, long), arithmetic(label, pieces)],
          help: "shorten the slug, or rename the workspaces",
        }),
      );
      return;
    }
    for (const alias of aliases) {
      const other = overflowing(alias.label, inputs.workspaces);
      if (other.length === 0) continue;
      const pieces = { slug: app.slug, agent: agentIn(alias.hostname, app), wildcard: profile.wildcardAccessUrl };
      report(
        problem("app-hostname-too-long", "info", place, {
          headline: `only the other hostname of ${app.facts.address} is too long for ${count(other)}`,
          notes: [...shown(alias.label, other), arithmetic(alias.label, pieces)],
          help: "avoid links in the other form",
        }),
      );
      return;
    }
  },
);

export const portHostnameTooLong: ValueRule = {
  kind: "instance",
  name: "hostnames of ports that are too long for a given workspace",
  types: ["coder_agent", "coder_devcontainer"],
  validate: false,
  stage: "build",
  check: (instance, report, { profile, inputs }) => {
    if (profile.wildcardAccessUrl === null || inputs.workspaces.length === 0) return;
    const { name } = instance.config;
    const { label } = portHostname(name, profile.wildcardAccessUrl ?? null);
    const long = overflowing(label, inputs.workspaces);
    if (long.length === 0) return;
    report(
      problem("app-hostname-too-long", "warning", nameOf(instance), {
        headline: `hostnames of ports of agent "${name}" are too long for ${count(long)}`,
        notes: [
          ...shown(label, long),
          arithmetic(label, { slug: null, agent: name, wildcard: profile.wildcardAccessUrl }),
        ],
        help: "shorten the agent's name, or rename the workspaces",
      }),
    );
  },
};

function overflowing({ budget }: LabelBudget, workspaces: readonly WorkspaceNames[]): readonly WorkspaceNames[] {
  return workspaces.filter(({ name, owner }) => name.length + owner.length > budget);
}

function count(workspaces: readonly WorkspaceNames[]): string {
  const [first] = workspaces;
  return workspaces.length === 1 && first
    ? `workspace ${first.owner}/${first.name}`
    : `${workspaces.length} workspaces`;
}

function shown({ fixed }: LabelBudget, workspaces: readonly WorkspaceNames[]): string[] {
  const longest = [...workspaces].sort((a, b) => b.name.length + b.owner.length - a.name.length - a.owner.length);
  const lines = longest
    .slice(0, 3)
    .map(
      ({ name, owner }) => `${owner}/${name}: ${fixed + name.length + owner.length} of ${maxLabelLength} characters`,
    );
  return longest.length > 3 ? [...lines, `and ${longest.length - 3} more`] : lines;
}
