/** A line for every request. Queries aren't written: tokens live there. */

import type { Exchange } from "./exchange.ts";
import type { Entry } from "./settings.ts";

export interface Answered {
  /** 0 where the client was gone before. */
  readonly status: number;
  /** Written on the connection, headers counted. */
  readonly bytes: number;
  readonly seconds: number;
}

const longestText = 1_024;

export function requestEntry(
  { client, method, host, path, told }: Exchange,
  { status, bytes, seconds }: Answered,
): Entry {
  const facts = told?.facts;
  return {
    event: "request",
    client,
    method,
    host: cut(host),
    path: cut(path),
    status,
    outcome: told?.outcome ?? "none",
    reason: facts?.reason ?? null,
    ...(facts?.explanation && { explanation: cut(withoutQueries(facts.explanation)) }),
    viewer: told?.viewer?.user.name ?? null,
    owner: facts?.owner ?? null,
    workspace: facts?.workspace ?? null,
    target: facts?.target ?? null,
    bytes,
    ms: Math.round(seconds * 1_000),
  };
}

function withoutQueries(text: string): string {
  return text.replace(/\?.*$/s, "");
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
