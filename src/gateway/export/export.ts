/** A manifest's deployment as the configuration of a proxy that asks the gateway for every decision. Pure. */

import type { Manifest } from "../../manifest/types.ts";
import type { GatewayDeployment } from "../deployment.ts";
import { caddyConfiguration } from "./caddy.ts";
import { envoyConfiguration } from "./envoy.ts";
import { nginxConfiguration } from "./nginx.ts";
import { type ExportOptions, readSite } from "./site.ts";
import type { Exported, ExportTarget } from "./target.ts";
import { traefikConfiguration } from "./traefik.ts";

/** The same text for the same input. Nothing of a template is in it: only the deployment's hosts. */
export function exportConfiguration(
  target: ExportTarget,
  manifests: readonly Manifest[],
  deployment: GatewayDeployment,
  options: ExportOptions,
): Exported {
  const read = readSite(manifests, deployment, options);
  if (!read.ok) return read;
  switch (target) {
    case "caddy":
      return caddyConfiguration(read.site);
    case "nginx":
      return nginxConfiguration(read.site);
    case "envoy":
      return envoyConfiguration(read.site);
    case "traefik":
      return traefikConfiguration(read.site);
    default:
      return target satisfies never;
  }
}
