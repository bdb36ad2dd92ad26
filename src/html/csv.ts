/** The inventory as CSV (RFC 4180): a row for each entry of an app, and for the ports of each agent. */

import { neutralised } from "../report/display-width.ts";
import { upstreamText, whenText } from "./choice.ts";
import { defaultView, type ReportModel } from "./model.ts";

const columns = [
  "template",
  "agent",
  "slug",
  "name",
  "kind",
  "declared",
  "effective",
  "limited_by",
  "method",
  "hostname",
  "path",
  "upstream",
  "when",
  "fixed",
  "budget",
  "healthcheck",
  "hidden",
  "address",
  "file",
  "line",
] as const;

type Row = Readonly<Record<(typeof columns)[number], string | number | null>>;

export function reportCsv(model: ReportModel): string {
  return [columns, ...rowsOf(model).map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(cell).join(",")}\r\n`)
    .join("");
}

function rowsOf(model: ReportModel): readonly Row[] {
  const { routes } = model;
  if (!routes) return [];
  const view = defaultView(model);
  const apps = routes.apps.map((app): Row => {
    const { access, share, healthcheck, source } = app;
    return {
      template: model.template.name,
      agent: app.agent,
      slug: app.slug,
      name: app.display.name,
      kind: app.kind,
      declared: share.declared,
      effective: share.effective,
      limited_by: share.limitedBy.join(" "),
      method: access.method,
      hostname: access.hostname,
      path: access.path,
      upstream: app.upstream === null ? null : upstreamText(app, view),
      when: app.when ? whenText(app.when) : null,
      fixed: access.label?.fixed ?? null,
      budget: access.label?.budget ?? null,
      healthcheck: healthcheck?.url ?? null,
      hidden: String(app.display.hidden),
      address: source.address,
      file: source.file,
      line: source.line,
    };
  });
  const ports = routes.agents.map(
    (agent): Row => ({
      template: model.template.name,
      agent: agent.name,
      slug: null,
      name: `ports ${routes.ports.range.join(" to ")}`,
      kind: "ports",
      declared: routes.ports.defaultShare,
      effective: routes.ports.maximumShare,
      limited_by: null,
      method: agent.ports ? "subdomain" : "none",
      hostname: agent.ports?.hostname ?? null,
      path: null,
      upstream: null,
      when: agent.when ? whenText(agent.when) : null,
      fixed: agent.ports?.label.fixed ?? null,
      budget: agent.ports?.label.budget ?? null,
      healthcheck: null,
      hidden: String(!agent.portForwarding),
      address: agent.address,
      file: agent.source.file,
      line: agent.source.line,
    }),
  );
  return [...apps, ...ports];
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = neutralised(value);
  const text = /^[=+\-@]/.test(safe) ? `'${safe}` : safe;
  return /[",\s']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
