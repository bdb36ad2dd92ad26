/** For the `http` block of nginx 1.21 or later with `ngx_http_auth_request_module`. */

import { clientHeaders, replyHeaders, replyPrefix } from "../decide-only.ts";
import { corsHeaders, forwardingHeaders, secretHeaders } from "./removed-headers.ts";
import { type Site, shownHostPort } from "./site.ts";
import type { Exported } from "./target.ts";

const verdictLocation = "/_templatecheck/verdict";

export function nginxConfiguration(site: Site): Exported {
  const { certificate } = site;
  const files = certificate === null ? [] : [quoted(certificate.file), quoted(certificate.key)];
  if (files.includes(null)) return { ok: false, option: "tls-cert", error: 'nginx cannot name a file with "$" in it' };
  const [file = "", key = ""] = files;
  const tls = certificate === null ? [] : [`ssl_certificate ${file};`, `ssl_certificate_key ${key};`];
  return { ok: true, text: `${[...preamble(site), ...servers(site, tls)].join("\n")}\n` };
}

/** In double quotes a backslash escapes; a dollar would begin a variable, and nothing escapes it. */
function quoted(text: string): string | null {
  return text.includes("$") ? null : `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function preamble({ gateways, passthru }: Site): readonly string[] {
  return [
    "# Belongs into the http block. The gateway decides about each request: templatecheck gateway --decide-only.",
    "upstream templatecheck_gateway {",
    ...gateways.map((gateway) => `    server ${shownHostPort(gateway)};`),
    "    keepalive 32;",
    "}",
    "",
    "# WebSocket is the only protocol that a client may change to.",
    "map $http_upgrade $templatecheck_upgrade {",
    '    default "";',
    '    "~*^websocket$" websocket;',
    "}",
    "map $http_upgrade $templatecheck_connection {",
    '    default "";',
    '    "~*^websocket$" upgrade;',
    "}",
    "",
    "# $host is checked and lower-case; the port is only in the header.",
    "map $http_host $templatecheck_host {",
    "    default $host;",
    '    "~(?<templatecheck_port>:[0-9]+)$" $host$templatecheck_port;',
    "}",
    ...(passthru ? corsHeaders.flatMap(corsMap) : []),
    "",
  ];
}

/** Apps that answer for themselves keep their lines. */
function corsMap(name: string): readonly string[] {
  const variable = name.toLowerCase().replaceAll("-", "_");
  const decided = decidedCors.has(name) ? `$${replied(short(name))}` : '""';
  return [
    "",
    `map $${replied("cors")} $templatecheck_${variable} {`,
    `    default ${decided};`,
    `    keep $upstream_http_${variable};`,
    "}",
  ];
}

/** What the reply calls it. */
function short(name: string): string {
  return name.toLowerCase().replace("access-control-", "");
}

const decidedCors: ReadonlySet<string> = new Set(corsHeaders.slice(0, 2));

function servers(site: Site, tls: readonly string[]): readonly string[] {
  const { suffix, accessHost, dashboard } = site;
  const apps = suffix === null ? [] : server(site, tls, `"~^[^.]+${escaped(suffix)}$"`, location("/", site));
  if (accessHost === null) return apps;
  const rest =
    dashboard === null
      ? [
          "    # Only the apps by path: the rest of the access URL is not served here.",
          "    location / {",
          "        return 404;",
          "    }",
        ]
      : dashboardLocation(`${dashboard.scheme}://${shownHostPort(dashboard)}`);
  const byPath = location('~ "^/@[^/]+/[^/]+/apps/"', site);
  return [...apps, ...(apps.length > 0 ? [""] : []), ...server(site, tls, accessHost, [...byPath, "", ...rest])];
}

function escaped(suffix: string): string {
  return suffix.replaceAll(".", "\\.");
}

function server(site: Site, tls: readonly string[], name: string, locations: readonly string[]): readonly string[] {
  return [
    "server {",
    ...listens(site).map((line) => `    ${line}`),
    `    server_name ${name};`,
    ...tls.map((line) => `    ${line}`),
    ...(site.resolver === null ? [] : [`    resolver ${site.resolver};`]),
    "",
    "    client_max_body_size 0;",
    "    proxy_http_version 1.1;",
    "    proxy_connect_timeout 10s;",
    "    proxy_headers_hash_max_size 2048;",
    "    proxy_headers_hash_bucket_size 128;",
    "",
    ...locations,
    "",
    `    location = ${verdictLocation} {`,
    "        internal;",
    "        proxy_pass http://templatecheck_gateway/verdict;",
    ...question,
    "    }",
    "",
    "    # auth_request can only refuse: what the client is told instead is asked here.",
    "    location @templatecheck_answer {",
    "        rewrite ^ /answer? break;",
    "        proxy_pass http://templatecheck_gateway;",
    ...question,
    "    }",
    "}",
  ];
}

function listens({ listen, certificate }: Site): readonly string[] {
  const port = listen.port ?? (certificate === null ? 80 : 443);
  const ssl = certificate === null ? "" : " ssl";
  if (listen.address !== null) return [`listen ${listen.address}:${port}${ssl};`];
  return [`listen ${port}${ssl};`, `listen [::]:${port}${ssl};`];
}

/** The client's own headers are passed only where they are named. */
const question: readonly string[] = [
  "proxy_method GET;",
  "proxy_pass_request_body off;",
  "proxy_pass_request_headers off;",
  'proxy_set_header Connection "";',
  "proxy_set_header Host $proxy_host;",
  'proxy_set_header Content-Length "";',
  "proxy_set_header X-Forwarded-Method $request_method;",
  "proxy_set_header X-Forwarded-Host $templatecheck_host;",
  "proxy_set_header X-Forwarded-Uri $request_uri;",
  "proxy_set_header X-Forwarded-Proto $scheme;",
  "proxy_set_header X-Forwarded-For $remote_addr;",
  "proxy_set_header X-Forwarded-Upgrade $templatecheck_upgrade;",
  ...clientHeaders.map((name) => `proxy_set_header ${capitalised(name)} $http_${name.replaceAll("-", "_")};`),
  "proxy_buffer_size 64k;",
  "proxy_buffers 4 64k;",
  "proxy_busy_buffers_size 128k;",
].map((line) => `        ${line}`);

/** Of a reply, as a variable's name without its dollar. */
function replied(name: string): string {
  return `templatecheck_said_${name.replaceAll("-", "_")}`;
}

const unused: ReadonlySet<string> = new Set(["decision", "pattern"]);

function location(match: string, { passthru }: Site): readonly string[] {
  const removed = [
    ...forwardingHeaders,
    ...secretHeaders,
    ...replyHeaders.map((name) => capitalised(replyPrefix + name)),
  ];
  const set: ReadonlySet<string> = new Set(["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"]);
  const lines = [
    `auth_request ${verdictLocation};`,
    ...replyHeaders
      .filter((name) => !unused.has(name))
      .map((name) => `auth_request_set $${replied(name)} $upstream_http_${(replyPrefix + name).replaceAll("-", "_")};`),
    "error_page 403 = @templatecheck_answer;",
    "",
    `proxy_pass $${replied("scheme")}://$${replied("address")}$${replied("uri")};`,
    "proxy_set_header Host $templatecheck_host;",
    "proxy_set_header Upgrade $templatecheck_upgrade;",
    "proxy_set_header Connection $templatecheck_connection;",
    `proxy_set_header Cookie $${replied("cookie")};`,
    `proxy_set_header Authorization $${replied("authorization")};`,
    "proxy_set_header X-Forwarded-For $remote_addr;",
    "proxy_set_header X-Forwarded-Host $templatecheck_host;",
    "proxy_set_header X-Forwarded-Proto $scheme;",
    "# What a client says here, no app may believe.",
    ...[...removed, "Te", "Keep-Alive", "Http2-Settings"]
      .filter((name) => !set.has(name))
      .map((name) => `proxy_set_header ${name} "";`),
    "",
    "proxy_buffering off;",
    "proxy_request_buffering off;",
    "proxy_max_temp_file_size 0;",
    "proxy_read_timeout 1h;",
    "proxy_send_timeout 1h;",
    "proxy_redirect off;",
    "# An app can't send a request elsewhere within nginx, nor set cookies for its siblings.",
    "proxy_ignore_headers X-Accel-Redirect X-Accel-Expires X-Accel-Limit-Rate X-Accel-Buffering X-Accel-Charset;",
    'proxy_cookie_domain "~.*" "";',
    ...corsHeaders.map((name) => `proxy_hide_header ${name};`),
    ...(passthru ? corsHeaders : corsHeaders.slice(0, 2)).map(
      (name) => `add_header ${name} ${corsValue(name, passthru)} always;`,
    ),
    `add_header Vary $${replied("vary")} always;`,
    `add_header Cache-Control $${replied("cache-control")} always;`,
  ];
  return [`    location ${match} {`, ...lines.map((line) => (line === "" ? "" : `        ${line}`)), "    }"];
}

function corsValue(name: string, passthru: boolean): string {
  return passthru ? `$templatecheck_${name.toLowerCase().replaceAll("-", "_")}` : `$${replied(short(name))}`;
}

function capitalised(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (text) => text.toUpperCase());
}

function dashboardLocation(origin: string): readonly string[] {
  return [
    "    location / {",
    `        proxy_pass ${origin};`,
    "        proxy_set_header Host $templatecheck_host;",
    "        proxy_set_header Upgrade $templatecheck_upgrade;",
    "        proxy_set_header Connection $templatecheck_connection;",
    "        proxy_set_header X-Forwarded-For $remote_addr;",
    "        proxy_set_header X-Forwarded-Host $templatecheck_host;",
    "        proxy_set_header X-Forwarded-Proto $scheme;",
    "        proxy_buffering off;",
    "        proxy_request_buffering off;",
    "        proxy_read_timeout 1h;",
    "    }",
  ];
}
