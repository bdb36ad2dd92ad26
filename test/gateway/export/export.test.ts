import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { replyHeaders, replyPrefix } from "../../../src/gateway/decide-only.ts";
import { exportConfiguration } from "../../../src/gateway/export/export.ts";
import { forwardingHeaders, secretHeaders } from "../../../src/gateway/export/removed-headers.ts";
import type { ExportOptions } from "../../../src/gateway/export/site.ts";
import { type Exported, type ExportTarget, exportTargets } from "../../../src/gateway/export/target.ts";
import { appRequestHeaders } from "../../../src/gateway/server/request-headers.ts";
import type { Manifest, ManifestDeployment } from "../../../src/manifest/types.ts";
import { app, manifest } from "../setting.ts";

const standard: ExportOptions = {
  gateways: ["127.0.0.1:8080"],
  listen: null,
  certificate: null,
  dashboard: null,
  resolver: null,
};

function deployed(changes: Partial<ManifestDeployment>): Manifest {
  return manifest([app({ slug: "web" })], { deployment: { ...manifest([]).deployment, ...changes } });
}

function exported(target: ExportTarget, options: Partial<ExportOptions> = {}, of: Manifest = deployed({})): Exported {
  return exportConfiguration(target, [of], {}, { ...standard, ...options });
}

function textOf(target: ExportTarget, options: Partial<ExportOptions> = {}, of: Manifest = deployed({})): string {
  const made = exported(target, options, of);
  if (!made.ok) throw new Error(made.error);
  return made.text;
}

const hostile = [
  "x;\n}\nserver { listen 1; }",
  'x"; return 200 "',
  "x`y",
  "x{env.HOME}",
  "x\u0000",
  "x\u2028- evil",
  "x y",
  "$x",
  "{{ env }}",
];

describe.each(exportTargets)("%s", (target) => {
  it("is the same text every time", () => {
    const options = { certificate: { file: "/c.pem", key: "/k.pem" }, dashboard: "http://127.0.0.1:3000" };
    expect(textOf(target, options)).toBe(textOf(target, options));
    expect(textOf(target, options)).toMatch(/\n$/);
  });

  it("has nothing of a template in it", () => {
    const given = manifest([app({ slug: "evil-slug" })], {
      template: { name: 'evil"; }', digest: "sha256:evil", sources: [] },
    });
    expect(textOf(target, {}, given)).not.toContain("evil");
  });

  it.each(hostile)("takes no host from %j", (text) => {
    const place = { accessUrl: `https://${text}`, wildcardAccessUrl: `*.${text}.test` };
    expect(exported(target, {}, deployed({ ...place, accessUrl: null })).ok).toBe(false);
    expect(exported(target, {}, deployed({ ...place, wildcardAccessUrl: null })).ok).toBe(false);
    for (const options of [{ gateways: [`${text}:80`] }, { listen: `${text}:80` }, { resolver: text }]) {
      expect(exported(target, options).ok, JSON.stringify(options)).toBe(false);
    }
    expect(exported(target, { dashboard: `http://${text}` }).ok).toBe(false);
  });

  it("knows several gateways", () => {
    const text = textOf(target, { gateways: ["10.0.0.1:80", "[2001:db8::1]:8080"] });
    expect(text).toContain("10.0.0.1");
    expect(text).toContain("2001:db8::1");
  });

  it("serves what the deployment has", () => {
    const paths = textOf(target, {}, deployed({ wildcardAccessUrl: null }));
    expect(paths).toContain("coder.corp.test");
    expect(paths).not.toContain("apps.corp.test");
    const apps = textOf(target, {}, deployed({ pathApps: false }));
    expect(apps).not.toContain("coder.corp.test");
    expect(exported(target, {}, deployed({ wildcardAccessUrl: null, accessUrl: null }))).toMatchObject({ ok: false });
    expect(exported(target, {}, deployed({ wildcardAccessUrl: null, pathApps: false }))).toMatchObject({ ok: false });
  });

  it.each([
    ["gateways", { gateways: ["127.0.0.1"] }],
    ["ports", { gateways: ["127.0.0.1:70000"] }],
    ["no gateway", { gateways: [] }],
    ["where to listen", { listen: "0" }],
    ["a dashboard with a path", { dashboard: "http://127.0.0.1/x" }],
    ["a certificate without a name", { certificate: { file: "", key: "/k" } }],
  ])("refuses %s", (_, options) => {
    expect(exported(target, options).ok).toBe(false);
  });
});

