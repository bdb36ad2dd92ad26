import { expect, it } from "vitest";
import { nameVerdicts } from "../../src/routing/names.ts";
import { disagreements, readTable } from "../tables.ts";

interface Row {
  readonly text: string;
  readonly nameError: string | null;
}

it("accepts the names that Coder accepts", () => {
  const rows = readTable<Row>("slug-and-names");
  const different = disagreements(rows, ({ text, nameError, ...columns }) => {
    const { nameError: error, ...verdicts } = nameVerdicts(text);
    return { expected: { ...columns, refused: nameError !== null }, actual: { ...verdicts, refused: error !== null } };
  });
  expect(different).toEqual([]);
  expect(rows.length).toBe(280);
});
