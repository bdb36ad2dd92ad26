import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/hcl/evaluate.ts";
import { parseExpression } from "../../src/hcl/parser.ts";
import { renderTemplate } from "../../src/hcl/render-template.ts";
import type { FunctionRecord } from "../../src/hcl/scope.ts";
import type { Expression } from "../../src/hcl/tree.ts";
import { listOf } from "../../src/hcl/type-relations.ts";
import { boolType, dynamicType, numberType, stringType } from "../../src/hcl/types.ts";
import type { Hole, Value } from "../../src/hcl/value.ts";
import { errorValue, listValue, objectValue, tupleValue, unknownValue } from "../../src/hcl/values.ts";
import { evaluateText, noEnvironment, number, testScope, text } from "./scope.ts";
import { jsonText } from "./values.ts";

const workspace: Hole = { hole: "workspace", filters: [] };
const holey = unknownValue(stringType, "it is filled in later", {
  text: [workspace],
  dependsOn: ["data.coder_workspace.me"],
  notNull: true,
});
const later = unknownValue(boolType, "known only after apply", { dependsOn: ["docker_container.w"] });
const afterApply = unknownValue(boolType, "known only after apply", {
  dependsOn: ["docker_container.w"],
  applyTime: true,
});
const secret: Value = { ...text("hush"), marks: { sensitive: true } };

function resultOf(source: string, names: Readonly<Record<string, Value>> = {}): Value {
  const { value, diagnostics } = evaluateText(source, names);
  expect(diagnostics.map(({ headline }) => headline)).toEqual([]);
  return value;
}

function headlines(source: string, names: Readonly<Record<string, Value>> = {}): string[] {
  return evaluateText(source, names).diagnostics.map(({ rule, headline }) => `${rule}: ${headline}`);
}

describe("texts with holes", () => {
  it("are put together", () => {
    expect(resultOf('"http://${h}.example.com:${num}/"', { h: holey })).toMatchObject({
      kind: "unknown",
      type: stringType,
      notNull: true,
      text: ["http://", workspace, ".example.com:5/"],
      dependsOn: ["data.coder_workspace.me"],
    });
  });

  it("stay themselves when they are all of a template", () => {
    expect(resultOf('"${h}"', { h: holey })).toBe(holey);
  });

  it("are joined by for", () => {
    expect(resultOf('"%{ for x in ["a", h] }${x}/%{ endfor }"', { h: holey })).toMatchObject({
      text: ["a/", workspace, "/"],
    });
  });

  it("can be told apart from what they can't be", () => {
    expect(resultOf('"a-${h}" == "b-1"', { h: holey })).toMatchObject({ value: false });
    expect(resultOf('"a-${h}-z" == "a-"', { h: holey })).toMatchObject({ value: false });
    expect(resultOf('"a-${h}" == "a-1"', { h: holey }).kind).toBe("unknown");
    expect(resultOf('"${h}x" != null', { h: holey })).toMatchObject({ value: true });
  });

  it("make a prefix of what else isn't known", () => {
    expect(resultOf('"a-${unk}"')).toMatchObject({ kind: "unknown", startsWith: "a-" });
    expect(resultOf('"ab${unk}"')).toMatchObject({ kind: "unknown", startsWith: "a" });
    expect(resultOf('"a-${unk}" == "b"')).toMatchObject({ value: false });
  });
});

describe("conditions that aren't known", () => {
  it("keep both results", () => {
    expect(resultOf('c ? "a" : "b"', { c: later })).toMatchObject({
      kind: "unknown",
      type: stringType,
      reason: "known only after apply",
      dependsOn: ["docker_container.w"],
      notNull: true,
      outcomes: [text("a"), text("b")],
    });
  });

  it("keep the results of what is done with them", () => {
    expect(resultOf('"x-${c ? 1 : 2}"', { c: later })).toMatchObject({ outcomes: [text("x-1"), text("x-2")] });
    expect(resultOf("(c ? 1 : 2) + 1", { c: later })).toMatchObject({ outcomes: [number(2), number(3)] });
    expect(resultOf('(c ? {p = "a"} : {p = "b"}).p', { c: later })).toMatchObject({ outcomes: [text("a"), text("b")] });
    expect(resultOf('upper(c ? "a" : "b")', { c: later })).toMatchObject({ outcomes: [text("A"), text("B")] });
    expect(resultOf('(c ? "a" : "b") == "z"', { c: later })).toMatchObject({ value: false });
    expect(resultOf('(c ? "a" : "b") == null', { c: later })).toMatchObject({ value: false });
    expect(resultOf("!(c ? true : true)", { c: later })).toMatchObject({ value: false });
  });

  it("decide nothing that Terraform can't know, even where both results are the same", () => {
    expect(resultOf("c ? 1 : 1", { c: later })).toMatchObject({ kind: "number" });
    expect(resultOf("c ? 1 : 1", { c: afterApply })).toMatchObject({ kind: "unknown", applyTime: true });
    expect(resultOf("c ? null : null", { c: afterApply })).toMatchObject({ kind: "null" });
  });

  it("don't count the mistakes of their results", () => {
    expect(resultOf("c ? [][0] : 5", { c: later }).kind).toBe("unknown");
  });
});

