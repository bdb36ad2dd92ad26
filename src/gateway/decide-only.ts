/**
 * Forward authentication: a proxy asks about a request that it holds, and is told where it goes, or what to answer.
 * No sockets. `docs/exports.md` has the protocol.
 */

import type { HeaderLines } from "./cors.ts";
import type { Decision } from "./decide.ts";

/** How a proxy can hand on what it is told. */
export type QuestionForm =
  /** The client gets every answer that doesn't say `forward`, as it is. */
  | "decide"
  /** 204 or 403 only, for nginx's `auth_request` … */
  | "verdict"
  /** … which asks again here for what the client is answered. */
  | "answer"
  /** Method, host and path are the request's own; 200 forwards, whatever else it says. */
  | "envoy";

/** The request that the proxy holds. */
export interface Question {
  readonly form: QuestionForm;
  readonly method: string;
  /** As the client wrote them, unchecked. */
  readonly host: string;
  readonly uri: string;
  readonly scheme: "http" | "https";
  readonly webSocket: boolean;
  /** Those that a decision depends on. */
  readonly headers: Readonly<Partial<Record<ClientHeader, string>>>;
}

/** What of the client's own headers a proxy passes on with its question. */
export const clientHeaders = [
  "cookie",
  "authorization",
  "origin",
  "accept",
  "access-control-request-method",
  "access-control-request-headers",
  "sec-fetch-mode",
] as const;

export type ClientHeader = (typeof clientHeaders)[number];

export interface Reply {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: string;
}

/** Null for none; a header that came twice, with a comma between. */
type HeaderText = (name: string) => string | null;

export const envoyPrefix = "/envoy";

/** Null where it isn't said completely which request is meant: that is denied. `path` is the question's own, with its query. */
export function readQuestion(method: string, path: string, header: HeaderText): Question | null {
  const isEnvoy = path.startsWith(`${envoyPrefix}/`);
  const form = isEnvoy ? "envoy" : formOf(path.replace(/\?.*$/s, ""));
  if (form === null) return null;
  const asked = isEnvoy
    ? { method, host: header("host"), uri: path.slice(envoyPrefix.length) }
    : { method: header("x-forwarded-method"), host: header("x-forwarded-host"), uri: header("x-forwarded-uri") };
  const { host, uri } = asked;
  const proto = header("x-forwarded-proto");
  if (asked.method === null || host === null || uri === null || (proto !== "http" && proto !== "https")) return null;
  // A tunnel by CONNECT (RFC 8441) could be a WebSocket that isn't known for one.
  if (asked.method === "CONNECT") return null;
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(asked.method) || !/^\/[^\s#]*$/.test(uri)) return null;
  const sent = clientHeaders.flatMap((name) => {
    const value = header(name);
    return value === null || value === "" ? [] : [[name, value] as const];
  });
  return {
    form,
    method: asked.method,
    host,
    uri,
    scheme: proto,
    // Also where it is one of several, or there twice: the app may take it for one.
    webSocket: asked.method === "GET" && /(^|[,\s])websocket($|[/,\s])/i.test(header("x-forwarded-upgrade") ?? ""),
    headers: Object.fromEntries(sent),
  };
}

function formOf(path: string): QuestionForm | null {
  switch (path) {
    case "/decide":
      return "decide";
    case "/verdict":
      return "verdict";
    case "/answer":
      return "answer";
    default:
      return null;
  }
}

/** What of the client's request the app may see: without the gateway's own tokens. */
export interface Cleaned {
  readonly cookie: string | null;
  readonly authorization: string | null;
  readonly uri: string;
}

type Forward = Extract<Decision, { readonly kind: "forward" }>;

/** Every header begins with this; a proxy's configuration removes what a client sends of that name. */
export const replyPrefix = "x-templatecheck-";

/** All that a reply to `forward` can have, without the prefix. */
export const replyHeaders = [
  "decision",
  "scheme",
  "address",
  "uri",
  /** The path as the replacement of a regular expression, where a dollar sign is written twice. */
  "pattern",
  "cookie",
  "authorization",
  "cors",
  "allow-origin",
  "allow-credentials",
  "vary",
  "cache-control",
] as const;

type ReplyHeader = (typeof replyHeaders)[number];

/** Caddy and Envoy don't tell a header that is missing from one that wasn't looked at: all of them are said. nginx needs only some. */
export function forwardReply(form: QuestionForm, decision: Forward, cleaned: Cleaned): Reply {
  // It was refused a moment ago, which is why the proxy asks for an answer.
  if (form === "answer") return { status: 503, headers: [["Retry-After", "1"]], body: "try again\n" };
  const { scheme, address, port, cors, facts } = decision;
  // Caddy fills in placeholders once more where a query comes out of one.
  const uri = form === "decide" ? cleaned.uri.replaceAll("{", "%7B").replaceAll("}", "%7D") : cleaned.uri;
  const added = (name: string): string =>
    cors.add.flatMap(([own, value]) => (own.toLowerCase() === name ? [value] : [])).join(", ");
  const values: Readonly<Record<ReplyHeader, string>> = {
    decision: "forward",
    scheme,
    address: `${address.includes(":") && !address.startsWith("[") ? `[${address}]` : address}:${port}`,
    uri,
    pattern: uri.replace(/\?.*$/s, "").replaceAll("$", "$$$$"),
    cookie: cleaned.cookie ?? "",
    authorization: cleaned.authorization ?? "",
    cors: cors.strips ? "strip" : "keep",
    "allow-origin": added("access-control-allow-origin"),
    "allow-credentials": added("access-control-allow-credentials"),
    vary: added("vary"),
    "cache-control": facts.share === "public" ? "" : "private",
  };
  const headers = replyHeaders
    .filter((name) => form !== "verdict" || values[name] !== "")
    .map((name) => [`${replyPrefix}${name}`, values[name]] as const);
  return { status: form === "verdict" ? 204 : 200, headers, body: "" };
}

/** What is not forwarded, in the form that the proxy can hand on. */
export function refusalReply(form: QuestionForm, reply: Reply): Reply {
  switch (form) {
    case "verdict":
      return { status: 403, headers: [], body: "" };
    case "envoy":
      // 200 would forward it.
      return reply.status === 200 ? { ...reply, status: 204, body: "" } : reply;
    case "decide":
    case "answer":
      return { ...reply, headers: reply.headers.filter(([name]) => !name.toLowerCase().startsWith(replyPrefix)) };
    default:
      return form satisfies never;
  }
}
