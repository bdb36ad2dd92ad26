/** Fills a manifest's texts for one workspace. What can't be filled in safely is refused. */

import { percentEncodeText } from "../routing/go-escape.ts";
import { applyFilters, type Placeholder, parameterOf, parsePlaceholders } from "../routing/placeholder.ts";
import { maxPort, minPort, parsePort } from "../routing/port-text.ts";
import type { Upstream } from "../routing/upstream.ts";

export interface PlaceholderValues {
  /** `workspace`, `owner`, `agent`, `port`, `s`, `wildcard`, `accessUrl`. */
  readonly names: ReadonlyMap<string, string>;
  /** Answers by the names of the parameters. */
  readonly parameters: ReadonlyMap<string, string>;
}

export type Filled<Value> =
  | { readonly ok: true; readonly value: Value }
  /** One clause for people. */
  | { readonly ok: false; readonly error: string };

export function fillText(text: string, values: PlaceholderValues): Filled<string> {
  return fill(text, values, (value) => ({ ok: true, value }));
}

export function fillPort(port: Upstream["port"], values: PlaceholderValues): Filled<number> {
  if (typeof port === "number") return { ok: true, value: port };
  const answer = values.parameters.get(port.parameter);
  if (answer === undefined) return unknownParameter(port.parameter);
  const value = parsePort(answer);
  if (value === null || value < minPort) {
    return { ok: false, error: `parameter "${port.parameter}" is "${answer}", no port from ${minPort} to ${maxPort}` };
  }
  return { ok: true, value };
}

export interface FilledUpstream {
  readonly scheme: "http" | "https";
  readonly port: number;
  readonly path: string;
  readonly query: string | null;
}

export function fillUpstream(upstream: Upstream, values: PlaceholderValues): Filled<FilledUpstream> {
  const port = fillPort(upstream.port, values);
  if (!port.ok) return port;
  const path = fill(upstream.path, values, pathPiece);
  if (!path.ok) return path;
  const query: Filled<string | null> =
    upstream.query === null ? { ok: true, value: null } : fill(upstream.query, values, queryPiece);
  if (!query.ok) return query;
  return { ok: true, value: { scheme: upstream.scheme, port: port.value, path: path.value, query: query.value } };
}

function fill(text: string, values: PlaceholderValues, admit: (value: string) => Filled<string>): Filled<string> {
  const read = parsePlaceholders(text);
  if (!read.ok) return read;
  let filled = "";
  for (const part of read.parts) {
    if (typeof part === "string") {
      filled += part;
      continue;
    }
    const value = valueFor(part, values);
    if (!value.ok) return value;
    const admitted = admit(applyFilters(value.value, part.filters));
    if (!admitted.ok) return admitted;
    filled += admitted.value;
  }
  return { ok: true, value: filled };
}

function valueFor({ hole }: Placeholder, values: PlaceholderValues): Filled<string> {
  const parameter = parameterOf(hole);
  const value = parameter === null ? values.names.get(hole) : values.parameters.get(parameter);
  if (value !== undefined) return { ok: true, value };
  return parameter === null ? { ok: false, error: `${hole} is not known` } : unknownParameter(parameter);
}

function unknownParameter(name: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: `the answer to parameter "${name}" is not known` };
}

/** An answer stays in the path: it can't begin a query or end the URL, and its escapes are well formed. */
export function pathPiece(value: string): Filled<string> {
  return /[?#]|%(?![0-9a-fA-F]{2})/.test(value) ? refused(value, "path") : urlPiece(value, "path");
}

/** Nor can one that stands in the query. */
export function queryPiece(value: string): Filled<string> {
  return value.includes("#") ? refused(value, "query") : urlPiece(value, "query");
}

function urlPiece(value: string, part: string): Filled<string> {
  let piece = "";
  for (const char of value) {
    if (char < " " || char === "\x7f") return refused(value, part);
    piece += char > " " && char < "\x7f" ? char : percentEncodeText(char);
  }
  return { ok: true, value: piece };
}

function refused(value: string, part: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: `${JSON.stringify(value)} can't stand in the ${part} of a URL` };
}
