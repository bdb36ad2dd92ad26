/** Who may open what: the levels of sharing and what limits them. */

/** Narrow to wide. */
export const shareLevels = ["owner", "organization", "authenticated", "public"] as const;
export type ShareLevel = (typeof shareLevels)[number];

export function isShareLevel(text: string): text is ShareLevel {
  return shareLevels.some((level) => level === text);
}

/** Negative when `a` is narrower than `b`. */
export function compareShare(a: ShareLevel, b: ShareLevel): number {
  return shareLevels.indexOf(a) - shareLevels.indexOf(b);
}

export type ShareLimit = "path-app" | "template-maximum";
export type AccessMethod = "subdomain" | "path" | "none";

export interface EffectiveShareRequest {
  /** Null: not declared. */
  readonly declared: ShareLevel | null;
  readonly method: AccessMethod;
  /** `--dangerous-allow-path-app-sharing` */
  readonly pathAppSharing: boolean;
  readonly templateMaximum: ShareLevel;
  /** Coder itself exempts apps from the maximum (it limits shares of ports); this product's default is to clamp. */
  readonly appShare: "clamp" | "exempt";
}

export interface EffectiveShare {
  readonly declared: ShareLevel;
  readonly effective: ShareLevel;
  /** What made it narrower than declared, in the order of application. */
  readonly limitedBy: readonly ShareLimit[];
}

export function effectiveShare(request: EffectiveShareRequest): EffectiveShare {
  const declared = request.declared ?? "owner";
  const limitedBy: ShareLimit[] = [];
  let effective = declared;
  if (request.method === "path" && !request.pathAppSharing && effective !== "owner") {
    effective = "owner";
    limitedBy.push("path-app");
  }
  if (request.appShare === "clamp" && compareShare(effective, request.templateMaximum) > 0) {
    effective = request.templateMaximum;
    limitedBy.push("template-maximum");
  }
  return { declared, effective, limitedBy };
}

/** The maximum of a template that states none: OSS has no limit, premium shares nothing (Coder v2.35). */
export function defaultTemplateMaximum(edition: "oss" | "premium"): ShareLevel {
  return edition === "premium" ? "owner" : "public";
}

export interface PortShareRequest {
  readonly requested: string;
  /** The maximum that is stored with the template. */
  readonly maximum: string;
  /** Anything but "premium" has no limits; so has a premium build without a licence. */
  readonly edition: string;
}

export interface PortShareVerdict {
  readonly accepted: boolean;
  /** A level that a port can have at all: `owner` is no share. */
  readonly validPortShareLevel: boolean;
  /** Null where the maximum allows it. */
  readonly authorizedLevelError: string | null;
}

/** May this share of a port be made (Coder v2.35)? The columns of the table `effective-port-share`. */
export function portShare(request: PortShareRequest): PortShareVerdict {
  const validPortShareLevel = isShareLevel(request.requested) && request.requested !== "owner";
  const authorizedLevelError = request.edition === "premium" ? maximumError(request) : null;
  return { accepted: validPortShareLevel && authorizedLevelError === null, validPortShareLevel, authorizedLevelError };
}

function maximumError({ requested, maximum }: PortShareRequest): string | null {
  if (requested === "owner") return null;
  if (!isShareLevel(requested)) {
    // Coder knows a wrong level only by its being none of those that the maximum forbids.
    return isShareLevel(maximum) && maximum !== "owner" ? null : `"${requested}" is no level of sharing`;
  }
  if (isShareLevel(maximum) && compareShare(requested, maximum) <= 0) return null;
  return `"${requested}" is wider than the template's maximum "${maximum}"`;
}

export interface MaximumVerdict {
  /** What the API says is the maximum when this one is stored. */
  readonly reported: string;
  readonly mayBeSet: boolean;
  readonly setError: string | null;
}

/** What becomes of a template's maximum: only a licensed premium edition has one. */
export function templateMaximum(request: { readonly level: string; readonly edition: string }): MaximumVerdict {
  if (request.edition !== "premium") {
    return { reported: "public", mayBeSet: false, setError: "a maximum of sharing needs the premium edition" };
  }
  const mayBeSet = isShareLevel(request.level);
  return {
    reported: request.level,
    mayBeSet,
    setError: mayBeSet ? null : `"${request.level}" is not one of owner, organization, authenticated, public`,
  };
}
