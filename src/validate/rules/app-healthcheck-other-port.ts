/** A health check that looks at another port than the app's. */

import { readUpstream } from "../../routing/upstream.ts";
import { appRule, within, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appHealthcheckOtherPort = appRule("health checks of other ports", (app, report) => {
  const block = app.facts.healthcheck?.block;
  if (!app.healthcheck || !block || !app.upstream?.ok) return;
  const checked = readUpstream(app.healthcheck.url);
  const { port } = app.upstream.upstream;
  if (!checked.ok || typeof port !== "number" || typeof checked.upstream.port !== "number") return;
  if (checked.upstream.port === port) return;
  const place = within(writtenAt(block, "url"), String(checked.upstream.port));
  report(
    problem("app-healthcheck-other-port", "warning", place, {
      headline: `the health check of ${app.facts.address} looks at port ${checked.upstream.port}, and the app is on ${port}`,
      secondary: [{ ...within(writtenAt(app.facts.instance, "url"), String(port)), text: `the app's port` }],
      help: `check port ${port}`,
    }),
  );
});
