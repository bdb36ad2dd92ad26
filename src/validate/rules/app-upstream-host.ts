/** A `url` that names a machine: Coder looks at its port only. */

import { isLoopbackHost } from "../../routing/upstream.ts";
import { appRule, within, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appUpstreamHost = appRule("hosts that Coder ignores", (app, report) => {
  const { upstream } = app;
  if (!upstream?.ok || isLoopbackHost(upstream.host)) return;
  const { port } = upstream.upstream;
  const shown = typeof port === "number" ? String(port) : `{parameter:${port.parameter}}`;
  report(
    problem("app-upstream-host", "warning", within(writtenAt(app.facts.instance, "url"), upstream.host), {
      headline: `the host "${upstream.host}" in \`url\` of ${app.facts.address} is ignored: requests go to port ${shown} of the agent itself`,
      notes: ["only scheme, port, path and query of `url` count; no app leads to another machine"],
      help: `write localhost, and let something on the agent pass requests on to ${upstream.host} where that is meant`,
    }),
  );
});
