import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { launchBrowser } from "./browser.ts";
import { GatewayProcess, record, template, tokenOf } from "./gateway-process.ts";

/** What the page of one app gets when it asks another. */
type Outcome =
  /** The answer. */
  | "read"
  /** Nothing, but the request went through to the app: browsers send simple ones without asking. */
  | "sent"
  /** Nothing, and no app was asked. */
  | "-";

const pages = {
  /** Alice's: two apps of one workspace, one of another, a port, and what she shows everybody. */
  A: "a--ws1--alice",
  B: "b--ws1--alice",
  C: "a--ws2--alice",
  port: "PORT--main--ws1--alice",
  pub: "pub--ws1--alice",
  /** Hers, too: of a template whose apps answer cross-origin requests themselves. */
  pass: "pass--ws4--alice",
  /** Bob's: for everybody who is signed in, his own, and for everybody. */
  D: "known--ws3--bob",
  E: "a--ws3--bob",
  bobPub: "pub--ws3--bob",
} as const;
type Name = keyof typeof pages;

interface Seen {
  readonly method: string;
  readonly id: string;
  readonly origin: string;
}

/** All apps are this server. Of cross-origin headers it says what would open it to everybody, or break what the gateway says. */
class Apps {
  readonly seen: Seen[] = [];
  readonly server: Server = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<number> {
    new WebSocketServer({ server: this.server }).on("connection", (socket) => socket.send("hello"));
    return await listening(this.server);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { headers, method = "" } = request;
    const url = new URL(request.url ?? "/", "http://app");
    const id = url.searchParams.get("id");
    const origin = headers.origin ?? "";
    const host = String(headers["x-forwarded-host"]);
    if (id !== null) this.seen.push({ method, id, origin });
    if (!host.startsWith("pass--")) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Methods", "PUT");
      response.setHeader("Access-Control-Allow-Headers", "x-custom");
    } else if (origin.includes("--bob.")) {
      // Which the gateway by itself would allow to none of them.
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader("Access-Control-Allow-Methods", "PUT");
      response.setHeader("Access-Control-Allow-Headers", "x-custom");
    }
    response.setHeader("Content-Type", "text/html");
    const page = '<!doctype html><html lang="en"><title>app</title><link rel="icon" href="data:,">';
    response.end(url.pathname === "/page" ? page : `${method} ${host}`);
  }
}

/** Signs in at once whoever the browser's cookie says, with a token that lasts as long as it says. */
const signIn = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://coder.corp.test");
  const [, user, seconds] = /\bwho=([a-z]+)\.(-?[0-9]+)/.exec(request.headers.cookie ?? "") ?? [];
  const back = new URL(url.searchParams.get("redirect_uri") ?? "http://coder.corp.test/");
  if (user === undefined || url.pathname !== "/api/v2/applications/auth-redirect") {
    response.setHeader("Content-Type", "text/html");
    response.end('<!doctype html><html lang="en"><title>sign in</title><link rel="icon" href="data:,">');
    return;
  }
  back.searchParams.set("templatecheck_session", await tokenOf(user, Number(seconds)));
  response.writeHead(303, { location: back.href }).end();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

const apps = new Apps();
let gateway: GatewayProcess;
let browser: Browser;
let appPort = 0;
beforeAll(async () => {
  appPort = await apps.start();
  const desk = template("desk", [
    { slug: "a", port: appPort },
    { slug: "b", port: appPort },
    { slug: "known", port: appPort, share: "authenticated" },
    { slug: "pub", port: appPort, share: "public" },
  ]);
  const open = template("open", [{ slug: "pass", port: appPort, share: "authenticated" }], {
    cors: { behavior: "passthru" },
  });
  gateway = await GatewayProcess.start({
    manifests: [desk, open],
    workspaces: [
      record("alice", "ws1", "desk"),
      record("alice", "ws2", "desk"),
      record("bob", "ws3", "desk"),
      record("alice", "ws4", "open"),
    ],
  });
  const rules = [
    `MAP coder.corp.test 127.0.0.1:${await listening(signIn)}`,
    `MAP *.apps.corp.test 127.0.0.1:${gateway.port}`,
    "MAP * ~NOTFOUND",
  ];
  browser = await launchBrowser([
    `--host-resolver-rules=${rules.join(",")}`,
    "--no-proxy-server",
    "--disable-features=HttpsUpgrades",
  ]);
});
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
  for (const server of [apps.server, signIn]) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

const originOf = (name: Name): string => `http://${pages[name].replace("PORT", String(appPort))}.apps.corp.test`;

