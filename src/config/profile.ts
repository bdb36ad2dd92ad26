/** A profile: what a configuration says of a deployment, over what is built in. */

import { builtInProfile, type Profile, type ShareLevel } from "../check-types.ts";
import type { Scalar } from "./file.ts";

/** Values have been checked against the schema; what doesn't fit all the same is ignored. */
export function profileOf(name: string, values: ReadonlyMap<string, Scalar>): Profile {
  let profile: Profile = { ...builtInProfile, name };
  for (const [key, value] of values) profile = { ...profile, ...setting(key, value) };
  return profile;
}

function setting(key: string, value: Scalar): Partial<Profile> {
  switch (key) {
    case "accessUrl":
      return typeof value === "string" ? { accessUrl: value.replace(/\/$/, "") } : {};
    case "wildcardAccessUrl":
      return typeof value === "string" || value === null ? { wildcardAccessUrl: value } : {};
    case "edition":
      return value === "oss" || value === "premium" ? { edition: value } : {};
    case "maxShareLevel":
      return isShareLevel(value) ? { maxShareLevel: value } : {};
    case "appShare":
      return value === "clamp" || value === "exempt" ? { appShare: value } : {};
    case "pathApps":
    case "pathAppSharing":
    case "pathAppSiteOwnerAccess":
    case "ownerWorkspaceAccess":
      return typeof value === "boolean" ? { [key]: value } : {};
    case "corsBehavior":
      return value === "simple" || value === "passthru" ? { corsBehavior: value } : {};
    case "coderVersion":
      return typeof value === "string" ? { coderVersion: value.replace(/^v/, "") } : {};
    case "nameBudget":
      return typeof value === "number" ? { nameBudget: value } : {};
    default:
      return {};
  }
}

function isShareLevel(value: Scalar): value is ShareLevel {
  return value === "owner" || value === "organization" || value === "authenticated" || value === "public";
}
