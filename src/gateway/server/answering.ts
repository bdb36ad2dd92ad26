/** Writes the gateway's own answers: to a response, or to a socket where HTTP was to end. */

import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { OwnAnswer } from "./pages.ts";

/** What is read of a body that nobody wants, so that the connection can be used again. */
const mostDropped = 65_536;

export function send(request: IncomingMessage, response: ServerResponse, answer: OwnAnswer): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { "transfer-encoding": coding, "content-length": length = 0 } = request.headers;
  const left = request.complete ? 0 : coding === undefined ? Number(length) : Number.POSITIVE_INFINITY;
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.setHeader("Content-Length", Buffer.byteLength(answer.body));
  if (left > mostDropped) response.setHeader("Connection", "close");
  response.end(request.method === "HEAD" ? undefined : answer.body);
}

/** Closes the connection. */
export function sendRaw(socket: Duplex, answer: OwnAnswer): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const lines = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}`,
    ...answer.headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(answer.body)}`,
    "Connection: close",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${answer.body}`);
}
