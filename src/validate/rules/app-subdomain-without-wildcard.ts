/** A subdomain app on a deployment without a wildcard host. */

import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appSubdomainWithoutWildcard = appRule("subdomain apps without a wildcard host", (app, report, context) => {
  if (context.alone || app.method !== "subdomain" || context.profile.wildcardAccessUrl !== null) return;
  report(
    problem("app-subdomain-without-wildcard", "error", writtenAt(app.facts.instance, "subdomain"), {
      headline: `${app.facts.address} is served on a subdomain, and the deployment has no wildcard host`,
      notes: ["the profile says `wildcardAccessUrl: null`: Coder shows such an app disabled"],
      help: "set `subdomain = false`, or set the deployment's wildcard access URL and name it in the profile",
    }),
  );
});
