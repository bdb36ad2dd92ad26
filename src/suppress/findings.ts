/** What is wrong with the comments themselves. */

import type { Diagnostic, Fix } from "../diagnostic.ts";
import { type RuleId, ruleIds } from "../rule-ids.ts";
import type { Span } from "../source.ts";
import { suggest } from "../suggest.ts";
import type { InSource } from "./comments.ts";
import { hasExpired, type Word } from "./directive.ts";
import { canBeSuppressed, type Scrutiny, wouldBeFound } from "./limits.ts";
import { withoutRules } from "./remove.ts";

interface Use {
  readonly used: ReadonlySet<Word>;
  readonly met: ReadonlySet<Word>;
  readonly blind: ReadonlySet<InSource>;
  readonly doubtful: ReadonlySet<InSource>;
}

interface Circumstances {
  readonly today: string | null;
  readonly locked: ReadonlySet<RuleId>;
  readonly scrutiny: Scrutiny;
  readonly owns: (file: InSource["file"]) => boolean;
}

export function commentFindings(
  suppressions: readonly InSource[],
  use: Use,
  circumstances: Circumstances,
): readonly Diagnostic[] {
  return suppressions.flatMap((suppression) => {
    const { mistake } = suppression;
    if (mistake) return [told(suppression, "suppression-unused", mistake, mistake.headline, mistake.help)];
    return [
      ...suppression.rules.flatMap((rule) => impossible(suppression, rule, circumstances.locked)),
      ...formal(suppression, use, circumstances),
      ...unused(suppression, use, circumstances),
    ];
  });
}

/** A rule that there isn't, or that no comment suppresses. */
function impossible(suppression: InSource, word: Word, locked: ReadonlySet<RuleId>): readonly Diagnostic[] {
  const say = (headline: string, help: string, fix?: Fix): readonly Diagnostic[] => [
    told(suppression, "suppression-unused", word, headline, help, fix),
  ];
  const rule = ruleIds.find((id) => id === word.text);
  if (!rule) {
    const near = suggest(word.text, ruleIds);
    const help = near ? `did you mean \`${near}\`?` : "`templatecheck rules` lists them";
    const { file } = suppression;
    const edits = near ? [{ file, span: { start: word.start, end: word.end }, newText: near }] : [];
    const fix: Fix | undefined = near ? { safe: false, title: `Write \`${near}\``, edits } : undefined;
    return say(`there is no rule ${JSON.stringify(word.text)}`, help, fix);
  }
  if (!canBeSuppressed(rule)) return say(`\`${rule}\` can't be suppressed`, "correct what it tells of");
  if (locked.has(rule))
    return say(
      `\`${rule}\` is locked by the configuration: no comment suppresses it`,
      "correct what it tells of, or ask whoever keeps the configuration",
    );
  return [];
}

/** It met a finding, and would suppress it if it were complete and of today. */
function formal(suppression: InSource, use: Use, { today, locked }: Circumstances): readonly Diagnostic[] {
  const { until, reason, comment } = suppression;
  const met = suppression.rules.filter((word) => use.met.has(word) && !isLocked(word, locked));
  if (until && hasExpired(suppression, today)) {
    const headline = `this suppression was for the time until ${until.text}, and today is ${today ?? ""}`;
    const help = "correct what it suppressed, or move the date";
    const fix: Fix = { ...withoutRules(suppression, suppression.rules), safe: false };
    return [told(suppression, "suppression-expired", until, headline, help, fix)];
  }
  if (reason !== null || met.length === 0) return [];
  const help = "say why behind the rules, as in `-- demo landing page`";
  const headline = "this suppression gives no reason, so it suppresses nothing";
  return [told(suppression, "suppression-without-reason", comment, headline, help)];
}

function unused(suppression: InSource, use: Use, circumstances: Circumstances): readonly Diagnostic[] {
  const { today, locked, scrutiny, owns } = circumstances;
  const { reason, scope, covered, comment } = suppression;
  if (covered === null && scope === "file") {
    const headline = "`ignore-file` counts only at the top of a file, above everything but comments";
    return [told(suppression, "suppression-unused", comment, headline, "move it to the first line")];
  }
  if (!owns(suppression.file) || use.blind.has(suppression)) return [];
  if (hasExpired(suppression, today)) return [];
  const words = suppression.rules.filter((word) => {
    const rule = ruleIds.find((id) => id === word.text);
    if (!rule || !canBeSuppressed(rule) || locked.has(rule) || use.used.has(word)) return false;
    return !(reason === null && use.met.has(word)) && wouldBeFound(rule, scrutiny);
  });
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return [];
  const names = words.map(({ text }) => `\`${text}\``).join(" and ");
  const headline = `nothing here is found by ${names}: this suppression isn't needed`;
  const fix = withoutRules(suppression, words);
  const place = fix.title === "Remove the comment" ? comment : first;
  return [
    told(
      suppression,
      "suppression-unused",
      place,
      headline,
      "remove it",
      use.doubtful.has(suppression) ? undefined : fix,
    ),
  ];
}

function isLocked(word: Word, locked: ReadonlySet<RuleId>): boolean {
  return [...locked].some((rule) => rule === word.text);
}

function told(
  { file }: InSource,
  rule: RuleId,
  { start, end }: Span,
  headline: string,
  help: string,
  fix?: Fix,
): Diagnostic {
  return {
    rule,
    severity: "warning",
    headline,
    labels: [{ file, span: { start, end }, text: "", primary: true }],
    notes: [],
    help,
    ...(fix ? { fix } : {}),
  };
}
