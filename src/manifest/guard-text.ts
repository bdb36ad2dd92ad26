/** Guards for people. */

import type { Guard } from "./types.ts";

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
        const values = (negated ? member.not : member).map((value) => JSON.stringify(value));
        const more = values.length > most ? [`${values.length - most} more`] : [];
        const listed = [...values.slice(0, most), ...more].join(negated ? " nor " : " or ");
        return `${name(parameter)} is ${negated ? "not " : ""}${listed}`;
      })
      .join(" and ");
  const more = when.length > most ? [`${when.length - most} more`] : [];
  return [...when.slice(0, most).map(conjunction), ...more].join("; or ");
}
