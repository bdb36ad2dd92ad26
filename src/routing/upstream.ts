/**
 * Where an app's `url` leads: its host is ignored, traffic goes to the agent, and only scheme, port, path and query count
 * (Coder v2.35). Pieces that are known only when a workspace is built stay as placeholders.
 */

import { type GoUrl, parseGoUrl } from "./go-url.ts";
import { escapeLiteral, formatPlaceholder, type Placeholder, parameterOf, type TextPart } from "./placeholder.ts";
import { maxPort, minPort } from "./port-text.ts";

export interface ParameterPort {
  /** The name of the parameter whose answer is the port. */
  readonly parameter: string;
}

export interface Upstream {
  readonly scheme: "http" | "https";
  readonly port: number | ParameterPort;
  /** Prefix of every forwarded request; at least "/". Percent-encoded, with placeholders. */
  readonly path: string;
  /** Without "?", as written, with placeholders; null for none. */
  readonly query: string | null;
}

export type UpstreamResult =
  | {
      readonly ok: true;
      readonly upstream: Upstream;
      /** The ignored host, with placeholders; "" for none. */
      readonly host: string;
    }
  | {
      readonly ok: false;
      readonly code: "unparsable" | "scheme" | "reserved-port" | "port-range" | "undecided";
      readonly wrong: string;
      /** One clause for people. */
      readonly error: string;
    };

type Failure = Extract<UpstreamResult, { readonly ok: false }>;

export function readUpstream(url: string | readonly TextPart[]): UpstreamResult {
  const text = markHoles(typeof url === "string" ? [url] : url);
  const undecided = undecidedPiece(text);
  if (undecided) return undecided;
  const portHole = text.portHole;
  const read = parseGoUrl(portHole === null ? text.marked : text.marked.replace(`:${portHole.mark}`, `:${maxPort}`));
  if (!read.ok) return fail("unparsable", text.show(read.wrong), text.show(read.error));
  const { scheme, path, query, hostname } = read.url;
  if (scheme !== "http" && scheme !== "https") {
    return fail(
      "scheme",
      scheme,
      scheme === "" ? "has no scheme" : `has the scheme "${scheme}", and only http and https are proxied`,
    );
  }
  const port = portHole === null ? readPort(read.url, scheme) : { parameter: portHole.parameter };
  if (typeof port === "object" && "ok" in port) return port;
  return {
    ok: true,
    upstream: {
      scheme,
      port,
      path: path === "" ? "/" : text.restore(path),
      query: query === "" ? null : text.restore(query),
    },
    host: text.restore(hostname),
  };
}

function fail(code: Failure["code"], wrong: string, error: string): Failure {
  return { ok: false, code, wrong, error };
}

function readPort({ port }: GoUrl, scheme: "http" | "https"): number | Failure {
  if (port === "") return scheme === "https" ? 443 : 80;
  const value = Number(port);
  if (value > maxPort) return fail("port-range", port, `has the port ${port}, above ${maxPort}`);
  if (value < minPort)
    return fail("reserved-port", port, `has the port ${port}, and ports below ${minPort} are reserved`);
  return value;
}

/** Text in which a mark of letters and digits stands for each hole: Go's parser takes those for what they stand for. */
interface MarkedText {
  readonly marked: string;
  readonly holes: ReadonlyMap<string, Placeholder>;
  /** The whole port is the answer of a parameter. */
  readonly portHole: { readonly mark: string; readonly parameter: string } | null;
  /** As the manifest writes it. */
  readonly restore: (text: string) => string;
  /** As people read it: without doubled braces. */
  readonly show: (text: string) => string;
}

function markHoles(parts: readonly TextPart[]): MarkedText {
  const literals = parts.filter((part) => typeof part === "string").join("");
  let prefix = "hole";
  while (literals.includes(prefix)) prefix += "z";
  const holes = new Map<string, Placeholder>();
  let marked = "";
  for (const part of parts) {
    if (typeof part === "string") {
      marked += part;
      continue;
    }
    const mark = `${prefix}q${holes.size}q`;
    holes.set(mark, part);
    marked += mark;
  }
  const markPattern = new RegExp(`(${prefix}q[0-9]+q)`);
  const withPlaceholders = (text: string, literal: (text: string) => string): string =>
    text
      .split(markPattern)
      .map((piece) => {
        const placeholder = holes.get(piece);
        return placeholder ? formatPlaceholder(placeholder) : literal(piece);
      })
      .join("");
  return {
    marked,
    holes,
    portHole: findPortHole(marked, holes),
    restore: (text) => withPlaceholders(text, escapeLiteral),
    show: (text) => withPlaceholders(text, (piece) => piece),
  };
}

/** In `http://HOST:{parameter:NAME}/…`. */
function findPortHole(marked: string, holes: ReadonlyMap<string, Placeholder>): MarkedText["portHole"] {
  const mark = /^https?:\/\/[^/?#]*:([^/?#:\]@]+)(?=[/?#]|$)/i.exec(marked)?.[1];
  const placeholder = mark === undefined ? undefined : holes.get(mark);
  const parameter = placeholder ? parameterOf(placeholder.hole) : null;
  return mark === undefined || parameter === null ? null : { mark, parameter };
}

const nameHoles: readonly string[] = ["workspace", "owner", "agent"];

/** A hole whose text could change what scheme, port or path are. Names can't: they are letters, digits and hyphens. */
function undecidedPiece(text: MarkedText): Failure | null {
  const { marked, holes, portHole } = text;
  if (holes.size === 0) return null;
  const start = /^[a-z][a-z0-9+.-]*:\/\//i.exec(marked)?.[0] ?? "";
  const authority = /^[^/?#]*/.exec(marked.slice(start.length))?.[0] ?? "";
  for (const [mark, placeholder] of holes) {
    const at = marked.indexOf(mark);
    const wrong = formatPlaceholder(placeholder);
    if (start === "" || at < start.length)
      return fail("undecided", wrong, `the scheme and the port depend on ${wrong}`);
    const inAuthority = at < start.length + authority.length;
    const afterColon = inAuthority && /:[^:\]@]*$/.test(marked.slice(start.length, at));
    if (afterColon && mark !== portHole?.mark) return fail("undecided", wrong, `the port depends on ${wrong}`);
    if (inAuthority && !afterColon && !nameHoles.includes(placeholder.hole)) {
      return fail("undecided", wrong, `the host, and with it what follows, depends on ${wrong}`);
    }
    if (/%[0-9a-f]?$/i.test(marked.slice(Math.max(0, at - 2), at))) {
      return fail("undecided", wrong, `a percent-encoding depends on ${wrong}`);
    }
  }
  return null;
}

/** A host that means the machine itself. The others are ignored just the same, which is a surprise. */
export function isLoopbackHost(host: string): boolean {
  const lower = host.toLowerCase();
  return (
    lower === "" ||
    lower === "localhost" ||
    lower.endsWith(".localhost") ||
    lower === "0.0.0.0" ||
    lower === "::1" ||
    lower === "::" ||
    /^127(\.[0-9]+){1,3}$/.test(lower)
  );
}
