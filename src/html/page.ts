/** One page that holds everything: it asks for nothing, and shows the default choice without its script. */

import type { Unresolved } from "../check-types.ts";
import { foundText } from "../report/summary.ts";
import type { Report } from "../report/types.ts";
import { sourceAddress } from "./access.ts";
import { choiceControls, lengthControls, nameControls } from "./controls.ts";
import { findingFilters, findingsPart, ledgerPart } from "./findings.ts";
import { embeddedJson, type Markup, markup, trusted } from "./markup.ts";
import { defaultView, type ReportModel } from "./model.ts";
import { type PartName, renderPart } from "./parts.ts";
import { style } from "./style.ts";

export interface PageRequest {
  readonly model: ReportModel;
  /** Of the one template. */
  readonly report: Report;
  readonly unresolved: readonly Unresolved[];
  /** The page's script, bundled. */
  readonly script: string;
  /** SHA-256 of the UTF-8 of a text, base64. */
  readonly digest: (text: string) => string;
}

export const largestPage = 400_000;

/** At most `largestPage` bytes: where there are more apps, those that fewer may open are left out, and it is said. */
export function reportPage(request: PageRequest): string {
  const { model } = request;
  return withinLimit(model, (smaller, omitted) => written({ ...request, model: smaller }, omitted));
}

/** What is written of as many apps as there is room for. */
export function withinLimit(model: ReportModel, write: (model: ReportModel, omitted: number) => string): string {
  const all = model.routes?.apps.length ?? 0;
  let kept = all;
  for (;;) {
    const page = write(withApps(model, kept), all - kept);
    if (kept === 0 || new TextEncoder().encode(page).length < largestPage) return page;
    kept = Math.floor(kept * 0.7);
  }
}

const width: readonly string[] = ["public", "authenticated", "organization", "owner"];

function withApps(model: ReportModel, most: number): ReportModel {
  const { routes } = model;
  if (!routes || routes.apps.length <= most) return model;
  const widest = [...routes.apps]
    .sort((a, b) => width.indexOf(a.share.effective) - width.indexOf(b.share.effective))
    .slice(0, most);
  const chosen = new Set(widest);
  return { ...model, routes: { ...routes, apps: routes.apps.filter((app) => chosen.has(app)) } };
}

function written({ model, report, unresolved, script, digest }: PageRequest, omitted: number): string {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${digest(script)}'`,
    `style-src 'sha256-${digest(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${model.template.name}: who can open what</title>
<style>${trusted(style)}</style>
</head>
<body>
${reportBody(model, report, unresolved, omitted)}<script type="application/json" id="model">${trusted(embeddedJson(model))}</script>
<script type="module">${trusted(script)}</script>
</body>
</html>
`;
  return page.html;
}

/** Everything that is seen, with the default choice. `Interactive` makes it work. */
export function reportBody(
  model: ReportModel,
  report: Report,
  unresolved: readonly Unresolved[],
  omitted: number = 0,
): Markup {
  const address = (file: string, line: number): string | null => sourceAddress(model.sourceUrl, "", file, line);
  return markup`<header>
<a class="skip" href="#access">Skip to the tables</a>
<h1>${model.template.name}</h1>
<p>${model.directory} · ${foundText(report)}${profileText(model)}</p>
${banner(model, omitted)}<nav aria-label="Parts of the report"><a href="#access">Who can open what</a>${model.routes ? markup`<a href="#names">Names</a><a href="#ways">Ways in</a><a href="#map">Map</a>` : null}<a href="#findings">Findings</a><a href="#ledger">Undecided</a></nav>
</header>
<main>
${routeSections(model)}<section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>
${findingFilters(report)}
${findingsPart(report, address)}</section>
<section id="ledger" aria-labelledby="ledger-title"><h2 id="ledger-title">Undecided</h2>
${ledgerPart(unresolved, address)}</section>
</main>
<footer><p class="note">Written by ${model.tool}${model.template.digest === "" ? "" : ` from ${model.template.digest}`}.</p></footer>
`;
}

/** The sections that follow a choice; where nothing is known, one sentence instead of controls that change nothing. */
export function routeSections(model: ReportModel): Markup {
  const view = defaultView(model);
  const part = (name: PartName): Markup => markup`<div data-part="${name}">${renderPart(name, model, view)}</div>`;
  if (!model.routes) {
    return markup`<section id="access" aria-labelledby="access-title"><h2 id="access-title">Who can open what</h2>
${part("access")}</section>
`;
  }
  return markup`<section id="access" aria-labelledby="access-title"><h2 id="access-title">Who can open what</h2>
${choiceControls(model, view)}
${part("access")}
${part("every")}</section>
<section id="names" aria-labelledby="names-title"><h2 id="names-title">Names</h2>
<p>The first label of a hostname has 63 characters at most; the names of workspace and owner are part of it.</p>
${lengthControls(view)}
${part("names")}</section>
<section id="ways" aria-labelledby="ways-title"><h2 id="ways-title">Ways in</h2>
${nameControls()}
${part("ways")}</section>
<section id="map" aria-labelledby="map-heading"><h2 id="map-heading">Map</h2>
${part("map")}</section>
`;
}

function profileText({ profile, routes }: ReportModel): string {
  const edition = routes ? ` · edition ${routes.deployment.edition}` : "";
  return profile === null ? edition : ` · profile ${profile}${edition}`;
}

/** What is missing in the tables, if anything. `omitted` counts entries of apps. */
export function banner({ state, routes }: ReportModel, omitted: number): Markup {
  const left =
    omitted === 0
      ? null
      : markup`<p class="banner">${omitted} more entries of apps aren't shown, of those that the fewest may open: <code>--format csv</code> has all.</p>\n`;
  if (state === "complete") return markup`${left}`;
  const [name, text] =
    state === "partial"
      ? ["partial", "Something could not be decided: apps may be missing below. See Undecided."]
      : [
          "errors",
          routes
            ? "This template has errors, and there is no manifest of it. What is below could be made out all the same; it may be wrong."
            : "This template has errors, and nothing can be said of its apps. See Findings.",
        ];
  return markup`<p class="banner ${name}">${text}</p>\n${left}`;
}
