/** Findings with the lines that they are about, the gravest first, and the ledger. Written once: they depend on no choice. */

import type { Unresolved } from "../check-types.ts";
import { type Label, primaryLabel, type Severity } from "../diagnostic.ts";
import { excerptRows } from "../report/excerpt.ts";
import { factsOf } from "../report/facts.ts";
import { noLinks } from "../report/links.ts";
import type { Paint } from "../report/paint.ts";
import { type Secrets, secretsOf, withoutSecrets } from "../report/secrets.ts";
import type { Report, ReportDiagnostic } from "../report/types.ts";
import { positionAt } from "../source.ts";
import { escaped, link, type Markup, markup, trusted } from "./markup.ts";

const severities: readonly Severity[] = ["error", "warning", "info"];
const excerptWidth = 110;
/** Characters of HTML; the others are counted. */
const longest = 120_000;

/** `address` is where a line can be seen; null for nowhere. */
export function findingsPart(report: Report, address: (file: string, line: number) => string | null): Markup {
  const ordered = severities.flatMap((severity) =>
    report.diagnostics.filter((diagnostic) => diagnostic.severity === severity),
  );
  if (ordered.length === 0) return markup`<p>No problems were found.</p>`;
  const secrets = secretsOf(report.diagnostics);
  const shown: Markup[] = [];
  let size = 0;
  for (const [at, diagnostic] of ordered.entries()) {
    const item = finding(withoutSecrets(diagnostic, secrets), at + 1, secrets, address);
    size += item.html.length;
    if (size > longest) break;
    shown.push(item);
  }
  const left = ordered.length - shown.length;
  const more =
    left === 0
      ? null
      : markup`<p class="note">${left} more aren't shown here: <code>templatecheck lint</code> lists all.</p>`;
  return markup`<div id="finding-list">
${shown}</div>${more}`;
}

/** Of the findings that are there; it works with the page's script. */
export function findingFilters(report: Report): Markup {
  const rules = [...new Set(report.diagnostics.map(({ rule }) => rule))].sort();
  if (rules.length === 0) return markup``;
  const options = rules.map((rule) => markup`<option value="${rule}">${rule}</option>`);
  const levels = severities.map((severity) => markup`<option value="${severity}">${severity}</option>`);
  return markup`<form class="controls filters" id="filters" hidden aria-label="Filter findings">
<label>Rule <select id="filter-rule"><option value="">all</option>${options}</select></label>
<label>Severity <select id="filter-severity"><option value="">all</option>${levels}</select></label>
<span id="filter-count" role="status"></span></form>`;
}

function finding(
  diagnostic: ReportDiagnostic,
  number: number,
  secrets: Secrets,
  address: (file: string, line: number) => string | null,
): Markup {
  const { severity, rule, headline, suppressed } = diagnostic;
  const { file, span } = primaryLabel(diagnostic);
  const { line, column } = positionAt(file, span.start);
  const facts = factsOf(diagnostic).map(([name, text]) => markup`<li><b>${name}:</b> ${text}</li>`);
  const place = link(address(file.name, line), `${file.name}:${line}:${column}`);
  return markup`<article id="finding-${number}" class="finding ${severity}${suppressed ? " suppressed" : ""}" data-rule="${rule}" data-severity="${severity}">
<h3><a href="#finding-${number}" aria-label="Link to finding ${number}">#${number}</a> <span class="severity">${severity}</span> <code>${rule}</code> ${headline}</h3>
<p class="place">${place}</p>
${excerpt(diagnostic.labels, secrets)}<ul>${facts}</ul></article>\n`;
}

/** Source text has no control characters left, so these can mark where the spans are. */
const stretches: Readonly<Record<string, string>> = { g: "gutter", p: "primary", s: "secondary" };
const same = (text: string): string => text;
const marking: Paint = {
  heading: same,
  headline: same,
  gutter: (text) => `\u0001g${text}\u0002`,
  primary: (text) => `\u0001p${text}\u0002`,
  secondary: (text) => `\u0001s${text}\u0002`,
  keyword: same,
  removed: same,
  added: same,
};

function excerpt(labels: readonly Label[], secrets: Secrets): Markup {
  const [, ...rows] = excerptRows(labels, { width: excerptWidth, paint: marking, secrets, links: noLinks }).rows;
  if (rows.length === 0) return markup``;
  const html = escaped(rows.join("\n"))
    .replace(/\u0001(.)/g, (_, kind: string) => `<span class="${stretches[kind] ?? ""}">`)
    .replaceAll("\u0002", "</span>");
  return markup`<div class="wide" role="region" tabindex="0" aria-label="Source"><pre>${trusted(html)}</pre></div>\n`;
}

export function ledgerPart(
  unresolved: readonly Unresolved[],
  address: (file: string, line: number) => string | null,
): Markup {
  if (unresolved.length === 0) return markup`<p>Everything that was asked for could be decided.</p>`;
  const most = 200;
  const rows = unresolved.slice(0, most).map(({ address: resource, attribute, reason, dependsOn, source }) => {
    const place = link(address(source.file, source.line), `${source.file}:${source.line}`);
    return markup`<tr><th scope="row"><code>${resource}</code></th><td><code>${attribute}</code></td><td>${reason}</td><td>${dependsOn.join(", ")}</td><td>${place}</td></tr>\n`;
  });
  const left = unresolved.length - most;
  return markup`<div class="wide" role="region" tabindex="0" aria-label="What could not be decided"><table>
<caption>What could not be decided</caption>
<thead><tr><th scope="col">Resource</th><th scope="col">Attribute</th><th scope="col">Why</th><th scope="col">Depends on</th><th scope="col">Source</th></tr></thead>
<tbody>
${rows}</tbody></table></div>${left > 0 ? markup`<p class="note">${left} more aren't shown here.</p>` : null}`;
}
