import { describe, expect, it } from "vitest";
import { unify } from "../../src/hcl/conversion-rules.ts";
import { convert } from "../../src/hcl/convert.ts";
import { typeOf } from "../../src/hcl/type-of.ts";
import { hasDynamic, listOf, mapOf, setOf } from "../../src/hcl/type-relations.ts";
import { typeName, typeText } from "../../src/hcl/type-text.ts";
import { boolType, dynamicType, numberType, stringType, type Type } from "../../src/hcl/types.ts";
import type { Value } from "../../src/hcl/value.ts";
import {
  boolValue,
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
import { jsonText } from "./values.ts";

const text = stringValue;
const number = numberValue;

function object(attributes: Readonly<Record<string, Type>>, ...optional: string[]): Type {
  return { kind: "object", attributes: new Map(Object.entries(attributes)), optional: new Set(optional) };
}

function converted(value: Value, type: Type): string {
  const result = convert(value, type);
  if (!result.ok) return `${result.path.join(".")}: ${result.message}`;
  return `${jsonText(result.value)} ${typeText(typeOf(result.value)).replaceAll(/\s+/g, "")}`;
}

describe("primitive types", () => {
  it.each([
    [number(1.5), stringType, '"1.5" string'],
    [boolValue(true), stringType, '"true" string'],
    [text("12"), numberType, "12 number"],
    [text("twelve"), numberType, ': "twelve" isn\'t a number'],
    [text("1"), boolType, "true bool"],
    [text("0"), boolType, "false bool"],
    [text("True"), boolType, ': "True" isn\'t a bool: it has to be "true" or "false"'],
    [number(1), boolType, ": a bool is needed, not a number"],
    [boolValue(true), numberType, ": a number is needed, not a bool"],
    [nullValue(dynamicType), stringType, "null string"],
    [nullValue(numberType), stringType, "null string"],
    [tupleValue([]), stringType, ": a string is needed, not a tuple"],
    [text("x"), dynamicType, '"x" string'],
  ])("%#", (value, type, answer) => {
    expect(converted(value, type)).toBe(answer);
  });

  it("doesn't tell what is secret", () => {
    const secret: Value = { ...text("hush"), marks: { sensitive: true } };
    expect(converted(secret, numberType)).toBe(": a sensitive value can't be converted to number");
    expect(converted(tupleValue([secret]), listOf(numberType))).toBe(
      "0: a sensitive value can't be converted to number",
    );
  });

  it("keeps marks", () => {
    const result = convert({ ...number(1), marks: { sensitive: true } }, stringType);
    expect(result).toMatchObject({ ok: true, value: { kind: "string", value: "1", marks: { sensitive: true } } });
  });
});

describe("collections", () => {
  const mixed = tupleValue([number(1), text("a"), boolValue(true)]);

  it.each([
    [mixed, listOf(dynamicType), '["1","a","true"] list(string)'],
    [mixed, setOf(stringType), '["1","a","true"] set(string)'],
    [mixed, listOf(numberType), "2: a number is needed, not a bool"],
    [tupleValue([number(1), text("a")]), listOf(numberType), '1: "a" isn\'t a number'],
    [tupleValue([]), listOf(stringType), "[] list(string)"],
    [tupleValue([]), setOf(dynamicType), "[] set(dynamic)"],
    [tupleValue([number(1), tupleValue([])]), listOf(dynamicType), ": the elements of a list must have one type"],
    [tupleValue([number(1), tupleValue([])]), listOf(stringType), "1: a string is needed, not a tuple"],
    [tupleValue([nullValue(dynamicType), number(1)]), listOf(dynamicType), "[null,1] list(number)"],
    [setValue(stringType, [text("b"), text("a")]), listOf(stringType), '["a","b"] list(string)'],
    [listValue(numberType, [number(1), number(1)]), setOf(stringType), '["1"] set(string)'],
    [
      objectValue([
        ["b", number(1)],
        ["a", text("x")],
      ]),
      mapOf(dynamicType),
      '{"a":"x","b":"1"} map(string)',
    ],
    [objectValue([["a", tupleValue([])]]), mapOf(stringType), "a: a string is needed, not a tuple"],
    [mapValue(numberType, [["a", number(1)]]), mapOf(stringType), '{"a":"1"} map(string)'],
    [objectValue([]), listOf(stringType), ": a list of string is needed, not an object"],
    [tupleValue([number(1)]), mapOf(stringType), ": a map of string is needed, not a tuple"],
    [text("a"), listOf(stringType), ": a list of string is needed, not a string"],
    [
      tupleValue([tupleValue([number(1)]), tupleValue([text("a")])]),
      listOf(listOf(dynamicType)),
      '[["1"],["a"]] list(list(string))',
    ],
    [
      tupleValue([number(1), text("a")]),
      { kind: "tuple", elements: [stringType, stringType] } as const,
      '["1","a"] tuple([string,string,])',
    ],
    [tupleValue([number(1)]), { kind: "tuple", elements: [] } as const, ": 0 elements are needed, there are 1"],
  ])("%#", (value, type, answer) => {
    expect(converted(value, type)).toBe(answer);
  });
});

describe("objects", () => {
  const wanted = object({ a: stringType, b: numberType }, "b");

  it.each([
    [
      objectValue([
        ["a", number(1)],
        ["c", text("x")],
      ]),
      wanted,
      '{"a":"1","b":null} object({a:string,b:number,})',
    ],
    [objectValue([["b", number(1)]]), wanted, ': attribute "a" is missing'],
    [
      objectValue([
        ["a", text("x")],
        ["b", tupleValue([])],
      ]),
      wanted,
      "b: a number is needed, not a tuple",
    ],
    [
      mapValue(stringType, [
        ["a", text("1")],
        ["b", text("2")],
        ["z", text("3")],
      ]),
      wanted,
      '{"a":"1","b":2} object({a:string,b:number,})',
    ],
    [mapValue(stringType, [["b", text("2")]]), wanted, ': key "a" is missing'],
    [
      mapValue(stringType, [
        ["a", text("1")],
        ["b", text("x")],
      ]),
      wanted,
      'b: "x" isn\'t a number',
    ],
    [nullValue(dynamicType), wanted, "null object({a:string,b:number,})"],
    [
      tupleValue([objectValue([["a", text("x")]])]),
      listOf(wanted),
      '[{"a":"x","b":null}] list(object({a:string,b:number,}),)',
    ],
    [tupleValue([objectValue([["c", text("x")]])]), listOf(wanted), '0: attribute "a" is missing'],
  ])("%#", (value, type, answer) => {
    expect(converted(value, type)).toBe(answer);
  });
});

describe("unknowns", () => {
  it("get the type, filled in where it was open", () => {
    const given = unknownValue({ kind: "tuple", elements: [numberType, stringType] }, "later", { notNull: true });
    expect(convert(given, listOf(dynamicType))).toEqual({
      ok: true,
      value: { kind: "unknown", type: listOf(stringType), reason: "later", dependsOn: [], notNull: true },
    });
    const untyped = convert(unknownValue(dynamicType, "later"), object({ a: stringType }, "a"));
    expect(untyped.ok && typeText(typeOf(untyped.value))).toBe("object({\n    a: string,\n})");
  });

  it("keep holes as long as they are texts, and outcomes converted", () => {
    const parts = ["http://", { hole: "workspace", filters: [] }];
    const holes = unknownValue(stringType, "later", { text: parts });
    expect(convert(holes, stringType)).toMatchObject({ value: { text: parts } });
    expect(convert(holes, numberType)).toMatchObject({ value: { type: numberType } });
    expect(convert(holes, numberType)).not.toMatchObject({ value: { text: parts } });
    const few = unknownValue(numberType, "later", { outcomes: [number(1), number(2)] });
    expect(convert(few, stringType)).toMatchObject({ value: { outcomes: [text("1"), text("2")] } });
  });

  it("are refused by their types", () => {
    expect(converted(unknownValue(listOf(stringType), "later"), stringType)).toBe(
      ": a string is needed, not a list of string",
    );
  });

  it("in sets leave open how many elements there are", () => {
    const set = setValue(stringType, [text("a"), unknownValue(stringType, "later")]);
    expect(convert(set, listOf(stringType))).toMatchObject({ value: { kind: "unknown", type: listOf(stringType) } });
    const single = setValue(stringType, [unknownValue(stringType, "later")]);
    expect(convert(single, listOf(stringType))).toMatchObject({ value: { kind: "list" } });
  });
});

describe("unify", () => {
  const tuple = (...elements: Type[]): Type => ({ kind: "tuple", elements });

  it.each([
    [[numberType, stringType], "string"],
    [[boolType, numberType], null],
    [[boolType, numberType, stringType], "string"],
    [[dynamicType, numberType], "number"],
    [[tuple(), tuple(stringType)], "list(string)"],
    [[tuple(numberType), tuple(stringType)], "tuple([string,])"],
    [[tuple(numberType, boolType), tuple(boolType, numberType)], null],
    [[listOf(numberType), tuple(stringType)], "list(string)"],
    [[setOf(numberType), listOf(stringType)], "list(string)"],
    [[object({ a: numberType }), object({ a: stringType })], "object({a:string,})"],
    [[object({ a: numberType }), object({ b: stringType })], "map(string)"],
    [[mapOf(numberType), object({ b: stringType })], "map(string)"],
    [[mapOf(numberType), object({ b: tuple() })], null],
    [[object({}), tuple()], null],
    [[listOf(numberType), dynamicType], "dynamic"],
    [[numberType, tuple()], null],
    [[], null],
  ])("%#", (types, answer) => {
    const type = unify(types);
    expect(type && typeText(type).replaceAll(/\s+/g, "")).toBe(answer);
  });

  it("takes no risk when asked not to", () => {
    expect(unify([numberType, stringType], false)).toEqual(stringType);
    expect(unify([mapOf(stringType), object({ a: stringType })], false)).toEqual(mapOf(stringType));
    expect(unify([listOf(stringType), setOf(stringType)], false)).toEqual(listOf(stringType));
  });

  it("stays quick for many types", () => {
    const many = Array.from({ length: 5_000 }, (_, at) => object({ [`k${at}`]: numberType }));
    expect(unify(many)).toEqual(mapOf(numberType));
  });
});

describe("types in words", () => {
  it("names them", () => {
    expect(typeName(listOf(mapOf(stringType)))).toBe("list of map of string");
    expect(typeText(mapOf(listOf(stringType)))).toBe("map(list(string))");
    expect(typeText({ kind: "tuple", elements: [] })).toBe("tuple([])");
    expect(typeText(listOf(object({ a: stringType })))).toBe("list(\n    object({\n        a: string,\n    }),\n)");
    expect(hasDynamic(listOf(object({ a: dynamicType })))).toBe(true);
  });
});