describe("unknowns", () => {
  it("say why, and what they depend on", () => {
    const a = unknownValue(numberType, "the first reason", { dependsOn: ["data.http.b"] });
    const b = unknownValue(numberType, "the second reason", { dependsOn: ["data.http.a"], applyTime: true });
    expect(resultOf("a + b", { a, b })).toMatchObject({
      reason: "the first reason",
      dependsOn: ["data.http.a", "data.http.b"],
      applyTime: true,
      notNull: true,
    });
  });

  it("exclude what they are known not to be", () => {
    const other = unknownValue(stringType, "any other answer", { not: ["a", "b"] });
    expect(resultOf('x == "a"', { x: other })).toMatchObject({ value: false });
    expect(resultOf('x == "c"', { x: other }).kind).toBe("unknown");
  });

  it("are told of comparisons", () => {
    const file = { name: "main.tf", text: 'unk == "a" || "b" != unk' };
    const compared: string[] = [];
    const scope = {
      ...testScope(file, new Map([["unk", unknownValue(stringType, "later")]])),
      compared: (_: Value, value: Value) => compared.push(jsonText(value)),
    };
    evaluate(parseExpression(file).expr, scope);
    expect(compared).toEqual(['"a"', '"b"']);
  });

  it("of open objects have whatever attributes these have", () => {
    const open = unknownValue(dynamicType, "nobody knows", { open: { attribute: (name) => text(`the ${name}`) } });
    expect(resultOf("o.id", { o: open })).toEqual(text("the id"));
    expect(resultOf('o["id"]', { o: open })).toEqual(text("the id"));
  });

  it("of attributes as they will be can't make try fail", () => {
    const id = unknownValue(stringType, "known only after apply", {
      origin: { address: "coder_agent.main", attribute: "id" },
    });
    expect(resultOf('try(a[0].id, "none")', { a: tupleValue([objectValue([["id", id]])]) })).toBe(id);
    expect(resultOf('try(unk, "none")')).toMatchObject({ kind: "unknown", type: dynamicType });
    expect(resultOf("can(a)", { a: id })).toMatchObject({ value: true });
    expect(resultOf("can(unk)").kind).toBe("unknown");
  });
});

describe("what follows from a mistake", () => {
  it("is told of once", () => {
    expect(headlines("(nope + 1) * 2")).toEqual(['reference-undeclared: there is no "nope"']);
    expect(headlines("upper(nope)")).toHaveLength(1);
    expect(headlines("[for x in nope : x.y]")).toHaveLength(1);
    expect(headlines('"${nope} ${nope.x}"')).toHaveLength(2);
    expect(headlines("{ (nope) = 1 }.a")).toHaveLength(1);
    expect(headlines("bad.x[0] + 1", { bad: errorValue() })).toEqual([]);
    expect(evaluateText("bad ? 1 : 2", { bad: errorValue() }).value).toMatchObject({
      fromError: true,
      type: numberType,
    });
  });

  it("is told once for all elements", () => {
    expect(headlines("[for x in [1, 2, 3] : x.y]")).toHaveLength(1);
    expect(headlines("[1, 2, 3][*].y")).toHaveLength(1);
  });
});

describe("marks", () => {
  it("go where the value goes", () => {
    const marked = { marks: { sensitive: true } } as const;
    expect(resultOf('"a${s}"', { s: secret })).toMatchObject(marked);
    expect(resultOf("upper(s)", { s: secret })).toMatchObject(marked);
    expect(resultOf('s == "x"', { s: secret })).toMatchObject(marked);
    expect(resultOf('s == "hush" ? 1 : 2', { s: secret })).toMatchObject({ ...marked, value: 1 });
    expect(resultOf("{ (s) = 1 }", { s: secret })).toMatchObject(marked);
    expect(resultOf("[s]", { s: secret })).not.toMatchObject(marked);
    expect(resultOf("[s][0]", { s: secret })).toMatchObject(marked);
    expect(resultOf("[for x in l : x]", { l: { ...tupleValue([number(1)]), ...marked } })).toMatchObject(marked);
    expect(resultOf("{ for x in [s] : x => 1 }", { s: secret })).toMatchObject(marked);
    expect(resultOf("yes && b", { b: { ...later, ...marked } })).toMatchObject(marked);
  });

  it("of elements matter in comparisons", () => {
    expect(resultOf("[s] == null", { s: secret })).toHaveProperty("marks");
    expect(resultOf('[s] == ["x"]', { s: secret })).toHaveProperty("marks");
  });

  it("keep secrets out of diagnostics", () => {
    for (const source of [
      "s + 1",
      "-s",
      "s ? 1 : 2",
      "[1][s]",
      "{a = 1}[s]",
      "[for x in s : x]",
      "max(s)",
      "[for x in [1] : x if s]",
    ]) {
      const told = JSON.stringify(headlines(source, { s: secret }));
      expect(told).not.toBe("[]");
      expect(told).not.toContain("hush");
    }
  });
});

