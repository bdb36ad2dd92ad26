/**
 * What is given for the root module's variables. Terraform 1.14's order, the later wins: environment, `terraform.tfvars`,
 * `terraform.tfvars.json`, `*.auto.tfvars(.json)` by name, then `--var` and `--var-file` as they stand on the command line.
 */

import type { VariableArgument } from "../check-types.ts";
import { compareText, type Diagnostic } from "../diagnostic.ts";
import { content, justAttributes } from "../hcl/content.ts";
import { literalView } from "../hcl/json-expression.ts";
import { parseExpression } from "../hcl/parser.ts";
import type { Body, Expression } from "../hcl/tree.ts";
import type { Host } from "../host.ts";
import type { SourceFile, Span } from "../source.ts";
import { suggest } from "../suggest.ts";
import type { Budgets } from "./budget.ts";
import type { ModuleConfig, VariableConfig } from "./config.ts";
import { checkConstant } from "./constant.ts";
import { type FileReader, fileReader, parseFile, type ReadFile } from "./load.ts";
import { problem, type Reading } from "./problem.ts";

export interface GivenVariable {
  readonly origin: "file" | "command line" | "environment";
  /** "in terraform.tfvars", "by --var", "by TF_VAR_region". */
  readonly from: string;
  /** A file's expression, or a text that was read as one because of the variable's type; a text as it is. */
  readonly value:
    | { readonly kind: "expression"; readonly expr: Expression }
    | { readonly kind: "text"; readonly text: string };
  /** The place to point at: the value in its file, otherwise the variable's declaration. */
  readonly place: { readonly file: SourceFile; readonly span: Span };
  /** The file that the expression's spans belong to; `place.file` but for the texts of `--var` and the environment. */
  readonly file: SourceFile;
}

export interface VariableSources {
  readonly arguments: readonly VariableArgument[];
  /** `TF_VAR_*`, by the variable's name. */
  readonly environment: ReadonlyMap<string, string>;
  readonly budgets: Pick<Budgets, "files" | "fileBytes" | "tokens">;
}

export interface GivenVariables {
  readonly values: ReadonlyMap<string, GivenVariable>;
  readonly diagnostics: readonly Diagnostic[];
  /** A `--var` that the template doesn't declare, a `--var-file` that isn't there: one line each. */
  readonly usageErrors: readonly string[];
  readonly filesRead: readonly ReadFile[];
  /** The same, as sources: their comments count. */
  readonly files: readonly SourceFile[];
}

export function readVariables(host: Host, root: ModuleConfig, sources: VariableSources): GivenVariables {
  const values = new Map<string, GivenVariable>();
  const diagnostics: Diagnostic[] = [];
  const usageErrors: string[] = [];
  const filesRead: ReadFile[] = [];
  const files = new Set<SourceFile>();
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const { budgets } = sources;
  const reader = fileReader(host, budgets, (file) => filesRead.push(file), report);
  const addFile = (path: string): void => {
    const read = reader.read(path);
    if (!read) return;
    files.add(read.file);
    for (const [name, value] of fileValues(read.file, root, reader)) values.set(name, value);
  };
  const addText = (name: string, text: string, origin: "command line" | "environment"): void => {
    const variable = root.variables.get(name);
    if (variable) {
      const given = textValue(variable, text, origin, report);
      if (given) values.set(name, given);
    } else if (origin === "command line") {
      const near = suggest(name, root.variables.keys());
      usageErrors.push(
        `--var ${name}: the template has no variable "${name}"${near ? `; did you mean "${near}"?` : ""}`,
      );
    }
  };
  for (const [name, text] of sources.environment) addText(name, text, "environment");
  for (const name of automaticFiles(host, root.directory))
    addFile(root.directory === "" ? name : `${root.directory}/${name}`);
  for (const argument of sources.arguments) {
    if (argument.kind === "value") addText(argument.name, argument.value, "command line");
    else {
      const result = host.read(argument.path);
      if (result.ok) addFile(argument.path);
      else usageErrors.push(`--var-file ${argument.path}: ${result.reason}`);
    }
  }
  return { values, diagnostics, usageErrors, filesRead, files: [...files] };
}

