/** A Caddyfile for Caddy 2.6 or later, standard modules only. */

import { replyHeaders, replyPrefix } from "../decide-only.ts";
import { corsHeaders, forwardingHeaders, secretHeaders } from "./removed-headers.ts";
import { type Site, shownHostPort } from "./site.ts";
import type { Exported } from "./target.ts";

export function caddyConfiguration(site: Site): Exported {
  const { certificate } = site;
  const files = certificate === null ? [] : [quoted(certificate.file), quoted(certificate.key)];
  if (files.includes(null)) {
    return { ok: false, option: "tls-cert", error: "Caddy cannot name a file with a backtick or braces in it" };
  }
  const tls = files.length === 0 ? [] : [`\ttls ${files.join(" ")}`];
  return { ok: true, text: `${[...snippet(site), ...sites(site, tls)].join("\n")}\n` };
}

/** Nothing is special within backticks but what Caddy fills in later. */
function quoted(text: string): string | null {
  return /[`{}]/.test(text) ? null : `\`${text}\``;
}

function sites(site: Site, tls: readonly string[]): readonly string[] {
  const { suffix, accessHost, dashboard } = site;
  const lines: string[] = [];
  if (suffix !== null) {
    // A host's pattern has whole labels only.
    const wildcard = `*${suffix.slice(suffix.indexOf("."))}`;
    lines.push(
      ...head(site, wildcard, tls),
      `\t@apps header_regexp Host (?i)^[^.]+${suffix.replaceAll(".", "\\.")}(:[0-9]+)?$`,
      "\thandle @apps {",
      "\t\timport templatecheck",
      "\t}",
      "\thandle {",
      "\t\trespond 404",
      "\t}",
      "}",
    );
  }
  if (accessHost !== null) {
    const rest =
      dashboard === null
        ? ["\t\t# Only the apps by path: the rest of the access URL is not served here.", "\t\trespond 404"]
        : [`\t\treverse_proxy ${dashboard.scheme}://${shownHostPort(dashboard)}`];
    lines.push(
      ...(lines.length > 0 ? [""] : []),
      ...head(site, accessHost, tls),
      "\t@apps path_regexp ^/+@[^/]+/+[^/]+/+apps/",
      "\thandle @apps {",
      "\t\timport templatecheck",
      "\t}",
      "\thandle {",
      ...rest,
      "\t}",
      "}",
    );
  }
  return lines;
}

function head({ listen, certificate, accessScheme }: Site, host: string, tls: readonly string[]): readonly string[] {
  const scheme = certificate !== null || (accessScheme === "https" && listen.port === null) ? "https" : "http";
  const port = listen.port === null ? "" : `:${listen.port}`;
  const bind = listen.address === null ? [] : [`\tbind ${listen.address.replace(/^\[|\]$/g, "")}`];
  return [`${scheme}://${host}${port} {`, ...bind, ...tls];
}

function named(name: string): string {
  return (replyPrefix + name).replace(/(^|-)[a-z]/g, (text) => text.toUpperCase());
}

/** Of a reply: kept in the request, where later directives find it and a client's own is overwritten. */
const kept = replyHeaders.filter((name) => name !== "decision");

function snippet(site: Site): readonly string[] {
  const { passthru } = site;
  const lines = [
    "# The gateway decides about each request: templatecheck gateway --decide-only.",
    "(templatecheck) {",
    "\troute {",
    "\t\t# What a client says here, no app may believe.",
    `\t\trequest_header -${named("*")}`,
    "\t\trequest_header -X-Forwarded-*",
    ...[...forwardingHeaders, ...secretHeaders].map((name) => `\t\trequest_header -${name}`),
    `\t\treverse_proxy ${site.gateways.map(shownHostPort).join(" ")} {`,
    "\t\t\tmethod GET",
    "\t\t\trewrite /decide?",
    "\t\t\theader_up X-Forwarded-Method {http.request.orig_method}",
    "\t\t\theader_up X-Forwarded-Uri {http.request.orig_uri}",
    "\t\t\theader_up X-Forwarded-Upgrade {http.request.header.Upgrade}",
    "\t\t\theader_up -Connection",
    "\t\t\theader_up -Upgrade",
    "\t\t\t@forward {",
    "\t\t\t\tstatus 200",
    `\t\t\t\theader ${named("decision")} forward`,
    "\t\t\t}",
    "\t\t\thandle_response @forward {",
    "\t\t\t\troute {",
    ...kept.map((name) => `\t\t\t\t\trequest_header ${named(name)} {http.reverse_proxy.header.${named(name)}}`),
    ...["Cookie", "Authorization"].flatMap((name) => carried(name)),
    ...answerLines(passthru).map((line) => `\t\t\t\t\t${line}`),
    // The query comes out of the first line, which doesn't leave the path as it is written; the second does.
    `\t\t\t\t\trewrite * {http.request.header.${named("uri")}}?`,
    `\t\t\t\t\turi path_regexp ^.*$ {http.request.header.${named("pattern")}}`,
    `\t\t\t\t\t@secure header ${named("scheme")} https`,
    ...upstream("@secure ", ["transport http {", "\ttls_insecure_skip_verify", "}"]),
    ...upstream("", []),
    "\t\t\t\t}",
    "\t\t\t}",
    "\t\t}",
    "\t}",
    "}",
    "",
  ];
  return lines;
}

/** Without the gateway's own tokens. An empty one isn't sent. */
function carried(name: string): readonly string[] {
  const matcher = `@no${name.toLowerCase()}`;
  return [
    `\t\t\t\t\trequest_header ${name} {http.reverse_proxy.header.${named(name.toLowerCase())}}`,
    `\t\t\t\t\t${matcher} header_regexp ${name} ^$`,
    `\t\t\t\t\trequest_header ${matcher} -${name}`,
  ];
}

/** The outermost comes first, and is applied last. */
function answerLines(passthru: boolean): readonly string[] {
  const said = [
    ["allow-origin", "Access-Control-Allow-Origin"],
    ["allow-credentials", "Access-Control-Allow-Credentials"],
    ["vary", "Vary"],
    ["cache-control", "Cache-Control"],
  ] as const;
  const add = said.flatMap(([name, real], at) => [
    `@said${at} header_regexp ${named(name)} .`,
    `header @said${at} {`,
    `\t+${real} {http.request.header.${named(name)}}`,
    "\tdefer",
    "}",
  ]);
  const matcher = passthru ? "@strip " : "";
  return [
    ...add,
    ...(passthru ? [`@strip header ${named("cors")} strip`] : []),
    `header ${matcher}{`,
    ...corsHeaders.map((name) => `\t-${name}`),
    "\tdefer",
    "}",
  ];
}

function upstream(matcher: string, transport: readonly string[]): readonly string[] {
  return [
    `reverse_proxy ${matcher}{http.request.header.${named("address")}} {`,
    "\tflush_interval -1",
    `\theader_up -${named("*")}`,
    "\t# A cookie of an app is the app's own host's. (No replacement at all would set the header.)",
    '\theader_down Set-Cookie "(?i)();[ ]*domain[ ]*=[^;]*" "$1"',
    ...transport.map((line) => `\t${line}`),
    "}",
  ].map((line) => `\t\t\t\t\t${line}`);
}
