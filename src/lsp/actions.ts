/** What can be done about a finding: its fix, all safe fixes at once, or a comment that suppresses it. */

import type { CodeAction, Range, TextEdit } from "vscode-languageserver";
import type { CheckedDiagnostic } from "../check-types.ts";
import { type Edit, primaryLabel } from "../diagnostic.ts";
import type { SourceFile } from "../source.ts";
import { suppressingEdits } from "../suppress/add.ts";
import { canBeSuppressed } from "../suppress/limits.ts";
import { locationOf, type Places, protocolDiagnostics } from "./diagnostics.ts";
import { overlaps, rangeOf } from "./positions.ts";
import { isJson } from "./template-view.ts";

export interface ActionRequest {
  /** The document's findings, and its own text. */
  readonly diagnostics: readonly CheckedDiagnostic[];
  readonly file: SourceFile;
  readonly uri: string;
  readonly range: Range;
  /** Kinds that are asked for; null: all. */
  readonly only: readonly string[] | null;
  readonly places: Places;
  /** Rules that can't be suppressed. */
  readonly locked: ReadonlySet<string>;
}

export const fixAllKind = "source.fixAll.templatecheck";

export function codeActions(request: ActionRequest): CodeAction[] {
  const { only } = request;
  const wanted = (kind: string): boolean =>
    only === null ? kind !== fixAllKind : only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const actions: CodeAction[] = [];
  if (wanted("quickfix")) {
    const near = request.diagnostics.filter((item) => isNear(item, request));
    for (const diagnostic of near) actions.push(...fixActions(diagnostic, request));
    for (const diagnostic of near) actions.push(...suppressActions(diagnostic, request));
  }
  if (wanted(fixAllKind)) actions.push(...fixAllActions(request));
  return actions;
}

function isNear(diagnostic: CheckedDiagnostic, { file, range, uri, places }: ActionRequest): boolean {
  const { file: other, span } = primaryLabel(diagnostic);
  return !diagnostic.suppressed && places.uri(other) === uri && overlaps(rangeOf(file, span), range);
}

function fixActions(diagnostic: CheckedDiagnostic, { places, uri }: ActionRequest): CodeAction[] {
  const { fix } = diagnostic;
  if (!fix) return [];
  return [
    {
      title: fix.safe ? fix.title : `${fix.title} (changes what it means)`,
      kind: "quickfix",
      isPreferred: fix.safe,
      diagnostics: [...(protocolDiagnostics([diagnostic], places).get(uri) ?? [])],
      edit: { changes: changesOf(fix.edits, places) },
    },
  ];
}

/** The greatest set of safe fixes that don't touch each other, first come first served. */
function fixAllActions({ diagnostics, places, uri }: ActionRequest): CodeAction[] {
  const taken: Edit[] = [];
  for (const { fix, suppressed } of diagnostics) {
    if (!fix?.safe || suppressed || fix.edits.some(({ file }) => places.uri(file) !== uri)) continue;
    const isFree = fix.edits.every((edit) => !taken.some((other) => touch(edit, other)));
    if (isFree) taken.push(...fix.edits);
  }
  if (taken.length === 0) return [];
  return [{ title: "Fix all that is safe to fix", kind: fixAllKind, edit: { changes: changesOf(taken, places) } }];
}

function touch(a: Edit, b: Edit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

function changesOf(edits: readonly Edit[], places: Places): Record<string, TextEdit[]> {
  const changes = new Map<string, TextEdit[]>();
  for (const { file, span, newText } of edits) {
    const { uri, range } = locationOf(file, span, places);
    const list = changes.get(uri);
    if (list) list.push({ range, newText });
    else changes.set(uri, [{ range, newText }]);
  }
  return Object.fromEntries(changes);
}

function suppressActions(diagnostic: CheckedDiagnostic, request: ActionRequest): CodeAction[] {
  const { rule } = diagnostic;
  const { file, uri, places, locked } = request;
  if (isJson(file) || locked.has(rule) || !canBeSuppressed(rule)) return [];
  // As `--add-suppressions` does.
  const edits = suppressingEdits(file, [{ rule, span: primaryLabel(diagnostic).span }], "TODO: why");
  return [
    {
      title: `Suppress ${rule} here with a comment`,
      kind: "quickfix",
      diagnostics: [...(protocolDiagnostics([diagnostic], places).get(uri) ?? [])],
      edit: { changes: { [uri]: edits.map(({ span, newText }) => ({ range: rangeOf(file, span), newText })) } },
    },
  ];
}
