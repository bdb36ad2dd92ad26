/** Tables recorded from Coder's own code (test/data/tables). */

import { readFileSync } from "node:fs";

export function readTable<Row>(name: string): readonly Row[] {
  const text = readFileSync(new URL(`./data/tables/${name}.json`, import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly cases: readonly Row[] }).cases;
}

/** Rows whose answer differs in some column, with both answers: empty when the table is reproduced. */
export function disagreements<Row>(
  rows: readonly Row[],
  answer: (row: Row) => { readonly expected: unknown; readonly actual: unknown },
): readonly { readonly row: Row; readonly expected: unknown; readonly actual: unknown }[] {
  const different: { row: Row; expected: unknown; actual: unknown }[] = [];
  for (const row of rows) {
    const { expected, actual } = answer(row);
    if (JSON.stringify(sorted(expected)) !== JSON.stringify(sorted(actual))) different.push({ row, expected, actual });
  }
  return different;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === "number" && Number.isNaN(value)) return "NaN";
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
