/** What a client may not tell an app, whatever the proxy: the same as the reference server removes. */

/** Where a request came from: said anew by the proxy, or by nobody. */
export const forwardingHeaders = [
  "Forwarded",
  "Via",
  "X-Forwarded",
  "X-Forwarded-For",
  "X-Forwarded-Host",
  "X-Forwarded-Method",
  "X-Forwarded-Port",
  "X-Forwarded-Prefix",
  "X-Forwarded-Proto",
  "X-Forwarded-Protocol",
  "X-Forwarded-Scheme",
  "X-Forwarded-Server",
  "X-Forwarded-Ssl",
  "X-Forwarded-Upgrade",
  "X-Forwarded-Uri",
  "X-Forwarded-User",
  "X-Forwarded-Email",
  "X-Forwarded-Groups",
  "X-Forwarded-Access-Token",
  "X-Forwarded-Preferred-Username",
  "X-Forwarded-Client-Cert",
  "X-Real-Ip",
  "X-Client-Ip",
  "X-Cluster-Client-Ip",
  "True-Client-Ip",
  "Cf-Connecting-Ip",
  "Cf-Ipcountry",
  "Fastly-Client-Ip",
  "X-Original-Url",
  "X-Original-Host",
  "X-Original-Forwarded-For",
  "X-Rewrite-Url",
] as const;

/** Coder's tokens, and what proxies are told. */
export const secretHeaders = [
  "Coder-Session-Token",
  "Coder-Provisioner-Daemon-Psk",
  "Proxy-Authorization",
  "Proxy-Connection",
] as const;

/** Of an app that answers cross-origin requests as the gateway decides. */
export const corsHeaders = [
  "Access-Control-Allow-Origin",
  "Access-Control-Allow-Credentials",
  "Access-Control-Allow-Methods",
  "Access-Control-Allow-Headers",
] as const;
