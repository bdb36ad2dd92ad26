/** What is known of one request, from its first byte until it is counted and logged. */

import type { IncomingMessage } from "node:http";
import { clientOf } from "./connections.ts";
import type { Judgement } from "./judge.ts";
import { clientBehind, type TrustedPeers } from "./trusted-peers.ts";

export type Told = Pick<Judgement, "outcome" | "facts" | "viewer">;

/** A tunnel has one for as long as it is open: nothing in it holds on to the request. */
export interface Exchange {
  readonly method: string;
  readonly host: string;
  readonly client: string;
  /** Of `performance.now()`. */
  readonly started: number;
  readonly bytesBefore: number;
  /** Without the query. */
  path: string;
  told: Told | null;
  status: number;
  /** Whoever asks for the numbers isn't one of them. */
  counts: boolean;
}

export function beginExchange(
  { method = "", headers, socket }: IncomingMessage,
  trusted: TrustedPeers | undefined,
): Exchange {
  const peer = clientOf(socket);
  const forwardedFor = trusted && headers["x-forwarded-for"];
  return {
    method,
    host: headers.host ?? "",
    started: performance.now(),
    client: trusted && forwardedFor ? clientBehind(peer, [forwardedFor].flat().join(","), trusted) : peer,
    bytesBefore: socket.bytesWritten,
    path: "",
    told: null,
    status: 0,
    counts: true,
  };
}