/** A browser of one person, who signs in on the way. Null: somebody without an account. */
async function browserOf(user: string | null, seconds = 3_600): Promise<BrowserContext> {
  const context = await browser.newContext();
  if (user === null) return context;
  const cookie = { name: "who", value: `${user}.${seconds}`, domain: "coder.corp.test", path: "/" };
  await context.addCookies([cookie]);
  // For what is public nobody has to sign in.
  await (await opened(context, "D")).close();
  return context;
}

async function opened(context: BrowserContext, name: Name): Promise<Page> {
  const page = await context.newPage();
  page.on("console", (message) => {
    const text = message.text();
    const isExpected = / blocked by CORS policy: /.test(text) || /net::ERR_FAILED|WebSocket connection to/.test(text);
    if (message.type() === "error" && !isExpected) unexpected.push(`${name}: ${text}`);
  });
  page.on("pageerror", (error) => unexpected.push(`${name}: ${error.message}`));
  await page.goto(`${originOf(name)}/page`);
  return page;
}

const unexpected: string[] = [];

interface Way {
  readonly method: "GET" | "PUT";
  readonly credentials: "same-origin" | "include" | "omit";
}

let asked = 0;

async function outcome(page: Page, to: Name, { method, credentials }: Way): Promise<Outcome> {
  const id = String(asked++);
  const headers = method === "PUT" ? { "x-custom": "1" } : undefined;
  const place = `${originOf(to)}/data?id=${id}`;
  const given = { url: place, init: { method, credentials, ...(headers && { headers }) } };
  const text = await page.evaluate(async ({ url, init }) => {
    try {
      return await (await fetch(url, init)).text();
    } catch {
      return null;
    }
  }, given);
  if (text !== null) {
    expect(text).toBe(`${method} ${new URL(place).host}`);
    return "read";
  }
  return apps.seen.some((one) => one.id === id && one.method === method) ? "sent" : "-";
}

/** As the tables below are written: who asks in the first column, who is asked in the first line. */
async function matrix(context: BrowserContext, expected: string, way: Way): Promise<readonly (readonly string[])[]> {
  const [head = [], ...rows] = tableOf(expected);
  const lines = rows.map(async ([from = ""]) => {
    const page = await opened(context, nameOf(from));
    const outcomes = await Promise.all(head.slice(1).map((to) => outcome(page, nameOf(to), way)));
    await page.close();
    return [from, ...outcomes];
  });
  return [head, ...(await Promise.all(lines))];
}

function tableOf(text: string): readonly (readonly string[])[] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
}

function nameOf(text: string): Name {
  const found = (Object.keys(pages) as Name[]).find((name) => name === text);
  if (found === undefined) throw new Error(`no app is called ${text}`);
  return found;
}

interface Case extends Way {
  readonly viewer: "alice" | "bob" | null;
  readonly expected: string;
}

/**
 * What a page may not read, it can send as a simple request where its viewer's cookie goes along, as everywhere on the
 * web, and not as one that is asked about before. `pass` says itself who may read it: Bob's pages. The question before,
 * which carries no cookie, doesn't reach it: that is answered as for all apps that aren't public.
 */
