/** The one legal slug whose hostname no browser takes. */

import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appSlugReserved = appRule("slugs that no browser reaches", (app, report) => {
  if (app.slug !== "xn" || app.method !== "subdomain") return;
  report(
    problem("app-slug-reserved", "error", writtenAt(app.facts.instance, "slug"), {
      headline: 'slug "xn" makes a hostname that begins with "xn--", which browsers refuse',
      notes: [
        'labels with "xn--" in front are encoded international names (RFC 5891), and this one decodes to nothing',
      ],
      help: "choose another slug",
    }),
  );
});
