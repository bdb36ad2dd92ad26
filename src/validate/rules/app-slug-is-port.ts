/** A slug of digits is a port to Coder, never an app. */

import { hasPortForm, portInfo } from "../../routing/port-text.ts";
import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appSlugIsPort = appRule("slugs that Coder reads as ports", (app, report) => {
  const { slug } = app;
  if (slug === null || app.kind === "external" || app.kind === "command") return;
  const place = writtenAt(app.facts.instance, "slug");
  const port = portInfo(slug);
  if (port) {
    const [level] = app.possibleShares.length === 1 ? app.possibleShares : [];
    const written = app.facts.instance.shape.attributes.get("share");
    const wider = level !== undefined && level !== "owner";
    report(
      problem("app-slug-is-port", "error", place, {
        headline: `slug "${slug}" means port ${port.port}${port.protocol === "https" ? " with HTTPS" : ""} to Coder, so this app can't be reached`,
        secondary:
          wider && written ? [{ file: written.file, span: written.attribute.expr, text: "not applied to a port" }] : [],
        notes: [
          app.method === "path"
            ? "by path Coder answers 500: ports are served on subdomains only"
            : `on its subdomain the port's own share decides who may open it${wider ? `, and \`share = "${level}"\` is ignored` : ""}`,
          "digits up to 65535, with leading zeros and one `s` at the end too, are a port",
        ],
        help: `add a letter to the slug: "app-${slug}"`,
      }),
    );
    return;
  }
  if (!hasPortForm(slug) || app.method === "path") return;
  report(
    problem("app-slug-is-port", "info", place, {
      headline: `slug "${slug}" looks like a port, so its hostname works only with the agent's name in it`,
      notes: ["it is above 65535 and served as an app; Coder writes such a hostname with the agent"],
      help: "add a letter to the slug",
    }),
  );
});
