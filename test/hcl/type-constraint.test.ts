import { describe, expect, it } from "vitest";
import { primaryLabel } from "../../src/diagnostic.ts";
import { content } from "../../src/hcl/content.ts";
import { parseJson } from "../../src/hcl/json-parser.ts";
import { parseNum } from "../../src/hcl/number.ts";
import { parseExpression } from "../../src/hcl/parser.ts";
import { exprAsKeyword } from "../../src/hcl/static.ts";
import type { Expression } from "../../src/hcl/tree.ts";
import { applyDefaults, type TypeConstraint, typeConstraint } from "../../src/hcl/type-constraint.ts";
import { stringType, type Type } from "../../src/hcl/types.ts";
import type { Value } from "../../src/hcl/value.ts";

/** Constants only; null for anything else, as if it had been told. */
function constant(expr: Expression): Value | null {
  switch (expr.kind) {
    case "literal":
      if (expr.type === "null") return { kind: "null", type: { kind: "dynamic" } };
      if (typeof expr.value === "boolean") return { kind: "bool", value: expr.value };
      if (expr.type === "number") return { kind: "number", value: parseNum(expr.value ?? "") ?? 0 };
      return { kind: "string", value: expr.value ?? "" };
    case "template":
      return expr.parts[0] && expr.parts.length === 1 ? constant(expr.parts[0]) : null;
    case "tuple-cons": {
      const items = expr.items.map(constant);
      return items.includes(null) ? null : { kind: "tuple", items: items.filter((item) => item !== null) };
    }
    case "object-cons": {
      const entries = expr.items.map(({ key, value }) => [exprAsKeyword(key) ?? "?", constant(value)] as const);
      entries.sort(([a], [b]) => (a < b ? -1 : 1));
      return { kind: "object", entries: new Map(entries.flatMap(([name, value]) => (value ? [[name, value]] : []))) };
    }
    default:
      return null;
  }
}

function constantOf(text: string): Value {
  const result = constant(parseExpression({ name: "value", text }).expr);
  if (!result) throw new Error(`${text} isn't constant`);
  return result;
}

function read(text: string): TypeConstraint {
  const file = { name: "main.tf", text };
  const { expr, diagnostics } = parseExpression(file);
  expect(diagnostics).toEqual([]);
  return typeConstraint(expr, file, constant);
}

/** Types in Terraform's notation, `?` after optional attributes. */
function typeText(type: Type): string {
  switch (type.kind) {
    case "dynamic":
      return "any";
    case "list":
    case "set":
    case "map":
      return `${type.kind}(${typeText(type.element)})`;
    case "tuple":
      return `tuple([${type.elements.map(typeText).join(", ")}])`;
    case "object": {
      const attributes = [...type.attributes].map(
        ([name, attribute]) => `${name}${type.optional?.has(name) ? "?" : ""} = ${typeText(attribute)}`,
      );
      return `object({${attributes.join(", ")}})`;
    }
    default:
      return type.kind;
  }
}

/** Plain data; numbers as text, unknown as "?". */
function plain(given: Value): unknown {
  switch (given.kind) {
    case "null":
      return null;
    case "list":
    case "set":
    case "tuple":
      return given.items.map(plain);
    case "map":
    case "object":
      return Object.fromEntries([...given.entries].map(([name, entry]) => [name, plain(entry)]));
    case "unknown":
      return given.notNull ? "?!" : "?";
    case "number":
      return Number(given.value);
    default:
      return given.value;
  }
}

