/** What an app comes to: where it is reachable, and for whom. */

import { templateMaximum } from "../check/maximum.ts";
import { appFacts } from "../coder/apps.ts";
import { type DecidedApp, decideApp } from "../routes/decide.ts";
import type { ResourceConfig } from "../terraform/config.ts";
import { ResourceInstance } from "../terraform/resource-instance.ts";
import { moduleInstances } from "../terraform/units.ts";
import { code } from "./markdown.ts";
import type { ModuleFile } from "./template-view.ts";
import { type ChoiceText, textsOf } from "./value-at.ts";

const mostApps = 5;

/** Markdown for each different outcome; none when the template can't be evaluated. */
export function appTexts(place: ModuleFile, config: ResourceConfig): readonly ChoiceText[] {
  const { engine, profile } = place.view;
  if (!engine) return [];
  const maximum = templateMaximum(engine, profile);
  const compute = (): readonly DecidedApp[] =>
    moduleInstances(engine, place.node)
      .flatMap((module) => module.instances(config))
      .filter((instance) => instance instanceof ResourceInstance)
      .map((instance) => decideApp(appFacts(instance), profile, maximum));
  return textsOf(place, compute, (found) => {
    const apps = found ?? [];
    const shown = apps.slice(0, mostApps).map(appText);
    if (apps.length > mostApps) shown.push(`and ${apps.length - mostApps} more`);
    return apps.length === 0 ? "not there: it has no instance" : shown.join("\n");
  });
}

function appText(app: DecidedApp): string {
  const lines = [addressText(app)];
  if (app.share) {
    const { declared, effective, limitedBy } = app.share;
    const why = limitedBy.map((limit) =>
      limit === "path-app" ? "apps by path aren't shared" : "the template's maximum",
    );
    lines.push(
      `opened by: ${code(effective)}${declared === effective ? "" : ` (declared ${code(declared)}, limited: ${why.join(", ")})`}`,
    );
  } else if (app.possibleShares.length > 1) {
    lines.push(`opened by: ${app.possibleShares.map(code).join(" or ")}`);
  }
  const [open] = app.undecided;
  if (open) lines.push(`undecided: ${code(open.attribute)}: ${open.sensitive ? "sensitive" : open.reason}`);
  return lines.join("  \n");
}

function addressText({ kind, hostnames, path }: DecidedApp): string {
  if (hostnames) {
    const { hostname, label } = hostnames;
    return `hostname: ${code(hostname)} (${label.budget} characters left for workspace and owner)`;
  }
  if (path !== null) return `path: ${code(path)}`;
  if (kind === "command") return "opens a terminal";
  return kind === "external" ? "an external link" : "address: not decided";
}
