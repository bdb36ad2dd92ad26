/** An app that the whole internet may open. */

import { portInfo } from "../../routing/port-text.ts";
import { appRule, writtenAt } from "../app-rule.ts";
import { problem } from "../problem.ts";
import { effectiveLevels } from "../share-levels.ts";

export const appSharePublic = appRule("apps that are open to everybody", (app, report, context) => {
  const levels = effectiveLevels(app, context);
  // What a typed answer can make public is told as the user's choice.
  if (levels.length !== 1 || levels[0] !== "public" || app.kind === "external" || app.kind === "command") return;
  // Its share isn't asked: it is a port.
  if (app.slug !== null && portInfo(app.slug)) return;
  const address = app.hostnames?.hostname ?? app.path;
  report(
    problem("app-share-public", "warning", writtenAt(app.facts.instance, "share"), {
      headline: `${app.facts.address} can be opened by anybody, without signing in`,
      notes: [
        ...(address === null ? [] : [`address: ${address}`]),
        "levels, narrow to wide: owner, authenticated, public",
      ],
      help: 'share with "authenticated", or with nobody by leaving `share` out; suppress this where it is meant',
    }),
  );
});
