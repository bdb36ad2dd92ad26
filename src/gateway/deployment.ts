/** What the deployment that serves a manifest adds to it. It can fill in what the manifest leaves open, or narrow it. */

import type { Manifest } from "../manifest/types.ts";
import { compareShare, type ShareLevel } from "../routing/share.ts";

export interface GatewayDeployment {
  /** For a manifest that doesn't state one. */
  readonly accessUrl?: string;
  readonly wildcardAccessUrl?: string;
  /** What is wider than this is lowered to it. */
  readonly maximumShare?: ShareLevel;
  /** False closes what the manifest leaves open; true changes nothing. */
  readonly pathApps?: boolean;
  readonly pathAppSharing?: boolean;
  readonly pathAppSiteOwnerAccess?: boolean;
  readonly ownerWorkspaceAccess?: boolean;
}

export interface EffectiveDeployment {
  readonly accessUrl: string | null;
  readonly wildcardAccessUrl: string | null;
  readonly maximumShare: ShareLevel;
  readonly pathApps: boolean;
  readonly pathAppSharing: boolean;
  readonly pathAppSiteOwnerAccess: boolean;
  readonly ownerWorkspaceAccess: boolean;
  /** One clause for people; then nothing is served. */
  readonly conflict: string | null;
}

export function effectiveDeployment(manifest: Manifest, given: GatewayDeployment): EffectiveDeployment {
  const stated = manifest.deployment;
  const conflict =
    differs("wildcard access URL", stated.wildcardAccessUrl, given.wildcardAccessUrl) ??
    differs("access URL", stated.accessUrl, given.accessUrl);
  return {
    accessUrl: stated.accessUrl ?? given.accessUrl ?? null,
    wildcardAccessUrl: stated.wildcardAccessUrl ?? given.wildcardAccessUrl ?? null,
    maximumShare: given.maximumShare ?? "public",
    pathApps: stated.pathApps && given.pathApps !== false,
    pathAppSharing: stated.pathAppSharing && given.pathAppSharing !== false,
    pathAppSiteOwnerAccess: stated.pathAppSiteOwnerAccess && given.pathAppSiteOwnerAccess !== false,
    ownerWorkspaceAccess: stated.ownerWorkspaceAccess && given.ownerWorkspaceAccess !== false,
    conflict,
  };
}

function differs(what: string, stated: string | null, given: string | undefined): string | null {
  if (stated === null || given === undefined || stated.toLowerCase() === given.toLowerCase()) return null;
  return `the manifest was compiled for the ${what} "${stated}", and this deployment's is "${given}"`;
}

export function narrower(a: ShareLevel, b: ShareLevel): ShareLevel {
  return compareShare(a, b) <= 0 ? a : b;
}
