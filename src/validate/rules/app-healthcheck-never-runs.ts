/** A health check that is configured, and never made. */

import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appHealthcheckNeverRuns = appRule("health checks that never run", (app, report) => {
  const { healthcheck } = app;
  const block = app.facts.healthcheck?.block;
  if (!healthcheck || !block || (healthcheck.interval > 0 && healthcheck.threshold > 0)) return;
  const name = healthcheck.interval > 0 ? "threshold" : "interval";
  report(
    problem("app-healthcheck-never-runs", "error", writtenAt(block, name), {
      headline: `the health check of ${app.facts.address} never runs: its ${name} is ${healthcheck[name]}`,
      notes: [
        "the agent checks only where interval and threshold are above 0; the app is shown as initializing for ever",
      ],
      help: `let ${name} be at least 1, or remove the block`,
    }),
  );
});
