/** Two apps of one agent on one port: whoever may open the one reaches what the other serves. */

import type { Diagnostic } from "../../diagnostic.ts";
import type { DecidedApp } from "../../routes/decide.ts";
import { writtenAt } from "../app-rule.ts";
import { type Claim, clashes } from "../clashes.ts";
import { problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { instancesOf, listed, otherPlaces } from "../told.ts";

export const appUpstreamShared: TemplateRule = {
  kind: "template",
  name: "ports that several apps lead to",
  check: (context) =>
    clashes(
      context.apps.map(({ cases }) => cases.map((items) => items.flatMap(claim))),
      tell,
    ),
};

function claim(app: DecidedApp): readonly Claim<DecidedApp>[] {
  const { agent, upstream, facts } = app;
  if (!agent || !upstream?.ok || facts.uncertain) return [];
  return [{ key: JSON.stringify([agent.address, upstream.upstream.port]), id: facts.address, item: app }];
}

function tell(_: string, apps: readonly DecidedApp[]): Diagnostic | null {
  const last = apps.at(-1);
  const port = last?.upstream?.ok ? last.upstream.upstream.port : null;
  if (!last || port === null) return null;
  const place = writtenAt(last.facts.instance, "url");
  const levels = apps.map(({ share }) => share?.effective ?? null);
  const known = levels.filter((level) => level !== null);
  const differ = new Set(known).size > 1;
  const shown = typeof port === "number" ? String(port) : `{parameter:${port.parameter}}`;
  const addresses = apps.map(({ facts }) => facts.address);
  return problem("app-upstream-shared", differ ? "warning" : "info", place, {
    headline: differ
      ? `${listed(addresses)} lead to port ${shown} of one agent, and are shared differently`
      : `${listed(addresses)} lead to port ${shown} of one agent`,
    secondary: otherPlaces(instancesOf(apps), "url", place),
    notes: differ
      ? [
          apps.map(({ facts, share }) => `${facts.address}: ${share?.effective ?? "not known"}`).join(", "),
          "whoever may open the wider one reaches the same server",
        ]
      : [],
    help: differ
      ? "share both the same way, or serve them on two ports"
      : "check that this isn't a port that was copied",
  });
}
