/** A health check that takes long to notice. */

import { secondsUntilUnhealthy } from "../../routing/health.ts";
import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

const slow = 300;

export const appHealthcheckSlow = appRule("slow health checks", (app, report) => {
  const { healthcheck } = app;
  const block = app.facts.healthcheck?.block;
  if (!healthcheck || !block) return;
  const { interval, threshold } = healthcheck;
  const seconds = secondsUntilUnhealthy({ url: "set", interval, threshold });
  if (seconds === null || seconds <= slow) return;
  report(
    problem("app-healthcheck-slow", "info", writtenAt(block, "interval"), {
      headline: `${app.facts.address} is called unhealthy only after ${seconds} seconds`,
      secondary: [{ ...writtenAt(block, "threshold"), text: `one failure more than ${threshold} is needed` }],
      notes: [`interval ${interval} × (threshold ${threshold} + 1) = ${seconds} seconds; shown above ${slow}`],
      help: "lower interval or threshold",
    }),
  );
});
