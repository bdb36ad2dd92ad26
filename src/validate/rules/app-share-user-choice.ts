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
    const parts = [...parametersOf(seen)].flatMap((key): Part[] => {
      const answers = deciding(seen, key);
      return answers ? [{ key, name: key.slice(parameterPrefix.length), answers }] : [];
    });
    if (parts.every(({ key }) => told.has(key))) continue;
    for (const { key } of parts) told.add(key);
    yield tell(seen, parts, context);
  }
}

/** A parameter that can change the level. */
interface Part {
  readonly key: string;
  readonly name: string;
  readonly answers: Answers;
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

function tell(seen: readonly Seen[], parts: readonly Part[], context: RuleContext): Diagnostic {
  const widest =
    parts
      .flatMap(({ answers }) => [...answers.values()].flatMap((levels) => [...levels]))
      .sort(compareShare)
      .at(-1) ?? "owner";
  const app = (seen.find(({ levels }) => levels.includes(widest)) ?? seen[0])?.app;
  if (!app) throw new Error("a level without an app");
  const names = parts.map(({ name }) => JSON.stringify(name));
  const who = parts.length === 1 ? `parameter ${names.join()} lets` : `parameters ${listed(names)} let`;
  const tables = parts.map(({ answers }, at) => {
    const table = [...answers].map(([answer, levels]) => `${answerText(answer)}: ${[...levels].join(" or ")}`);
    return `answer${parts.length === 1 ? "" : ` to ${names[at]}`} and share: ${table.join(", ")}`;
  });
  const free = parts.some(({ answers }) => answers.has(null) && (answers.get(null)?.size ?? 0) > 1);
  return withCalls(
    problem("app-share-user-choice", "warning", writtenAt(app.facts.instance, "share"), {
      headline: `${who} the workspace's user share ${app.facts.address} with ${whoMayOpen(widest)}`,
      secondary: parts
        .flatMap(({ name, answers }) => optionPlaces(name, answers, { widest, alone: parts.length === 1 }, context))
        .slice(0, 4),
      notes: [
        ...tables,
        ...together(seen, parts, widest),
        ...(free ? ["the answer is typed by the user, and may be any level"] : []),
      ],
      help: "fix the share in the template, or take the wide answers away",
    }),
    app.facts.instance.module,
  );
}

/** The fewest answers that lead to the widest level, where no single one does. */
function together(seen: readonly Seen[], parts: readonly Part[], widest: ShareLevel): readonly string[] {
  if (parts.length < 2) return [];
  const names = new Map(parts.map(({ key, name }) => [key, name]));
  const ways = seen
    .filter(({ levels }) => levels.includes(widest))
    .map(({ reads }) => reads.filter(({ domain }) => names.has(domain.key)))
    .sort((a, b) => a.length - b.length);
  const [way] = ways;
  if (!way || way.length < 2) return [];
  const answers = way.map((read) => `\`${names.get(read.domain.key) ?? ""}\` is ${answerText(answerOf(read))}`);
  return [`"${widest}" when ${listed(answers)}`];
}

function answerText(answer: string | null): string {
  return answer === null ? "any other answer" : JSON.stringify(answer);
}

function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/** The options that widen it, where they are literals; else the parameter. */
function optionPlaces(
  name: string,
  answers: Answers,
  { widest, alone }: { readonly widest: ShareLevel; readonly alone: boolean },
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
        text: alone ? `this answer makes it "${widest}"` : `with this answer it can be "${widest}"`,
      });
    }
  }
  return places.length > 0 ? places.slice(0, 4) : [{ ...parameter.place, text: "the user answers this" }];
}
