/** Scopes for tests of evaluation. */

import type { Diagnostic } from "../../src/diagnostic.ts";
import { evaluate } from "../../src/hcl/evaluate.ts";
import { parseExpression } from "../../src/hcl/parser.ts";
import type { FunctionEnvironment, FunctionRecord, Scope } from "../../src/hcl/scope.ts";
import { listOf } from "../../src/hcl/type-relations.ts";
import { dynamicType, numberType, stringType } from "../../src/hcl/types.ts";
import type { Value } from "../../src/hcl/value.ts";
import {
  errorValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  setValue,
  stringValue,
  tupleValue,
  unknownValue,
} from "../../src/hcl/values.ts";
import type { SourceFile } from "../../src/source.ts";

export const text = stringValue;
export const number = numberValue;

export function noEnvironment(spend: (amount: number) => boolean = () => true): FunctionEnvironment {
  return {
    readFile: () => ({ ok: false, code: "absent", reason: "no such file" }),
    listFiles: () => ({ ok: true, files: [] }),
    digest: () => "",
    renderTemplate: () => ({ ok: false, argument: null, message: "no templates here" }),
    regex: () => ({ compile: () => ({ ok: false, problem: "no regular expressions here" }) }),
    yaml: () => ({ parse: () => ({ ok: false, problem: "no YAML here", line: 1 }) }),
    spend,
  };
}

/** The scope of the `evaluate` entries of `oracle/syntax/other-entry.json`. */
export const recordedScope: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["str", text("text")],
  ["num", number(5)],
  ["yes", { kind: "bool", value: true }],
  ["nul", nullValue(stringType)],
  ["unk", unknownValue(stringType, "it isn't known")],
  ["dyn", unknownValue(dynamicType, "it isn't known")],
  [
    "obj",
    objectValue([
      ["a", number(1)],
      ["b", text("x")],
    ]),
  ],
  ["tup", tupleValue([number(1), text("x")])],
  ["list", listValue(stringType, [text("p"), text("q")])],
  ["nolist", listValue(stringType, [])],
  ["set", setValue(stringType, [text("p"), text("q")])],
  [
    "map",
    mapValue(stringType, [
      ["k", text("v")],
      ["l", text("w")],
    ]),
  ],
  ["objs", listValue(idType(), [objectValue([["id", text("i0")]]), objectValue([["id", text("i1")]])])],
  ["setobjs", setValue(idType(), [objectValue([["id", text("i0")]])])],
  ["nullist", nullValue(listOf(stringType))],
  ["unklist", unknownValue(listOf(stringType), "it isn't known")],
  ["nullobjs", listValue(listOf(stringType), [nullValue(listOf(stringType))])],
  ["gaps", listValue(stringType, [text("p"), nullValue(stringType)])],
  ["nums", listValue(numberType, [number(1), number(2)])],
]);

function idType(): Value extends never
  ? never
  : { readonly kind: "object"; readonly attributes: ReadonlyMap<string, typeof stringType> } {
  return { kind: "object", attributes: new Map([["id", stringType]]) };
}

const upper: FunctionRecord = {
  name: "upper",
  parameters: [{ name: "str", type: stringType }],
  result: stringType,
  resultNotNull: true,
  description: "",
  call: ([value]) => ({ ok: true, value: text(value?.kind === "string" ? value.value.toUpperCase() : "") }),
};

const functions: ReadonlyMap<string, FunctionRecord> = new Map<string, FunctionRecord>([
  ["upper", upper],
  ["ns::upper", upper],
  [
    "max",
    {
      name: "max",
      parameters: [],
      variadic: { name: "numbers", type: numberType },
      result: numberType,
      description: "",
      call: (args) => {
        const numbers = args.flatMap((arg) =>
          arg.kind === "number" && typeof arg.value === "number" ? [arg.value] : [],
        );
        return numbers.length > 0
          ? { ok: true, value: number(Math.max(...numbers)) }
          : { ok: false, argument: null, message: "there are no numbers" };
      },
    },
  ],
  [
    "join",
    {
      name: "join",
      parameters: [{ name: "separator", type: stringType }],
      variadic: { name: "lists", type: listOf(stringType) },
      result: stringType,
      description: "",
      call: ([separator, ...lists]) => {
        if (lists.length === 0) return { ok: false, argument: null, message: "there are no lists" };
        const items = lists.flatMap((list) => (list.kind === "list" ? list.items : []));
        const between = separator?.kind === "string" ? separator.value : "";
        return { ok: true, value: text(items.map((item) => (item.kind === "string" ? item.value : "")).join(between)) };
      },
    },
  ],
  [
    "jsondecode",
    {
      name: "jsondecode",
      parameters: [{ name: "str", type: stringType }],
      result: dynamicType,
      description: "",
      call: () => ({ ok: false, argument: null, message: "it ends too early" }),
    },
  ],
]);

export interface TestScope extends Scope {
  readonly told: Diagnostic[];
}

export function testScope(file: SourceFile, names: ReadonlyMap<string, Value>, steps = 1_000_000): TestScope {
  const told: Diagnostic[] = [];
  let left = steps;
  const spend = (amount: number): boolean => {
    left -= amount;
    return left >= 0;
  };
  return {
    told,
    file,
    locals: null,
    functions: { get: (name) => functions.get(name), names: () => functions.keys() },
    environment: noEnvironment(spend),
    spend,
    report: (diagnostic) => told.push(diagnostic),
    resolve: (traversal, scope) => {
      const [root] = traversal.steps;
      const value = names.get(root.name);
      if (value) return { value, consumed: 1 };
      scope.report({
        rule: "reference-undeclared",
        severity: "error",
        headline: `there is no "${root.name}"`,
        labels: [{ file, span: root, text: "", primary: true }],
        notes: [],
      });
      return { value: errorValue(), consumed: traversal.steps.length };
    },
  };
}

export interface Evaluated {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/** Evaluates one expression; `names` are added to those of the recorded scope. */
export function evaluateText(source: string, names: Readonly<Record<string, Value>> = {}, steps?: number): Evaluated {
  const file = { name: "main.tf", text: source };
  const { expr, diagnostics } = parseExpression(file);
  if (diagnostics.length > 0) throw new Error(`${source}: ${diagnostics[0]?.headline}`);
  const scope = testScope(file, new Map([...recordedScope, ...Object.entries(names)]), steps);
  const value = evaluate(expr, scope);
  return { value, diagnostics: scope.told };
}
