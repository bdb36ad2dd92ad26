import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { looksLikePlan, readPlanDocument } from "../../src/plan/document.ts";
import { buildFacts } from "../../src/plan/facts.ts";
import { placesOf } from "../../src/plan/places.ts";

const text = readFileSync("test/data/plans/web-ide/plan.jupyter.json", "utf8");

describe("a plan's document", () => {
  it("holds what was planned and what was read", () => {
    const reading = readPlanDocument(text);
    expect(reading.ok && reading.document.resources.map(({ address }) => address)).toEqual([
      "coder_agent.dev",
      "coder_app.docs",
      "coder_app.editor[0]",
      "coder_app.logs",
      "terraform_data.vm",
      "data.coder_parameter.ide",
      "data.coder_parameter.port",
      "data.coder_workspace.me",
      "data.coder_workspace_owner.me",
    ]);
    expect(reading.ok && [...reading.document.variables]).toEqual([["region", "us"]]);
  });

  it("says for which build it is", () => {
    const reading = readPlanDocument(text);
    expect(reading.ok && buildFacts(reading.document)).toEqual({
      parameters: new Map([
        ["ide", "jupyter"],
        ["port", "8888"],
      ]),
      answers: new Map([
        ["ide", "jupyter"],
        ["port", "8888"],
      ]),
      workspace: "wsname",
      owner: "ownername",
      transition: "start",
      accessUrl: "https://coder.example.com",
    });
  });

  it.each([
    ["not JSON", "{"],
    ["something else", "[]"],
    ["no version", '{"planned_values":{}}'],
    ["a later format", '{"format_version":"2.0","planned_values":{}}'],
  ])("is refused: %s", (_, wrong) => {
    expect(readPlanDocument(wrong)).toMatchObject({ ok: false });
  });

  it("may be a state without resources", () => {
    const empty = '{"format_version":"1.0","terraform_version":"1.11.4"}';
    expect(looksLikePlan(empty)).toBe(true);
    expect(readPlanDocument(empty)).toMatchObject({ ok: true, document: { kind: "state", resources: [] } });
  });

  it("is read without recursion", () => {
    let module: object = {};
    for (let depth = 0; depth < 2000; depth++) module = { child_modules: [module] };
    const deep = JSON.stringify({ format_version: "1.0", values: { root_module: module } });
    expect(readPlanDocument(deep)).toMatchObject({ ok: true });
  });
});

describe("places in a plan", () => {
  it("are the addresses, and nothing else of it is shown", () => {
    const reading = readPlanDocument(text);
    if (!reading.ok) throw new Error(reading.error);
    const [, docs] = reading.document.resources;
    if (!docs) throw new Error("no resource");
    const places = placesOf("plan.json", text, reading.document.resources);
    const { file, span } = places.of(docs);
    expect(file.text.slice(span.start, span.end)).toBe('"coder_app.docs"');
    expect(text.slice(span.start, span.end)).toBe('"coder_app.docs"');
    expect(file.text.length).toBe(text.length);
    expect(file.text).not.toContain("SESSIONTOKEN");
    expect(file.text.split("\n").length).toBe(text.split("\n").length);
  });
});
