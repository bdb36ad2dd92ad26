/** Texts to stretches of one kind, for colours. It never judges: what it doesn't know is plain. */

import { lex } from "../hcl/lexer.ts";
import { Token, type Tokens } from "../hcl/tokens.ts";

export type Kind = "comment" | "string" | "number" | "keyword" | "name" | "attribute" | "hole";

export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

const longestColoured = 100_000;
const mostLines = 2_000;

/** Longer texts are shown as they are, in one colour and without marks, so that typing stays quick. */
export function isLong(text: string): boolean {
  if (text.length > longestColoured) return true;
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1 && lines <= mostLines; at = text.indexOf("\n", at + 1)) lines++;
  return lines > mostLines;
}

/** In order, without overlap. */
export function highlight(name: string, text: string): readonly Stretch[] {
  if (isLong(text)) return [];
  if (/\.(tf|tofu|tfvars|hcl)$/.test(name)) return ofTokens(lex({ name, text }));
  if (/\.(tftpl|tpl)$/.test(name)) return ofTokens(lex({ name, text }, { template: true }));
  if (name.endsWith(".json")) return matched(text, json);
  return /\.ya?ml$/.test(name) ? matched(text, yaml) : [];
}

const keywords: ReadonlySet<string> = new Set(["true", "false", "null", "for", "in", "if", "else", "endif", "endfor"]);

function ofTokens(tokens: Tokens): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const kind = kindOf(tokens, index);
    const [start = 0, end = 0] = [tokens.starts[index], tokens.ends[index]];
    if (kind !== null && end > start) stretches.push({ start, end, kind });
  }
  return stretches;
}

function kindOf(tokens: Tokens, index: number): Kind | null {
  switch (tokens.kinds[index]) {
    case Token.Comment:
      return "comment";
    case Token.NumberLit:
      return "number";
    case Token.OQuote:
    case Token.CQuote:
    case Token.QuotedLit:
    case Token.OHeredoc:
    case Token.CHeredoc:
    case Token.StringLit:
      return "string";
    case Token.TemplateInterp:
    case Token.TemplateControl:
    case Token.TemplateSeqEnd:
      return "hole";
    case Token.Ident:
      return kindOfName(tokens, index);
    default:
      return null;
  }
}

function kindOfName({ text, kinds, starts, ends }: Tokens, index: number): Kind {
  if (keywords.has(text.slice(starts[index], ends[index]))) return "keyword";
  const next = kinds[index + 1];
  const first = index === 0 || kinds[index - 1] === Token.Newline || kinds[index - 1] === Token.OBrace;
  if (next === Token.Equal) return "attribute";
  return first && (next === Token.OBrace || next === Token.OQuote || next === Token.Ident) ? "keyword" : "name";
}

type Rule = readonly [pattern: string, kind: Kind];

const json: readonly Rule[] = [
  ['"(?:[^"\\\\\\n]|\\\\.)*"(?=\\s*:)', "attribute"],
  ['"(?:[^"\\\\\\n]|\\\\.)*"?', "string"],
  ["-?\\d[\\d.eE+-]*", "number"],
  ["\\b(?:true|false|null)\\b", "keyword"],
];

const yaml: readonly Rule[] = [
  ["(?:^|(?<=\\s))#.*", "comment"],
  ['"(?:[^"\\\\\\n]|\\\\.)*"(?=:)|(?<=^[ \\t-]*)[\\w.-][^\\s#"\':]*(?=:(?:\\s|$))', "attribute"],
  ["\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'[^'\\n]*'?", "string"],
  ["(?<=[:-] )(?:true|false|null|~)(?=\\s|$)", "keyword"],
  ["(?<=[:-] )-?\\d[\\d.]*(?=\\s|$)", "number"],
];

function matched(text: string, rules: readonly Rule[]): readonly Stretch[] {
  const pattern = new RegExp(rules.map(([source]) => `(${source})`).join("|"), "gm");
  return [...text.matchAll(pattern)].flatMap((match): readonly Stretch[] => {
    const rule = rules[match.slice(1).findIndex((group) => group !== undefined)];
    return rule && match[0] !== "" ? [{ start: match.index, end: match.index + match[0].length, kind: rule[1] }] : [];
  });
}
