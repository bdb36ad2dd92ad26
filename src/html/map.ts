/** Agents, their apps, the ports that those lead to and the health checks, as a drawing. */

import type { ManifestApp } from "../manifest/types.ts";
import { neutralised } from "../report/display-width.ts";
import { isEverChecked } from "../routing/health.ts";
import { choiceOf, upstreamText } from "./choice.ts";
import { type Markup, markup } from "./markup.ts";
import type { ReportModel, View } from "./model.ts";

const rowHeight = 34;
const boxHeight = 26;
const columns = { agent: 8, app: 218, port: 478, check: 738 } as const;
const widths = { agent: 170, app: 220, port: 220, check: 190 } as const;
const width = 936;
/** Characters that fit in a box. */
const longest = 30;
/** More would be no drawing any more. */
const mostApps = 60;

export function mapPart({ routes }: ReportModel, view: View): Markup {
  if (!routes) return markup`<p>There is nothing to draw.</p>`;
  const { agents, apps } = choiceOf(routes, view);
  const drawn = apps.slice(0, mostApps).map(({ entry }) => entry);
  const names = [...new Set([...agents.map(({ entry }) => entry.name), ...drawn.map(({ agent }) => agent)])];
  if (names.length === 0) return markup`<p>No agent is there in this choice.</p>`;
  const shapes: Markup[] = [];
  let row = 0;
  for (const name of names) {
    const own = drawn.filter(({ agent }) => agent === name);
    const rows = Math.max(1, own.length);
    const parent = agents.find(({ entry }) => entry.name === name)?.entry.parent ?? null;
    const middle = yOf(row) + ((rows - 1) * rowHeight) / 2;
    shapes.push(box("agent", middle, parent === null ? name : `${name} in ${parent}`));
    shapes.push(...upstreams(own, row, middle, view));
    row += rows;
  }
  const height = row * rowHeight + 34;
  const left = apps.length - drawn.length;
  const heads = (["agent", "app", "port", "check"] as const).map(
    (column) => markup`<text class="head" x="${columns[column]}" y="16">${headings[column]}</text>`,
  );
  return markup`<div class="wide" role="region" tabindex="0" aria-label="Map"><svg class="map" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="map-title map-text">
<title id="map-title">Agents, apps and ports of this choice</title>
<desc id="map-text">${inWords(names, drawn, view)}</desc>
${heads}${shapes}</svg></div>${left > 0 ? markup`<p class="note">${left} more apps aren't drawn.</p>` : null}`;
}

const headings = { agent: "Agent", app: "App", port: "Port on the agent", check: "Health check" } as const;

function yOf(row: number): number {
  return 26 + row * rowHeight;
}

/** An upstream that several apps share is one box. */
function upstreams(apps: readonly ManifestApp[], row: number, agentAt: number, view: View): readonly Markup[] {
  const shapes: Markup[] = [];
  const known = new Map<string, number>();
  for (const [at, app] of apps.entries()) {
    const y = yOf(row + at);
    shapes.push(line(columns.agent + widths.agent, agentAt, columns.app, y), box("app", y, app.slug));
    const target = app.upstream === null ? null : `${app.upstream.scheme} ${JSON.stringify(app.upstream.port)}`;
    const shared = target === null ? undefined : known.get(target);
    const portAt = shared ?? y;
    shapes.push(line(columns.app + widths.app, y, columns.port, portAt));
    if (shared === undefined) shapes.push(box("port", y, upstreamText(app, view)));
    if (target !== null && shared === undefined) known.set(target, y);
    const { healthcheck } = app;
    if (!healthcheck) continue;
    const text = isEverChecked(healthcheck) ? `every ${healthcheck.interval} s` : "never runs";
    shapes.push(line(columns.port + widths.port, portAt, columns.check, y), box("check", y, text));
  }
  return shapes;
}

function box(column: keyof typeof columns, y: number, text: string): Markup {
  const safe = [...neutralised(text)];
  const cut = safe.length > longest ? `${safe.slice(0, longest - 1).join("")}…` : safe.join("");
  return markup`<g class="${column}"><rect x="${columns[column]}" y="${y}" width="${widths[column]}" height="${boxHeight}" rx="5"/><text x="${columns[column] + 9}" y="${y + 17}">${cut}</text></g>\n`;
}

function line(fromX: number, fromY: number, toX: number, toY: number): Markup {
  const [y1, y2] = [fromY + boxHeight / 2, toY + boxHeight / 2];
  const middle = (fromX + toX) / 2;
  return markup`<path d="M${fromX} ${y1}C${middle} ${y1} ${middle} ${y2} ${toX} ${y2}"/>`;
}

function inWords(agents: readonly string[], apps: readonly ManifestApp[], view: View): string {
  return agents
    .map((name) => {
      const own = apps.filter(({ agent }) => agent === name);
      const leads = own.map((app) => `${app.slug} to ${upstreamText(app, view)}`);
      return `${name}: ${leads.length === 0 ? "no apps" : leads.join(", ")}`;
    })
    .join(". ");
}