describe("names of files", () => {
  const file = '/etc/it\'s "mine"; #1 \\ [a]: *b & %c/cert.pem';
  const certificate = { file, key: "/key.pem" };

  it("are one word for nginx", () => {
    const text = textOf("nginx", { certificate });
    const line = text.split("\n").find((candidate) => candidate.includes("ssl_certificate "));
    const word = /^ *ssl_certificate "((?:[^"\\]|\\.)*)";$/.exec(line ?? "")?.[1];
    expect(word?.replace(/\\(.)/g, "$1")).toBe(file);
    expect(exported("nginx", { certificate: { ...certificate, file: "/$x" } })).toMatchObject({ option: "tls-cert" });
  });

  it("are one word for Caddy", () => {
    expect(textOf("caddy", { certificate })).toContain(`\ttls \`${file}\` \`/key.pem\`\n`);
    for (const wrong of ["/`", "/{env.HOME}"]) {
      expect(exported("caddy", { certificate: { ...certificate, key: wrong } }).ok).toBe(false);
    }
  });

  it("are a text for Envoy and Traefik", () => {
    expect(JSON.stringify(parse(textOf("envoy", { certificate })))).toContain(JSON.stringify(file));
    const { tls } = parse(textOf("traefik", { certificate }));
    expect(tls).toEqual({ certificates: [{ certFile: file, keyFile: "/key.pem" }] });
    expect(exported("traefik", { certificate: { ...certificate, file: "/{{x}}" } }).ok).toBe(false);
  });
});

describe("what a client says of itself", () => {
  const removed = [...forwardingHeaders, ...secretHeaders, ...replyHeaders.map((name) => replyPrefix + name)];

  it("is removed as the reference server does", () => {
    const given = Object.fromEntries(removed.map((name) => [name.toLowerCase(), "spoofed"]));
    const client = { address: "192.0.2.1", host: "web.test", scheme: "https" } as const;
    const headers = appRequestHeaders(given, client, { cookies: [], isOwnToken: () => false }, false);
    expect(JSON.stringify(headers)).not.toContain("spoofed");
  });

  it.each(["nginx", "envoy"] as const)("is removed or said anew by %s", (target) => {
    const text = textOf(target).toLowerCase();
    const own: ReadonlySet<string> = new Set(target === "envoy" ? ["x-forwarded-proto"] : []);
    const pattern = (name: string): string => (target === "nginx" ? `proxy_set_header ${name} ` : `"${name}"`);
    const missing = removed
      .map((name) => name.toLowerCase())
      .filter((name) => !own.has(name) && !text.includes(pattern(name)));
    expect(missing).toEqual([]);
  });

  it("is removed by Caddy", () => {
    const text = textOf("caddy");
    for (const name of [...forwardingHeaders, ...secretHeaders, "X-Templatecheck-*"]) {
      expect(text).toContain(`\t\trequest_header -${name}\n`);
    }
  });
});

describe("particular to a proxy", () => {
  it("wildcards within a label", () => {
    const given = deployed({ wildcardAccessUrl: "*--apps.corp.test:8443" });
    expect(textOf("nginx", {}, given)).toContain('server_name "~^[^.]+--apps\\.corp\\.test$";');
    expect(textOf("caddy", {}, given)).toMatch(/^https:\/\/\*\.corp\.test \{$/m);
    expect(textOf("caddy", {}, given)).toContain("header_regexp Host (?i)^[^.]+--apps\\.corp\\.test(:[0-9]+)?$");
    expect(textOf("traefik", {}, given)).toContain("HostRegexp(`^[^.]+--apps\\\\.corp\\\\.test$`)");
    expect(textOf("envoy", {}, given)).toMatch(/domains:\n +- "\*--apps\.corp\.test"\n/);
  });

  it("apps that answer cross-origin requests themselves keep their headers", () => {
    const passthru = manifest([app({ slug: "web" })], { cors: { behavior: "passthru" } });
    expect(textOf("nginx", {}, passthru)).toContain("keep $upstream_http_access_control_allow_origin;");
    expect(textOf("nginx")).not.toContain("keep $upstream_http");
    expect(textOf("caddy", {}, passthru)).toContain("@strip header X-Templatecheck-Cors strip");
  });

  it("Traefik says where it listens elsewhere", () => {
    expect(exported("traefik", { listen: "8443" })).toMatchObject({ ok: false, option: "listen" });
    expect(textOf("nginx", { listen: "10.0.0.1:8080" })).toContain("listen 10.0.0.1:8080;");
    expect(textOf("nginx", { resolver: "10.0.0.2" })).toContain("resolver 10.0.0.2;");
  });

  it("Envoy's configuration is YAML", () => {
    const { static_resources: resources } = parse(textOf("envoy", { dashboard: "https://coder.internal:3000" }));
    const names = resources.clusters.map(({ name }: { readonly name: string }) => name);
    expect(names).toEqual([
      "templatecheck_gateway",
      "templatecheck_apps_http",
      "templatecheck_apps_https",
      "templatecheck_dashboard",
    ]);
  });
});

it("is for one deployment", () => {
  const other = deployed({ accessUrl: "https://other.corp.test" });
  expect(exportConfiguration("nginx", [deployed({}), other], {}, standard)).toMatchObject({ ok: false });
  expect(exportConfiguration("nginx", [], {}, standard)).toMatchObject({ ok: false });
  expect(exportConfiguration("nginx", [deployed({})], { accessUrl: "https://x.test" }, standard).ok).toBe(false);
});
