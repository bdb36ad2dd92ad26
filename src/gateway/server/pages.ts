/** What the gateway answers itself. Nothing of the request, of a template or of a reason is in it. */

import type { HeaderLines } from "../cors.ts";
import type { UnavailableReason } from "../upstream.ts";

export interface OwnAnswer {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: string;
}

const ownHeaders: HeaderLines = [
  ["Cache-Control", "no-store"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
];

export type PageName =
  | "bad-request"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "too-slow"
  | "too-long"
  | "headers-too-large"
  | "bad-gateway"
  | "sign-in-unavailable"
  | "signed-out"
  | UnavailableReason;

const pages: Readonly<Record<PageName, readonly [status: number, title: string, text: string]>> = {
  "bad-request": [400, "Bad request", "This address or request can't be understood."],
  unauthorized: [401, "Not allowed", "This account is suspended."],
  forbidden: [403, "Not allowed", "This isn't served here."],
  "not-found": [404, "Not found", "There is nothing here, or it isn't shared with you."],
  "too-slow": [408, "Too slow", "The request didn't arrive in time."],
  "too-long": [414, "Address too long", "The address is longer than this gateway takes."],
  "headers-too-large": [431, "Headers too large", "The request has more headers than this gateway takes."],
  "bad-gateway": [502, "App doesn't answer", "The app isn't running, or doesn't answer as HTTP."],
  "sign-in-unavailable": [401, "Sign in", "This has to be opened by somebody who is signed in."],
  "signed-out": [200, "Signed out", "You are signed out of all apps."],
  // The statuses of Coder v2.35.
  "workspace-offline": [400, "Workspace offline", "The workspace is stopped. Start it to open its apps."],
  "agent-not-connected": [404, "Agent not connected", "The workspace's agent isn't connected yet, or has gone."],
  "reserved-port": [400, "Reserved port", "Ports below 9 can't be opened."],
  undecided: [503, "App not configured", "Where the app is depends on an answer that this workspace doesn't have."],
};

export function page(name: PageName, headers: HeaderLines = []): OwnAnswer {
  const [status, title, text] = pages[name];
  return {
    status,
    headers: [
      ...ownHeaders,
      ["Content-Type", "text/html; charset=utf-8"],
      ["Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"],
      ...headers,
    ],
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}h1{font-size:1.5rem}</style>
</head>
<body>
<h1>${title}</h1>
<p>${text}</p>
</body>
</html>
`,
  };
}

export function redirect(status: 303 | 307, location: string, headers: HeaderLines = []): OwnAnswer {
  return { status, headers: [...ownHeaders, ["Location", location], ...headers], body: "" };
}

export function preflightAnswer(headers: HeaderLines): OwnAnswer {
  return { status: 200, headers: [...ownHeaders, ...headers], body: "" };
}

export function textAnswer(status: number, type: string, body: string): OwnAnswer {
  return { status, headers: [...ownHeaders, ["Content-Type", type]], body };
}
