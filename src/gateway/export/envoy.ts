/** A bootstrap for Envoy 1.28 or later: `ext_authz` over HTTP, Lua, and clusters whose endpoint is the agent's address. */

import { clientHeaders, envoyPrefix, replyHeaders, replyPrefix } from "../decide-only.ts";
import { answerScript } from "./envoy-script.ts";
import { forwardingHeaders, secretHeaders } from "./removed-headers.ts";
import type { HostPort, Site } from "./site.ts";
import type { Exported } from "./target.ts";
import { type Yaml, yamlLines } from "./yaml.ts";

const types = "type.googleapis.com/envoy.extensions";
const none = "0s";
const long = "3600s";

export function envoyConfiguration(site: Site): Exported {
  const document: Yaml = {
    static_resources: { listeners: [listener(site)], clusters: clusters(site) },
  };
  const head = [
    "# The gateway decides about each request: templatecheck gateway --decide-only.",
    "# The addresses of agents have to be IP addresses.",
  ];
  return { ok: true, text: `${[...head, ...yamlLines(document)].join("\n")}\n` };
}

function listener(site: Site): Yaml {
  const { listen, certificate } = site;
  const port = listen.port ?? (certificate === null ? 80 : 443);
  const address = (listen.address ?? "0.0.0.0").replace(/^\[|\]$/g, "");
  return {
    name: "templatecheck",
    address: { socket_address: { address, port_value: port } },
    filter_chains: [
      {
        ...(certificate !== null && { transport_socket: downstreamTls(certificate.file, certificate.key) }),
        filters: [{ name: "envoy.filters.network.http_connection_manager", typed_config: connectionManager(site) }],
      },
    ],
  };
}

function downstreamTls(certificate: string, key: string): Yaml {
  return {
    name: "envoy.transport_sockets.tls",
    typed_config: {
      "@type": `${types}.transport_sockets.tls.v3.DownstreamTlsContext`,
      common_tls_context: {
        alpn_protocols: ["h2", "http/1.1"],
        tls_certificates: [{ certificate_chain: { filename: certificate }, private_key: { filename: key } }],
      },
    },
  };
}

function connectionManager(site: Site): Yaml {
  return {
    "@type": `${types}.filters.network.http_connection_manager.v3.HttpConnectionManager`,
    stat_prefix: "templatecheck",
    use_remote_address: true,
    skip_xff_append: true,
    // As nginx does: apps take "x_real_ip" for the name with hyphens, which is said anew.
    common_http_protocol_options: { headers_with_underscores_action: "DROP_HEADER" },
    generate_request_id: false,
    server_header_transformation: "PASS_THROUGH",
    stream_idle_timeout: long,
    upgrade_configs: [{ upgrade_type: "websocket" }],
    early_header_mutation_extensions: [
      {
        name: "envoy.http.early_header_mutation.header_mutation",
        typed_config: {
          "@type": `${types}.http.early_header_mutation.header_mutation.v3.HeaderMutation`,
          mutations: earlyMutations(),
        },
      },
    ],
    route_config: {
      name: "templatecheck",
      ignore_port_in_host_matching: true,
      virtual_hosts: virtualHosts(site),
    },
    http_filters: [
      { name: "envoy.filters.http.ext_authz", typed_config: authorization() },
      {
        name: "envoy.filters.http.lua",
        typed_config: {
          "@type": `${types}.filters.http.lua.v3.Lua`,
          default_source_code: { inline_string: answerScript },
        },
      },
      {
        name: "envoy.filters.http.router",
        typed_config: { "@type": `${types}.filters.http.router.v3.Router`, suppress_envoy_headers: true },
      },
    ],
  };
}

/** What a client says there, nobody may believe: neither the decider nor an app. */
function earlyMutations(): Yaml {
  const kept: ReadonlySet<string> = new Set(["X-Forwarded-Proto"]);
  const envoyOwn = [
    "x-envoy-original-dst-host",
    "x-envoy-original-path",
    "x-envoy-original-host",
    "x-envoy-internal",
    "x-envoy-decorator-operation",
    "x-envoy-external-address",
    "x-envoy-force-trace",
    "x-envoy-max-retries",
    "x-envoy-retry-on",
    "x-envoy-retry-grpc-on",
    "x-envoy-upstream-alt-stat-name",
    "x-envoy-upstream-rq-timeout-ms",
    "x-envoy-upstream-rq-per-try-timeout-ms",
    "x-envoy-upstream-rq-timeout-alt-response",
    "x-envoy-hedge-on-per-try-timeout",
  ];
  const own = replyHeaders.map((name) => replyPrefix + name);
  const removed = forwardingHeaders.filter((name) => !kept.has(name));
  const set = [
    ["x-forwarded-for", "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT%"],
    ["x-forwarded-host", "%REQ(:AUTHORITY)%"],
    ["x-forwarded-upgrade", "%REQ(UPGRADE)%"],
  ] as const;
  return [
    ...[...removed.map((name) => name.toLowerCase()), ...own, ...envoyOwn].map((remove) => ({ remove })),
    ...set.map(([key, value]) => ({
      append: { header: { key, value }, append_action: "OVERWRITE_IF_EXISTS_OR_ADD" },
    })),
  ];
}

