/** A secret value where Coder shows everybody what it is: in an app's address, icon or health check. */

import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const sensitiveApp = appRule("secret values in apps", (app, report) => {
  for (const { attribute, sensitive } of app.undecided) {
    if (!sensitive) continue;
    const { instance, healthcheck } = app.facts;
    const [outer, inner] = attribute.split(".");
    const place =
      inner !== undefined && healthcheck?.block
        ? writtenAt(healthcheck.block, inner)
        : writtenAt(instance, outer ?? attribute);
    report(
      problem("sensitive-exposed", "warning", place, {
        headline: `\`${attribute}\` of ${app.facts.address} is a sensitive value`,
        notes: ["everybody who sees the workspace sees it, and a manifest must not hold it"],
        help: "leave the secret to the program that the app leads to; wrap it in nonsensitive() where it is none",
      }),
    );
  }
});
