/** A share that nobody asks: of a path app where path apps aren't shared, and of a slug that is a port. */

import { portInfo } from "../../routing/port-text.ts";
import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";

export const appShareNoEffect = appRule("shares without effect", (app, report, context) => {
  const [declared] = app.possibleShares.length === 1 ? app.possibleShares : [];
  // Apps can't have "organization", which is told by itself.
  if (declared !== "authenticated" && declared !== "public") return;
  if (app.kind === "external" || app.kind === "command") return;
  const place = writtenAt(app.facts.instance, "share");
  if (app.slug !== null && portInfo(app.slug)) {
    report(
      problem("app-share-no-effect", "warning", place, {
        headline: `\`share = "${declared}"\` of ${app.facts.address} has no effect: slug "${app.slug}" is a port`,
        notes: ["who may open a port is decided by the port's own share, which users set in the dashboard"],
        help: "give the app a slug that isn't a number",
      }),
    );
    return;
  }
  if (context.alone || app.method !== "path" || context.profile.pathAppSharing) return;
  const slug = app.slug ?? "SLUG";
  report(
    problem("app-share-no-effect", "warning", place, {
      headline: `\`share = "${declared}"\` of ${app.facts.address} has no effect by path, where only the owner may open it`,
      notes: [
        "apps served by path aren't shared unless the deployment allows it (`--dangerous-allow-path-app-sharing`, off by default)",
        `Coder answers at the hostname ${slug}--{workspace}--{owner} too where it has a wildcard host, and there the share counts`,
      ],
      help: "set `subdomain = true`, or remove `share`",
    }),
  );
});