describe("diagnostics", () => {
  it.each([
    ['"a" + 1', 'type-mismatch: the left side of "+" must be a number: "a" isn\'t a number'],
    ["1 + null", 'type-mismatch: the right side of "+" is null'],
    ["0 / 0", "type-mismatch: `0 / 0` has no result: the divisor is 0"],
    ["null ? 1 : 2", "type-mismatch: the condition is null"],
    ["yes ? 1 : []", "type-mismatch: the two results of the conditional have no common type: number and tuple"],
    ["obj.nope", 'type-mismatch: the object has no attribute "nope"'],
    ["list[2]", "type-mismatch: there is no element 2: the last one is 1"],
    ["nolist[0]", "type-mismatch: there is no element 0: the collection is empty"],
    ["list[0.5]", "type-mismatch: 0.5 is no index: it must be a whole number"],
    ["map.z", 'type-mismatch: the map has no element "z"'],
    ["set[0]", "type-mismatch: elements of a set have no keys"],
    ["[for x in 5 : x]", "type-mismatch: a number can't be iterated over: 5"],
    ['{for x in ["a", "a"] : x => 1}', 'type-mismatch: two elements have the key "a"'],
    ["uper(1)", 'function-call: there is no function "uper"'],
    ["upper()", "function-call: upper() needs 1 argument, and `str` is missing"],
    ["upper(1, 2)", "function-call: upper() takes 1 argument, and here are 2"],
    ["upper([])", "function-call: `str` of upper() must be a string: a string is needed, not a tuple"],
    ["upper(null)", "function-call: `str` of upper() can't be null"],
    ["max()", "function-call: max(): there are no numbers"],
    ["max(5...)", "function-call: what is expanded with `...` must be a list, set or tuple, not 5"],
    ["try([][0])", "function-call: no argument of try() succeeds: there is no element 0: the collection is empty"],
    ["{obj.a = 1}", "type-mismatch: `obj.a` as a key may mean the value or the name"],
    ['"x${null}"', "type-mismatch: null can't be part of a text"],
    ['"x${list}"', "type-mismatch: this can't be part of a text: a string is needed, not a list of string"],
  ])("%s", (source, headline) => {
    expect(headlines(source)).toEqual([headline]);
  });

  it("point at the smallest text that is wrong", () => {
    const spanned = (source: string): string => {
      const label = evaluateText(source).diagnostics[0]?.labels[0];
      return label ? source.slice(label.span.start, label.span.end) : "";
    };
    expect(spanned('5 * "a"')).toBe('"a"');
    expect(spanned("obj.a.b")).toBe("b");
    expect(spanned("list[1 + 1]")).toBe("[1 + 1]");
    expect(spanned("upper(1, 2)")).toBe("2");
    expect(spanned("upper()")).toBe(")");
    expect(spanned("uper(1)")).toBe("uper");
  });

  it("help with names", () => {
    expect(evaluateText("uper(1)").diagnostics[0]?.help).toBe("write `upper`");
    expect(evaluateText("{port = 1}.prot").diagnostics[0]?.help).toBe('write "port"');
  });
});

