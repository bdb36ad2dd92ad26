/** A path in `url`: it stands before every path that is asked for. */

import { appRule, within, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appUpstreamPath = appRule("paths before every request", (app, report) => {
  const { upstream } = app;
  if (!upstream?.ok || upstream.upstream.path === "/") return;
  const { path } = upstream.upstream;
  const base = path.endsWith("/") ? path.slice(0, -1) : path;
  report(
    problem("app-upstream-path", "info", within(writtenAt(app.facts.instance, "url"), path), {
      headline: `the path "${path}" in \`url\` of ${app.facts.address} is put before every request`,
      notes: [`a request for /x reaches the app as ${base}/x; it isn't only the page that opens first`],
      help: "leave it where the app serves everything below that path, else remove it",
    }),
  );
});
