import { describe, expect, it } from "vitest";
import { ruleIds } from "../../src/rule-ids.ts";
import configSchema from "../../src/schema/config.schema.json" with { type: "json" };
import { configProblems } from "../../src/schema/config-schema.ts";
import { validate as validateOutput } from "../../src/schema/generated/output.validator.js";
import { problemsOf } from "../../src/schema/validate.ts";

describe("config.schema.json", () => {
  it("knows every rule", () => {
    expect(configSchema.$defs.rule.enum).toEqual(ruleIds);
  });

  it("takes the example of the documentation", () => {
    const config = {
      profiles: {
        prod: {
          accessUrl: "https://coder.example.com",
          wildcardAccessUrl: "*--apps.example.com",
          edition: "premium",
          maxShareLevel: "authenticated",
          appShare: "clamp",
          pathAppSharing: false,
          pathApps: true,
          coderVersion: "2.35",
          nameBudget: 32,
          corsBehavior: "simple",
          pathAppSiteOwnerAccess: false,
          ownerWorkspaceAccess: true,
        },
        local: { wildcardAccessUrl: null },
      },
      defaultProfile: "prod",
      rules: { "app-share-public": "error" },
      locked: ["app-share-public"],
      overrides: [{ files: ["sandbox/**"], rules: { "app-healthcheck-missing": "off" } }],
      modules: {
        "registry.coder.com/{namespace}/{name}/coder": "../registry/registry/{namespace}/modules/{name}",
      },
    };
    expect(configProblems(config)).toEqual([]);
  });

  it.each([
    ["*.apps.example.com", true],
    ["*-test.hi.com:8080", true],
    ["*.hi", true],
    ["https://*.hi.com", false],
    ["*", false],
    ["apps.example.com", false],
    ["*-.hi.com", false],
    ["*.a..b", false],
    ["*.x.com/y", false],
  ])("wildcardAccessUrl %s: %s", (wildcardAccessUrl, legal) => {
    expect(configProblems({ profiles: { p: { wildcardAccessUrl } } })).toHaveLength(legal ? 0 : 1);
  });
});

describe("problems", () => {
  it.each([
    [{ rulez: {} }, [], "rulez", 'unknown key "rulez"', "rules"],
    [
      { rules: { "app-share-pubic": "error" } },
      ["rules"],
      "app-share-pubic",
      'unknown key "app-share-pubic"',
      "app-share-public",
    ],
    [
      { rules: { "app-share-public": "errror" } },
      ["rules", "app-share-public"],
      null,
      '"errror" is no legal value',
      "error",
    ],
    [
      { profiles: { p: { edition: "premum" } } },
      ["profiles", "p", "edition"],
      null,
      '"premum" is no legal value',
      "premium",
    ],
    [{ profiles: { p: { coderVersion: 2.35 } } }, ["profiles", "p", "coderVersion"], null, "2.35 is not a text", null],
    [
      { profiles: { p: { coderVersion: "new" } } },
      ["profiles", "p", "coderVersion"],
      null,
      '"new" is not a version such as "2.35"',
      null,
    ],
    [{ profiles: { p: { nameBudget: 1 } } }, ["profiles", "p", "nameBudget"], null, "1 is below the minimum, 2", null],
    [
      { profiles: { p: { nameBudget: 65 } } },
      ["profiles", "p", "nameBudget"],
      null,
      "65 is above the maximum, 64",
      null,
    ],
    [
      { profiles: { "a/b~c%20": {} } },
      ["profiles"],
      "a/b~c%20",
      '"a/b~c%20" is not a name of letters, digits, dots, hyphens and underscores',
      null,
    ],
    [{ overrides: [{ files: ["a"] }] }, ["overrides", "0"], null, 'key "rules" is missing', null],
    [{ overrides: [{ files: [], rules: {} }] }, ["overrides", "0", "files"], null, "the list is empty", null],
    [[], [], null, "the list is not a set of keys and values", null],
    [{ root: "yes" }, ["root"], null, '"yes" is not true or false', null],
  ])("%j", (value, path, key, message, suggestion) => {
    expect(configProblems(value)).toMatchObject([{ path, key, message, suggestion }]);
  });

  it("list the legal values", () => {
    const [problem] = configProblems({ profiles: { p: { maxShareLevel: "template" } } });
    expect(problem?.allowed).toEqual(["owner", "organization", "authenticated", "public"]);
  });

  it("come all at once", () => {
    expect(configProblems({ a: 1, b: 2, root: 3 }).map((problem) => problem.key ?? problem.path.join())).toEqual([
      "a",
      "b",
      "root",
    ]);
  });
});

describe("output.schema.json", () => {
  const position = { line: 12, column: 15, offset: 301 };
  const place = { file: "examples/web-ide/main.tf", start: position, end: position };
  const diagnostic = {
    rule: "app-slug-format",
    severity: "error",
    message: 'slug "My_App" is no slug',
    template: "examples/web-ide",
    ...place,
    labels: [{ ...place, text: "", primary: true }],
    fingerprint: "0123",
    url: "rules/app-slug-format",
  };
  const output = {
    version: 1,
    tool: { name: "templatecheck", version: "0.1.0" },
    templates: [
      {
        path: "examples/web-ide",
        apps: { total: 5, decided: 4, byChoice: 1, unknown: 0 },
        choices: { count: 6, widened: false },
        unresolved: [],
      },
    ],
    diagnostics: [diagnostic],
    summary: { files: 1, templates: 1, errors: 1, warnings: 0, infos: 0, suppressed: 0, baselined: 0 },
  };

  it("takes a report, and fields that later versions add", () => {
    expect(problemsOf(validateOutput, output)).toEqual([]);
    expect(problemsOf(validateOutput, { ...output, later: true })).toEqual([]);
  });

  it("refuses what isn't one", () => {
    expect(problemsOf(validateOutput, { ...output, version: 2 })).toMatchObject([{ path: ["version"] }]);
    const wrong = { ...diagnostic, severity: "fatal", labels: [] };
    expect(problemsOf(validateOutput, { ...output, diagnostics: [wrong] })).toMatchObject([
      { path: ["diagnostics", "0", "severity"] },
      { path: ["diagnostics", "0", "labels"], message: "the list is empty" },
    ]);
  });
});
