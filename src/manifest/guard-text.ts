/** Guards for people. */

import type { Guard } from "./types.ts";

/** Fewer answers are listed as they are. */
const leastAnswers = 4;

/**
 * `"vim", with or without "code"`: when the answers of a list are all that have something in them, beside any of the rest.
 * A list of nine options has 512 answers.
 */
function selection(answers: readonly string[]): string | null {
  if (answers.length < leastAnswers) return null;
  const lists = answers.map(listOf);
  const [first] = lists;
  const all = new Set<string>();
  const distinct = new Set<string>();
  for (const list of lists) {
    if (!list) return null;
    for (const item of list) all.add(item);
    distinct.add(JSON.stringify([...new Set(list)].sort()));
  }
  const sets = lists.map((list) => new Set(list));
  const always = [...new Set(first)].filter((item) => sets.every((set) => set.has(item)));
  const beside = [...all].filter((item) => !always.includes(item));
  if (always.length === 0 || distinct.size !== 2 ** beside.length) return null;
  const quoted = (items: readonly string[]): string => items.map((item) => JSON.stringify(item)).join(", ");
  return `${quoted(always)}, with or without ${quoted(beside)}`;
}

/** The answer to a parameter of type `list(string)`. */
function listOf(answer: string): readonly string[] | null {
  if (!answer.startsWith("[")) return null;
  try {
    const list: unknown = JSON.parse(answer);
    return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : null;
  } catch {
    return null;
  }
}

/** `ide is "jupyter" or "vim" and gpu is not "none"; or …`; `most` values of a member are named. */
export function guardsText(
  when: readonly Guard[],
  name: (parameter: string) => string = (parameter) => parameter,
  most: number = Number.POSITIVE_INFINITY,
): string {
  const conjunction = (guard: Guard): string =>
    Object.entries(guard)
      .map(([parameter, member]) => {
        const negated = "not" in member;
        const given = negated ? member.not : member;
        const selected = selection(given);
        if (selected) return `${name(parameter)} ${negated ? "hasn't" : "has"} ${selected}`;
        const values = given.map((value) => JSON.stringify(value));
        const more = values.length > most ? [`${values.length - most} more`] : [];
        const listed = [...values.slice(0, most), ...more].join(negated ? " nor " : " or ");
        return `${name(parameter)} is ${negated ? "not " : ""}${listed}`;
      })
      .join(" and ");
  const more = when.length > most ? [`${when.length - most} more`] : [];
  return [...when.slice(0, most).map(conjunction), ...more].join("; or ");
}
