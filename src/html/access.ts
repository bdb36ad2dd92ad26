/** Who can open what: apps by rows, circles of people by columns. */

import type { ManifestAgent, ManifestApp } from "../manifest/types.ts";
import { type ShareLevel, type ShareLimit, shareLevels } from "../routing/share.ts";
import { type Choice, choiceOf, upstreamText, whenText } from "./choice.ts";
import { link, type Markup, markup } from "./markup.ts";
import type { ReportModel, Routes, View } from "./model.ts";

export const audiences: Readonly<Record<ShareLevel, string>> = {
  owner: "Owner",
  organization: "Organization",
  authenticated: "Any signed-in user",
  public: "The internet",
};

const limits: Readonly<Record<ShareLimit, string>> = {
  "path-app": "served by path",
  "template-maximum": "the template's maximum",
};

export function accessPart(model: ReportModel, view: View): Markup {
  const { routes } = model;
  if (!routes) return markup`<p>Nothing could be made out about the apps of this template.</p>`;
  const choice = choiceOf(routes, view);
  return markup`${table("Who can open what, in this choice", rows(model, choice, routes, view))}
<p class="note">${absentText(choice)} ${siteOwners(routes)}</p>`;
}

/** What any choice leads to, with the answers that it needs. */
export function everyChoicePart(model: ReportModel, view: View): Markup {
  const { routes } = model;
  if (!routes?.apps.some(({ when }) => when)) return markup`<p>No app depends on a parameter.</p>`;
  const all: Choice = {
    agents: [],
    apps: routes.apps.map((entry) => ({ entry, unknown: false })),
    absent: 0,
  };
  return table("Who can open what, in every choice", rows(model, all, routes, view));
}

function table(caption: string, body: readonly Markup[]): Markup {
  const heads = shareLevels.map((level) => markup`<th scope="col">${audiences[level]}</th>`);
  return markup`<div class="wide" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">App</th><th scope="col">Where to</th>${heads}<th scope="col">Declared</th><th scope="col">In effect</th><th scope="col">Depends on</th><th scope="col">Source</th></tr></thead>
<tbody>
${body}</tbody>
</table></div>`;
}

function rows(model: ReportModel, choice: Choice, routes: Routes, view: View): readonly Markup[] {
  const apps = choice.apps.map(({ entry, unknown }) => appRow(model, entry, unknown, view));
  const ports = choice.agents.map(({ entry }) => portsRow(model, entry, routes));
  const none = apps.length === 0 ? [markup`<tr><td colspan="10">No app is there.</td></tr>\n`] : [];
  return [...none, ...apps, ...ports];
}

function appRow(model: ReportModel, app: ManifestApp, unknown: boolean, view: View): Markup {
  const { share, kind, source } = app;
  const cells = shareLevels.map((level, at) =>
    kind === "proxy" ? cell(at <= shareLevels.indexOf(share.effective), share.effective, level) : notServed,
  );
  const limited =
    share.limitedBy.length === 0 ? null : ` (limited by ${share.limitedBy.map((by) => limits[by]).join(", ")})`;
  return markup`<tr${trueClass(unknown, "unknown")}><th scope="row">${appName(app)}</th><td><code>${upstreamText(app, view)}</code></td>${cells}<td>${share.declared}</td><td>${share.effective}${limited}</td><td>${dependence(app.when, unknown)}</td><td>${sourceLink(model, source.file, source.line)}</td></tr>\n`;
}

export function appName(app: ManifestApp): Markup {
  const name = app.display.name === app.slug ? null : markup` <span class="quiet">${app.display.name}</span>`;
  const hidden = app.display.hidden ? markup` <span class="quiet">(hidden in the dashboard)</span>` : null;
  return markup`<code>${app.agent}/${app.slug}</code>${name}${hidden}`;
}

function dependence(when: ManifestApp["when"], unknown: boolean): string {
  if (!when) return "nothing";
  return unknown ? `not answered yet: ${whenText(when)}` : whenText(when);
}

function portsRow(model: ReportModel, agent: ManifestAgent, { ports }: Routes): Markup {
  const [low, high] = ports.range;
  const [base, most] = [shareLevels.indexOf(ports.defaultShare), shareLevels.indexOf(ports.maximumShare)];
  const cells = shareLevels.map((level, at) =>
    at > base && at <= most ? markup`<td class="maybe">if shared</td>` : cell(at <= base, ports.defaultShare, level),
  );
  return markup`<tr><th scope="row">other ports of <code>${agent.name}</code></th><td>${low} to ${high}</td>${cells}<td>${ports.defaultShare}</td><td>at most ${ports.maximumShare}</td><td>${dependence(agent.when, false)}</td><td>${sourceLink(model, agent.source.file, agent.source.line)}</td></tr>\n`;
}

function cell(open: boolean, effective: ShareLevel, level: ShareLevel): Markup {
  if (!open) return markup`<td class="no">no</td>`;
  return effective === "public" && level === "public"
    ? markup`<td class="open">yes</td>`
    : markup`<td class="yes">yes</td>`;
}

const notServed: Markup = markup`<td class="no">not served</td>`;

function trueClass(is: boolean, name: string): Markup | null {
  return is ? markup` class="${name}"` : null;
}

export function sourceLink(model: ReportModel, file: string, line: number): Markup {
  return link(sourceAddress(model.sourceUrl, model.directory, file, line), `${file}:${line}`);
}

/** Null where there is no address, or the file isn't one of the template's repository. */
export function sourceAddress(pattern: string | null, directory: string, file: string, line: number): string | null {
  const full = directory === "" || directory === "." ? file : `${directory}/${file}`;
  if (pattern === null || file.startsWith("module:") || full.startsWith("../") || full.startsWith("<")) return null;
  const encoded = full.split("/").map(encodeURIComponent).join("/");
  return pattern.replaceAll("{file}", () => encoded).replaceAll("{line}", () => String(line));
}

function absentText({ apps, absent }: Choice): string {
  const there = `${apps.length} ${apps.length === 1 ? "app is" : "apps are"} there in this choice`;
  return absent === 0 ? `${there}.` : `${there}; ${absent} of other choices ${absent === 1 ? "is" : "are"} not.`;
}

function siteOwners({ deployment }: Routes): string {
  const by = [
    deployment.ownerWorkspaceAccess ? "by subdomain" : "",
    deployment.pathAppSiteOwnerAccess ? "by path" : "",
  ].filter((way) => way !== "");
  return by.length === 0
    ? "Site owners can't open the apps of others."
    : `Site owners can open the apps of others ${by.join(" and ")}.`;
}
