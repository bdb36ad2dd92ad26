/** Asks apps how they are, as their manifest says. What they answer is told in the metrics, and never closes an app. */

import http from "node:http";
import https from "node:https";
import { guardsHold } from "../../manifest/guards.ts";
import { fillText } from "../../manifest/placeholders.ts";
import type { ManifestHealthcheck } from "../../manifest/types.ts";
import { afterCheck, type HealthAnswer, type HealthCheck, initialHealth, isEverChecked } from "../../routing/health.ts";
import { belongsTo } from "../authorize.ts";
import type { GatewayState } from "./state.ts";

export interface HealthReading {
  readonly owner: string;
  readonly workspace: string;
  /** `agent/slug`. */
  readonly app: string;
  readonly state: string;
}

interface Checked extends HealthReading {
  readonly key: string;
  readonly check: HealthCheck;
  /** The agent's. */
  readonly address: string;
}

interface Course {
  readonly checked: Checked;
  state: string;
  failures: number;
  timer: ReturnType<typeof setInterval> | null;
}

const mostAtOnce = 64;
const mostRedirects = 10;

export class HealthChecks {
  #courses = new Map<string, Course>();
  #asking = 0;

  /** What was known of apps whose check is the same stays. */
  start(state: GatewayState): void {
    const before = this.#courses;
    this.#courses = new Map();
    for (const checked of checkedApps(state)) {
      const known = before.get(checked.key);
      if (known) {
        before.delete(checked.key);
        this.#courses.set(checked.key, known);
        continue;
      }
      const course: Course = { checked, state: checked.state, failures: 0, timer: null };
      if (isEverChecked(checked.check)) {
        course.timer = setInterval(() => void this.#ask(course), checked.check.interval * 1_000);
        course.timer.unref();
      }
      this.#courses.set(checked.key, course);
    }
    for (const { timer } of before.values()) clearInterval(timer ?? undefined);
  }

  stop(): void {
    for (const { timer } of this.#courses.values()) clearInterval(timer ?? undefined);
    this.#courses.clear();
  }

  get readings(): readonly HealthReading[] {
    return [...this.#courses.values()].map(({ checked, state }) => ({
      owner: checked.owner,
      workspace: checked.workspace,
      app: checked.app,
      state,
    }));
  }

  /** A check that finds too many others under way is left out: it says nothing about the app. */
  async #ask(course: Course): Promise<void> {
    if (this.#asking >= mostAtOnce) return;
    this.#asking++;
    const { check, address } = course.checked;
    const answer = await answerOf(check.url, address, check.interval * 1_000 - 1);
    this.#asking--;
    const { health, failures } = afterCheck(
      { health: course.state, failures: course.failures },
      check.threshold,
      answer,
    );
    course.state = health;
    course.failures = failures;
  }
}

function checkedApps({ manifests, workspaces }: GatewayState): readonly Checked[] {
  return workspaces.flatMap((workspace) => {
    const manifest = manifests.find((candidate) => belongsTo(workspace, candidate));
    if (!manifest || workspace.state !== "running") return [];
    return manifest.apps.flatMap((app): readonly Checked[] => {
      const agent = workspace.agents.get(app.agent);
      const check =
        app.healthcheck && filledCheck(app.healthcheck, workspace, app.agent, manifest.deployment.accessUrl);
      if (!check || agent?.status !== "connected" || guardsHold(app.when, workspace.parameters) !== true) return [];
      const { address } = agent;
      const names = { owner: workspace.owner.name, workspace: workspace.name, app: app.id };
      const key = JSON.stringify([names, address, check]);
      return [{ ...names, key, check, address, state: initialHealth(check) }];
    });
  });
}

function filledCheck(
  { url, interval, threshold }: ManifestHealthcheck,
  workspace: GatewayState["workspaces"][number],
  agent: string,
  accessUrl: string | null,
): HealthCheck | null {
  const names = new Map([
    ["workspace", workspace.name],
    ["owner", workspace.owner.name],
    ["agent", agent],
    ...(accessUrl === null ? [] : [["accessUrl", accessUrl] as const]),
  ]);
  const filled = fillText(url, { names, parameters: workspace.parameters });
  return filled.ok ? { url: filled.value, interval, threshold } : null;
}

/** The status after redirects; null where there is none. Coder's agent asks from inside the workspace: so does this, at its address. */
export async function answerOf(url: string, address: string, timeout: number): Promise<HealthAnswer> {
  const signal = AbortSignal.timeout(Math.max(1, timeout));
  let target = parsed(url, undefined);
  const authority = target?.host;
  for (let redirects = 0; target !== null && redirects <= mostRedirects; redirects++) {
    const answer = await asked(target, address, signal);
    if (answer === null) return null;
    if (![301, 302, 303, 307, 308].includes(answer.status) || answer.location === undefined) return answer.status;
    const next = parsed(answer.location, target);
    // Elsewhere isn't this app; there it would be another one that is healthy or not.
    if (next === null || next.host !== authority || next.protocol !== target.protocol) return answer.status;
    target = next;
  }
  return null;
}

function parsed(text: string, base: URL | undefined): URL | null {
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : null;
}

interface Answered {
  readonly status: number;
  readonly location: string | undefined;
}

function asked(url: URL, address: string, signal: AbortSignal): Promise<Answered | null> {
  return new Promise((resolve) => {
    const options = {
      host: address.replace(/^\[|\]$/g, ""),
      port: url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, "user-agent": "templatecheck" },
      agent: false,
      signal,
    } as const;
    const answered = (answer: http.IncomingMessage): void => {
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location });
      answer.destroy();
    };
    const request =
      url.protocol === "https:"
        ? https.request({ ...options, rejectUnauthorized: false }, answered)
        : http.request(options, answered);
    request.on("error", () => resolve(null));
    request.end();
  });
}
