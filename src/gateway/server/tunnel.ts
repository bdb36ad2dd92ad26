/** WebSockets: asked for as HTTP, then bytes both ways. Thousands stay open and say nothing: they hold on to little. */

import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Forwarding, reasonPhrase, wrongAnswer } from "./app-request.ts";
import { appAnswerHeaders } from "./response-headers.ts";

/** `outgoing` isn't sent yet; `head` is what the client sent after its request. The app answers with 101 where it opens. */
export function openTunnel(
  outgoing: ClientRequest,
  socket: Socket,
  head: Buffer,
  { decision, ownCookies, failed }: Forwarding,
  answered: (status: number) => void,
  timeout: number,
): void {
  let waits = true;
  // Until the app has said what it does.
  socket.setTimeout(0);
  const timer = setTimeout(() => lost(unanswered()), timeout);
  const settled = (): boolean => {
    if (!waits) return false;
    waits = false;
    clearTimeout(timer);
    socket.off("close", gone);
    return true;
  };
  const gone = (): void => {
    if (settled()) outgoing.destroy();
  };
  const lost = (error: Error): void => {
    if (!settled()) return;
    outgoing.destroy();
    socket.setTimeout(timeout);
    failed(error);
  };
  socket.on("close", gone);
  outgoing.on("error", lost);
  outgoing.on("response", (answer) => {
    const wrong = wrongAnswer(answer);
    if (wrong !== null) {
      lost(wrong);
      return;
    }
    if (!settled()) return;
    socket.setTimeout(timeout);
    answered(answer.statusCode ?? 0);
    pass(answer, appAnswerHeaders(answer.headers, decision, ownCookies), socket);
  });
  outgoing.on("upgrade", (answer, app, appHead) => {
    if (!settled()) {
      app.destroy();
      return;
    }
    const headers = appAnswerHeaders(answer.headers, decision, ownCookies);
    delete headers["content-length"];
    delete headers["transfer-encoding"];
    const lines = { ...headers, connection: "Upgrade", upgrade: "websocket" };
    socket.write(headText("101 Switching Protocols", lines), "latin1");
    answered(101);
    join(socket, head, app, appHead);
  });
  outgoing.end();
}

function unanswered(): Error {
  return Object.assign(new Error("the app didn't open the WebSocket in time"), { code: "ETIMEDOUT" });
}

function headText(status: string, headers: IncomingHttpHeaders): string {
  let text = `HTTP/1.1 ${status}\r\n`;
  for (const [name, value] of Object.entries(headers)) {
    for (const line of [value ?? []].flat()) text += `${name}: ${line}\r\n`;
  }
  return `${text}\r\n`;
}

/** An answer like any other, the last on its connection. */
function pass(answer: IncomingMessage, given: IncomingHttpHeaders, socket: Socket): void {
  const headers = { ...given, connection: "close" };
  // Node has taken the chunks apart; the end of the connection is the end of the body.
  delete headers["transfer-encoding"];
  if (answer.statusCode === 204) delete headers["content-length"];
  socket.write(headText(`${answer.statusCode} ${reasonPhrase(answer)}`, headers), "latin1");
  answer.on("error", () => socket.destroy());
  socket.on("close", () => answer.destroy());
  // What the client says now is for nobody.
  socket.resume();
  answer.pipe(socket);
}

function join(socket: Socket, head: Buffer, app: Duplex, appHead: Buffer): void {
  if (app instanceof Socket) settle(app);
  settle(socket);
  if (head.length > 0) socket.unshift(head);
  if (appHead.length > 0) app.unshift(appHead);
  // Whichever side goes away without a word takes the other one with it.
  app.on("error", () => app.destroy());
  socket.on("close", () => app.destroy());
  app.on("close", () => socket.destroySoon());
  flow(socket, app);
  flow(app, socket);
}

function settle(socket: Pick<Socket, "setNoDelay" | "setKeepAlive">): void {
  socket.setNoDelay(true);
  socket.setKeepAlive(true);
}

function flow(from: Duplex, to: Duplex): void {
  from.on("data", (chunk: Buffer) => {
    if (!to.write(chunk)) from.pause();
  });
  to.on("drain", () => from.resume());
  from.on("end", () => to.end());
}
