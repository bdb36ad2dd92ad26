/** The 63 characters of each first label: what is fixed, what the two names take, what is left. */

import { fillText } from "../manifest/placeholders.ts";
import type { ManifestHostname } from "../manifest/types.ts";
import { maxLabelLength } from "../routing/hostname.ts";
import { choiceOf } from "./choice.ts";
import { type Markup, markup } from "./markup.ts";
import type { ReportModel, View } from "./model.ts";

export function namesPart({ routes }: ReportModel, view: View): Markup {
  if (!routes) return markup`<p>No hostnames are known.</p>`;
  const { apps, agents } = choiceOf(routes, view);
  const bars = [
    ...apps.flatMap(({ entry: { access, agent, slug } }) =>
      access.hostname === null || access.label === null
        ? []
        : [
            bar(`${agent}/${slug}`, { hostname: access.hostname, label: access.label }, view),
            ...access.aliases.map((alias) => bar(`${agent}/${slug}, also`, alias, view)),
          ],
    ),
    ...agents.flatMap(({ entry: { name, ports } }) => (ports ? [bar(`ports of ${name}`, ports, view)] : [])),
  ];
  if (bars.length === 0) return markup`<p>Nothing is served by subdomain in this choice.</p>`;
  const unknown = routes.deployment.wildcardAccessUrl === null;
  return markup`<ul class="bars">
${bars}</ul>${unknown ? markup`<p class="note">The wildcard host isn't stated: what it adds to the first label isn't counted.</p>` : null}`;
}

interface Room {
  readonly before: number;
  readonly between: number;
  readonly after: number;
  readonly workspace: number;
  readonly owner: number;
  readonly total: number;
}

/** Where the two names stand in the label; the longest port is five digits and "s". */
export function roomOf({ hostname, label }: ManifestHostname, view: View): Room {
  const marks = { workspace: "\u0001", owner: "\u0002", port: "65535", s: "s", agent: "", wildcard: "", accessUrl: "" };
  const text = fillText(hostname, { names: new Map(Object.entries(marks)), parameters: new Map() });
  const [first = ""] = (text.ok ? text.value : "").split(".", 1);
  const [before = "", rest = ""] = first.split("\u0001", 2);
  const [between = ""] = rest.split("\u0002", 1);
  const { workspaceLength: workspace, ownerLength: owner } = view;
  return {
    before: before.length,
    between: between.length,
    // What the label counts and the text doesn't show belongs to its end.
    after: Math.max(0, label.fixed - before.length - between.length),
    workspace,
    owner,
    total: label.fixed + workspace + owner,
  };
}

function bar(name: string, form: ManifestHostname, view: View): Markup {
  const room = roomOf(form, view);
  const left = maxLabelLength - room.total;
  const sum = `${form.label.fixed} fixed + ${room.workspace} workspace + ${room.owner} owner = ${room.total} of ${maxLabelLength}`;
  const verdict = left >= 0 ? `${sum}, ${left} left` : `too long by ${-left}: ${sum}`;
  const widths = [
    ["fixed", room.before],
    ["workspace", room.workspace],
    ["fixed", room.between],
    ["owner", room.owner],
    ["fixed", room.after],
  ] as const;
  let at = 0;
  const pieces = widths.map(([kind, width]) => {
    const piece = markup`<rect class="${kind}" x="${at}" y="0" width="${width}" height="4"/>`;
    at += width;
    return piece;
  });
  const span = Math.max(maxLabelLength, room.total);
  return markup`<li class="${left >= 0 ? "fits" : "over"}" data-left="${left}"><span class="name">${name}</span> <code>${form.hostname}</code>
<svg viewBox="0 0 ${span} 4" preserveAspectRatio="none" role="img" aria-label="${verdict}">${pieces}<line class="limit" x1="${maxLabelLength}" x2="${maxLabelLength}" y1="0" y2="4"/></svg>
<span class="verdict">${left >= 0 ? "" : "✗ "}${verdict}</span></li>\n`;
}
