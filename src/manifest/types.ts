/**
 * The routing manifest, version 1: what one template makes reachable, at which address and for whom, in every workspace
 * and for every choice of parameters. The order of the fields is that of the canonical form.
 *
 * A `Text` may hold placeholders (`{workspace}`, `{parameter:port}`); its literal braces are doubled.
 */

import type { LabelBudget } from "../routing/hostname.ts";
import type { AccessMethod, EffectiveShare, ShareLevel } from "../routing/share.ts";
import type { Upstream } from "../routing/upstream.ts";

export const manifestVersion = 1;

export type Text = string;

export interface Manifest {
  readonly manifestVersion: 1;
  readonly compiler: { readonly name: string; readonly version: string };
  readonly template: TemplateIdentity;
  readonly inputs: ManifestInputs;
  /** False: `unresolved` says what is missing. */
  readonly complete: boolean;
  readonly deployment: ManifestDeployment;
  readonly sharing: { readonly templateMaximum: ShareLevel; readonly appShare: "clamp" | "exempt" };
  readonly cors: { readonly behavior: "simple" | "passthru" };
  /** Those that a guard or a `{parameter:…}` mentions, by name. */
  readonly parameters: readonly ManifestParameter[];
  /** By name. */
  readonly agents: readonly ManifestAgent[];
  /** By agent, slug and guard. */
  readonly apps: readonly ManifestApp[];
  readonly ports: ManifestPorts;
  /** In source order. */
  readonly unresolved: readonly ManifestUnresolved[];
}

export interface TemplateIdentity {
  readonly name: string;
  /** `sha256:` and the hexadecimal digest over `sources`. */
  readonly digest: string;
  /** Every file that was read, by path. */
  readonly sources: readonly { readonly path: string; readonly sha256: string }[];
}

/** What the same manifest is compiled from again. */
export interface ManifestInputs {
  readonly profile: string | null;
  readonly variables: Readonly<Record<string, string>>;
  /** Digests (`sha256:…`) of the values. */
  readonly sensitiveVariables: Readonly<Record<string, string>>;
  /** In the order given. */
  readonly varFiles: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly preset: string | null;
  readonly workspace: string | null;
  readonly owner: string | null;
  readonly transition: "start" | "stop";
  /** In the order given: the first match wins. */
  readonly moduleMap: Readonly<Record<string, string>>;
  readonly maxChoices: number;
  readonly providerVersion: string | null;
}

export interface ManifestDeployment {
  /** Null: not stated. */
  readonly accessUrl: string | null;
  readonly wildcardAccessUrl: string | null;
  readonly coderVersion: string | null;
  readonly edition: "oss" | "premium";
  readonly pathApps: boolean;
  readonly pathAppSharing: boolean;
  readonly pathAppSiteOwnerAccess: boolean;
  readonly ownerWorkspaceAccess: boolean;
}

export interface ManifestParameter {
  readonly name: string;
  readonly type: "string" | "number" | "bool" | "list(string)";
  /** As Coder stores answers; null: an answer is required. */
  readonly default: string | null;
  readonly mutable: boolean;
  /** In the template's order; empty where any text or number may be answered. */
  readonly options: readonly string[];
  readonly min: number | null;
  readonly max: number | null;
}

export type GuardMember = readonly string[] | { readonly not: readonly string[] };
/** All members hold. Keys are names of parameters, values are answers as Coder stores them. */
export type Guard = Readonly<Record<string, GuardMember>>;

export interface ManifestPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface ManifestHostname {
  readonly hostname: Text;
  readonly label: LabelBudget;
}

export interface ManifestAgent {
  readonly name: string;
  readonly kind: "agent" | "devcontainer";
  /** The agent of a dev container. */
  readonly parent: string | null;
  /** Any of these; absent: always. */
  readonly when?: readonly Guard[];
  readonly address: string;
  readonly os: string | null;
  /** Whether Coder's dashboard shows the helper; ports are reachable either way. */
  readonly portForwarding: boolean;
  /** Null where the deployment has no wildcard. */
  readonly ports: ManifestHostname | null;
  readonly source: ManifestPlace;
}

export interface ManifestApp {
  /** `agent/slug`; "#2", "#3" … appended where guards split one app. */
  readonly id: string;
  readonly slug: string;
  readonly agent: string;
  readonly kind: "proxy" | "command" | "external";
  /** Any of these; absent: always. */
  readonly when?: readonly Guard[];
  readonly display: ManifestDisplay;
  /** Null for the kinds that aren't proxied. */
  readonly upstream: Upstream | null;
  readonly access: ManifestAccess;
  readonly share: EffectiveShare;
  readonly healthcheck: ManifestHealthcheck | null;
  readonly source: ManifestPlace & { readonly address: string; readonly via: readonly ManifestCall[] };
}

export interface ManifestDisplay {
  readonly name: Text;
  readonly icon: Text | null;
  readonly order: number | null;
  readonly group: Text | null;
  readonly hidden: boolean;
  readonly openIn: "slim-window" | "tab";
  readonly tooltip: Text | null;
}

export interface ManifestAccess {
  readonly method: AccessMethod;
  /** Null unless by subdomain, and so is `label`. */
  readonly hostname: Text | null;
  readonly label: LabelBudget | null;
  readonly aliases: readonly ManifestHostname[];
  /** Null unless by path. */
  readonly path: Text | null;
}

export interface ManifestHealthcheck {
  readonly url: Text;
  /** Seconds. */
  readonly interval: number;
  readonly threshold: number;
}

/** A module call on the way to a resource, the root's first. */
export interface ManifestCall extends ManifestPlace {
  readonly call: string;
}

export interface ManifestPorts {
  readonly range: readonly [number, number];
  readonly defaultShare: ShareLevel;
  readonly maximumShare: ShareLevel;
  readonly protocols: readonly ("http" | "https")[];
}

export interface ManifestUnresolved {
  readonly address: string;
  readonly attribute: string;
  readonly reason: string;
  readonly dependsOn: readonly string[];
  readonly slug?: string;
  readonly agent?: string;
  readonly source: ManifestPlace;
}
