/** Comments applied to what was found, and what there is to say of the comments themselves. */

import type { CheckedDiagnostic } from "../check-types.ts";
import { type Diagnostic, type Label, primaryLabel } from "../diagnostic.ts";
import type { RuleId } from "../rule-ids.ts";
import type { SourceFile } from "../source.ts";
import { type InSource, suppressionsOf } from "./comments.ts";
import { covers } from "./coverage.ts";
import { hasExpired, type Word } from "./directive.ts";
import { commentFindings } from "./findings.ts";
import { canBeSuppressed, type Scrutiny } from "./limits.ts";

export interface SuppressionRequest {
  readonly files: readonly SourceFile[];
  /** "2026-01-31"; null: nothing expires. */
  readonly today: string | null;
  readonly locked: ReadonlySet<RuleId>;
  readonly scrutiny: Scrutiny;
  /** Whether a comment in this file that is of no use here is of no use to anybody. */
  readonly owns: (file: SourceFile) => boolean;
  /** The address of the module whose call a label marks; null for any other label. */
  readonly callOf: (label: Label) => string | null;
}

/** What was found, with what suppresses it, and what is wrong with the comments. */
export function applySuppressions(
  diagnostics: readonly Diagnostic[],
  request: SuppressionRequest,
): readonly CheckedDiagnostic[] {
  const suppressions = request.files.flatMap(suppressionsOf);
  if (suppressions.length === 0) return diagnostics;
  const uses = new Uses(suppressions, request);
  const judged = diagnostics.map((diagnostic): CheckedDiagnostic => {
    const by = uses.suppresses(diagnostic);
    if (!by || !canBeSuppressed(diagnostic.rule)) return diagnostic;
    return { ...diagnostic, suppressed: { kind: "inSource", ...(by.reason === null ? {} : { reason: by.reason }) } };
  });
  return [...judged, ...commentFindings(suppressions, uses, request)];
}

/** Which rules of which comments met a finding. */
export class Uses {
  readonly #request: SuppressionRequest;
  readonly #byFile = new Map<string, InSource[]>();
  /** Rules of comments that suppress something. */
  readonly used = new Set<Word>();
  /** Rules of comments that would, were the comment right. */
  readonly met = new Set<Word>();
  /** Comments around something that isn't loaded: what is in there isn't known. */
  readonly blind = new Set<InSource>();

  /** Comments around an error: what it mutes isn't known. */
  readonly doubtful = new Set<InSource>();

  constructor(suppressions: readonly InSource[], request: SuppressionRequest) {
    this.#request = request;
    for (const suppression of suppressions) {
      const known = this.#byFile.get(suppression.file.name);
      if (known) known.push(suppression);
      else this.#byFile.set(suppression.file.name, [suppression]);
    }
  }

  /** The comment that suppresses it: at its place, else at each call through which its module came. */
  suppresses(diagnostic: Diagnostic): InSource | null {
    const primary = primaryLabel(diagnostic);
    const here = this.#at(primary, diagnostic);
    if (here) return here;
    const calls = diagnostic.labels.flatMap((label) => {
      const address = this.#request.callOf(label);
      return address === null ? [] : [{ address, by: this.#at(label, diagnostic) }];
    });
    // The innermost calls, each with those around it.
    const leaves = calls.filter(({ address }) => !calls.some((other) => other.address.startsWith(`${address}.`)));
    const found = leaves.map(
      (leaf) => calls.find(({ address, by }) => by && `${leaf.address}.`.startsWith(`${address}.`))?.by ?? null,
    );
    return found.every((by) => by !== null) ? (found[0] ?? null) : null;
  }

  #at(label: Label, { rule, severity }: Diagnostic): InSource | null {
    let best: InSource | null = null;
    let bestWord: Word | null = null;
    for (const suppression of this.#byFile.get(label.file.name) ?? []) {
      const { covered, mistake } = suppression;
      if (!covered || mistake || !covers(covered, label.span, label.file)) continue;
      if (rule === "module-not-loaded") this.blind.add(suppression);
      const word = suppression.rules.find(({ text }) => text === rule);
      if (!word) {
        if (severity === "error") this.doubtful.add(suppression);
        continue;
      }
      this.met.add(word);
      if (!this.#holds(suppression, rule)) continue;
      if (best?.covered && size(best.covered) <= size(covered)) continue;
      best = suppression;
      bestWord = word;
    }
    if (bestWord) this.used.add(bestWord);
    return best;
  }

  #holds(suppression: InSource, rule: RuleId): boolean {
    const { today, locked } = this.#request;
    return suppression.reason !== null && !hasExpired(suppression, today) && !locked.has(rule);
  }
}

function size({ start, end }: { readonly start: number; readonly end: number }): number {
  return end - start;
}
