/**
 * Texts as a template spells them, with what they are made of: literals, the names of workspace and owner, and other
 * things. Locals, defaults of variables and arguments of modules are followed; nothing is evaluated.
 */

import type { Conditional, Expression, ScopeTraversal } from "../hcl/tree.ts";
import { children } from "../hcl/walk.ts";
import type { SourceFile } from "../source.ts";
import type { ModuleNode } from "../terraform/config.ts";
import { referenceOf } from "../terraform/references.ts";
import type { Branches } from "./branches.ts";
import type { Place } from "./problem.ts";

export interface Piece {
  readonly kind: "literal" | "workspace" | "owner" | "other";
  /** Empty but for literals. */
  readonly text: string;
  readonly place: Place;
}

export interface Site {
  readonly expr: Expression;
  readonly file: SourceFile;
  readonly node: ModuleNode;
  /** Without it all branches count. */
  readonly branches?: Branches;
}

const deepest = 12;

/** Every text in an expression, the outer ones before those in their holes. */
export function* writtenTexts(site: Site, depth = 0): Iterable<readonly Piece[]> {
  const { expr } = site;
  if (depth > 64) return;
  if (isText(expr)) yield writtenText(site);
  for (const child of expr.kind === "conditional" ? taken(site, expr) : children(expr)) {
    // What stands directly in a template has been told with it.
    if (expr.kind === "template" && child.kind === "literal") continue;
    yield* writtenTexts({ ...site, expr: child }, depth + 1);
  }
}

function taken({ file, node, branches }: Site, expr: Conditional): readonly Expression[] {
  const possible = branches ? branches(expr.condition, file, node) : [true, false];
  return possible.map((branch) => (branch ? expr.trueResult : expr.falseResult));
}

function isText(expr: Expression): boolean {
  switch (expr.kind) {
    case "template":
      return true;
    case "literal":
      return expr.type === "string";
    case "function-call":
      return expr.name === "format" || expr.name === "join";
    default:
      return false;
  }
}

export function writtenText(site: Site, depth = 0): readonly Piece[] {
  const { expr, file } = site;
  const place: Place = { file, span: { start: expr.start, end: expr.end } };
  const other: readonly Piece[] = [{ kind: "other", text: "", place }];
  const inner = (next: Expression): readonly Piece[] => writtenText({ ...site, expr: next }, depth + 1);
  if (depth > deepest) return other;
  switch (expr.kind) {
    case "literal":
      return typeof expr.value === "string" ? [{ kind: "literal", text: expr.value, place }] : other;
    case "template":
      return expr.parts.flatMap(inner);
    case "template-wrap":
      return inner(expr.wrapped);
    case "parentheses":
      return inner(expr.expression);
    case "scope-traversal":
      return named(site, expr, depth) ?? other;
    case "function-call": {
      const [first, second] = expr.args;
      if (first && transparent.has(expr.name)) return inner(first);
      if (first && expr.name === "format") return formatted(inner(first), expr.args.slice(1).map(inner), other);
      if (first && expr.name === "join" && second?.kind === "tuple-cons") {
        const separator = inner(first);
        return second.items.flatMap((item, index) => (index === 0 ? inner(item) : [...separator, ...inner(item)]));
      }
      return other;
    }
    case "conditional": {
      const [only, ...more] = site.branches ? taken(site, expr) : [];
      return only && more.length === 0 ? inner(only) : other;
    }
    default:
      return other;
  }
}

/** Functions that change nothing that matters here. */
const transparent: ReadonlySet<string> = new Set([
  "lower",
  "upper",
  "trimspace",
  "tostring",
  "nonsensitive",
  "chomp",
  "urlencode",
]);

function formatted(
  format: readonly Piece[],
  args: readonly (readonly Piece[])[],
  other: readonly Piece[],
): readonly Piece[] {
  const [only, ...rest] = format;
  if (only?.kind !== "literal" || rest.length > 0) return other;
  const pieces: Piece[] = [];
  let next = 0;
  for (const [index, text] of only.text.split(/(%%|%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z])/).entries()) {
    if (index % 2 === 0) {
      if (text !== "") pieces.push({ ...only, text });
    } else if (text === "%%") pieces.push({ ...only, text: "%" });
    else pieces.push(...(args[next++] ?? other));
  }
  return pieces;
}

/** What a name stands for, where that is written somewhere. */
function named(site: Site, traversal: ScopeTraversal, depth: number): readonly Piece[] | null {
  const { node, file } = site;
  const reference = referenceOf(traversal);
  const place: Place = { file, span: { start: traversal.start, end: traversal.end } };
  switch (reference.kind) {
    case "resource": {
      const last = traversal.steps.at(-1);
      if (reference.mode !== "data" || last?.kind !== "attr") return null;
      if (reference.type === "coder_workspace" && last.name === "name") return [{ kind: "workspace", text: "", place }];
      const owner =
        (reference.type === "coder_workspace_owner" && last.name === "name") ||
        (reference.type === "coder_workspace" && last.name === "owner");
      return owner ? [{ kind: "owner", text: "", place }] : null;
    }
    case "local": {
      const local = traversal.steps.length === 2 ? node.config.locals.get(reference.name) : undefined;
      return local ? writtenText({ ...site, expr: local.attribute.expr, file: local.file }, depth + 1) : null;
    }
    case "variable": {
      if (traversal.steps.length !== 2) return null;
      const argument = node.call?.arguments.get(reference.name);
      if (argument && node.parent)
        return writtenText({ ...site, expr: argument.expr, file: argument.file, node: node.parent }, depth + 1);
      const fallback = node.config.variables.get(reference.name)?.default;
      return fallback ? writtenText({ ...site, expr: fallback.expr, file: fallback.file }, depth + 1) : null;
    }
    default:
      return null;
  }
}

/** A text for searching: one private character for each thing that isn't literal. */
export const marks = { workspace: "\uE000", owner: "\uE001", other: "\uE002" } as const;

export function searchable(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (piece.kind === "literal" ? piece.text.replace(/[\uE000-\uE002]/g, "?") : marks[piece.kind]))
    .join("");
}

/** The place of some characters of `searchable`: exact where the source spells them like that. */
export function placeIn(pieces: readonly Piece[], start: number, length: number): Place | null {
  let at = 0;
  for (const piece of pieces) {
    const size = piece.kind === "literal" ? piece.text.length : 1;
    if (start < at + size) {
      const { file, span } = piece.place;
      const from = start - at;
      const wanted = piece.text.slice(from, from + length);
      const raw = file.text.slice(span.start, span.end);
      const offset = raw === piece.text ? from : raw.indexOf(wanted);
      if (piece.kind !== "literal" || wanted === "" || offset === -1) return piece.place;
      return { file, span: { start: span.start + offset, end: span.start + offset + wanted.length } };
    }
    at += size;
  }
  return pieces[0]?.place ?? null;
}
