/** A path app on a deployment that serves none. */

import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appPathAppsDisabled = appRule("path apps where they are disabled", (app, report, context) => {
  if (context.alone || app.method !== "path" || context.profile.pathApps) return;
  const written = app.facts.instance.shape.attributes.has("subdomain");
  report(
    problem("app-path-apps-disabled", "error", writtenAt(app.facts.instance, "subdomain"), {
      headline: `${app.facts.address} is served by path, and the deployment has path apps disabled`,
      notes: ["the profile says `pathApps: false` (`--disable-path-apps`): Coder answers 403"],
      help: written ? "set `subdomain = true`" : "add `subdomain = true`: without it an app is served by path",
    }),
  );
});
