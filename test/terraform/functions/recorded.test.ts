/** Every expression that was recorded from Terraform's console. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Console } from "./console.ts";

interface Row {
  readonly expr: string;
  readonly json?: string;
  readonly type?: string;
  readonly text?: string;
  readonly error?: string;
  readonly unknown?: true;
}

function rows(name: string): readonly Row[] {
  return JSON.parse(readFileSync(new URL(`../../data/expressions/${name}`, import.meta.url), "utf8"));
}

function wanted({ json, type, text, error, unknown }: Row): string {
  if (error) return "error";
  if (text) return "infinite";
  return `${unknown ? "unknown" : json} ${type}`;
}

describe("more.json", () => {
  const terraform = new Console("module-more");

  it.each(rows("more.json").map((row) => [row.expr, row] as const))("%s", (expr, row) => {
    const answer = terraform.told(expr);
    const want = wanted(row);
    if (want === "error" || want === "infinite") expect(answer).toMatch(new RegExp(`^${want}`));
    else expect(answer).toBe(want);
  });
});
