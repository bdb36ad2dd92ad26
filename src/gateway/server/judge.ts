/** What is done with one request, before anything of it is forwarded. Proxies that ask for a verdict get the same. */

import type { IncomingHttpHeaders } from "node:http";
import type { CorsDecision } from "../cors.ts";
import type { Decision, DecisionFacts } from "../decide.ts";
import type { Viewer } from "../viewer.ts";
import { type Credentials, credentialsOf } from "./credentials.ts";
import type { Identity } from "./identity.ts";
import { type OwnAnswer, page, preflightAnswer, redirect } from "./pages.ts";
import { sessionQuery, withoutQuery } from "./request-headers.ts";
import type { SignInSettings } from "./settings.ts";
import {
  readReturn,
  returnedAnswer,
  type SignInRequest,
  sessionParameter,
  signedOutAnswer,
  signInAnswer,
  stateParameter,
} from "./sign-in.ts";
import { type Site, siteOf } from "./site.ts";
import type { GatewayState } from "./state.ts";

export interface Asked {
  readonly method: string;
  /** Checked by `checkRequest`, as the client wrote it. */
  readonly host: string;
  readonly uri: string;
  readonly headers: IncomingHttpHeaders;
  /** Of the client's connection. */
  readonly scheme: "http" | "https";
  readonly webSocket: boolean;
}

export type ForwardDecision = Extract<Decision, { readonly kind: "forward" }>;

export type Judgement = {
  readonly facts: DecisionFacts;
  readonly viewer: Viewer | null;
  /** For the log: the decision's kind, or what the server made of it. */
  readonly outcome: Decision["kind"] | "returned" | "foreign-origin";
} & (
  | { readonly kind: "answer"; readonly answer: OwnAnswer }
  | {
      readonly kind: "forward";
      readonly decision: ForwardDecision;
      readonly scheme: "http" | "https";
    }
);

/** Parameters that never reach an app: ours, and Coder's session. */
const ownParameters = [sessionParameter, stateParameter, sessionQuery];

/** At once, but where a token has to be verified: a promise for every request would cost a tenth of it. */
export function judge(
  asked: Asked,
  { gateway }: GatewayState,
  identity: Identity | null,
  settings: SignInSettings,
): Judgement | Promise<Judgement> {
  const { method, host, headers } = asked;
  const site = knownSite(gateway);
  const scheme = site.scheme ?? asked.scheme;
  const back = method === "GET" && !asked.webSocket ? readReturn(asked.uri) : null;
  const uri = withoutQuery(back?.uri ?? asked.uri, ownParameters);
  const request: SignInRequest = { method, host, uri, scheme, cookie: headers.cookie, navigation: isNavigation(asked) };
  if (back !== null && isOfDeployment(gateway.reader.read(host, uri).kind)) {
    return returnedAnswer(request, back.query, settings, site, identity).then((answer) => ({
      kind: "answer",
      answer,
      outcome: "returned",
      viewer: null,
      facts: noFacts,
    }));
  }
  const found = credentialsOf(headers, settings.cookie, identity);
  return found instanceof Promise
    ? found.then((credentials) => judgeViewer(asked, request, gateway, settings, site, credentials))
    : judgeViewer(asked, request, gateway, settings, site, found);
}

function judgeViewer(
  asked: Asked,
  request: SignInRequest,
  gateway: GatewayState["gateway"],
  settings: SignInSettings,
  site: Site,
  credentials: Credentials,
): Judgement {
  const { method, host, uri, scheme } = request;
  const { headers } = asked;
  const { viewer } = credentials;
  const decision = gateway.decide(
    {
      method,
      host,
      uri,
      origin: headers.origin ?? null,
      requestMethod: headers["access-control-request-method"] ?? null,
      requestHeaders: headers["access-control-request-headers"] ?? null,
    },
    viewer,
  );
  const { facts } = decision;
  if (decision.kind !== "forward") {
    const answer = answerTo(decision, request, settings, site);
    return { kind: "answer", answer, outcome: decision.kind, viewer, facts };
  }
  if (asked.webSocket && isForeign(asked, decision.cors, facts, credentials)) {
    return { kind: "answer", answer: page("forbidden"), outcome: "foreign-origin", viewer, facts };
  }
  return { kind: "forward", decision, scheme, outcome: "forward", viewer, facts };
}

const noFacts: DecisionFacts = {
  workspace: null,
  owner: null,
  target: null,
  share: null,
  reason: "no-route",
  explanation: null,
};

/** Sites of the states that are in use. */
const sites = new WeakMap<GatewayState["gateway"], Site>();

function knownSite(gateway: GatewayState["gateway"]): Site {
  const known = sites.get(gateway);
  if (known) return known;
  const site = siteOf(gateway);
  sites.set(gateway, site);
  return site;
}

function isOfDeployment(kind: "app" | "port" | "logout" | "none"): boolean {
  return kind === "app" || kind === "port";
}

function answerTo(
  decision: Exclude<Decision, ForwardDecision>,
  request: SignInRequest,
  settings: SignInSettings,
  site: Site,
): OwnAnswer {
  switch (decision.kind) {
    case "preflight":
      return preflightAnswer(decision.headers);
    case "logout":
      return signedOutAnswer(request.scheme, settings, site);
    case "sign-in":
      return signInAnswer(request, decision.via, settings, site);
    case "redirect":
      return redirect(307, decision.location, decision.cors.add);
    case "unavailable":
      return page(decision.reason, decision.cors.add);
    case "not-found":
    case "unauthorized":
    case "bad-request":
    case "forbidden":
      return page(decision.kind);
    default:
      return decision satisfies never;
  }
}

/** Fetch metadata where the browser sends it; else whoever takes a page is shown one. */
function isNavigation({ method, headers, webSocket }: Asked): boolean {
  if (method !== "GET" || webSocket) return false;
  const mode = headers["sec-fetch-mode"];
  if (mode !== undefined) return mode === "navigate";
  return headers.accept?.includes("text/html") === true;
}

/**
 * WebSockets aren't bound by cross-origin rules: the page of anybody could open one with the viewer's cookie, and read
 * what the app says. Coder (v2.35) leaves that to the app; here only the app's own pages and those of the same owner may.
 */
function isForeign(
  { host, headers }: Asked,
  { reason }: CorsDecision,
  { share }: DecisionFacts,
  { by }: Credentials,
): boolean {
  const { origin } = headers;
  if (origin === undefined || by !== "cookie" || share === "public") return false;
  // As for other requests, the app decides by itself.
  if (reason === "passthru" || reason === "same-owner") return false;
  return !/^https?:\/\//i.test(origin) || origin.replace(/^https?:\/\//i, "").toLowerCase() !== host.toLowerCase();
}
