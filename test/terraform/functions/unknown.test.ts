/** Texts with holes, values that can be a few things, and marks. */

import { describe, expect, it } from "vitest";
import type { FunctionResult } from "../../../src/hcl/scope.ts";
import { dynamicType, stringType } from "../../../src/hcl/types.ts";
import type { Hole, TextPart, UnknownValue, Value } from "../../../src/hcl/value.ts";
import { listValue, nullValue, numberValue, stringValue, unknownValue } from "../../../src/hcl/values.ts";
import { terraformFunctions } from "../../../src/terraform/functions/table.ts";
import { environment } from "./console.ts";

const workspace: Hole = { hole: "workspace", filters: [] };

function withHoles(...text: readonly TextPart[]): UnknownValue {
  return unknownValue(stringType, "the workspace's name", {
    text,
    notNull: true,
    dependsOn: ["data.coder_workspace.me"],
  });
}

function oneOf(...outcomes: readonly Value[]): UnknownValue {
  return unknownValue(stringType, "the answer of a parameter", { outcomes, dependsOn: ["data.coder_parameter.p"] });
}

const anything = unknownValue(stringType, "known only after apply", { dependsOn: ["terraform_data.u"] });

function call(name: string, ...args: readonly Value[]): FunctionResult {
  const record = terraformFunctions.get(name);
  if (!record) throw new Error(`there is no ${name}`);
  return record.call(
    args,
    environment("/nowhere/", () => true),
  );
}

function answered(result: FunctionResult): Value {
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

function partsOf(result: FunctionResult): readonly TextPart[] | undefined {
  const value = answered(result);
  return value.kind === "unknown" ? value.text : undefined;
}

describe("texts with holes", () => {
  it.each([
    ["lower", "http://A-", "http://a-"],
    ["upper", "a", "A"],
    ["urlencode", "a b", "a+b"],
  ] as const)("%s works on the literal parts and filters the hole", (name, literal, transformed) => {
    expect(partsOf(call(name, withHoles(literal, workspace)))).toEqual([
      transformed,
      { hole: "workspace", filters: [name] },
    ]);
  });

  it("keeps the order of filters", () => {
    const once = answered(call("lower", withHoles(workspace)));
    expect(partsOf(call("urlencode", once))).toEqual([{ hole: "workspace", filters: ["lower", "urlencode"] }]);
  });

  it.each(["%s", "%v"])("format keeps them for %s", (verb) => {
    const format = stringValue(`http://${verb}:%d/`);
    expect(partsOf(call("format", format, withHoles("a-", workspace), numberValue(80)))).toEqual([
      "http://a-",
      workspace,
      ":80/",
    ]);
  });

  it("format gives them up where their width would matter, and says what the text begins with", () => {
    const value = answered(call("format", stringValue("x-%5s"), withHoles(workspace)));
    expect(value).toMatchObject({ kind: "unknown", startsWith: "x-", notNull: true });
    expect(value).not.toHaveProperty("text");
  });

  it("format refuses what is wrong with the rest", () => {
    expect(call("format", stringValue("%s%d"), withHoles(workspace), stringValue("x"))).toMatchObject({ ok: false });
  });

  it("join keeps them", () => {
    const list = listValue(stringType, [stringValue("a"), withHoles(workspace, ".b"), stringValue("c")]);
    expect(partsOf(call("join", stringValue("-"), list))).toEqual(["a-", workspace, ".b-c"]);
  });

  it("join is unknown when an element is unknown altogether, and depends on all", () => {
    const list = listValue(stringType, [withHoles(workspace), anything]);
    expect(answered(call("join", stringValue("-"), list))).toMatchObject({
      kind: "unknown",
      dependsOn: ["data.coder_workspace.me", "terraform_data.u"],
    });
  });

  it("startswith looks at the first part", () => {
    const text = withHoles("http://", workspace);
    expect(answered(call("startswith", text, stringValue("http:")))).toMatchObject({ value: true });
    expect(answered(call("startswith", text, stringValue("ftp:")))).toMatchObject({ value: false });
    expect(answered(call("startswith", text, stringValue("http://a")))).toMatchObject({ kind: "unknown" });
  });
});

describe("values that can be a few things", () => {
  it("are all looked at", () => {
    const lowered = answered(call("lower", oneOf(stringValue("Owner"), stringValue("PUBLIC"))));
    expect(lowered).toMatchObject({ kind: "unknown", outcomes: [{ value: "owner" }, { value: "public" }] });
  });

  it("are all formatted", () => {
    const formatted = answered(
      call("format", stringValue("%s-%s"), oneOf(stringValue("a"), stringValue("b")), stringValue("c")),
    );
    expect(formatted).toMatchObject({ outcomes: [{ value: "a-c" }, { value: "b-c" }] });
  });

  it("may decide a question together", () => {
    expect(answered(call("length", oneOf(stringValue("ab"), stringValue("cd"))))).toMatchObject({
      kind: "number",
      value: 2,
    });
  });
});

describe("unknowns", () => {
  it("coalesce answers with an unknown that is certainly something", () => {
    const sure = unknownValue(stringType, "an id", {
      notNull: true,
      origin: { address: "coder_agent.main", attribute: "id" },
    });
    expect(answered(call("coalesce", { ...sure, not: [""] }, stringValue("x")))).toMatchObject({
      origin: { attribute: "id" },
    });
    expect(answered(call("coalesce", sure, stringValue("x")))).not.toHaveProperty("origin");
  });

  it.each(["timestamp", "plantimestamp", "uuid"])("%s differs from run to run", (name) => {
    expect(answered(call(name))).toMatchObject({
      kind: "unknown",
      reason: `\`${name}\` differs from run to run`,
      notNull: true,
    });
  });

  it("bcrypt, abspath, pathexpand and base64gzip say why", () => {
    expect(answered(call("bcrypt", stringValue("x")))).toMatchObject({
      reason: "bcrypt's result differs from run to run",
    });
    expect(answered(call("abspath", stringValue("x")))).toMatchObject({
      reason: "it depends on the directory where Terraform runs",
    });
    expect(answered(call("pathexpand", stringValue("~/x")))).toMatchObject({ kind: "unknown" });
    expect(answered(call("base64gzip", stringValue("x")))).toMatchObject({ kind: "unknown" });
  });

  it("files beyond the tree are unknown, not absent", () => {
    expect(answered(call("file", stringValue("/etc/passwd")))).toMatchObject({ kind: "unknown" });
    expect(answered(call("fileexists", stringValue("/etc/passwd")))).toMatchObject({ kind: "unknown" });
  });

  it("nulls of unknown type are told from unknowns", () => {
    expect(answered(call("jsonencode", nullValue(dynamicType)))).toMatchObject({ value: "null" });
    expect(answered(call("jsonencode", anything))).toMatchObject({ kind: "unknown" });
  });
});