function authorization(): Yaml {
  return {
    "@type": `${types}.filters.http.ext_authz.v3.ExtAuthz`,
    transport_api_version: "V3",
    failure_mode_allow: false,
    status_on_error: { code: "ServiceUnavailable" },
    clear_route_cache: true,
    allowed_headers: {
      patterns: [...clientHeaders, "x-forwarded-proto", "x-forwarded-upgrade"].map((exact) => ({ exact })),
    },
    http_service: {
      server_uri: { uri: "http://templatecheck_gateway", cluster: "templatecheck_gateway", timeout: "10s" },
      path_prefix: envoyPrefix,
      authorization_response: { allowed_upstream_headers: { patterns: [{ prefix: replyPrefix }] } },
    },
  };
}

function virtualHosts({ suffix, accessHost, dashboard }: Site): Yaml {
  const refused = (match: Yaml): Yaml => ({ match, direct_response: { status: 403 } });
  // Only a decision sets the header, and then the path is already the app's.
  const decided = (["http", "https"] as const).map((scheme) => ({
    match: { prefix: "/", headers: [{ name: `${replyPrefix}scheme`, string_match: { exact: scheme } }] },
    route: { cluster: `templatecheck_apps_${scheme}`, timeout: none, idle_timeout: long },
    // Coder itself needs its tokens.
    request_headers_to_remove: [
      `${replyPrefix}scheme`,
      "x-forwarded-upgrade",
      ...secretHeaders.map((name) => name.toLowerCase()),
    ],
  }));
  const apps: Yaml[] =
    suffix === null ? [] : [{ name: "apps", domains: [`*${suffix}`], routes: [...decided, refused({ prefix: "/" })] }];
  if (accessHost === null) return apps;
  const undecided = {
    "envoy.filters.http.ext_authz": { "@type": `${types}.filters.http.ext_authz.v3.ExtAuthzPerRoute`, disabled: true },
    "envoy.filters.http.lua": { "@type": `${types}.filters.http.lua.v3.LuaPerRoute`, disabled: true },
  };
  const rest: Yaml =
    dashboard === null
      ? { match: { prefix: "/" }, direct_response: { status: 404 }, typed_per_filter_config: undecided }
      : {
          match: { prefix: "/" },
          route: { cluster: "templatecheck_dashboard", timeout: none, idle_timeout: long },
          typed_per_filter_config: undecided,
        };
  const byPath = refused({ safe_regex: { regex: "/+(@|%40)[^/]+/+[^/]+/+apps/.*" } });
  return [...apps, { name: "access", domains: [accessHost], routes: [...decided, byPath, rest] }];
}

function clusters({ gateways, dashboard }: Site): readonly Yaml[] {
  const secure = (name?: string): Yaml => ({
    name: "envoy.transport_sockets.tls",
    typed_config: {
      "@type": `${types}.transport_sockets.tls.v3.UpstreamTlsContext`,
      ...(name !== undefined && { sni: name }),
    },
  });
  const own = (scheme: "http" | "https"): Yaml => ({
    name: `templatecheck_apps_${scheme}`,
    type: "ORIGINAL_DST",
    lb_policy: "CLUSTER_PROVIDED",
    connect_timeout: "10s",
    original_dst_lb_config: { use_http_header: true, http_header_name: `${replyPrefix}address` },
    // Who serves a port of a workspace has no certificate for it.
    ...(scheme === "https" && { transport_socket: secure() }),
  });
  const named = (name: string, places: readonly HostPort[]): { readonly [key: string]: Yaml } => ({
    name,
    type: "STRICT_DNS",
    connect_timeout: "10s",
    load_assignment: {
      cluster_name: name,
      endpoints: [
        {
          lb_endpoints: places.map(({ host, port }) => ({
            endpoint: {
              address: { socket_address: { address: host.replace(/^\[|\]$/g, ""), port_value: port } },
            },
          })),
        },
      ],
    },
  });
  const rest: Yaml[] =
    dashboard === null
      ? []
      : [
          {
            ...named("templatecheck_dashboard", [dashboard]),
            ...(dashboard.scheme === "https" && { transport_socket: secure(dashboard.host) }),
          },
        ];
  return [named("templatecheck_gateway", gateways), own("http"), own("https"), ...rest];
}
