/** Every way to open what is there, for one workspace. */

import type { ManifestAgent, ManifestApp } from "../manifest/types.ts";
import { isAgentName, nameError } from "../routing/names.ts";
import { portForwardCommand, sshCommand } from "../routing/tunnel.ts";
import { appName } from "./access.ts";
import { choiceOf, filled, portOf } from "./choice.ts";
import { link, type Markup, markup } from "./markup.ts";
import type { ReportModel, Routes, View } from "./model.ts";

export function waysPart({ routes }: ReportModel, view: View): Markup {
  if (!routes) return markup`<p>No ways in are known.</p>`;
  const wrong = nameProblems(view);
  if (wrong.length > 0) return markup`<p class="error">${wrong.join("; ")}.</p>`;
  const { apps, agents } = choiceOf(routes, view);
  const blocks = [
    ...apps.map(({ entry }) => block(appName(entry), appWays(entry, routes, view), view)),
    ...agents.map(({ entry }) =>
      block(markup`other ports of <code>${entry.name}</code>`, portWays(entry, routes, view), view),
    ),
  ];
  return markup`<div class="ways">
${blocks}</div>
<p class="note"><code>ssh</code> knows the workspace after <code>coder config-ssh</code>.</p>`;
}

/** Why a typed name can't be one; nothing typed is a placeholder. */
export function nameProblems(view: View): readonly string[] {
  return (["workspace", "owner"] as const).flatMap((which) => {
    const problem = view[which] === "" ? null : nameError(view[which]);
    return problem === null ? [] : [`${which} "${view[which]}": ${problem}`];
  });
}

interface Way {
  readonly label: string;
  readonly text: string;
  /** It can be opened as it is. */
  readonly isAddress: boolean;
}

function appWays(app: ManifestApp, { deployment }: Routes, view: View): readonly Way[] {
  if (app.kind === "command") return [{ label: "in the dashboard", text: "opens a terminal", isAddress: false }];
  if (app.kind === "external") return [{ label: "in the dashboard", text: "a link, never proxied", isAddress: false }];
  const { access } = app;
  const scheme = schemeOf(deployment.accessUrl);
  const addresses = [
    ...(access.hostname === null ? [] : [access.hostname, ...access.aliases.map(({ hostname }) => hostname)]).map(
      (hostname, at): Way => ({
        label: at === 0 ? "hostname" : "also",
        text: `${scheme}://${filled(hostname, view)}/`,
        isAddress: true,
      }),
    ),
    ...(access.path === null ? [] : [pathWay(access.path, deployment.accessUrl, view)]),
  ];
  return [...addresses, ...tunnels(app.agent, portOf(app, view), view)];
}

/** Where no access URL is stated, https. */
function schemeOf(accessUrl: string | null): string {
  return accessUrl?.startsWith("http://") ? "http" : "https";
}

function pathWay(path: string, accessUrl: string | null, view: View): Way {
  return { label: "path", text: `${accessUrl ?? "{accessUrl}"}${filled(path, view)}`, isAddress: true };
}

function portWays(agent: ManifestAgent, { deployment }: Routes, view: View): readonly Way[] {
  const hostname = agent.ports?.hostname;
  const address: readonly Way[] =
    hostname === undefined
      ? []
      : [
          {
            label: "hostname",
            text: `${schemeOf(deployment.accessUrl)}://${filled(hostname, view, { port: "8000", s: "" })}/`,
            isAddress: true,
          },
        ];
  return [...address, ...tunnels(agent.name, 8000, view)];
}

/** For a shell: of names that are nothing but letters, digits and hyphens. */
function tunnels(agent: string, port: number | null, view: View): readonly Way[] {
  if (port === null || !isAgentName(agent)) return [];
  const place = { owner: view.owner || "OWNER", workspace: view.workspace || "WORKSPACE", agent };
  // The lower ports of one's own machine need its administrator.
  const local = port < 1024 ? port + 8000 : port;
  return [
    {
      label: "coder port-forward",
      text: portForwardCommand(place, `${local}:${port}`),
      isAddress: false,
    },
    {
      label: "ssh -L",
      text: sshCommand(place, `${local}:localhost:${port}`),
      isAddress: false,
    },
  ];
}

function block(name: Markup, ways: readonly Way[], view: View): Markup {
  const items = ways.map(
    ({ label, text, isAddress }) =>
      markup`<dt>${label}</dt><dd><code>${isAddress && !/[{}]/.test(text) ? link(text, text) : markup`${text}`}</code>${copyButton(text, view)}</dd>\n`,
  );
  return markup`<section><h3>${name}</h3><dl>
${items}</dl></section>\n`;
}

function copyButton(text: string, view: View): Markup | null {
  if (!view.interactive || !/^(https?:|coder |ssh |\{accessUrl\})/.test(text)) return null;
  return markup` <button type="button" data-copy="${text}" aria-label="Copy ${text}">Copy</button>`;
}
