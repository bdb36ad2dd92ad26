/** The first label of an app's hostname: `[PREFIX---]SLUG_OR_PORT[--AGENT]--WORKSPACE--USER` (Coder v2.35, `appurl`). */

import { isNamePiece } from "./names.ts";
import { hasPortForm, type PortInfo, portInfo } from "./port-text.ts";

export interface AppLabelParts {
  /** With its trailing `---`; "" for none. */
  readonly prefix: string;
  readonly appSlugOrPort: string;
  /** "" for none, and where the hostname of an app names one: Coder ignores it there. */
  readonly agent: string;
  readonly workspace: string;
  readonly user: string;
}

export type ParsedAppLabel =
  | ({ readonly ok: true; readonly portInfo: PortInfo | null } & AppLabelParts)
  | { readonly ok: false; readonly reason: "format" | "agent-required"; readonly error: string };

/** The columns of the table `hostname-parse`. */
export function parseAppLabel(label: string): ParsedAppLabel {
  const read = splitAppLabel(label);
  if (!read.ok) return read;
  const { agent, ...parts } = read;
  return { ...parts, agent: hasPortForm(read.appSlugOrPort) ? agent : "", portInfo: portInfo(read.appSlugOrPort) };
}

/** As `parseAppLabel`, but keeps the agent that the hostname of an app names. */
export function splitAppLabel(
  label: string,
): ({ readonly ok: true } & AppLabelParts) | Extract<ParsedAppLabel, { readonly ok: false }> {
  const chunks = label.split("---");
  const last = chunks.pop() ?? "";
  const prefix = chunks.map((chunk) => `${chunk}---`).join("");
  const pieces = last.split("--");
  const [appSlugOrPort, ...names] = pieces;
  const user = names.pop();
  const workspace = names.pop();
  const agent = names.pop();
  if (
    appSlugOrPort === undefined ||
    workspace === undefined ||
    user === undefined ||
    names.length > 0 ||
    !pieces.every(isNamePiece)
  ) {
    return {
      ok: false,
      reason: "format",
      error: `"${last}" has none of the forms slug--workspace--user and slug--agent--workspace--user`,
    };
  }
  if (agent === undefined && hasPortForm(appSlugOrPort)) {
    return {
      ok: false,
      reason: "agent-required",
      error: `port "${appSlugOrPort}" needs the name of an agent after it`,
    };
  }
  return { ok: true, prefix, appSlugOrPort, agent: agent ?? "", workspace, user };
}

export interface FormattedAppLabel {
  readonly label: string;
  /** The address by path, without the slash at its end. Nothing is escaped. */
  readonly path: string;
  readonly parsesBack: boolean;
  /** It is read as the same parts: a hostname that names the agent of an app isn't. */
  readonly parsesBackEqual: boolean;
}

/** What Coder knows of an app when it names it. */
export interface AppNaming {
  readonly subdomain: boolean;
  readonly slug: string;
  readonly displayName: string;
  readonly agent: string;
  readonly workspace: string;
  readonly owner: string;
}

/** The columns of the table `hostname-generate`: of its kind `ApplicationURL.String`, or of `AppSubdomain`. */
export function formatAppLabel(parts: AppLabelParts): FormattedAppLabel;
export function formatAppLabel(app: AppNaming): { readonly subdomainName: string };
export function formatAppLabel(
  given: AppLabelParts | AppNaming,
): FormattedAppLabel | { readonly subdomainName: string } {
  if (!("appSlugOrPort" in given)) return { subdomainName: subdomainName(given) };
  const { appSlugOrPort, agent, workspace, user } = given;
  const label = joinAppLabel(given);
  const back = parseAppLabel(label);
  return {
    label,
    path: `/@${user}/${workspace}${agent === "" ? "" : `.${agent}`}/apps/${appSlugOrPort}`,
    parsesBack: back.ok,
    parsesBackEqual:
      back.ok &&
      back.prefix === given.prefix &&
      back.appSlugOrPort === appSlugOrPort &&
      back.agent === agent &&
      back.workspace === workspace &&
      back.user === user,
  };
}

function joinAppLabel(parts: AppLabelParts): string {
  const agent = parts.agent === "" ? "" : `--${parts.agent}`;
  return `${parts.prefix}${parts.appSlugOrPort}${agent}--${parts.workspace}--${parts.user}`;
}

/** The label that Coder's API gives for an app (since v2.27 with the agent only where the slug looks like a port); "" for none. */
export function subdomainName(app: AppNaming): string {
  const { agent, workspace, owner } = app;
  if (!app.subdomain || agent === "" || workspace === "" || owner === "") return "";
  const slug = app.slug === "" ? app.displayName : app.slug;
  return joinAppLabel({
    prefix: "",
    appSlugOrPort: slug,
    agent: hasPortForm(slug) ? agent : "",
    workspace,
    user: owner,
  });
}