describe("a type constraint", () => {
  it.each([
    ["string", "string"],
    ["number", "number"],
    ["bool", "bool"],
    ["any", "any"],
    ["list", "list(any)"],
    ["map", "map(any)"],
    ["list(string)", "list(string)"],
    ["set(any)", "set(any)"],
    ["map(list(number))", "map(list(number))"],
    ["tuple([])", "tuple([])"],
    ["tuple([string, list(bool)])", "tuple([string, list(bool)])"],
    ["object({})", "object({})"],
    ["object({ b = string, a = optional(number) })", "object({a? = number, b = string})"],
    ["object({ null = string, true = bool })", "object({null = string, true = bool})"],
    ['object({ a = optional(object({ b = optional(string, "x") }), {}) })', "object({a? = object({b? = string})})"],
    ["object({\n  a = string\n  b = number\n})", "object({a = string, b = number})"],
  ])("%s is read", (text, expected) => {
    const { type, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(typeText(type)).toBe(expected);
  });

  it.each([
    ['"string"', '"string"', 'the type "string" is written in quotes', "write string, without quotes"],
    ['"list"', '"list"', 'the type "list" is written in quotes', "write list(string), without quotes"],
    ['"map"', '"map"', 'the type "map" is written in quotes', "write map(string), without quotes"],
    [
      '"list(string)"',
      '"list(string)"',
      'the type "list(string)" is written in quotes',
      "write list(string), without quotes",
    ],
    ["set", "set", 'type "set" lacks the type of its elements', "write set(TYPE), for example set(string)"],
    ["list(list)", "list", 'type "list" lacks the type of its elements'],
    ["object", "object", 'type "object" lacks its attributes'],
    ["tuple", "tuple", 'type "tuple" lacks the types of its elements'],
    ["list(int)", "int", '"int" isn\'t a type', "write number"],
    ["null", "null", '"null" isn\'t a type'],
    ["list(text(1))", "text", '"text" isn\'t a type', "write string"],
    ["[string]", "[string]", "[string] isn't a type"],
    ["5", "5", "5 isn't a type"],
    ["var.x", "var.x", "var.x isn't a type"],
    ["(string)", "(string)", "(string) isn't a type"],
    ['list("string")', '"string"', '"string" isn\'t a type'],
    ["string(5)", "(5)", 'type "string" takes no arguments', "write string"],
    ["any()", "()", 'type "any" takes no arguments', "write any"],
    ["list()", "()", 'type "list" lacks the type of its elements'],
    ["list(string, number)", "number", 'type "list" takes one argument, and 2 are given'],
    [
      "tuple(string, number, bool)",
      "number, bool",
      'type "tuple" takes one argument, and 3 are given',
      "put the types in brackets: tuple([TYPE, …])",
    ],
    ["tuple(string)", "string", "string isn't a list of types"],
    ["object(string)", "string", "string isn't a map of types"],
    ["object([string])", "[string]", "[string] isn't a map of types"],
    ['object({ "a" = string })', '"a"', "\"a\" isn't an attribute's name"],
    ["object({ (a) = string })", "(a)", "(a) isn't an attribute's name"],
    ["object({ a.b = string })", "a.b", "a.b isn't an attribute's name"],
    ["optional(string)", "optional", '"optional" is only for attributes of an object'],
    ["list(optional(string))", "optional", '"optional" is only for attributes of an object'],
    ["object({ a = optional() })", "()", '"optional" lacks the type'],
    [
      "object({ a = optional(string, 1, 2) })",
      "(string, 1, 2)",
      '"optional" takes a type and a default, and 3 arguments are given',
    ],
    ['object({ a = optional(number, "x") })', '"x"', expect.stringContaining('the default "x" doesn\'t fit its type')],
  ])("%s is refused", (text, wrong, headline, help?: string) => {
    const { type, defaults, diagnostics } = read(text);
    expect(typeText(type)).toBe("any");
    expect(defaults).toBeNull();
    const told = diagnostics.map((diagnostic) => {
      const { start, end } = primaryLabel(diagnostic).span;
      return [diagnostic.rule, diagnostic.severity, text.slice(start, end), diagnostic.headline];
    });
    expect(told).toEqual([["terraform-block", "error", wrong, headline]]);
    if (help !== undefined) expect(diagnostics[0]?.help).toBe(help);
  });

  it("tells a repeated attribute at both places", () => {
    const { diagnostics } = read("object({ a = string, b = bool, a = number })");
    expect(diagnostics.map(({ headline, labels }) => [headline, labels.map(({ span }) => span)])).toEqual([
      [
        'attribute "a" is in the object type twice',
        [
          { start: 31, end: 32 },
          { start: 9, end: 10 },
        ],
      ],
    ]);
  });

  it("tells every mistake of an object", () => {
    expect(read("object({ a = int, b = optional(list), c = string })").diagnostics).toHaveLength(2);
  });

  it("says nothing more of a default that has none", () => {
    const { type, defaults, diagnostics } = read("object({ a = optional(string, var.x) })");
    expect([typeText(type), defaults, diagnostics]).toEqual(["object({a? = string})", null, []]);
  });

  it.each(["string", "list(string)", "object({ a = optional(list(any)) })", "map"])(
    "%s is read from a JSON string",
    (text) => {
      const file = { name: "main.tf.json", text: `{"type": ${JSON.stringify(text)}}` };
      for (const literal of [true, false]) {
        const schema = { attributes: [{ name: "type", literal }], blocks: [] };
        const expr = content(parseJson(file).body, schema).attributes.get("type")?.expr;
        if (!expr) throw new Error("no type");
        expect(typeConstraint(expr, file, constant)).toEqual(read(text));
      }
    },
  );

  it("is told at its place in a JSON string", () => {
    const file = { name: "main.tf.json", text: '{"type": "list(int)"}' };
    const expr = content(parseJson(file).body, { attributes: [{ name: "type" }], blocks: [] }).attributes.get(
      "type",
    )?.expr;
    if (!expr) throw new Error("no type");
    expect(typeConstraint(expr, file, constant).diagnostics.map((diagnostic) => primaryLabel(diagnostic).span)).toEqual(
      [{ start: 15, end: 18 }],
    );
  });
});

describe("defaults", () => {
  function applied(type: string, given: Value): unknown {
    const { defaults, diagnostics } = read(type);
    expect(diagnostics).toEqual([]);
    return plain(defaults ? applyDefaults(defaults, given) : given);
  }

  it.each([
    ['object({ a = optional(string, "d") })', "{}", { a: "d" }],
    ['object({ a = optional(string, "d") })', "{ a = null }", { a: "d" }],
    ['object({ a = optional(string, "d") })', '{ a = "x" }', { a: "x" }],
    ['object({ a = optional(string, "d") })', "null", null],
    ["object({ a = optional(string) })", "{}", {}],
    ['object({ a = optional(number, "5") })', "{}", { a: 5 }],
    ["object({ b = string, a = optional(bool, true) })", '{ b = "x", c = 1 }', { a: true, b: "x", c: 1 }],
    ["list(object({ a = optional(number, 5) }))", "[{}, { a = 1 }, null]", [{ a: 5 }, { a: 1 }, null]],
    ["set(object({ a = optional(number, 5) }))", "[{}]", [{ a: 5 }]],
    ["map(object({ a = optional(number, 5) }))", "{ k = {}, l = { a = 1 } }", { k: { a: 5 }, l: { a: 1 } }],
    ["tuple([string, object({ a = optional(number, 5) })])", '["x", {}]', ["x", { a: 5 }]],
    ["object({ o = optional(object({ a = optional(number, 5) })) })", "{}", {}],
    ["object({ o = optional(object({ a = optional(number, 5) })) })", "{ o = {} }", { o: { a: 5 } }],
    [
      'object({ o = optional(object({ a = optional(number, 5), b = optional(string, "b") }), { a = 1 }) })',
      "{}",
      { o: { a: 1, b: "b" } },
    ],
    ["object({ o = optional(object({ a = optional(number, 5) }), {}) })", "{ o = null }", { o: { a: 5 } }],
    ["object({ a = optional(string, null) })", "{}", { a: null }],
    ["list(object({ a = optional(number, 5) }))", "{ k = {} }", { k: { a: 5 } }],
    ["tuple([object({ a = optional(number, 5) })])", '"x"', "x"],
  ])("of %s in %s", (type, given, expected) => {
    expect(applied(type, constantOf(given))).toEqual(expected);
  });

  const withDefault = 'object({ a = optional(string, "d") })';

  it("say that an unknown attribute won't be null", () => {
    const a: Value = { kind: "unknown", type: stringType, reason: "", dependsOn: [] };
    expect(applied(withDefault, { kind: "object", entries: new Map([["a", a]]) })).toEqual({ a: "?!" });
  });

  it("leave unknown values alone, and fill what they may be", () => {
    const unknown: Value = { kind: "unknown", type: { kind: "dynamic" }, reason: "", dependsOn: [] };
    expect(applied(withDefault, unknown)).toBe("?");
    const { defaults } = read(withDefault);
    const filled =
      defaults && applyDefaults(defaults, { ...unknown, outcomes: [constantOf("{}"), constantOf("null")] });
    expect(filled?.kind === "unknown" && filled.outcomes?.map(plain)).toEqual([{ a: "d" }, null]);
  });

  it("keep marks", () => {
    const { defaults } = read(withDefault);
    const secret: Value = { kind: "object", entries: new Map(), marks: { sensitive: true } };
    expect(defaults && applyDefaults(defaults, secret).marks).toEqual({ sensitive: true });
  });

  it("keep names in order", () => {
    const { defaults } = read('object({ b = optional(string, "b"), z = string, a = optional(string, "a") })');
    const filled = defaults && applyDefaults(defaults, constantOf('{ z = "z" }'));
    expect(filled?.kind === "object" && [...filled.entries.keys()]).toEqual(["a", "b", "z"]);
  });
});
