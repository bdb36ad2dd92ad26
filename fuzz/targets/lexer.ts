import { lex } from "../../src/hcl/lexer.ts";
import { hclBody } from "../hcl-grammar.ts";
import { hclPieces, mutated } from "../mutate.ts";
import type { Random } from "../random.ts";
import { hclSources } from "../seeds.ts";
import type { Target } from "../target.ts";

export function hclText(random: Random): string {
  const text = random.chance(0.6) ? random.pick(hclSources) : hclBody(random);
  return random.chance(0.85) ? mutated(text, random, hclPieces, hclSources) : text;
}

export const lexer: Target = {
  name: "lexer",
  holds: "tokens and the blanks between them are the source",
  input: hclText,
  problem(text) {
    const tokens = lex({ name: "main.tf", text });
    let joined = text.startsWith("\ufeff") ? "\ufeff" : "";
    let at = joined.length;
    for (let index = 0; index < tokens.count; index++) {
      const [start, end] = [tokens.starts[index] ?? -1, tokens.ends[index] ?? -1];
      if (start < at || end < start) return `order: token ${index} is ${start}–${end}, the one before ends at ${at}`;
      const blank = text.slice(at, start);
      if (!/^[ \t]*$/.test(blank)) return `gap: ${JSON.stringify(blank)} before token ${index}`;
      joined += blank + text.slice(start, end);
      at = end;
    }
    return joined === text ? null : `end: ${JSON.stringify(text.slice(at))} is in no token`;
  },
};
