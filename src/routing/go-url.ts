/**
 * URLs as Go 1.26's `net/url` reads them: that is what Coder and its provider do with an app's `url`, and browsers' rules
 * differ. Texts that Go refuses are told apart by `code`; `wrong` is the piece to show.
 */

import { escapedPath } from "./go-escape.ts";
import { isIpv6 } from "./go-net.ts";

export interface GoUrl {
  /** Lower-case; "" for none. */
  readonly scheme: string;
  /** What follows the scheme when that isn't a slash (`mailto:x`, `localhost:8080`); "" for none. */
  readonly opaque: string;
  readonly hasUser: boolean;
  /** With brackets and port. */
  readonly host: string;
  readonly hostname: string;
  /** Digits; "" for none. */
  readonly port: string;
  /** Percent-encoded. */
  readonly path: string;
  /** As written, without "?". */
  readonly query: string;
  readonly fragment: string;
}

export type GoUrlErrorCode =
  | "control-character"
  | "missing-scheme"
  | "colon-in-first-segment"
  | "bad-escape"
  | "host-character"
  | "invalid-port"
  | "invalid-address"
  | "missing-bracket"
  | "invalid-user";

export interface GoUrlError {
  readonly code: GoUrlErrorCode;
  readonly wrong: string;
  /** One clause for people. */
  readonly error: string;
}

export type GoUrlResult = { readonly ok: true; readonly url: GoUrl } | ({ readonly ok: false } & GoUrlError);

type Read<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & GoUrlError);

export function parseGoUrl(text: string): GoUrlResult {
  const hash = text.indexOf("#");
  const fragment = hash === -1 ? "" : text.slice(hash + 1);
  const beforeFragment = hash === -1 ? text : text.slice(0, hash);
  // Only what is before the fragment is searched: Go cuts it off first.
  const control = findControl(beforeFragment);
  if (control !== null) return fail("control-character", control, "has a control character");
  const scheme = readScheme(beforeFragment);
  if (scheme === null) return fail("missing-scheme", ":", "begins with a colon: no scheme before it");
  const rest = beforeFragment.slice(scheme === "" ? 0 : scheme.length + 1);
  const mark = rest.indexOf("?");
  const url = readHierarchy(scheme.toLowerCase(), mark === -1 ? rest : rest.slice(0, mark));
  if (!url.ok) return url;
  const bad = badEscape(fragment);
  if (bad !== null) return fail("bad-escape", bad, `has "${bad}", which is no percent-encoding`);
  return { ok: true, url: { ...url.value, query: mark === -1 ? "" : rest.slice(mark + 1), fragment } };
}

function fail(code: GoUrlErrorCode, wrong: string, error: string): { readonly ok: false } & GoUrlError {
  return { ok: false, code, wrong, error };
}

/** "" for none; null when the text begins with the colon that would end a scheme. */
function readScheme(text: string): string | null {
  if (text.startsWith(":")) return null;
  return /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text)?.[1] ?? "";
}

function readHierarchy(scheme: string, rest: string): Read<Omit<GoUrl, "query" | "fragment">> {
  const none = { scheme, opaque: "", hasUser: false, host: "", hostname: "", port: "", path: "" };
  if (!rest.startsWith("/")) {
    if (scheme !== "") return { ok: true, value: { ...none, opaque: rest } };
    const segment = rest.split("/", 1)[0] ?? "";
    if (segment.includes(":")) {
      return fail("colon-in-first-segment", segment, "has no scheme, and a colon before the first slash");
    }
  }
  if (!rest.startsWith("//") || (scheme === "" && rest.startsWith("///"))) {
    const path = readPath(rest);
    return path.ok ? { ok: true, value: { ...none, path: path.value } } : path;
  }
  const slash = rest.indexOf("/", 2);
  const authority = readAuthority(scheme, rest.slice(2, slash === -1 ? rest.length : slash));
  if (!authority.ok) return authority;
  const path = readPath(slash === -1 ? "" : rest.slice(slash));
  return path.ok ? { ok: true, value: { ...none, ...authority.value, path: path.value } } : path;
}

function readPath(written: string): Read<string> {
  const bad = badEscape(written);
  if (bad !== null) return fail("bad-escape", bad, `has "${bad}", which is no percent-encoding`);
  return { ok: true, value: escapedPath(written) };
}

