/** The functions of the provider that Terraform has built in (terraform.io/builtin/terraform, since 1.8). */

import type { Diagnostic } from "../../diagnostic.ts";
import { isIdentifier } from "../../hcl/characters.ts";
import { evaluate } from "../../hcl/evaluate.ts";
import { parse } from "../../hcl/parser.ts";
import type { FunctionEnvironment, FunctionRecord, FunctionResult, FunctionTable, Scope } from "../../hcl/scope.ts";
import { isKnownDeep, typeOf } from "../../hcl/type-of.ts";
import { typeName } from "../../hcl/type-text.ts";
import { dynamicType, stringType } from "../../hcl/types.ts";
import type { Value } from "../../hcl/value.ts";
import { combineUnknown, errorValue, objectValue } from "../../hcl/values.ts";
import type { SourceFile } from "../../source.ts";
import { answer, answerText, any, refuse, text, textOf } from "./answers.ts";
import { hclArguments, hclExpression } from "./hcl-text.ts";

/** By name, without `provider::NAME::`. */
export const builtinProviderFunctions: ReadonlyMap<string, FunctionRecord> = byName([
  {
    name: "encode_expr",
    description: "The value as an expression in HCL.",
    parameters: [any("value", { allowUnknown: true })],
    result: stringType,
    resultNotNull: true,
    call: ([value]) => (value && isKnownDeep(value) ? answerText(hclExpression(value)) : unknownText(value)),
  },
  {
    name: "encode_tfvars",
    description: "The attributes of an object as the content of a .tfvars file.",
    parameters: [any("value", { allowUnknown: true })],
    result: stringType,
    resultNotNull: true,
    call: ([value]) => encodeTfvars(value),
  },
  {
    name: "decode_tfvars",
    description: "An object of what the content of a .tfvars file says.",
    parameters: [text("src")],
    result: dynamicType,
    call: ([source], environment) => decodeTfvars(textOf(source), environment),
  },
]);

function byName(records: readonly FunctionRecord[]): ReadonlyMap<string, FunctionRecord> {
  return new Map(records.map((record) => [record.name, record]));
}

const prefix = "provider::";

/** The table with those functions under the names that a module has for the provider. */
export function withBuiltinProvider(table: FunctionTable, localNames: ReadonlySet<string>): FunctionTable {
  if (localNames.size === 0) return table;
  return {
    get: (name) => {
      const [provider = "", called = "", ...more] = name.startsWith(prefix)
        ? name.slice(prefix.length).split("::")
        : [];
      const known = more.length === 0 && localNames.has(provider);
      return known ? builtinProviderFunctions.get(called) : table.get(name);
    },
    names: () => table.names(),
  };
}

function unknownText(value: Value | undefined): FunctionResult {
  return answer({ ...combineUnknown(stringType, ...(value ? [value] : [])), notNull: true });
}

function encodeTfvars(value: Value | undefined): FunctionResult {
  if (!value || !isKnownDeep(value)) return unknownText(value);
  if (value.kind !== "object" && value.kind !== "map") {
    return refuse(`an object is required, not ${typeName(typeOf(value))}`);
  }
  for (const name of value.entries.keys()) {
    if (!isIdentifier(name)) return refuse(`${JSON.stringify(name)} can't be the name of a variable`);
  }
  return answerText(hclArguments(value.entries));
}

function decodeTfvars(source: string, environment: FunctionEnvironment): FunctionResult {
  const file: SourceFile = { name: "the argument of decode_tfvars", text: source };
  const { body, diagnostics } = parse(file);
  const reported: Diagnostic[] = [...diagnostics];
  const scope: Scope = {
    file,
    functions: { get: () => undefined, names: () => [] },
    locals: null,
    resolve: (traversal) => {
      const [root] = traversal.steps;
      reported.push({
        rule: "reference-undeclared",
        severity: "error",
        headline: `"${root.name}" can't be referred to here`,
        labels: [{ file, span: root, text: "", primary: true }],
        notes: [],
      });
      return { value: errorValue(), consumed: traversal.steps.length };
    },
    report: (diagnostic) => reported.push(diagnostic),
    spend: (amount) => environment.spend(amount),
    environment,
  };
  const entries: [string, Value][] = [];
  for (const item of body.items) {
    if (item.kind === "block")
      return refuse(`the text has a block, ${JSON.stringify(item.type)}, and only arguments belong there`);
    entries.push([item.name, evaluate(item.expr, scope)]);
  }
  const error = reported.find(({ severity }) => severity === "error");
  return error ? refuse(error.headline) : answer(objectValue(entries));
}
