/** Patterns of paths: `*` and `?` within a name, `**` across directories, `{a,b}`. Everything else is literal. */

export interface Glob {
  readonly pattern: string;
  /** Whether the pattern holds for any directory: it has no slash, or begins with "**". */
  readonly anywhere: boolean;
  matches(path: string): boolean;
}

type Piece =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "one" }
  | { readonly kind: "many" }
  | { readonly kind: "directories" };

/** More alternatives than this aren't written out: the rest of them never match. */
const mostAlternatives = 256;

/** A pattern without a slash matches at any depth, and one that ends with a slash everything below. */
export function glob(pattern: string): Glob {
  const trimmed = pattern.replace(/^\.\//, "");
  const below = trimmed.endsWith("/") ? `${trimmed}**` : trimmed;
  const anywhere = !below.includes("/") || below.startsWith("**/");
  const whole = below.includes("/") ? below : `**/${below}`;
  const alternatives = alternativesOf(whole).map(piecesOf);
  return { pattern, anywhere, matches: (path) => alternatives.some((pieces) => matchPieces(pieces, path)) };
}

/** Writes `{a,b}` out. */
function alternativesOf(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0 && done.length + open.length <= mostAlternatives) {
    const next = open.shift() ?? "";
    const group = /\{([^{}]*,[^{}]*)\}/.exec(next);
    if (!group) {
      done.push(next);
      continue;
    }
    const before = next.slice(0, group.index);
    const after = next.slice(group.index + group[0].length);
    for (const choice of (group[1] ?? "").split(",")) open.push(before + choice + after);
  }
  return done;
}

function piecesOf(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const match of pattern.matchAll(/\*\*\/|\*+|\?|[^*?]+/g)) {
    const text = match[0];
    if (text === "**/") pieces.push({ kind: "directories" });
    else if (text === "**") pieces.push({ kind: "directories" }, { kind: "many" });
    else if (text.startsWith("*")) pieces.push({ kind: "many" });
    else if (text === "?") pieces.push({ kind: "one" });
    else pieces.push({ kind: "literal", text });
  }
  return pieces;
}

/** Which offsets of the path the pieces so far can end at, piece by piece: no backtracking, however many stars. */
function matchPieces(pieces: readonly Piece[], path: string): boolean {
  let ends = new Uint8Array(path.length + 1);
  ends[0] = 1;
  for (const piece of pieces) ends = advance(ends, piece, path);
  return ends[path.length] === 1;
}

function advance(ends: Uint8Array, piece: Piece, path: string): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(ends.length);
  let any = false;
  for (let at = 0; at < ends.length; at++) {
    const here = ends[at] === 1;
    switch (piece.kind) {
      case "literal":
        if (here && path.startsWith(piece.text, at)) next[at + piece.text.length] = 1;
        break;
      case "one":
        if (here && at < path.length && path[at] !== "/") next[at + 1] = 1;
        break;
      case "many":
        if (here || (next[at - 1] === 1 && path[at - 1] !== "/")) next[at] = 1;
        break;
      case "directories":
        if (here || (any && path[at - 1] === "/")) next[at] = 1;
        any ||= here;
        break;
      default:
        piece satisfies never;
    }
  }
  return next;
}
