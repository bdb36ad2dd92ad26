/** A first label that leaves less room for names than the deployment wants to keep free. */

import { portHostname } from "../../routing/hostname.ts";
import { appRule, writtenAt } from "../app-rule.ts";
import { arithmetic, leastNames, suffixNote } from "../hostname-budget.ts";
import { agentIn } from "../hostname-forms.ts";
import { problem } from "../problem.ts";
import type { ValueRule } from "../rule.ts";
import { nameOf } from "../told.ts";

export const appHostnameBudget = appRule("hostnames that leave little room for names", (app, report, context) => {
  const { profile } = context;
  if (context.alone || !app.hostnames || app.slug === null || profile.wildcardAccessUrl === null) return;
  const { hostname, label, aliases } = app.hostnames;
  const place = writtenAt(app.facts.instance, "slug");
  const wildcard = profile.wildcardAccessUrl;
  if (label.budget < profile.nameBudget) {
    // Where nothing fits at all, that is told instead.
    if (label.budget < leastNames) return;
    report(
      problem("app-hostname-budget", "warning", place, {
        headline: `the hostname of ${app.facts.address} leaves ${label.budget} characters for workspace and owner, ${profile.nameBudget} are wanted`,
        notes: [
          arithmetic(label, { slug: app.slug, agent: agentIn(hostname, app), wildcard }),
          ...suffixNote(wildcard),
          "longer names make a hostname that doesn't resolve (RFC 1035: 63 characters)",
        ],
        help: `shorten the slug by ${profile.nameBudget - label.budget} characters, or lower \`nameBudget\` of the profile`,
      }),
    );
    return;
  }
  const alias = aliases.find((form) => form.label.budget < profile.nameBudget);
  if (!alias) return;
  report(
    problem("app-hostname-budget", "info", place, {
      headline: `only the other hostname of ${app.facts.address} is short of room: it leaves ${alias.label.budget} characters for workspace and owner, ${profile.nameBudget} are wanted`,
      notes: [
        arithmetic(alias.label, { slug: app.slug, agent: agentIn(alias.hostname, app), wildcard }),
        `the one that Coder links to leaves ${label.budget}`,
      ],
      help: "avoid links in the other form, or shorten the slug",
    }),
  );
});

export const portHostnameBudget: ValueRule = {
  kind: "instance",
  name: "hostnames of ports that leave little room for names",
  types: ["coder_agent", "coder_devcontainer"],
  validate: false,
  stage: "build",
  check: (instance, report, { profile, alone }) => {
    if (alone || profile.wildcardAccessUrl === null) return;
    const { name } = instance.config;
    const { label } = portHostname(name, profile.wildcardAccessUrl ?? null);
    if (label.budget >= profile.nameBudget) return;
    const over = profile.nameBudget - label.budget;
    report(
      problem("app-hostname-budget", "warning", nameOf(instance), {
        headline: `hostnames of ports of agent "${name}" leave ${Math.max(0, label.budget)} characters for workspace and owner, ${profile.nameBudget} are wanted`,
        notes: [
          arithmetic(label, { slug: null, agent: name, wildcard: profile.wildcardAccessUrl }),
          ...suffixNote(profile.wildcardAccessUrl),
        ],
        help: `shorten the agent's name by ${over} characters, or lower \`nameBudget\` of the profile`,
      }),
    );
  },
};
