/** A proxied app without a health check. Off unless asked for. */

import { appRule } from "../app-rule.ts";
import { problem } from "../problem.ts";
import { nameOf } from "../told.ts";

export const appHealthcheckMissing = appRule("apps without a health check", (app, report) => {
  if (app.kind !== "proxy" || app.facts.healthcheck) return;
  report(
    problem("app-healthcheck-missing", "warning", nameOf(app.facts.instance), {
      headline: `${app.facts.address} has no health check`,
      notes: ["Coder can't show whether it is up"],
      help: "add `healthcheck { url = …, interval = 5, threshold = 6 }`",
    }),
  );
});
