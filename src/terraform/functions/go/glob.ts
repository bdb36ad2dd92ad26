/** Patterns of `fileset`, as the doublestar library (1.x) matches them: `*`, `?`, `[a-z]`, `{a,b}`, `\`, and `**` for directories. */

export type GlobAnswer = boolean | "bad pattern";

/** Both as parts between slashes; `steps` bounds the work and is taken down. */
export interface GlobBudget {
  steps: number;
}

export function isGlob(component: string): boolean {
  return /[*?[{\\]/.test(component);
}

export function matchPath(pattern: readonly string[], names: readonly string[], budget: GlobBudget): GlobAnswer {
  return matchFrom(pattern, 0, names, 0, budget);
}

function matchFrom(
  pattern: readonly string[],
  at: number,
  names: readonly string[],
  depth: number,
  budget: GlobBudget,
): GlobAnswer {
  if (--budget.steps < 0 || depth >= names.length) return false;
  let component = pattern[at];
  if (component === undefined) return false;
  let index = at;
  if (component === "**") {
    if (at === pattern.length - 1) return true;
    const deeper = matchFrom(pattern, at, names, depth + 1, budget);
    if (deeper !== false) return deeper;
    index += 1;
    component = pattern[index] ?? "";
  }
  const matched = matchName(component, names[depth] ?? "", budget);
  if (matched !== true) return matched;
  if (index === pattern.length - 1) return depth === names.length - 1;
  return matchFrom(pattern, index + 1, names, depth + 1, budget);
}

/** One component against one name. */
function matchName(pattern: string, name: string, budget: GlobBudget): GlobAnswer {
  if (--budget.steps < 0) return false;
  if (pattern === "" || name === "") return pattern === name || (name === "" && pattern === "*");
  const rest = Array.from(pattern);
  const characters = Array.from(name);
  let at = 0;
  let position = 0;
  while (at < rest.length && position < characters.length) {
    const character = characters[position] ?? "";
    const sign = rest[at] ?? "";
    const after = (from: number): string => rest.slice(from).join("");
    if (sign === "*") {
      if (at + 1 >= rest.length) return true;
      for (; position < characters.length; position++) {
        if (matchName(after(at + 1), characters.slice(position).join(""), budget) === true) return true;
      }
      return false;
    }
    if (sign === "{") {
      const end = closing(rest, at + 1, "}");
      if (end < 0) return "bad pattern";
      const remaining = characters.slice(position).join("");
      return alternatives(rest.slice(at + 1, end), after(end + 1), remaining, budget);
    }
    if (sign === "[") {
      const end = closing(rest, at + 1, "]");
      const inside = end < 0 ? "bad pattern" : matchClass(rest.slice(at + 1, end), character);
      if (inside !== true) return inside;
      at = end + 1;
    } else if (sign === "\\") {
      const escaped = rest[at + 1];
      if (escaped === undefined) return "bad pattern";
      if (escaped !== character) return false;
      at += 2;
    } else if (sign === "?" || sign === character) {
      at += 1;
    } else {
      return false;
    }
    position += 1;
  }
  const left = rest.slice(at).join("");
  return (
    (left === "" && position >= characters.length) || (left === "*" && position >= characters.length) || left === "**"
  );
}

function alternatives(options: readonly string[], tail: string, name: string, budget: GlobBudget): GlobAnswer {
  for (const option of splitEscaped(options.join(""), ",")) {
    const matched = matchName(option + tail, name, budget);
    if (matched !== false) return matched;
  }
  return false;
}

/** At separators that no backslash precedes. */
export function splitEscaped(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
    if (at > start && text[at - 1] === "\\") continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  return [...parts, text.slice(start)];
}

function closing(pattern: readonly string[], from: number, end: string): number {
  for (let at = from; at < pattern.length; at++) {
    if (pattern[at] === end && (at === from || pattern[at - 1] !== "\\")) return at;
  }
  return -1;
}

/** `[abc]`, `[a-z]`, `[^a]`. */
function matchClass(members: readonly string[], character: string): GlobAnswer {
  if (members.length === 0) return "bad pattern";
  const negated = members[0] === "^";
  const code = character.codePointAt(0) ?? 0;
  let inside = false;
  let at = negated ? 1 : 0;
  const member = (): number | null => {
    if (members[at] === "-") return null;
    if (members[at] === "\\") at += 1;
    const point = members[at]?.codePointAt(0);
    at += 1;
    return point ?? null;
  };
  while (at < members.length) {
    const low = member();
    if (low === null) return "bad pattern";
    let high: number | null = low;
    if (members[at] === "-") {
      at += 1;
      high = member();
      if (high === null) return "bad pattern";
    }
    if (low <= code && code <= high) inside = true;
  }
  return inside !== negated;
}
