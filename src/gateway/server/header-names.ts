/** Names of headers, in lower case, that a gateway doesn't pass on as they were sent. */

/** RFC 9110, section 7.6.1, and what older proxies added. `Transfer-Encoding` stays: it frames the body that follows. */
export const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "upgrade",
  "http2-settings",
]);

/** Said anew by the gateway, or by nobody. */
const forwarding =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip|cf-ipcountry|fastly-client-ip|x-original-(url|host|forwarded-for)|x-rewrite-url|x-templatecheck-.*)$/;

/** Session tokens of Coder: a browser that is signed in there sends them along. */
const sessionHeaders: ReadonlySet<string> = new Set(["coder-session-token", "coder-provisioner-daemon-psk"]);

/** Of one hop, of the gateway's own, or of Coder's. */
export function isWithheld(written: string): boolean {
  // CGI, WSGI and what follows them take "x_real_ip" for the same name.
  const name = written.includes("_") ? written.replaceAll("_", "-") : written;
  return hopByHop.has(name) || forwarding.test(name) || sessionHeaders.has(name);
}
