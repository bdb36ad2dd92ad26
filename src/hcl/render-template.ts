/** Template files and texts: evaluated with the given variables only, as `templatefile` and `templatestring` do. */

import type { Diagnostic } from "../diagnostic.ts";
import { positionAt, type SourceFile } from "../source.ts";
import { isIdentifier } from "./characters.ts";
import { evaluate } from "./evaluate.ts";
import { parseTemplate } from "./parser.ts";
import type {
  FunctionEnvironment,
  FunctionRecord,
  FunctionRefusal,
  FunctionResult,
  FunctionTable,
  Locals,
  Scope,
} from "./scope.ts";
import type { Value } from "./value.ts";
import { errorValue } from "./values.ts";
import { variables as variablesOf } from "./walk.ts";

export type TemplateCaller = "templatefile" | "templatestring";

export interface TemplateRequest {
  /** As messages name it. */
  readonly path: string;
  readonly text: string;
  readonly variables: ReadonlyMap<string, Value>;
  readonly caller?: TemplateCaller | undefined;
  readonly functions: FunctionTable;
  readonly environment: FunctionEnvironment;
}

const fileFunctions: ReadonlySet<string> = new Set([
  "file",
  "fileexists",
  "fileset",
  "filebase64",
  "filebase64sha256",
  "filebase64sha512",
  "filemd5",
  "filesha1",
  "filesha256",
  "filesha512",
  "templatefile",
]);

/** The number of the argument that has the variables, in both functions. */
const variablesArgument = 1;

export function renderTemplate(request: TemplateRequest): FunctionResult {
  const { path, text, variables, caller = "templatefile" } = request;
  const file: SourceFile = { name: path, text };
  const { expr, diagnostics: syntaxErrors } = parseTemplate(file);
  const [syntaxError] = syntaxErrors;
  if (syntaxError) return refusal(null, placed(syntaxError, file));
  for (const name of variables.keys()) {
    if (!isIdentifier(name))
      return refusal(variablesArgument, `${JSON.stringify(name)} can't be the name of a variable`);
  }
  for (const traversal of variablesOf(expr)) {
    const [root] = traversal.steps;
    if (!variables.has(root.name))
      return refusal(
        variablesArgument,
        `${JSON.stringify(root.name)} is missing, ${path} uses it${at(file, root.start)}`,
      );
  }
  const diagnostics: Diagnostic[] = [];
  const value = evaluate(expr, scopeOf(request, file, caller, diagnostics));
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (error) return refusal(null, placed(error, file));
  if (value.kind === "null") return refusal(null, `the result of ${path} is null`);
  return { ok: true, value };
}

function scopeOf(request: TemplateRequest, file: SourceFile, caller: TemplateCaller, diagnostics: Diagnostic[]): Scope {
  let locals: Locals | null = null;
  for (const [name, value] of request.variables) locals = { name, value, outer: locals };
  return {
    file,
    resolve: (traversal) => ({ value: errorValue(), consumed: traversal.steps.length }),
    functions: restricted(request.functions, caller),
    locals,
    report: (diagnostic) => diagnostics.push(diagnostic),
    spend: (amount) => request.environment.spend(amount),
    environment: request.environment,
  };
}

/** No template may make another; what `templatestring` renders may not read files either (Terraform 1.9). */
function restricted(functions: FunctionTable, caller: TemplateCaller): FunctionTable {
  return {
    names: () => functions.names(),
    get: (name) => {
      const record = functions.get(name);
      if (!record) return undefined;
      if (name === "templatefile" || name === "templatestring")
        return refusing(record, `${name}() can't be called within a template`);
      const reads = caller === "templatestring" && fileFunctions.has(name);
      return reads
        ? refusing(record, `${name}() can't be called in what templatestring() renders: give its result as a variable`)
        : record;
    },
  };
}

function refusing(record: FunctionRecord, message: string): FunctionRecord {
  const refuse = (): FunctionRefusal => refusal(null, message);
  return { ...record, check: refuse, call: refuse };
}

function refusal(argument: number | null, message: string): FunctionRefusal {
  return { ok: false, argument, message };
}

function placed(diagnostic: Diagnostic, file: SourceFile): string {
  const label = diagnostic.labels.find(({ primary }) => primary);
  return `${file.name}: ${diagnostic.headline}${label ? at(file, label.span.start) : ""}`;
}

function at(file: SourceFile, offset: number): string {
  const { line, column } = positionAt(file, offset);
  return ` at line ${line}, column ${column}`;
}
