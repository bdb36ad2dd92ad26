/** What operators and their machines ask the gateway itself: health, readiness, metrics. */

import type { Gauges, Metrics } from "./metrics.ts";
import { type OwnAnswer, page, textAnswer } from "./pages.ts";
import type { StateProblem } from "./state.ts";

export interface AdminFacts {
  readonly metrics: Metrics;
  readonly gauges: () => Gauges;
  readonly problems: () => readonly StateProblem[];
}

/** Null where it is something else. `details`: whether the peer is told names, files and numbers. */
export function adminAnswer(uri: string, details: boolean, facts: AdminFacts): OwnAnswer | null {
  switch (uri.replace(/\?.*$/s, "")) {
    case "/healthz":
      return textAnswer(200, "text/plain; charset=utf-8", "ok\n");
    case "/readyz":
      return readiness(details, facts);
    case "/metrics":
      if (!details) return page("not-found");
      return textAnswer(200, "text/plain; version=0.0.4; charset=utf-8", facts.metrics.text(facts.gauges()));
    default:
      return null;
  }
}

/** Ready with old files, too: they are served; `problems` says what isn't. */
function readiness(details: boolean, { gauges, problems }: AdminFacts): OwnAnswer {
  const refused = problems();
  const { ready } = gauges();
  const document = {
    ready,
    reload: refused.length === 0 ? "current" : "refused",
    ...(details && refused.length > 0 && { problems: refused }),
  };
  return textAnswer(ready ? 200 : 503, "application/json", `${JSON.stringify(document)}\n`);
}
