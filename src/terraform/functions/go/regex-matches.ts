/** All matches, and replacing them, in Go's order and with Go's `$` templates. */

import type { Regex, RegexMatch } from "../../../hcl/regex-engine.ts";

type Spend = (amount: number) => boolean;

/** Matches that don't overlap; an empty one right after another match isn't one. Null when the budget is used up. */
export function allMatches(regex: Regex, text: string, spend: Spend): readonly RegexMatch[] | null {
  const found: RegexMatch[] = [];
  let lastEnd = -1;
  for (let at = 0; at <= text.length; ) {
    const match = regex.match(text, at);
    if (!match) break;
    if (!spend(4)) return null;
    const [start, end] = match[0];
    if (start !== end || start !== lastEnd) found.push(match);
    lastEnd = end;
    at = end > at ? end : at + widthAt(text, at);
  }
  return found;
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

const maxLength = 32_000_000;

/** Null when the budget is used up; the text that is made may be too long, but no longer than can be told. */
export function replaceAll(regex: Regex, text: string, template: string, spend: Spend): string | null {
  const pieces: string[] = [];
  const expand = template.includes("$") ? expansion(regex, template) : () => template;
  let kept = 0;
  let length = 0;
  for (let at = 0; at <= text.length && length < maxLength; ) {
    const match = regex.match(text, at);
    if (!match) break;
    if (!spend(4)) return null;
    const [start, end] = match[0];
    const before = text.slice(kept, start);
    const inserted = end > kept || start === 0 ? expand(match, text) : "";
    pieces.push(before, inserted);
    length += before.length + inserted.length;
    kept = end;
    at = Math.max(end, at + widthAt(text, at));
  }
  pieces.push(text.slice(kept));
  return pieces.join("");
}

/** `$1`, `$name`, `${name}` and `$$`; names are as long as they can be, and those of no group are empty. */
function expansion(regex: Regex, template: string): (match: RegexMatch, text: string) => string {
  return (match, text) =>
    template.replace(
      /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
      (source, braced: string | undefined, bare: string | undefined) => {
        if (source === "$$") return "$";
        const name = braced ?? bare ?? "";
        const span = groupOf(regex, match, name);
        return span ? text.slice(span[0], span[1]) : "";
      },
    );
}

function groupOf(regex: Regex, match: RegexMatch, name: string): readonly [number, number] | null {
  if (/^(?:0|[1-9][0-9]{0,7})$/.test(name)) return match[Number(name)] ?? null;
  for (const [at, group] of regex.groups.entries()) {
    const span = match[at + 1];
    if (group === name && span) return span;
  }
  return null;
}
