/** The report's tables as a comment of a pull request. Texts of templates are code, where nothing is markup. */

import type { Unresolved } from "../check-types.ts";
import { primaryLabel } from "../diagnostic.ts";
import { codeSpan } from "../report/markdown-text.ts";
import { secretsOf, withoutSecrets } from "../report/secrets.ts";
import { foundText } from "../report/summary.ts";
import type { Report } from "../report/types.ts";
import { shareLevels } from "../routing/share.ts";
import { positionAt } from "../source.ts";
import { audiences } from "./access.ts";
import { upstreamText, whenText } from "./choice.ts";
import { defaultView, type ReportModel, type Routes, type View } from "./model.ts";

/** Hosts cut a comment at 65,536 characters. */
const longest = 60_000;
const mostFindings = 50;

export function reportMarkdown(model: ReportModel, report: Report, unresolved: readonly Unresolved[]): string {
  const head = `### ${codeSpan(model.template.name)}: who can open what\n\n`;
  const counts = `${foundText(report)}.${stateText(model)}\n`;
  const { routes } = model;
  const view = defaultView(model);
  const tables = routes ? `${accessTable(routes, view)}\n${namesTable(routes)}` : "";
  return fitting([head, counts, tables === "" ? "" : `\n${tables}`, findingsTable(report), ledgerTable(unresolved)]);
}

function stateText({ state, routes }: ReportModel): string {
  if (state === "complete") return "";
  if (state === "partial") return " Something could not be decided: apps may be missing.";
  return routes ? " There is no manifest: what follows may be wrong." : " Nothing can be said of its apps.";
}

/** Rows that are too many are left out, and counted. */
function fitting(parts: readonly string[]): string {
  let text = "";
  let left = 0;
  for (const line of parts.join("").split("\n")) {
    if (text.length + line.length > longest) left++;
    else text += `${line}\n`;
  }
  const whole = text.replace(/\n+$/, "\n");
  return left === 0 ? whole : `${whole}\n${left} more lines in the output of \`templatecheck report\`.\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

function header(cells: readonly string[]): string {
  return row(cells) + row(cells.map(() => "---"));
}

function accessTable({ apps, agents, ports }: Routes, view: View): string {
  const names = shareLevels.map((level) => audiences[level]);
  const appRows = apps.map((app) => {
    const level = shareLevels.indexOf(app.share.effective);
    const open = names.map((_, at) =>
      app.kind !== "proxy" ? "not served" : at <= level ? (at === 3 ? "**yes**" : "yes") : "",
    );
    const { declared, effective, limitedBy } = app.share;
    const share = declared === effective ? effective : `${declared} → ${effective} (${limitedBy.join(", ")})`;
    const when = app.when ? codeSpan(whenText(app.when)) : "always";
    return row([codeSpan(`${app.agent}/${app.slug}`), codeSpan(upstreamText(app, view)), ...open, share, when]);
  });
  const portRows = agents.map(({ name }) => {
    const [base, most] = [shareLevels.indexOf(ports.defaultShare), shareLevels.indexOf(ports.maximumShare)];
    const open = names.map((_, at) => (at <= base ? "yes" : at <= most ? "if shared" : ""));
    return row([
      `other ports of ${codeSpan(name)}`,
      ports.range.join(" to "),
      ...open,
      `at most ${ports.maximumShare}`,
      "",
    ]);
  });
  return header(["App", "Where to", ...names, "Share", "When"]) + appRows.join("") + portRows.join("");
}

function namesTable({ apps, agents }: Routes): string {
  const rows = [
    ...apps.flatMap(({ agent, slug, access: { hostname, label } }) =>
      hostname === null || label === null ? [] : [{ name: `${agent}/${slug}`, hostname, label }],
    ),
    ...agents.flatMap(({ name, ports }) => (ports ? [{ name: `ports of ${name}`, ...ports }] : [])),
  ].map(({ name, hostname, label }) =>
    row([codeSpan(name), codeSpan(hostname), String(label.fixed), String(label.budget)]),
  );
  if (rows.length === 0) return "";
  const heads = ["Name", "Hostname", "Fixed characters", "Left of 63 for workspace and owner"];
  return header(heads) + [...new Set(rows)].join("");
}

function findingsTable(report: Report): string {
  if (report.diagnostics.length === 0) return "";
  const secrets = secretsOf(report.diagnostics);
  const rows = report.diagnostics.slice(0, mostFindings).map((diagnostic) => {
    const { severity, rule, headline } = withoutSecrets(diagnostic, secrets);
    const { file, span } = primaryLabel(diagnostic);
    return row([
      severity,
      `\`${rule}\``,
      codeSpan(headline),
      codeSpan(`${file.name}:${positionAt(file, span.start).line}`),
    ]);
  });
  const left = report.diagnostics.length - rows.length;
  return `\n${header(["Severity", "Rule", "Finding", "Place"])}${rows.join("")}${left > 0 ? `\n${left} more findings.\n` : ""}`;
}

function ledgerTable(unresolved: readonly Unresolved[]): string {
  if (unresolved.length === 0) return "";
  const rows = unresolved.map(({ address, attribute, reason, source }) =>
    row([codeSpan(`${address}.${attribute}`), codeSpan(reason), codeSpan(`${source.file}:${source.line}`)]),
  );
  return `\n${header(["Undecided", "Why", "Place"])}${rows.join("")}`;
}