function readAuthority(scheme: string, text: string): Read<Pick<GoUrl, "hasUser" | "host" | "hostname" | "port">> {
  const at = text.lastIndexOf("@");
  const host = readHost(scheme, text.slice(at + 1));
  if (!host.ok) return host;
  const user = at === -1 ? "" : text.slice(0, at);
  if (!/^[a-zA-Z0-9._:~!$&'()*+,;=%@-]*$/.test(user)) {
    return fail("invalid-user", user, `has a character before "@" that isn't allowed there`);
  }
  const bad = badEscape(user);
  if (bad !== null) return fail("bad-escape", bad, `has "${bad}", which is no percent-encoding`);
  return { ok: true, value: { hasUser: at !== -1, host: host.value, ...splitPort(host.value) } };
}

function readHost(scheme: string, text: string): Read<string> {
  const bracket = text.lastIndexOf("[");
  if (bracket > 0) return fail("invalid-address", text, `has "[" inside its host`);
  if (bracket === 0) return readBracketedHost(text);
  const last = text.lastIndexOf(":");
  if (last === -1) return decodeHost(text);
  const colon = scheme === "http" || scheme === "https" ? text.indexOf(":") : last;
  const port = text.slice(colon + 1);
  if (!/^[0-9]*$/.test(port)) return fail("invalid-port", port, `has the port "${port}", which is no number`);
  return decodeHost(text);
}

function readBracketedHost(text: string): Read<string> {
  const end = text.lastIndexOf("]");
  if (end === -1) return fail("missing-bracket", text, `has "[" without "]" in its host`);
  const colonPort = text.slice(end + 1);
  if (!/^(:[0-9]*)?$/.test(colonPort)) {
    return fail("invalid-port", colonPort, `has "${colonPort}" after the host, which is no port`);
  }
  const inside = text.slice(1, end);
  const zone = inside.indexOf("%25");
  const address = decodeHost(zone === -1 ? inside : inside.slice(0, zone));
  if (!address.ok) return address;
  const zoneText = zone === -1 ? address : decodeZone(inside.slice(zone));
  if (!zoneText.ok) return zoneText;
  const whole = zone === -1 ? address.value : address.value + zoneText.value;
  // An address can name its zone by a bare "%" after decoding ("%25%25").
  const percent = whole.indexOf("%");
  const valid = percent === -1 ? isIpv6(whole) : isIpv6(whole.slice(0, percent)) && percent + 1 < whole.length;
  if (!valid) return fail("invalid-address", inside, `has "${inside}" in brackets, which is no IPv6 address`);
  return { ok: true, value: `[${whole}]${colonPort}` };
}

/** In hosts only bytes beyond ASCII may be percent-encoded, and "%25". */
function decodeHost(text: string): Read<string> {
  return decode(text, (escaped) => escaped === "%25" || Number.parseInt(escaped.charAt(1), 16) >= 8);
}

/** In zones only what could stand there unencoded, and a blank. */
function decodeZone(text: string): Read<string> {
  return decode(text, (escaped) => {
    const byte = Number.parseInt(escaped.slice(1), 16);
    return escaped === "%25" || byte === 0x20 || isHostChar(String.fromCharCode(byte));
  });
}

function decode(text: string, allowed: (escaped: string) => boolean): Read<string> {
  const bytes: number[] = [];
  let plain = "";
  const flush = (): void => {
    plain += new TextDecoder().decode(Uint8Array.from(bytes));
    bytes.length = 0;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "%") {
      const escaped = text.slice(at, at + 3);
      if (!/^%[0-9a-fA-F]{2}$/.test(escaped) || !allowed(escaped)) {
        return fail("bad-escape", escaped, `has "${escaped}" in its host, which is no percent-encoding allowed there`);
      }
      bytes.push(Number.parseInt(escaped.slice(1), 16));
      at += 2;
      continue;
    }
    if (char < "\x80" && !isHostChar(char)) {
      return fail("host-character", char, `has "${char}" in its host`);
    }
    if (bytes.length > 0) flush();
    plain += char;
  }
  if (bytes.length > 0) flush();
  return { ok: true, value: plain };
}

const hostChars = new Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~!$&'()*+,;=:[]<>\"-");

function isHostChar(char: string): boolean {
  return hostChars.has(char);
}

function splitPort(host: string): { readonly hostname: string; readonly port: string } {
  const colon = host.lastIndexOf(":");
  const hasPort = colon !== -1 && /^[0-9]*$/.test(host.slice(colon + 1));
  const name = hasPort ? host.slice(0, colon) : host;
  const bare = name.startsWith("[") && name.endsWith("]") ? name.slice(1, -1) : name;
  return { hostname: bare, port: hasPort ? host.slice(colon + 1) : "" };
}

function findControl(text: string): string | null {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return text.charAt(at);
  }
  return null;
}

/** The first "%" that two hexadecimal digits don't follow, with up to two characters after it. */
function badEscape(text: string): string | null {
  for (let at = text.indexOf("%"); at !== -1; at = text.indexOf("%", at + 1)) {
    const escaped = text.slice(at, at + 3);
    if (!/^%[0-9a-fA-F]{2}$/.test(escaped)) return escaped;
  }
  return null;
}
