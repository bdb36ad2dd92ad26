/**
 * A file for Traefik 3's file provider. Its `forwardAuth` can refuse, but neither choose where a request goes nor change
 * an answer's headers: the requests go through the gateway itself, of which there may be any number.
 */

import { type Site, shownHostPort } from "./site.ts";
import type { Exported } from "./target.ts";
import { type Yaml, yamlLines } from "./yaml.ts";

export function traefikConfiguration(site: Site): Exported {
  const { suffix, accessHost, certificate, dashboard, listen, gateways } = site;
  if (listen.port !== null) {
    return {
      ok: false,
      option: "listen",
      error: "is for the other proxies: where Traefik listens is in its static configuration",
    };
  }
  // Traefik takes the file for a template first.
  if (certificate !== null && /\{\{|\}\}/.test(certificate.file + certificate.key)) {
    return { ok: false, option: "tls-cert", error: "Traefik cannot name a file with double braces in it" };
  }
  const router = (rule: string, name: string): Yaml => ({
    rule,
    service: name,
    entryPoints: [certificate === null ? "web" : "websecure"],
    ...(certificate !== null && { tls: {} }),
  });
  const service = (urls: readonly string[]): Yaml => ({
    loadBalancer: {
      passHostHeader: true,
      responseForwarding: { flushInterval: "1ms" },
      servers: urls.map((url) => ({ url })),
    },
  });
  const routers = {
    ...(suffix !== null && {
      templatecheck: router(`HostRegexp(\`^[^.]+${suffix.replaceAll(".", "\\.")}$\`)`, "templatecheck"),
    }),
    ...(accessHost !== null && {
      "templatecheck-paths": router(
        `Host(\`${accessHost}\`) && PathRegexp(\`^/+(@|%40)[^/]+/+[^/]+/+apps/\`)`,
        "templatecheck",
      ),
    }),
    ...(accessHost !== null && dashboard !== null && { dashboard: router(`Host(\`${accessHost}\`)`, "dashboard") }),
  };
  const services = {
    templatecheck: service(gateways.map((gateway) => `http://${shownHostPort(gateway)}`)),
    ...(accessHost !== null &&
      dashboard !== null && { dashboard: service([`${dashboard.scheme}://${shownHostPort(dashboard)}`]) }),
  };
  const document: Yaml = {
    http: { routers, services },
    ...(certificate !== null && {
      tls: { certificates: [{ certFile: certificate.file, keyFile: certificate.key }] },
    }),
  };
  const head = [
    "# For the file provider. The gateway forwards the requests itself: templatecheck gateway, without --decide-only.",
  ];
  return { ok: true, text: `${[...head, ...yamlLines(document)].join("\n")}\n` };
}
