import { createServer, type Server } from "node:http";
import type { PageFiles } from "./files.ts";
import { respond } from "./respond.ts";

const address = "127.0.0.1";

export interface RunningPage {
  readonly port: number;
  stop(): Promise<void>;
}

/** On this machine only. Fails as the system does. */
export function servePage(files: PageFiles, port: number): Promise<RunningPage> {
  const server = createServer({ requireHostHeader: false }, ({ method = "", url = "", headers, socket }, response) => {
    const {
      status,
      headers: own,
      body,
    } = respond({ method, target: url, host: headers.host }, files, socket.localPort ?? port);
    response.writeHead(status, own);
    response.end(method === "HEAD" ? undefined : body);
  });
  server.requestTimeout = 10_000;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: address, port }, () => {
      const bound = server.address();
      resolve({ port: typeof bound === "object" && bound !== null ? bound.port : port, stop: () => stopped(server) });
    });
  });
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