describe("bounds", () => {
  const rules = (source: string, names: Readonly<Record<string, Value>> = {}, steps?: number) =>
    evaluateText(source, names, steps).diagnostics.map(({ rule }) => rule);

  it("stop work, and tell it once", () => {
    const thousand = listValue(
      numberType,
      Array.from({ length: 1_000 }, (_, at) => number(at)),
    );
    const source = "[for a in l : [for b in l : [for c in l : a + b + c]]]";
    expect(rules(source, { l: thousand }, 10_000)).toEqual(["evaluation-budget"]);
    expect(rules(`try(${source}, 1)`, { l: thousand }, 10_000)).toEqual(["evaluation-budget"]);
  });

  it("stop texts and values that double", () => {
    let value: Value = text("x".repeat(1_000_000));
    let tree: Value = tupleValue([number(1)]);
    const told: string[] = [];
    for (let round = 0; round < 30; round++) {
      const doubled = evaluateText('"${v}${v}"', { v: value });
      const twice = evaluateText("[t, t]", { t: tree });
      told.push(...doubled.diagnostics.map(({ rule }) => rule), ...twice.diagnostics.map(({ rule }) => rule));
      value = doubled.value;
      tree = twice.value;
    }
    expect(told).toEqual(["evaluation-budget", "evaluation-budget"]);
  });

  it("stop values that nest", () => {
    let nested: Value = number(1);
    const told: string[] = [];
    for (let round = 0; round < 1_000; round++) {
      const outer = evaluateText("{a = v}", { v: nested });
      told.push(...outer.diagnostics.map(({ rule }) => rule));
      nested = outer.value;
    }
    expect(told[0]).toBe("evaluation-budget");
  });

  it("stop expressions that nest", () => {
    let expr: Expression = { kind: "literal", type: "number", value: "1", start: 0, end: 1 };
    for (let level = 0; level < 100_000; level++) expr = { kind: "parentheses", expression: expr, start: 0, end: 1 };
    const scope = testScope({ name: "main.tf", text: "1" }, new Map());
    expect(evaluate(expr, scope)).toMatchObject({ fromError: true });
    expect(scope.told.map(({ rule }) => rule)).toEqual(["evaluation-budget"]);
  });

  it("stop names that wait for each other", () => {
    const file = { name: "main.tf", text: "(1 + a)" };
    const { expr } = parseExpression(file);
    const scope = testScope(file, new Map());
    const endless = { ...scope, resolve: () => ({ value: evaluate(expr, endless), consumed: 1 }) };
    expect(evaluate(expr, endless)).toMatchObject({ fromError: true });
    expect(scope.told.map(({ rule }) => rule)).toEqual(["evaluation-budget"]);
  });
});

describe("template files", () => {
  const upper: FunctionRecord = {
    name: "upper",
    parameters: [{ name: "str", type: stringType }],
    result: stringType,
    description: "",
    call: ([value]) => ({ ok: true, value: text(jsonText(value ?? text("")).toUpperCase()) }),
  };
  const functions = new Map([
    ["upper", upper],
    ["templatefile", { ...upper, name: "templatefile" }],
    ["file", { ...upper, name: "file" }],
  ]);
  const render = (
    source: string,
    names: Readonly<Record<string, Value>> = {},
    caller?: "templatefile" | "templatestring",
  ) =>
    renderTemplate({
      path: "a.tftpl",
      text: source,
      variables: new Map(Object.entries(names)),
      caller,
      functions: { get: (name) => functions.get(name), names: () => functions.keys() },
      environment: noEnvironment(),
    });

  it("are rendered with the given names", () => {
    expect(
      render("Hello, ${name}!\n%{ for x in l ~}\n- ${x}\n%{ endfor ~}\n", {
        name: text("you"),
        l: tupleValue([number(1), number(2)]),
      }),
    ).toEqual({
      ok: true,
      value: text("Hello, you!\n- 1\n- 2\n"),
    });
    expect(render("${l}", { l: tupleValue([number(1)]) })).toMatchObject({ value: { kind: "tuple" } });
    expect(render("${file(x)}", { x: text("y") })).toMatchObject({ ok: true });
    expect(render("x-${u}", { u: holey })).toMatchObject({ value: { text: ["x-", workspace] } });
  });

  it.each([
    ["${name}", {}, 1, '"name" is missing, a.tftpl uses it at line 1, column 3'],
    ["${", {}, null, "a.tftpl: "],
    ["x\n${[][0]}", {}, null, "a.tftpl: there is no element 0: the collection is empty at line 2, column 5"],
    ["${null}", {}, null, "the result of a.tftpl is null"],
    ["${templatefile(x)}", { x: text("y") }, null, "templatefile() can't be called within a template"],
    ["x", { "a b": text("y") }, 1, '"a b" can\'t be the name of a variable'],
  ])("%j is refused", (source, names, argument, message) => {
    expect(render(source, names)).toMatchObject({ ok: false, argument, message: expect.stringContaining(message) });
  });

  it("read no files for templatestring", () => {
    expect(render("${file(x)}", { x: text("y") }, "templatestring")).toMatchObject({ ok: false });
  });
});

describe("lists of unknown length", () => {
  it("have elements of their type", () => {
    const list = unknownValue(listOf(stringType), "later", { dependsOn: ["x.y"] });
    expect(resultOf("l[0]", { l: list })).toMatchObject({ kind: "unknown", type: stringType, dependsOn: ["x.y"] });
    expect(resultOf("l[*]", { l: list })).toMatchObject({ kind: "unknown", type: listOf(stringType), notNull: true });
    expect(resultOf("[for x in l : x]", { l: list })).toMatchObject({ kind: "unknown", type: dynamicType });
  });
});
