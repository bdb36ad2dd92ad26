/** A share that whoever creates the workspace decides. */

import { answerOf, compatible } from "../../coder/analysis.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { Decided, DecidedApp } from "../../routes/decide.ts";
import { portInfo } from "../../routing/port-text.ts";
import { compareShare, type ShareLevel } from "../../routing/share.ts";
import type { Read } from "../../terraform/choice.ts";
import { writtenAt } from "../app-rule.ts";
import { withCalls } from "../calls.ts";
import type { RuleContext } from "../context.ts";
import { parameterNamed } from "../parameters.ts";
import { type Place, problem } from "../problem.ts";
import type { TemplateRule } from "../rule.ts";
import { effectiveLevels, typedLevel, whoMayOpen } from "../share-levels.ts";

export const appShareUserChoice: TemplateRule = {
  kind: "template",
  name: "shares that the workspace's user chooses",
  check: (context) => context.apps.flatMap((decided) => [...ofUnit(decided, context)]),
};

const parameterPrefix = "parameter:";

interface Seen {
  readonly reads: readonly Read[];
  readonly app: DecidedApp;
  readonly levels: readonly ShareLevel[];
}

function* ofUnit({ cases }: Decided<DecidedApp>, context: RuleContext): Iterable<Diagnostic> {
  const levelsOf = new Map([...cases.each].flat().map((app) => [app, effectiveLevels(app, context)]));
  const distinct = new Set([...levelsOf.values()].map((levels) => levels.join()));
  const certain = [...levelsOf.values()].every((levels) => levels.length < 2);
  // Most shares are the same always: then there is no need to look at each choice.
  if (distinct.size < 2 && certain) return;
  const byAddress = new Map<string, Seen[]>();
  for (const { reads, result } of cases.entries) {
    for (const app of result) {
      if (app.kind === "external" || app.kind === "command") continue;
      // Its share isn't asked: it is a port.
      if (app.slug !== null && portInfo(app.slug)) continue;
      const seen: Seen = { reads, app, levels: levelsOf.get(app) ?? [] };
      const list = byAddress.get(app.facts.address);
      if (list) list.push(seen);
      else byAddress.set(app.facts.address, [seen]);
    }
  }
  const told = new Set<string>();
  for (const seen of byAddress.values()) {
    for (const parameter of parametersOf(seen)) {
      if (told.has(parameter)) continue;
      const answers = deciding(seen, parameter);
      if (!answers) continue;
      told.add(parameter);
      yield tell(seen, parameter, answers, context);
    }
  }
}

function parametersOf(seen: readonly Seen[]): ReadonlySet<string> {
  const keys = seen.flatMap(({ reads }) => reads.map(({ domain }) => domain.key));
  return new Set(keys.filter((key) => key.startsWith(parameterPrefix)));
}

type Answers = ReadonlyMap<string | null, ReadonlySet<ShareLevel>>;

/** Outcomes beyond this many aren't compared with each other. */
const mostCompared = 512;

/** Which answer gives which levels, when this parameter can change the level while the others stay; null when it can't. */
function deciding(seen: readonly Seen[], key: string): Answers | null {
  const name = key.slice(parameterPrefix.length);
  const typed = seen.some(({ app, levels }) => levels.length > 1 && typedLevel(app) === name);
  const varying = seen.filter(
    ({ reads, levels }) => levels.length > 0 && reads.some(({ domain }) => domain.key === key),
  );
  if (!typed && !canChange(varying.slice(0, mostCompared), key)) return null;
  const answers = new Map<string | null, Set<ShareLevel>>();
  for (const { reads, levels } of varying) {
    const read = reads.find(({ domain }) => domain.key === key);
    const answer = read ? answerOf(read) : null;
    const known = answers.get(answer) ?? new Set();
    for (const level of levels) known.add(level);
    answers.set(answer, known);
  }
  return answers;
}

function canChange(seen: readonly Seen[], key: string): boolean {
  const distinct = new Set(seen.map(({ levels }) => levels.join()));
  if (distinct.size < 2) return false;
  const rests = seen.map(({ reads, levels }) => ({
    rest: reads.filter(({ domain }) => domain.key !== key),
    levels: levels.join(),
  }));
  return rests.some((a, at) => rests.slice(at + 1).some((b) => a.levels !== b.levels && compatible(a.rest, b.rest)));
}

function tell(seen: readonly Seen[], key: string, answers: Answers, context: RuleContext): Diagnostic {
  const name = key.slice(parameterPrefix.length);
  const widest =
    [...answers.values()]
      .flatMap((levels) => [...levels])
      .sort(compareShare)
      .at(-1) ?? "owner";
  const app = (seen.find(({ levels }) => levels.includes(widest)) ?? seen[0])?.app;
  if (!app) throw new Error("a level without an app");
  const place = writtenAt(app.facts.instance, "share");
  const table = [...answers].map(
    ([answer, levels]) =>
      `${answer === null ? "any other answer" : JSON.stringify(answer)}: ${[...levels].join(" or ")}`,
  );
  const free = answers.has(null) && (answers.get(null)?.size ?? 0) > 1;
  return withCalls(
    problem("app-share-user-choice", "warning", place, {
      headline: `parameter "${name}" lets the workspace's user share ${app.facts.address} with ${whoMayOpen(widest)}`,
      secondary: optionPlaces(name, answers, widest, context),
      notes: [
        `answer and share: ${table.join(", ")}`,
        ...(free ? ["the answer is typed by the user, and may be any level"] : []),
      ],
      help: "fix the share in the template, or take the wide answers away",
    }),
    app.facts.instance.module,
  );
}

/** The options that widen it, where they are literals; else the parameter. */
function optionPlaces(
  name: string,
  answers: Answers,
  widest: ShareLevel,
  context: RuleContext,
): (Place & { readonly text: string })[] {
  const parameter = parameterNamed(name, context);
  if (!parameter) return [];
  const places: (Place & { readonly text: string })[] = [];
  for (const option of parameter.blocks("option").items) {
    const value = option.attribute("value");
    const answer = value.value.kind === "string" ? value.value.value : null;
    const literal = value.source?.attribute.expr.kind === "template" || value.source?.attribute.expr.kind === "literal";
    if (answer !== null && literal && value.source && answers.get(answer)?.has(widest)) {
      places.push({
        file: value.source.file,
        span: value.source.attribute.expr,
        text: `this answer makes it "${widest}"`,
      });
    }
  }
  return places.length > 0 ? places.slice(0, 4) : [{ ...parameter.place, text: "the user answers this" }];
}
