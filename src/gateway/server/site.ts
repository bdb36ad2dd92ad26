/** The deployment as browsers see it: schemes, hosts, and where its cookies are for. */

import { wildcardAppHost } from "../../routing/wildcard.ts";
import type { Gateway } from "../decide.ts";

export interface Site {
  /** Without a slash at its end. */
  readonly accessUrl: string | null;
  /** Of the access URL; without one, of the connection. */
  readonly scheme: "http" | "https" | null;
  /** Of the hosts under the wildcard, as ":8443", and of the access URL. */
  readonly appPort: string;
  readonly accessPort: string;
  /** What all hosts under the wildcard have in common; null where browsers take no cookie for it. */
  readonly cookieDomain: string | null;
}

export function siteOf({ accessUrl, wildcardAccessUrl }: Gateway): Site {
  const scheme = /^(https?):\/\//i.exec(accessUrl ?? "")?.[1]?.toLowerCase();
  const appHost =
    wildcardAccessUrl === null
      ? null
      : accessUrl === null
        ? wildcardAccessUrl
        : (wildcardAppHost(wildcardAccessUrl, accessUrl) ?? wildcardAccessUrl);
  const domain = wildcardAccessUrl?.replace(/:.*$/s, "").replace(/^[^.]*\./, "") ?? "";
  return {
    accessUrl: accessUrl?.replace(/\/$/, "") ?? null,
    scheme: scheme === "http" || scheme === "https" ? scheme : null,
    appPort: portOf(appHost),
    accessPort: portOf(accessUrl?.replace(/^[a-z]+:\/\//i, "").replace(/[/?#].*$/s, "") ?? null),
    // Browsers refuse cookies for a name of one label, as for any public suffix.
    cookieDomain: /[a-z0-9-]\.[a-z0-9-]/i.test(domain) ? domain.toLowerCase() : null,
  };
}

function portOf(host: string | null): string {
  return /:[0-9]+$/.exec(host ?? "")?.[0] ?? "";
}

/** Without its port, and without the dot that ends a full name. */
export function hostName(host: string): string {
  return host.replace(/:[0-9]*$/, "").replace(/\.$/, "");
}