/** Names within the root module's directory, in the order in which they count. */
function automaticFiles(host: Host, directory: string): readonly string[] {
  const names = (host.list(directory) ?? []).filter(({ kind }) => kind === "file").map(({ name }) => name);
  const present = new Set(names);
  return [
    ...["terraform.tfvars", "terraform.tfvars.json"].filter((name) => present.has(name)),
    ...names.filter((name) => name.endsWith(".auto.tfvars") || name.endsWith(".auto.tfvars.json")).sort(compareText),
  ];
}

function fileValues(file: SourceFile, root: ModuleConfig, reader: FileReader): Map<string, GivenVariable> {
  const { report } = reader;
  const values = new Map<string, GivenVariable>();
  const reading: Reading = { file, override: false, report };
  const body = parseFile(file, reader);
  if (declaresVariables(body, reading)) return values;
  const { attributes, diagnostics } = justAttributes(body, { literal: true });
  for (const diagnostic of diagnostics) report(diagnostic);
  for (const attribute of attributes.values()) {
    const { name, nameSpan } = attribute;
    if (!root.variables.has(name)) {
      const near = suggest(name, root.variables.keys());
      report(
        problem({ file, span: nameSpan }, `the template has no variable "${name}"`, {
          rule: "variable-value",
          severity: "warning",
          notes: ["Terraform ignores the value"],
          help: near ? `did you mean \`${near}\`?` : "declare the variable, or remove the value",
        }),
      );
      continue;
    }
    const view = literalView(attribute.expr);
    const { start, end } = view;
    const expr: Expression = checkConstant(view, `the value of variable "${name}"`, reading)
      ? view
      : { kind: "error", start, end };
    values.set(name, {
      origin: "file",
      from: `in ${file.name}`,
      value: { kind: "expression", expr },
      place: { file, span: view },
      file,
    });
  }
  return values;
}

/** `variable` blocks don't belong into a file of values: nothing else is said about such a file. */
function declaresVariables(body: Body, { file, report }: Reading): boolean {
  const { blocks } = content(body, { attributes: [], blocks: [{ type: "variable", labels: ["name"] }] });
  for (const { typeSpan, labels } of blocks) {
    const name = labels[0]?.value ?? "";
    report(
      problem({ file, span: typeSpan }, `variable "${name}" is declared in a file of values`, {
        help: `declare it in a .tf file; here, write ${name} = VALUE`,
      }),
    );
  }
  return blocks.length > 0;
}

/** Text is taken as it is for strings, numbers, booleans and untyped variables; otherwise it is an expression. */
function textValue(
  variable: VariableConfig,
  text: string,
  origin: "command line" | "environment",
  report: (diagnostic: Diagnostic) => void,
): GivenVariable | null {
  const from = origin === "environment" ? `by TF_VAR_${variable.name}` : "by --var";
  const place = { file: variable.file, span: variable.header };
  if (isLiteral(variable)) return { origin, from, value: { kind: "text", text }, place, file: variable.file };
  const file: SourceFile = { name: `<value for var.${variable.name}>`, text };
  const { expr, diagnostics } = parseExpression(file);
  const [mistake] = diagnostics;
  if (mistake) {
    report(
      problem(place, `the value of variable "${variable.name}" can't be read: ${mistake.headline}`, {
        rule: "variable-value",
        notes: [`given ${from}`, "a value of this type is written as in a template"],
        help: 'write for example ["a", "b"] or { key = "value" }',
      }),
    );
    return null;
  }
  let sound = true;
  const reading: Reading = {
    file,
    override: false,
    report: (diagnostic) => {
      if (sound)
        report(
          problem(place, diagnostic.headline, {
            rule: "variable-value",
            notes: [`given ${from}`],
            help: "write the value itself",
          }),
        );
      sound = false;
    },
  };
  if (!checkConstant(expr, `the value of variable "${variable.name}"`, reading)) return null;
  return { origin, from, value: { kind: "expression", expr }, place, file };
}

function isLiteral({ typed, type }: VariableConfig): boolean {
  return !typed || type.kind === "string" || type.kind === "number" || type.kind === "bool";
}
