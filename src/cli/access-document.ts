/** What `access` answers: every way to reach what a workspace has. Its schema is `schema/access.schema.json`. */

import { type HostnameEntry, hostnames, type UrlEntry, urls } from "../gateway/addresses.ts";
import type { GatewayDeployment } from "../gateway/deployment.ts";
import { guardsHold } from "../manifest/guards.ts";
import { fillUpstream } from "../manifest/placeholders.ts";
import type { Manifest, ManifestApp } from "../manifest/types.ts";
import { neutralised } from "../report/display-width.ts";
import type { PortForward } from "../routing/port-forward.ts";
import { portForwardCommand, sshCommand } from "../routing/tunnel.ts";
import { version } from "../version.ts";

export interface AccessDocument {
  readonly version: 1;
  readonly tool: { readonly name: "templatecheck"; readonly version: string };
  readonly template: string;
  readonly workspace: string;
  readonly owner: string;
  readonly apps: readonly AccessApp[];
  readonly ports: readonly AccessPort[];
  /** Of `--tcp` and `--udp`. */
  readonly forwards: readonly AccessForward[];
}

export interface AccessApp {
  readonly id: string;
  readonly slug: string;
  readonly agent: string;
  readonly kind: ManifestApp["kind"];
  readonly share: string;
  readonly url: string | null;
  readonly aliases: readonly string[];
  /** Why there is no address. */
  readonly error: string | null;
  /** In the workspace; null unless it is proxied and known. */
  readonly port: number | null;
  /** Commands that bring the port to the own machine: for who may use the workspace, whatever the share. */
  readonly portForward: string | null;
  readonly ssh: string | null;
}

export interface AccessPort {
  readonly agent: string;
  /** With `{port}` and `{s}`. */
  readonly url: string | null;
  readonly error: string | null;
  readonly defaultShare: string;
  readonly maximumShare: string;
}

export interface AccessForward {
  readonly network: "tcp" | "udp";
  /** Null: 127.0.0.1 and, where possible, [::1]. */
  readonly listenHost: string | null;
  readonly listenPort: number;
  readonly agent: string;
  readonly port: number;
  /** Ids of the apps behind that port. */
  readonly apps: readonly string[];
  readonly ssh: string | null;
}

export interface AccessQuestion {
  readonly manifest: Manifest;
  readonly workspace: string;
  readonly owner: string;
  readonly answers: ReadonlyMap<string, string>;
  readonly deployment: GatewayDeployment;
  readonly forwards: readonly PortForward[];
  /** Of the forwards. */
  readonly agent: string;
}

export function accessDocument(question: AccessQuestion): AccessDocument {
  const { manifest, workspace, owner, answers, deployment } = question;
  const record = { name: workspace, owner: { name: owner, id: null }, parameters: answers };
  const links = new Map(urls(manifest, record, deployment).map((entry) => [entry.id, entry]));
  const names = new Map(hostnames(manifest, record, deployment).map((entry) => [entry.id, entry]));
  const apps = manifest.apps
    .filter(({ when }) => guardsHold(when, answers) === true)
    .map((app) => accessApp(app, question, links.get(app.id), names.get(app.id)));
  const { defaultShare, maximumShare } = manifest.ports;
  const ports = [...links.values()]
    .filter(({ kind }) => kind === "port")
    .map(({ agent, url, error }) => ({ agent, url, error, defaultShare, maximumShare }));
  return {
    version: 1,
    tool: { name: "templatecheck", version },
    template: manifest.template.name,
    workspace,
    owner,
    apps,
    ports,
    forwards: question.forwards.map((forward) => accessForward(forward, question, apps)),
  };
}

function accessApp(
  app: ManifestApp,
  question: AccessQuestion,
  link: UrlEntry | undefined,
  name: HostnameEntry | undefined,
): AccessApp {
  const port = portOf(app, question);
  const { id, slug, agent, kind, share } = app;
  return {
    id,
    slug,
    agent,
    kind,
    share: share.effective,
    url: link?.url ?? null,
    aliases: name?.aliases ?? [],
    error: link?.error ?? null,
    port,
    portForward: port === null ? null : portForwardCommand({ ...question, agent }, String(port)),
    ssh: port === null ? null : sshCommand({ ...question, agent }, `${port}:localhost:${port}`),
  };
}

function portOf(app: ManifestApp, { workspace, owner, answers }: AccessQuestion): number | null {
  if (app.upstream === null) return null;
  const names = new Map([
    ["workspace", workspace],
    ["owner", owner],
    ["agent", app.agent],
  ]);
  const filled = fillUpstream(app.upstream, { names, parameters: answers });
  return filled.ok ? filled.value.port : null;
}

function accessForward(forward: PortForward, question: AccessQuestion, apps: readonly AccessApp[]): AccessForward {
  const { network, listenHost, listenPort, dialPort } = forward;
  const { agent } = question;
  const behind = network === "tcp" ? apps.filter((app) => app.agent === agent && app.port === dialPort) : [];
  const bind = listenHost === null ? "" : `${listenHost.includes(":") ? `[${listenHost}]` : listenHost}:`;
  return {
    network,
    listenHost,
    listenPort,
    agent,
    port: dialPort,
    apps: behind.map(({ id }) => id),
    ssh: network === "tcp" ? sshCommand(question, `${bind}${listenPort}:localhost:${dialPort}`) : null,
  };
}

export function accessText(document: AccessDocument): string {
  const blocks = [
    `workspace ${document.workspace} of ${document.owner}, template ${document.template}`,
    ...document.apps.map(appText),
    ...document.ports.map(
      ({ agent, url, error, defaultShare, maximumShare }) =>
        `\nports of ${agent}  share ${defaultShare}, at most ${maximumShare}\n  ${url ?? `no address: ${error ?? ""}`}`,
    ),
    ...(document.forwards.length > 0 ? [`\nforwards\n${document.forwards.map(forwardText).join("\n")}`] : []),
  ];
  return blocks
    .map(
      (block) =>
        `${block
          .split("\n")
          .map((line) => neutralised(line))
          .join("\n")}\n`,
    )
    .join("");
}

function appText(app: AccessApp): string {
  const lines = [
    `\n${app.id}  ${app.kind}, share ${app.share}`,
    `  ${app.url ?? `no address: ${app.error ?? ""}`}`,
    ...app.aliases.map((alias) => `  also ${alias}`),
    ...[app.portForward, app.ssh].flatMap((command) => (command === null ? [] : [`  ${command}`])),
  ];
  return lines.join("\n");
}

function forwardText({ network, listenHost, listenPort, agent, port, apps, ssh }: AccessForward): string {
  const reached = apps.length > 0 ? `app ${apps.join(", ")}` : "no app of the template";
  const listen = `${listenHost ?? "localhost"}:${listenPort}`;
  return `  ${network} ${listen} -> ${agent}:${port}, ${reached}${ssh === null ? "" : `\n    ${ssh}`}`;
}
