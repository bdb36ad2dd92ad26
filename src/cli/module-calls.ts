/** Which directories the files of a module call as local modules. A glance, not an evaluation: a source is constant. */

import { content } from "../hcl/content.ts";
import { literalView } from "../hcl/json-expression.ts";
import { parseJson } from "../hcl/json-parser.ts";
import { parse } from "../hcl/parser.ts";
import type { Body, Expression } from "../hcl/tree.ts";
import type { SourceFile } from "../source.ts";

/** Sources like "./ide" or "../git", as written. */
export function calledDirectories(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ text }) => text.includes('"./') || text.includes('"../'))
    .flatMap((file) => moduleSources(file.name.endsWith(".json") ? parseJson(file).body : parse(file).body))
    .filter((source) => source.startsWith("./") || source.startsWith("../"));
}

function moduleSources(body: Body): readonly string[] {
  const calls = content(body, { attributes: [], blocks: [{ type: "module", labels: ["name"] }] }).blocks;
  return calls.flatMap((call) => {
    const schema = { attributes: [{ name: "source", literal: true }], blocks: [] };
    const source = content(call.body, schema).attributes.get("source");
    return source ? constantText(literalView(source.expr)) : [];
  });
}

function constantText(expr: Expression): readonly string[] {
  if (expr.kind === "literal") return typeof expr.value === "string" ? [expr.value] : [];
  if (expr.kind !== "template" || expr.parts.length !== 1) return [];
  return expr.parts.flatMap(constantText);
}
