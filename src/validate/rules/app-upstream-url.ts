/** A `url` that Coder's proxy can't use. */

import { maxPort, minPort } from "../../routing/port-text.ts";
import { appRule, within, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appUpstreamUrl = appRule("addresses that Coder can't proxy to", (app, report) => {
  const { upstream } = app;
  if (!upstream || upstream.ok || upstream.code === "undecided") return;
  const place = writtenAt(app.facts.instance, "url");
  const told = { headline: `\`url\` of ${app.facts.address} ${upstream.error}` };
  switch (upstream.code) {
    case "unparsable":
      report(
        problem("app-upstream-url", "error", within(place, upstream.wrong), {
          ...told,
          notes: ["Coder answers 500 when the app is opened"],
          help: "write `http://localhost:PORT`, with other characters percent-encoded",
        }),
      );
      return;
    case "scheme":
      report(
        problem("app-upstream-url", "error", within(place, upstream.wrong), {
          ...told,
          notes: ["legal: http, https; anything else is answered with 502"],
          help:
            upstream.wrong === ""
              ? "put `http://` in front"
              : "write `http://localhost:PORT`, or set `external = true` for a link",
        }),
      );
      return;
    case "reserved-port":
    case "port-range":
      report(
        problem("app-upstream-url", "error", within(place, upstream.wrong), {
          ...told,
          notes: [`legal: ${minPort} to ${maxPort}`],
          help: "let the app listen on another port",
        }),
      );
      return;
    default:
      return upstream.code satisfies never;
  }
});
