import { describe, expect, it } from "vitest";
import type { PlanDocument, PlanResource } from "../../src/plan/document.ts";
import { planAgreement } from "../../src/verify/plan-agreement.ts";
import type { PlanComparison } from "../../src/verify/report.ts";

function app(name: string, values: PlanResource["values"], more: Partial<PlanResource> = {}): PlanResource {
  const address = `coder_app.${name}`;
  return {
    address,
    module: "",
    mode: "managed",
    type: "coder_app",
    name,
    key: null,
    values,
    unknown: {},
    sensitive: {},
    ...more,
  };
}

function compared(planned: readonly PlanResource[], ours: readonly object[]): readonly PlanComparison[] {
  const document: PlanDocument = {
    kind: "plan",
    resources: planned,
    variables: new Map(),
    configuration: null,
    partial: false,
  };
  return planAgreement(document, { resources: ours });
}

function our(name: string, values: object, more: object = {}): object {
  return { address: `coder_app.${name}`, type: "coder_app", values, ...more };
}

describe("a plan and what is worked out here", () => {
  it("agree about equal values, those that no side knows, and attributes that a version lacks", () => {
    const planned = app("a", { slug: "a", url: null, healthcheck: [] }, { unknown: { command: true, id: true } });
    const ours = our("a", { slug: "a", id: "x", command: { $unknown: "later" }, tooltip: null });
    const verdicts = compared([planned], [ours]).map(({ attribute, verdict }) => `${attribute} ${verdict}`);
    expect(verdicts).toEqual(["slug equal", "url equal", "healthcheck equal", "command equal", "tooltip equal"]);
  });

  it("contradict each other in a value, also one in a block", () => {
    const planned = app("a", { slug: "a", healthcheck: [{ url: "u", interval: 5 }] });
    const ours = our("a", { slug: "b", healthcheck: [{ url: "u", interval: 6 }] });
    const wrong = compared([planned], [ours]).filter(({ verdict }) => verdict === "contradiction");
    expect(wrong).toEqual([
      { address: "coder_app.a", attribute: "slug", verdict: "contradiction", planned: "a", ours: "b" },
      { address: "coder_app.a", attribute: "healthcheck[0].interval", verdict: "contradiction", planned: 5, ours: 6 },
    ]);
  });

  it("compare maps key by key", () => {
    const planned = app("a", { env: { A: "1", B: "2" } }, { unknown: { env: { C: true } } });
    const verdicts = (env: object): readonly string[] =>
      compared([planned], [our("a", { env })]).map(({ attribute, verdict }) => `${attribute} ${verdict}`);
    const later = { $unknown: "later" };
    expect(verdicts({ A: "1", B: "2", C: later })).toEqual(["env equal"]);
    expect(verdicts({ A: "1", B: later, C: later })).toEqual(["env.A equal", "env.B unknown", "env.C equal"]);
    expect(verdicts({ A: "1", B: "3", C: later })).toEqual(["env.A equal", "env.B contradiction", "env.C equal"]);
    expect(verdicts({ A: "1", C: later })).toEqual(["env.A equal", "env.B contradiction", "env.C equal"]);
  });

  it("say what isn't known, and why", () => {
    const planned = app("a", { slug: "a" }, { unknown: { url: true } });
    const ours = our("a", { slug: { $unknown: "what data.http.x answers" }, url: "http://localhost" });
    expect(compared([planned], [ours])).toEqual([
      {
        address: "coder_app.a",
        attribute: "slug",
        verdict: "unknown",
        planned: "a",
        reason: "what data.http.x answers",
      },
      {
        address: "coder_app.a",
        attribute: "url",
        verdict: "unknown",
        ours: "http://localhost",
        reason: "the plan knows it only after apply",
      },
    ]);
  });

  it("never repeat a secret", () => {
    const planned = app("a", { url: "http://u:hunter2@localhost", slug: "a" }, { sensitive: { url: true } });
    const ours = [our("a", { url: "http://u:other@localhost", slug: "b" })];
    const text = JSON.stringify(compared([planned], ours));
    expect(text).not.toMatch(/hunter2|other@/);
    expect(text).toContain('"planned":"(sensitive)","ours":"(sensitive)"');
    expect(JSON.stringify(compared([planned], [our("a", { slug: "b" }, { sensitive: true })]))).not.toContain('"b"');
  });

  it("have the same resources, unless it isn't known how many there are", () => {
    const planned = [app("a", {}), app("b", {}, { address: "coder_app.b[0]", key: 0 })];
    const ours = [our("b", {}, { expansion: { $unknown: "what data.http.x answers" } }), our("c", {})];
    expect(compared(planned, ours)).toEqual([
      { address: "coder_app.a", attribute: "", verdict: "contradiction", planned: "there is such a resource" },
      { address: "coder_app.b[0]", attribute: "", verdict: "unknown", reason: "what data.http.x answers" },
      { address: "coder_app.c", attribute: "", verdict: "contradiction", ours: "there is such a resource" },
    ]);
  });
});
