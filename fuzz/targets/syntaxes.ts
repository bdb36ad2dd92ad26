import type { CheckResult } from "../../src/check-types.ts";
import { parse } from "../../src/hcl/parser.ts";
import type { Block, Body } from "../../src/hcl/tree.ts";
import { compiled } from "../compiler.ts";
import { readFiles, writeFiles } from "../file-set.ts";
import type { Target } from "../target.ts";
import { generatedTemplate } from "../template-grammar.ts";

type Members = Record<string, unknown>;

export const syntaxes: Target = {
  name: "syntaxes",
  holds: "a template has the same apps and rules' findings in native syntax and in JSON syntax",
  input: (random) => writeFiles(generatedTemplate(random)),
  problem(input) {
    const files = readFiles(input);
    const text = files.get("main.tf");
    if (text === undefined || [...files.keys()].some((path) => path.endsWith(".tf.json"))) return null;
    const { body, diagnostics } = parse({ name: "main.tf", text });
    if (diagnostics.length > 0 || body.kind !== "body") return null;
    const document = documentOf(body, text);
    if (!document) return null;
    const others = [...files].filter(([path]) => path !== "main.tf");
    const native = compiled(files);
    const json = compiled(new Map([["main.tf.json", JSON.stringify(document)], ...others]));
    const [left, right] = [findings(native), findings(json)];
    const only = left.find((line) => !right.includes(line));
    if (only !== undefined) return `native: ${only}`;
    const more = right.find((line) => !left.includes(line));
    if (more !== undefined) return `json: ${more}`;
    return apps(native) === apps(json) ? null : "apps: others";
  },
};

/** Null for what JSON syntax has no other way to say. */
function documentOf(body: Body, text: string): Members | null {
  const document: Members = {};
  if (body.kind !== "body") return null;
  for (const item of body.items) {
    if (item.kind !== "block") return null;
    const content = contentOf(item, text, item.type);
    if (content === null) return null;
    if (item.labels.length !== labels.get(item.type) || item.labels.some(({ value }) => !/^[a-z]\w*$/.test(value)))
      return null;
    const keys = [item.type, ...item.labels.map(({ value }) => value)];
    // Where order counts, blocks of one type are a list.
    let at = document;
    for (const [depth, key] of keys.entries()) {
      if (depth < keys.length - 1) {
        at[key] ??= {};
        const next = at[key];
        if (Array.isArray(next)) return null;
        at = next as Members;
        continue;
      }
      const known = at[key];
      at[key] = known === undefined ? [content] : [...(known as unknown[]), content];
    }
  }
  return document;
}

/** Of each block: with others JSON's levels mean something else. */
const labels: ReadonlyMap<string, number> = new Map([
  ...["resource", "data", "ephemeral"].map((type) => [type, 2] as const),
  ...["variable", "output", "module", "provider", "check"].map((type) => [type, 1] as const),
  ...["terraform", "locals", "moved", "removed", "import"].map((type) => [type, 0] as const),
]);

/** Attributes of blocks that aren't templates in JSON but names, types or texts. */
const literal = new Set(["source", "type", "depends_on", "provider", "required_providers"]);

function contentOf({ body }: Block, text: string, type: string): Members | null {
  if (body.kind !== "body") return null;
  const content: Members = {};
  for (const item of body.items) {
    if (item.kind === "attribute") {
      const { expr } = item;
      const written = text.slice(expr.start, expr.end);
      // A heredoc and a comment don't stand between braces.
      if (/<<|#|\/\/|\/\*/.test(written.replaceAll(/"(?:[^"\\]|\\.)*"/g, ""))) return null;
      if (expr.kind === "literal" && (expr.type !== "string" || !/[$%]\{/.test(String(expr.value))))
        content[item.name] = expr.type === "number" ? Number(expr.value) : expr.value;
      // A default is no template, but what it says.
      else if (type === "variable" && item.name === "default") return null;
      else if (literal.has(item.name) && (type === "module" || type === "variable" || type === "resource")) return null;
      // A text with interpolations is a template there, too.
      else if (expr.kind === "template" && !written.includes("\\")) content[item.name] = written.slice(1, -1);
      else content[item.name] = `\${${written}}`;
      continue;
    }
    const inner = contentOf(item, text, type);
    if (inner === null || item.labels.length > 1) return null;
    // The source of a provider is no template.
    if (item.type === "required_providers") {
      content[item.type] = { coder: { source: "coder/coder" } };
      continue;
    }
    const [label] = item.labels;
    const named = label ? { [label.value]: inner } : inner;
    content[item.type] = [...((content[item.type] as unknown[] | undefined) ?? []), named];
  }
  return content;
}

/** What can't be told in both: places, and how something is written. */
function findings({ diagnostics }: CheckResult): readonly string[] {
  return diagnostics.map(({ rule, severity, suppressed }) => `${severity} ${rule}${suppressed ? " suppressed" : ""}`);
}

function apps({ manifest }: CheckResult): string {
  return (manifest ?? "")
    .replaceAll(/"(file|line|column|digest)": [^\n]*/g, "")
    .replace(/"sources": \[[\s\S]*?\n {4}\]/, "");
}
