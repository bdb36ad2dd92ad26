import { RE2JS, RE2JSException } from "re2js";
import type { Regex, RegexAnswer, RegexEngine, RegexMatch } from "../../hcl/regex-engine.ts";

const maxPatternLength = 10_000;
const maxCached = 200;

/** RE2 by the `re2js` package. */
export function createRe2Engine(): RegexEngine {
  const compiled = new Map<string, RegexAnswer>();
  return {
    compile(pattern) {
      const known = compiled.get(pattern);
      if (known) return known;
      if (compiled.size >= maxCached) compiled.clear();
      const answer = compile(pattern);
      compiled.set(pattern, answer);
      return answer;
    },
  };
}

function compile(pattern: string): RegexAnswer {
  if (pattern.length > maxPatternLength) {
    return { ok: false, problem: `the pattern has ${pattern.length} characters; at most ${maxPatternLength} are read` };
  }
  try {
    return { ok: true, regex: regexOf(RE2JS.compile(withDistinctNames(pattern))) };
  } catch (error) {
    // The library reports a pattern's mistakes by throwing, and runs out of stack on thousands of parentheses.
    const text = error instanceof RE2JSException ? error.message : "nested too deeply";
    return { ok: false, problem: text.replace(/^error parsing regexp: /, "") };
  }
}

const namedGroup = /\\.|\(\?P?<(\w+)>/gs;
/** Goes between a name and its number, and is part of no name that people give. */
const separator = "__again__";

/** Go lets groups have one name, the library doesn't. */
function withDistinctNames(pattern: string): string {
  const counts = new Map<string, number>();
  return pattern.replace(namedGroup, (source, name: string | undefined) => {
    if (name === undefined) return source;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return count === 0 ? source : `(?P<${name}${separator}${count}>`;
  });
}

function regexOf(re: RE2JS): Regex {
  const groups = new Array<string>(re.groupCount()).fill("");
  for (const [name, index] of Object.entries(re.namedGroups())) groups[index - 1] = name.split(separator, 1)[0] ?? name;
  return {
    groups,
    size: re.programSize(),
    match(text, from): RegexMatch | null {
      const matcher = re.matcher(text);
      if (!matcher.find(from)) return null;
      const spans = groups.map((_, index): readonly [number, number] | null => {
        const start = matcher.start(index + 1);
        return start < 0 ? null : [start, matcher.end(index + 1)];
      });
      return [[matcher.start(0), matcher.end(0)], ...spans];
    },
  };
}
