/** Expressions against the answers of `terraform console`. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { unmarkDeep } from "../../src/hcl/marks.ts";
import { isKnownDeep, typeOf } from "../../src/hcl/type-of.ts";
import { typeText } from "../../src/hcl/type-text.ts";
import { jsonText, sameEscapes } from "../hcl/values.ts";
import { Console } from "./functions/console.ts";

interface Row {
  readonly expr: string;
  readonly json?: string;
  readonly type?: string;
  readonly error?: string;
  /** As the console prints it: what JSON can't write. */
  readonly text?: string;
  readonly unknown?: true;
}

function rows(name: string): readonly Row[] {
  return JSON.parse(readFileSync(new URL(`../data/expressions/${name}`, import.meta.url), "utf8"));
}

describe.each([
  // Terraform 1.13.
  ["cases.json", "module"],
  // Terraform 1.11, which evaluates so too but for `&&` and `||`.
  ["evaluation.json", "module-more"],
])("%s", (name, module) => {
  const terraform = new Console(module);

  it.each(rows(name).map((row) => [row.expr, row] as const))("%s", (expr, row) => {
    const { value, diagnostics } = terraform.ask(expr);
    const told = diagnostics.map(({ headline }) => headline);
    const json = jsonText(unmarkDeep(value).value);
    if (row.error) {
      // The rows of 1.13 are written by jsonencode, which refuses infinities.
      expect(told.length > 0 || json.includes("Inf"), `should fail: ${row.error}; is ${json}`).toBe(true);
      return;
    }
    expect(told).toEqual([]);
    if (row.unknown) expect(isKnownDeep(value), json).toBe(false);
    else expect(json).toBe(row.text ?? sameEscapes(row.json ?? ""));
    if (row.type) expect(typeText(typeOf(value))).toBe(row.type);
  });
});
