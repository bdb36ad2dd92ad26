/** What Terraform's console answers, with the module of test/data/expressions. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../../../src/diagnostic.ts";
import { convert } from "../../../src/hcl/convert.ts";
import { evaluate } from "../../../src/hcl/evaluate.ts";
import { withMarks } from "../../../src/hcl/marks.ts";
import { parse, parseExpression } from "../../../src/hcl/parser.ts";
import { renderTemplate } from "../../../src/hcl/render-template.ts";
import type { FunctionEnvironment, FunctionTable, Scope } from "../../../src/hcl/scope.ts";
import type { Block, Body, Expression, NativeBody, ScopeTraversal } from "../../../src/hcl/tree.ts";
import { isKnownDeep, typeOf } from "../../../src/hcl/type-of.ts";
import { typeText } from "../../../src/hcl/type-text.ts";
import { dynamicType, stringType } from "../../../src/hcl/types.ts";
import type { Value } from "../../../src/hcl/value.ts";
import { errorValue, stringValue, unknownValue } from "../../../src/hcl/values.ts";
import type { SourceFile } from "../../../src/source.ts";
import { jsonText } from "../../../src/terraform/functions/json-text.ts";
import { createRe2Engine } from "../../../src/terraform/functions/re2-engine.ts";
import { terraformFunctions } from "../../../src/terraform/functions/table.ts";
import { createYamlReader } from "../../../src/terraform/functions/yaml-engine.ts";

const regex = createRe2Engine();
const yaml = createYamlReader();

function filesBelow(directory: string, prefix = ""): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(directory, entry.name), `${prefix}${entry.name}/`) : [prefix + entry.name],
  );
}

const codes: Readonly<Record<string, string>> = { ENOENT: "absent", EISDIR: "directory" };

export function environment(module: string, spend: (amount: number) => boolean): FunctionEnvironment {
  const self: FunctionEnvironment = {
    readFile: (path) => {
      const full = resolve(module, path);
      if (!full.startsWith(module.slice(0, -1)))
        return { ok: false, code: "outside", reason: "outside the template's tree" };
      try {
        return { ok: true, bytes: readFileSync(full) };
      } catch (error) {
        const { code = "", message } = error as NodeJS.ErrnoException;
        return { ok: false, code: codes[code] ?? "failed", reason: message };
      }
    },
    listFiles: (path) => {
      try {
        return { ok: true, files: filesBelow(resolve(module, path)) };
      } catch {
        return { ok: true, files: [] };
      }
    },
    digest: (algorithm, bytes) => createHash(algorithm).update(bytes).digest("hex"),
    renderTemplate: (path, text, variables, caller) =>
      renderTemplate({ path, text, variables, caller, functions: terraformFunctions, environment: self }),
    regex: () => regex,
    yaml: () => yaml,
    spend,
  };
  return self;
}

function blocks(body: Body, type: string): readonly Block[] {
  return itemsOf(body).filter((item): item is Block => item.kind === "block" && item.type === type);
}

function itemsOf(body: Body): NativeBody["items"] {
  return body.kind === "body" ? body.items : [];
}

function attribute(body: Body, name: string): Expression | undefined {
  return itemsOf(body).flatMap((item) => (item.kind === "attribute" && item.name === name ? [item.expr] : []))[0];
}

export interface Answer {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

export class Console {
  readonly #directory: string;
  readonly #file: SourceFile;
  readonly #body: NativeBody;
  readonly #functions: FunctionTable;

  /** A folder of test/data/expressions. */
  constructor(name: string, functions: FunctionTable = terraformFunctions) {
    this.#functions = functions;
    this.#directory = new URL(`../../data/expressions/${name}/`, import.meta.url).pathname;
    this.#file = { name: "main.tf", text: readFileSync(join(this.#directory, "main.tf"), "utf8") };
    this.#body = parse(this.#file).body;
  }

  ask(text: string, steps = 10_000_000): Answer {
    const file: SourceFile = { name: "console", text };
    const { expr, diagnostics } = parseExpression(file);
    if (diagnostics.length > 0) return { value: errorValue(), diagnostics };
    const reported: Diagnostic[] = [];
    let left = steps;
    const spend = (amount: number): boolean => {
      left -= amount;
      return left >= 0;
    };
    const scope: Scope = {
      file,
      resolve: (traversal, from) => this.#resolve(traversal, from),
      functions: this.#functions,
      locals: null,
      report: (diagnostic) => reported.push(diagnostic),
      spend,
      environment: environment(this.#directory, spend),
    };
    return { value: evaluate(expr, scope), diagnostics: reported };
  }

  /** For rows: the value as JSON and its type, "unknown", or why it is refused. */
  told(text: string): string {
    const { value, diagnostics } = this.ask(text);
    const [error] = diagnostics;
    if (error) return `error: ${error.headline}`;
    const json = isKnownDeep(value) ? (jsonText(value) ?? "infinite") : "unknown";
    return `${json} ${typeText(typeOf(value))}`;
  }

  #resolve(traversal: ScopeTraversal, scope: Scope): { readonly value: Value; readonly consumed: number } {
    const [root, step] = traversal.steps;
    const value = step?.kind === "attr" ? this.#object(root.name, step.name, scope) : null;
    if (value) return { value, consumed: 2 };
    scope.report({
      rule: "reference-undeclared",
      severity: "error",
      headline: `there is no "${root.name}"`,
      labels: [{ file: scope.file, span: root, text: "", primary: true }],
      notes: [],
    });
    return { value: errorValue(), consumed: traversal.steps.length };
  }

  #object(kind: string, name: string, scope: Scope): Value | null {
    switch (kind) {
      case "var":
        return this.#variable(name, scope);
      case "local":
        return this.#local(name, scope);
      case "path":
        return stringValue(".");
      case "terraform":
        return stringValue("default");
      case "terraform_data":
        return unknownValue(dynamicType, "known only after apply", { dependsOn: ["terraform_data.u"] });
      default:
        return null;
    }
  }

  #variable(name: string, scope: Scope): Value | null {
    const block = blocks(this.#body, "variable").find(({ labels }) => labels[0]?.value === name);
    const expr = block && attribute(block.body, "default");
    if (!block || !expr) return null;
    const given = evaluate(expr, { ...scope, file: this.#file });
    const typed = attribute(block.body, "type") ? convert(given, stringType) : null;
    const value = typed?.ok ? typed.value : given;
    return attribute(block.body, "ephemeral") ? withMarks(value, { ephemeral: true }) : value;
  }

  #local(name: string, scope: Scope): Value | null {
    const [expr] = blocks(this.#body, "locals").flatMap(({ body }) => attribute(body, name) ?? []);
    return expr ? evaluate(expr, { ...scope, file: this.#file }) : null;
  }
}
