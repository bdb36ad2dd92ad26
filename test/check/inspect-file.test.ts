/** `inspect tokens` and `inspect tree` against the recorded answers of HashiCorp's parser (hcl v2.24). */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inspectFile } from "../../src/check/inspect-file.ts";
import { otherPlace, sha256, youngerLetters } from "../hcl/oracle.ts";

// biome-ignore lint/suspicious/noExplicitAny: recorded documents are compared, not used
type Recorded = any;

function rows(name: string): (readonly [string, Recorded])[] {
  const { cases } = JSON.parse(readFileSync(new URL(`../data/syntax/${name}.json`, import.meta.url), "utf8"));
  return cases.map((row: Recorded) => [row.id, row]);
}

function bytesOf(row: Recorded): Uint8Array {
  return row.sourceBase64 === undefined ? Buffer.from(row.source) : Buffer.from(row.sourceBase64, "base64");
}

function inspect(stage: "tokens" | "tree", row: Recorded, name = "main.tf"): Recorded {
  return JSON.parse(JSON.stringify(inspectFile(stage, name, bytesOf(row))));
}

/**
 * Messages are our own. Of bytes that aren't UTF-8, Go makes a replacement character each; JSON texts are compared
 * without the escapes that only Go writes.
 */
function comparable(value: Recorded, key = ""): Recorded {
  if (Array.isArray(value)) {
    if (/[dD]iagnostics$/.test(key)) return value.length > 0;
    return value.map((item) => comparable(item));
  }
  if (typeof value === "string") {
    const text = key === "json" ? JSON.stringify(JSON.parse(value)) : value;
    return key === "error" ? "" : text.replace(/\ufffd+/g, "\ufffd");
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, comparable(member, name)]));
}

const reasons = otherPlace();
const elsewhere = new Set(Object.values(reasons).flat());
const younger = new Set(reasons[youngerLetters]);

describe("inspect tokens", () => {
  it.each([...rows("valid"), ...rows("invalid").filter(([id]) => !younger.has(id))])("of %s", (_, row) => {
    const { tokens, dump } = inspect("tokens", row);
    expect(tokens).toEqual(row.tokens);
    expect(dump).toEqual(row.tokens.map((token: Recorded) => token.slice(0, 3)));
  });
});

describe("inspect tree", () => {
  it.each(rows("valid"))("of %s", (_, row) => {
    const { body, diagnostics } = inspect("tree", row);
    expect(diagnostics).toEqual([]);
    expect(comparable(body)).toEqual(comparable(row.body));
  });

  it.each(rows("json"))("of %s", (_, row) => {
    const { attributes, terraform, diagnostics } = inspect("tree", row, "main.tf.json");
    expect(diagnostics.length > 0).toBe(row.diagnostics.length > 0);
    if (row.diagnostics.length > 0) return;
    expect(comparable(attributes)).toEqual(comparable(row.attributes));
    expect(comparable(terraform)).toEqual(comparable(row.terraform));
  });
});

describe("diagnostics of inspect", () => {
  it.each(rows("invalid").filter(([id]) => !elsewhere.has(id)))("begin with the place of %s", (_, row) => {
    const { diagnostics } = inspect("tree", row);
    expect(diagnostics[0]).toMatchObject({ severity: "error", subject: row.diagnostics[0].subject, context: null });
    expect(diagnostics[0].summary).not.toBe("");
  });
});

describe("dumps of inspect", () => {
  const source = 'a = "x${b}"\r\nb "l" {\n  c = [1.50, { k = -d[*].e }]\n}\n';

  it("are those that the description of the recorded answers shows", () => {
    const { dump: tokens } = inspect("tokens", { source });
    expect(tokens).toHaveLength(36);
    expect(tokens.slice(0, 3)).toEqual([
      ["Ident", 0, 1],
      ["Equal", 2, 3],
      ["OQuote", 4, 5],
    ]);
    const { structure, tree } = inspect("tree", { source }).dump;
    const block = ["block", "b", 13, [["l", 15, 18]], 19, 51];
    expect(structure).toEqual([
      ["attr", "a", 0, 2, 4, 11],
      [...block, [["attr", "c", 23, 25, 27, 50]]],
    ]);
    const text = [
      "template",
      4,
      11,
      [
        ["lit", 5, 6, "string", "x"],
        ["scope", 8, 9, [["root", "b"]]],
      ],
    ];
    const splat = ["splat", "full", ["scope", 41, 42, [["root", "d"]]], ["each", [["attr", "e"]]]];
    const object = [
      "object",
      34,
      49,
      [
        [
          ["key", 36, 37, "k"],
          ["unary", 40, 47, "-", splat],
        ],
      ],
    ];
    const tuple = ["tuple", 27, 50, [["lit", 28, 32, "number", "1.5"], object]];
    expect(tree).toEqual([
      ["attr", "a", 0, 2, 4, 11, text],
      [...block, [["attr", "c", 23, 25, 27, 50, tuple]]],
    ]);
  });

  it.each(rows("mutations"))("have the recorded hashes of %s", (_, row) => {
    const whole = row.mutations.find(
      ([op, at]: Recorded) => op === "truncate" && at === Buffer.from(row.source).length,
    );
    const [, , , , , tokens, tree] = whole;
    expect(sha256(inspect("tokens", row).dump).slice(0, 16)).toBe(tokens);
    expect(sha256(inspect("tree", row).dump.tree).slice(0, 16)).toBe(tree);
  });
});
