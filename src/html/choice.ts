/** The routes of one choice. */

import { guardsText } from "../manifest/guard-text.ts";
import { guardsHold } from "../manifest/guards.ts";
import { fillPort, fillText, type PlaceholderValues } from "../manifest/placeholders.ts";
import type { Guard, ManifestAgent, ManifestApp } from "../manifest/types.ts";
import type { Routes, View } from "./model.ts";

export interface Present<Entry> {
  readonly entry: Entry;
  /** It depends on an answer that isn't given. */
  readonly unknown: boolean;
}

export interface Choice {
  readonly agents: readonly Present<ManifestAgent>[];
  readonly apps: readonly Present<ManifestApp>[];
  /** How many entries aren't there. */
  readonly absent: number;
}

export function choiceOf(routes: Routes, view: View): Choice {
  const answers = new Map(Object.entries(view.answers));
  const present = <Entry extends { readonly when?: readonly Guard[] }>(
    entries: readonly Entry[],
  ): readonly Present<Entry>[] =>
    entries.flatMap((entry) => {
      const holds = guardsHold(entry.when, answers);
      return holds === false ? [] : [{ entry, unknown: holds === null }];
    });
  const apps = present(routes.apps);
  return { agents: present(routes.agents), apps, absent: routes.apps.length - apps.length };
}

/** Names that are typed; where one isn't, its placeholder stays. */
export function namesOf(view: View, more: Readonly<Record<string, string>> = {}): PlaceholderValues {
  return {
    names: new Map(
      Object.entries({
        workspace: view.workspace || "{workspace}",
        owner: view.owner || "{owner}",
        agent: "{agent}",
        port: "{port}",
        s: "{s}",
        wildcard: "{wildcard}",
        accessUrl: "{accessUrl}",
        ...more,
      }),
    ),
    parameters: new Map(Object.entries(view.answers)),
  };
}

/** With what is known filled in; the text as it is written where something isn't. */
export function filled(text: string, view: View, more?: Readonly<Record<string, string>>): string {
  const answer = fillText(text, namesOf(view, more));
  return answer.ok ? answer.value : text;
}

/** Null where it is an answer that isn't given, or is no port. */
export function portOf({ upstream }: ManifestApp, view: View): number | null {
  if (!upstream) return null;
  const answer = fillPort(upstream.port, namesOf(view));
  return answer.ok ? answer.value : null;
}

export function upstreamText(app: ManifestApp, view: View): string {
  const { upstream } = app;
  if (!upstream) return app.kind === "command" ? "a terminal" : "a link";
  const port =
    portOf(app, view) ?? (typeof upstream.port === "number" ? upstream.port : `{parameter:${upstream.port.parameter}}`);
  const query = upstream.query === null ? "" : `?${filled(upstream.query, view)}`;
  return `${upstream.scheme}://localhost:${port}${filled(upstream.path, view)}${query}`;
}

/** Values that are named where an app depends on very many. */
const mostValues = 20;

export function whenText(when: readonly Guard[]): string {
  return guardsText(when, undefined, mostValues);
}
