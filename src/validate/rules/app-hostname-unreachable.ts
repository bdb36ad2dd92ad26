/** A first label with no room for the names of any workspace and owner. */

import { appRule, writtenAt } from "../app-rule.ts";
import { arithmetic, leastNames } from "../hostname-budget.ts";
import { agentIn } from "../hostname-forms.ts";
import { problem } from "../problem.ts";

export const appHostnameUnreachable = appRule("hostnames that can't exist", (app, report, { profile }) => {
  if (!app.hostnames || app.slug === null || profile.wildcardAccessUrl === null) return;
  const { label } = app.hostnames;
  if (label.budget >= leastNames) return;
  const pieces = { slug: app.slug, agent: agentIn(app.hostnames.hostname, app), wildcard: profile.wildcardAccessUrl };
  report(
    problem("app-hostname-unreachable", "error", writtenAt(app.facts.instance, "slug"), {
      headline: `the hostname of ${app.facts.address} is too long for any workspace: ${label.fixed} of 63 characters are taken`,
      notes: [arithmetic(label, pieces), "the first label of a hostname has at most 63 characters (RFC 1035)"],
      help: `shorten the slug by at least ${leastNames - label.budget} characters`,
    }),
  );
});
