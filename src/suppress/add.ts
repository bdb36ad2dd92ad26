/** Comments that suppress what was found, one for each line. */

import type { Edit } from "../diagnostic.ts";
import { parse } from "../hcl/parser.ts";
import { Token, type Tokens } from "../hcl/tokens.ts";
import type { RuleId } from "../rule-ids.ts";
import type { SourceFile, Span } from "../source.ts";
import { type Layout, layoutOf, linesOf } from "./coverage.ts";

export interface Finding {
  readonly rule: RuleId;
  readonly span: Span;
}

/** Insertions into a file of native syntax. What they suppress may be more than a line: the attribute or block that begins there. */
export function suppressingEdits(file: SourceFile, findings: readonly Finding[], reason: string): readonly Edit[] {
  const { tokens, body } = parse(file);
  const layout = layoutOf(file, tokens, body);
  const texts = textsOf(tokens);
  const rulesAt = new Map<number, Set<RuleId>>();
  for (const { rule, span } of findings) {
    const line = commentableLine(layout, texts, span.start);
    const known = rulesAt.get(line);
    if (known) known.add(rule);
    else rulesAt.set(line, new Set([rule]));
  }
  return [...rulesAt]
    .sort(([a], [b]) => a - b)
    .map(([line, rules]) =>
      insertion(layout, line, `# templatecheck: ignore ${[...rules].sort().join(", ")} -- ${reason}`),
    );
}

/** The start of the line, or of the item whose text goes across it: what is in a text is no comment. */
function commentableLine(layout: Layout, texts: readonly Span[], place: number): number {
  const { start } = linesOf(layout.file, { start: place, end: place });
  if (!texts.some((text) => text.start < start && start < text.end)) return start;
  let holder = 0;
  for (const item of layout.items.values())
    if (item.start <= place && place <= item.end) holder = Math.max(holder, item.start);
  return linesOf(layout.file, { start: holder, end: holder }).start;
}

/** Strings, heredocs and what is in them, from the opening to the closing token. */
function textsOf({ kinds, starts, ends, count }: Tokens): readonly Span[] {
  const texts: Span[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < count; at++) {
    const kind = kinds[at];
    if (kind === Token.OQuote || kind === Token.OHeredoc) {
      if (depth++ === 0) start = starts[at] ?? 0;
    } else if ((kind === Token.CQuote || kind === Token.CHeredoc) && depth > 0 && --depth === 0) {
      texts.push({ start, end: ends[at] ?? 0 });
    }
  }
  return texts;
}

function insertion({ file, items, braces }: Layout, line: number, comment: string): Edit {
  const { text } = file;
  const { end } = linesOf(file, { start: line, end: line });
  const content = text.slice(line, end);
  const mark = content.startsWith("\ufeff") ? 1 : 0;
  const indent = /^[ \t]*/.exec(content.slice(mark))?.[0] ?? "";
  const first = line + mark + indent.length;
  const item = items.get(first);
  // Above the first attribute of a block it would speak of the whole block.
  const opens = braces.has(text.slice(0, line).trimEnd().length - 1);
  if (
    opens &&
    item?.kind === "attribute" &&
    content.trimEnd().length === item.end - line &&
    content.trimEnd() === content.replace(/\r$/, "")
  ) {
    return { file, span: { start: item.end, end: item.end }, newText: ` ${comment}` };
  }
  const lineBreak =
    /\r\n/.test(text.slice(line, end + 1)) || (end === text.length && text.slice(0, line).endsWith("\r\n"))
      ? "\r\n"
      : "\n";
  return { file, span: { start: line + mark, end: line + mark }, newText: `${indent}${comment}${lineBreak}` };
}