const cases: readonly Case[] = [
  {
    ...{ viewer: "alice", method: "GET", credentials: "same-origin" },
    expected: `
      from   A     B     C     port  pub   pass  D     E     bobPub
      A      read  -     -     -     read  -     -     -     sent
      B      -     read  -     -     read  -     -     -     sent
      C      -     -     read  -     read  -     -     -     sent
      port   -     -     -     read  read  -     -     -     sent
      pub    -     -     -     -     read  -     -     -     sent
      pass   -     -     -     -     read  read  -     -     sent
      D      -     -     -     -     sent  -     read  -     read
      bobPub -     -     -     -     sent  -     -     -     read`,
  },
  {
    ...{ viewer: "alice", method: "GET", credentials: "include" },
    expected: `
      from   A     B     C     port  pub   pass  D     E     bobPub
      A      read  read  read  read  read  sent  sent  -     sent
      B      read  read  read  read  read  sent  sent  -     sent
      C      read  read  read  read  read  sent  sent  -     sent
      port   read  read  read  read  read  sent  sent  -     sent
      pub    read  read  read  read  read  sent  sent  -     sent
      pass   read  read  read  read  read  read  sent  -     sent
      D      sent  sent  sent  sent  sent  read  read  -     read
      bobPub sent  sent  sent  sent  sent  read  read  -     read`,
  },
  {
    ...{ viewer: "alice", method: "PUT", credentials: "same-origin" },
    expected: `
      from   A     B     C     port  pub   pass  D     E     bobPub
      A      read  -     -     -     read  -     -     -     -
      B      -     read  -     -     read  -     -     -     -
      C      -     -     read  -     read  -     -     -     -
      port   -     -     -     read  read  -     -     -     -
      pub    -     -     -     -     read  -     -     -     -
      pass   -     -     -     -     read  read  -     -     -
      D      -     -     -     -     -     -     read  -     read
      bobPub -     -     -     -     -     -     -     -     read`,
  },
  {
    ...{ viewer: "alice", method: "PUT", credentials: "include" },
    expected: `
      from   A     B     C     port  pub   pass  D     E     bobPub
      A      read  read  read  read  read  sent  -     -     -
      B      read  read  read  read  read  sent  -     -     -
      C      read  read  read  read  read  sent  -     -     -
      port   read  read  read  read  read  sent  -     -     -
      pub    read  read  read  read  read  sent  -     -     -
      pass   read  read  read  read  read  read  -     -     -
      D      -     -     -     -     -     -     read  -     read
      bobPub -     -     -     -     -     -     read  -     read`,
  },
  {
    ...{ viewer: "bob", method: "GET", credentials: "include" },
    expected: `
      from   A     B     C     port  pub   pass  D     E     bobPub
      pub    -     -     -     -     read  sent  sent  sent  sent
      pass   -     -     -     -     read  read  sent  sent  sent
      D      -     -     -     -     sent  read  read  read  read
      E      -     -     -     -     sent  read  read  read  read`,
  },
  {
    ...{ viewer: "bob", method: "PUT", credentials: "include" },
    expected: `
      from   A     B     C     port  pub   pass  D     E     bobPub
      pub    -     -     -     -     read  sent  -     -     -
      pass   -     -     -     -     read  read  -     -     -
      D      -     -     -     -     -     -     read  read  read
      E      -     -     -     -     -     -     read  read  read`,
  },
  {
    ...{ viewer: null, method: "GET", credentials: "include" },
    expected: `
      from   A     B     C     port  pub   pass  D     E     bobPub
      pub    -     -     -     -     read  -     -     -     sent
      bobPub -     -     -     -     sent  -     -     -     read`,
  },
  {
    ...{ viewer: null, method: "PUT", credentials: "include" },
    expected: `
      from   A     B     C     port  pub   pass  D     E     bobPub
      pub    -     -     -     -     read  -     -     -     -
      bobPub -     -     -     -     -     -     -     -     read`,
  },
];

describe("cross-origin requests in Chromium", () => {
  it.each(cases)("$viewer, $method, credentials: $credentials", async ({ viewer, expected, ...way }) => {
    const context = await browserOf(viewer);
    expect(await matrix(context, expected, way)).toEqual(tableOf(expected));
    await context.close();
  });

  it("WebSockets: an owner's pages open them, others' don't", async () => {
    const context = await browserOf("alice");
    const opens = async (from: Name, to: Name): Promise<boolean> => {
      const page = await opened(context, from);
      const heard = await page.evaluate(
        (url) =>
          new Promise<boolean>((done) => {
            const socket = new WebSocket(url);
            socket.onmessage = () => done(true);
            socket.onerror = () => done(false);
          }),
        originOf(to).replace("http", "ws"),
      );
      await page.close();
      return heard;
    };
    expect([await opens("A", "A"), await opens("C", "A"), await opens("A", "port"), await opens("D", "pub")]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([await opens("D", "A"), await opens("D", "port"), await opens("A", "D")]).toEqual([false, false, false]);
    await context.close();
  });

  it("a sign-in that has expired opens nothing, until there is a new one", async () => {
    // Clocks may differ by five seconds.
    const context = await browserOf("alice", 0);
    const page = await opened(context, "A");
    const include: Way = { method: "GET", credentials: "include" };
    expect(await outcome(page, "B", include)).toBe("read");
    let last = await outcome(page, "B", include);
    for (let tries = 0; tries < 100 && last === "read"; tries++) {
      await page.waitForTimeout(100);
      last = await outcome(page, "B", include);
    }
    expect(last).toBe("-");
    expect(await outcome(page, "A", include)).toBe("-");
    expect(await outcome(page, "B", { method: "PUT", credentials: "include" })).toBe("-");
    expect(await outcome(page, "pub", include)).toBe("read");
    await context.addCookies([{ name: "who", value: "alice.3600", domain: "coder.corp.test", path: "/" }]);
    await page.goto(`${originOf("A")}/page?again=1`);
    expect(page.url()).toBe(`${originOf("A")}/page?again=1`);
    expect(await outcome(page, "B", include)).toBe("read");
    await context.close();
  });

  it("nobody's page is shown but the sign-in", async () => {
    const context = await browserOf(null);
    for (const name of ["A", "D", "E", "port", "pass"] as const) {
      const page = await opened(context, name);
      expect([new URL(page.url()).host, await page.title()]).toEqual(["coder.corp.test", "sign in"]);
    }
    await context.close();
  });

  it("consoles say nothing but that", () => {
    expect(unexpected).toEqual([]);
  });
});
