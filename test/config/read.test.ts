import { describe, expect, it } from "vitest";
import * as yaml from "yaml";
import { builtInProfile } from "../../src/check-types.ts";
import { ruleLevel, ruleLevels, strictUnknown } from "../../src/config/levels.ts";
import { joinPath, normalPath } from "../../src/config/path.ts";
import { type ReadConfigOptions, readConfig, readConfigFile } from "../../src/config/read.ts";
import type { ConfigResult } from "../../src/config/types.ts";
import type { Host } from "../../src/host.ts";

/** Files by path; directories are those of the files. */
function memoryHost(files: Readonly<Record<string, string>>): Host & { readonly reads: string[] } {
  const reads: string[] = [];
  const known = new Map(Object.entries(files).map(([path, text]) => [normalPath(path), text]));
  const exists = (path: string): boolean =>
    path === "." || known.has(path) || [...known.keys()].some((file) => joinPath(file, "..").startsWith(path));
  return {
    reads,
    read(path) {
      const text = known.get(path);
      if (text === undefined) return { ok: false, code: "absent", reason: "no such file" };
      reads.push(path);
      return { ok: true, bytes: new TextEncoder().encode(text) };
    },
    list: () => null,
    realpath: (path) => (exists(path) ? path : null),
    digest: () => "",
  };
}

const options: ReadConfigOptions = { loadYaml: async () => yaml };

function read(files: Readonly<Record<string, string>>, directory = ".", more: Partial<ReadConfigOptions> = {}) {
  return readConfig(memoryHost(files), directory, { ...options, ...more });
}

function readText(text: string) {
  return read({ ".templatecheck.yaml": text });
}

/** "headline @ marked text" of each. */
function told(result: ConfigResult): readonly string[] {
  return result.diagnostics.map(({ headline, labels }) => {
    const label = labels.find((one) => one.primary);
    const text = label?.file.text.slice(label.span.start, label.span.end) ?? "";
    return `${headline} @ ${text}`;
  });
}

describe("the search", () => {
  it("finds nothing, and then loads no YAML", async () => {
    const result = await readConfig(memoryHost({ "a/main.tf": "" }), "a", {
      loadYaml: () => Promise.reject(new Error("not needed")),
    });
    expect(result).toMatchObject({ diagnostics: [], files: [], config: { defaultProfile: null } });
  });

  it("goes up to the repository's root, the nearest file winning", async () => {
    const result = await read(
      {
        "../.templatecheck.yaml": "rules: { agent-name-case: off }",
        "../.git/HEAD": "",
        "../../.templatecheck.yaml": "rules: { app-no-target: off }",
        ".templatecheck.yaml": "rules: { agent-name-case: info, app-upstream-path: off }",
        "a/b/main.tf": "",
      },
      "a/b",
    );
    expect(Object.fromEntries(result.config.rules)).toEqual({ "agent-name-case": "info", "app-upstream-path": "off" });
    expect(result.files.map((file) => file.name)).toEqual(["../.templatecheck.yaml", ".templatecheck.yaml"]);
  });

  it("ends at the host's root without a repository", async () => {
    const files = { "../.templatecheck.yaml": "defaultProfile: x", ".templatecheck.yaml": "", "a/main.tf": "" };
    const result = await read(files, "a");
    expect(result.files.map((file) => file.name)).toEqual([".templatecheck.yaml"]);
  });

  it("ends at `root: true`", async () => {
    const result = await read(
      {
        ".git/HEAD": "",
        ".templatecheck.yaml": "rules: { app-no-target: off }",
        "a/.templatecheck.yaml": "root: true",
      },
      "a",
    );
    expect(result.config.rules.size).toBe(0);
  });

  it("reads no file twice when templates share a cache", async () => {
    const host = memoryHost({ ".git/HEAD": "", ".templatecheck.yaml": "", "a/main.tf": "", "b/main.tf": "" });
    const cache = new Map();
    await readConfig(host, "a", { ...options, cache });
    await readConfig(host, "b", { ...options, cache });
    expect(host.reads).toEqual([".templatecheck.yaml"]);
  });
});

describe("extends", () => {
  it("adds files, later ones winning, the file itself over all", async () => {
    const result = await read({
      ".templatecheck.yaml": "extends: [base/one.yaml, base/two.yaml]\nrules: { app-no-target: info }",
      "base/one.yaml": "rules: { app-no-target: off, app-upstream-path: off, agent-name-case: off }",
      "base/two.yaml": "extends: ../three.yaml\nrules: { app-upstream-path: error }",
      "three.yaml": "rules: { agent-name-case: error, app-upstream-path: info }",
    });
    expect(result.diagnostics).toEqual([]);
    expect(Object.fromEntries(result.config.rules)).toEqual({
      "app-no-target": "info",
      "app-upstream-path": "error",
      "agent-name-case": "error",
    });
  });

  it("tells cycles and missing files at their place", async () => {
    const result = await read({
      ".templatecheck.yaml": "extends: [a.yaml, gone.yaml]",
      "a.yaml": "extends: b.yaml",
      "b.yaml": "extends: a.yaml",
    });
    expect(told(result)).toEqual([
      '"a.yaml" extends itself: a.yaml → b.yaml → a.yaml @ a.yaml',
      'can\'t extend "gone.yaml": no such file @ gone.yaml',
    ]);
  });

  it("is bounded where every file extends the next ones twice", async () => {
    const steps = Array.from({ length: 40 }, (_, at) => at);
    const files = steps.map((at) => [`${at}.yaml`, `extends: [${at + 1}.yaml, ./${at + 1}.yaml]`] as const);
    const result = await read({
      ".templatecheck.yaml": "extends: 0.yaml\nrules: { app-no-target: off }",
      ...Object.fromEntries(files),
      "40.yaml": "rules: { app-no-target: info }",
    });
    expect(result.diagnostics.map(({ headline }) => headline)).toEqual(["more than 256 files are extended in all"]);
    expect(result.config.rules.get("app-no-target")).toBe("off");
  });

  it("goes only so deep", async () => {
    const files = Array.from({ length: 100 }, (_, at) => [`${at}.yaml`, `extends: ${at + 1}.yaml`] as const);
    const result = await read({ ".templatecheck.yaml": "extends: 0.yaml", ...Object.fromEntries(files) });
    expect(told(result)).toEqual(['"63.yaml" is one file too many: 64 are read @ 63.yaml']);
  });

  it("tells what is wrong in a base file in that file, once", async () => {
    const result = await read({
      ".templatecheck.yaml": "extends: [base.yaml, ./base.yaml]",
      "base.yaml": "rulez: {}",
    });
    expect(told(result)).toEqual(['unknown key "rulez" @ rulez']);
    expect(result.diagnostics[0]?.labels[0]?.file.name).toBe("base.yaml");
  });
});

describe("diagnostics", () => {
  it.each([
    ["rulez: {}", 'unknown key "rulez" @ rulez', "write `rules`"],
    [
      "rules:\n  app-share-pubic: error",
      'unknown key "app-share-pubic" (rules) @ app-share-pubic',
      "write `app-share-public`",
    ],
    [
      "rules: { app-share-public: errror }",
      '"errror" is no legal value (rules.app-share-public) @ errror',
      "write `error`",
    ],
    [
      "profiles: { p: { edition: premum } }",
      '"premum" is no legal value (profiles.p.edition) @ premum',
      "write `premium`",
    ],
    [
      "profiles: { p: { coderVersion: 2.30 } }",
      "2.3 is not a text (profiles.p.coderVersion) @ 2.30",
      'put it in quotes: "2.30"',
    ],
    [
      'profiles: { p: { nameBudget: "24" } }',
      '"24" is not a whole number (profiles.p.nameBudget) @ "24"',
      "leave the quotes out: 24",
    ],
    ["profiles: { p: { pathApps: no } }", '"no" is not true or false (profiles.p.pathApps) @ no', "write `false`"],
    [
      "locked: app-no-target",
      '"app-no-target" is not a list (locked) @ app-no-target',
      "put it in brackets: [app-no-target]",
    ],
    ["overrides:\n  - files: [a]", 'key "rules" is missing (overrides.0) @ files', undefined],
    ["- 1", "a list is not a set of keys and values @ - 1", undefined],
    ["rules:", "null is not a set of keys and values (rules) @ ", undefined],
    ["rules: {}\nrules: {}", ".templatecheck.yaml repeats a key of the same map @ rules", undefined],
    ["rules: {", ".templatecheck.yaml is not indented as YAML asks, or a bracket isn't closed", undefined],
    ["defaultProfile: prd\nprofiles: { prod: {} }", 'no profile is named "prd" (defaultProfile) @ prd', "write `prod`"],
    ["presets: strct", '"strct" is no legal value (presets) @ strct', "write `strict`"],
    ["preset: strict", 'unknown key "preset" @ preset', "write `presets`"],
    ["presets: []", "the list is empty (presets) @ []", undefined],
    [
      "rules:\n\tapp-no-target: off",
      ".templatecheck.yaml is indented with a tab, YAML takes only spaces @ ",
      undefined,
    ],
    ["a: *x", ".templatecheck.yaml is an alias without an anchor", undefined],
    ["__proto__: 1", 'unknown key "__proto__" @ __proto__', undefined],
    ["constructor: {}", 'unknown key "constructor" @ constructor', undefined],
  ])("%j", async (text, headline, help) => {
    const result = await readText(text);
    expect(told(result)[0]).toContain(headline);
    expect(result.diagnostics).toHaveLength(1);
    expect(result.diagnostics[0]).toMatchObject({ rule: "config-invalid", severity: "error" });
    expect(result.diagnostics[0]?.help).toBe(help);
  });

  it("are one for each mistake, each with its place", async () => {
    const result = await readText(
      `rulez: {}
rules: { app-no-target: loud, app-icon-ulr: off }
profiles:
  p: { edition: free, nameBudget: 1, accessUrl: coder.example.com, pathApps: "yes" }
locked: [nothing]
overrides: [{ files: [], rules: {} }, { rulez: {} }]
presets: [recommended, lax]
defaultProfile: q
`,
    );
    // "rules" is misspelt there, it doesn't lack.
    expect(told(result).filter((line) => line.includes("is missing"))).toEqual([
      'key "files" is missing (overrides.1) @ rulez',
    ]);
    const lines = result.diagnostics.map(
      ({ labels: [label] }) => label?.file.text.slice(0, label.span.start).split("\n").length,
    );
    expect(lines.sort()).toEqual([1, 2, 2, 4, 4, 4, 4, 5, 6, 6, 6, 7, 8]);
    expect(new Set(told(result)).size).toBe(result.diagnostics.length);
  });

  it("lists the legal values", async () => {
    const result = await readText("profiles: { p: { corsBehavior: both } }");
    expect(result.diagnostics[0]?.notes).toEqual(['legal values: "simple", "passthru"']);
  });

  it("leaves out only what is wrong", async () => {
    const result = await readText(
      "rules: { app-no-target: off, app-upstream-path: loud }\nprofiles: { p: { nameBudget: 1, edition: premium } }",
    );
    expect(result.diagnostics).toHaveLength(2);
    expect([...result.config.rules.keys()]).toEqual(["app-no-target"]);
    expect(result.config.profiles.get("p")).toMatchObject({ edition: "premium", nameBudget: 32 });
  });

  it.each([
    ["nested brackets", "[".repeat(100_000)],
    ["nested maps", "a: {".repeat(5_000)],
    ["nested lists", `${"- ".repeat(50_000)}a`],
    ["nested indentation", Array.from({ length: 2_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
    ["keys in keys", `${"? ".repeat(50_000)}a`],
    ["nesting just below the limit", `${"[".repeat(64)}${"]".repeat(64)}\n`],
    ["many values", `rules: [${"a,".repeat(30_000)}]`],
    [
      "aliases of aliases",
      `a: &a [x,x]\n${[..."bcdefghijklmnopqrs"].map((name, index) => `${name}: &${name} [*${"abcdefghijklmnopqr"[index]},*${"abcdefghijklmnopqr"[index]}]`).join("\n")}`,
    ],
    ["a huge file", " ".repeat(2_000_000)],
  ])("hostile input: %s", async (_, text) => {
    const result = await readText(text);
    expect(result.diagnostics.length).toBeGreaterThan(0);
  });

  it("refuses bytes that aren't UTF-8", async () => {
    const host = memoryHost({});
    const broken: Host = { ...host, read: () => ({ ok: true, bytes: Uint8Array.of(0x61, 0xff) }) };
    const result = await readConfig(broken, ".", options);
    expect(told(result)).toEqual(["can't read .templatecheck.yaml: it isn't UTF-8 @ "]);
  });
});

describe("profiles", () => {
  it("have the built-in values where nothing is said", async () => {
    const { config } = await readText("profiles: { bare: {} }");
    expect(config.profiles.get("bare")).toEqual({ ...builtInProfile, name: "bare" });
  });

  it("keep apart what isn't stated and what isn't there", async () => {
    const { config } = await readText("profiles: { none: { wildcardAccessUrl: null }, open: {} }");
    expect(config.profiles.get("none")?.wildcardAccessUrl).toBeNull();
    expect(config.profiles.get("open")).not.toHaveProperty("wildcardAccessUrl");
  });

  it("merge key by key, and say where each value comes from", async () => {
    const result = await read(
      {
        ".git/HEAD": "",
        ".templatecheck.yaml": "profiles: { prod: { edition: premium, accessUrl: https://coder.example.com/ } }",
        "a/.templatecheck.yaml": 'profiles: { prod: { edition: oss, coderVersion: "v2.35" } }',
      },
      "a",
    );
    expect(result.config.profiles.get("prod")).toMatchObject({
      edition: "oss",
      accessUrl: "https://coder.example.com",
      coderVersion: "2.35",
    });
    const places = new Map(result.sources.map((source) => [source.key, source.place?.file.name ?? "default"]));
    expect(places.get("profiles.prod.edition")).toBe("a/.templatecheck.yaml");
    expect(places.get("profiles.prod.accessUrl")).toBe(".templatecheck.yaml");
    expect(places.get("profiles.prod.nameBudget")).toBe("default");
  });
});

describe("rule levels", () => {
  it("come from rules, then from overrides, the last one winning", async () => {
    const { config } = await readText(
      "rules: { app-no-target: info }\noverrides:\n  - { files: 'sandbox/**', rules: { app-no-target: off, agent-name-case: off } }\n  - { files: ['**/strict.tf'], rules: { app-no-target: error } }",
    );
    expect(ruleLevel(config, "app-no-target", "main.tf")).toBe("info");
    expect(ruleLevel(config, "app-no-target", "sandbox/a.tf")).toBe("off");
    expect(ruleLevel(config, "app-no-target", "sandbox/strict.tf")).toBe("error");
    expect(ruleLevel(config, "agent-name-case", "main.tf")).toBeNull();
    expect(ruleLevels(config, "sandbox/a.tf").get("agent-name-case")).toBe("off");
  });

  it("of overrides count from their file's directory", async () => {
    const result = await read(
      {
        "../.git/HEAD": "",
        "../.templatecheck.yaml": "overrides: [{ files: team/a/**, rules: { app-no-target: off } }]",
        "a/.templatecheck.yaml": "overrides: [{ files: sub/*, rules: { agent-name-case: off } }]",
      },
      "a",
      { above: ["home", "team"] },
    );
    expect(ruleLevel(result.config, "app-no-target", "a/main.tf")).toBe("off");
    expect(ruleLevel(result.config, "app-no-target", "b/main.tf")).toBeNull();
    expect(ruleLevel(result.config, "agent-name-case", "a/sub/main.tf")).toBe("off");
    expect(ruleLevel(result.config, "agent-name-case", "sub/main.tf")).toBeNull();
  });

  it("of presets", async () => {
    const strict = (await readText("presets: [strict]")).config;
    expect(ruleLevel(strict, "app-healthcheck-missing", null)).toBe("warning");
    expect(strictUnknown(strict)).toBe(true);
    expect((await readText("presets: strict")).config.presets).toEqual(["strict"]);
    const security = (await readText("presets: [security]\nrules: { app-no-target: error }")).config;
    expect(ruleLevel(security, "app-share-public", null)).toBeNull();
    expect(ruleLevel(security, "app-upstream-url", null)).toBe("off");
    expect(ruleLevel(security, "syntax-error", null)).toBeNull();
    expect(ruleLevel(security, "app-no-target", null)).toBe("error");
    const both = (await readText("presets: [recommended, security]")).config;
    expect(ruleLevel(both, "app-upstream-url", null)).toBeNull();
    expect(strictUnknown(both)).toBe(false);
  });
});

describe("locked rules", () => {
  it("keep their level in files further down", async () => {
    const result = await read(
      {
        ".git/HEAD": "",
        ".templatecheck.yaml": "rules: { app-share-public: error }\nlocked: [app-share-public, app-share-terminal]",
        "a/.templatecheck.yaml":
          "presets: [security]\nrules: { app-share-public: off }\noverrides: [{ files: '*', rules: { app-share-terminal: info } }]",
      },
      "a",
    );
    expect(ruleLevel(result.config, "app-share-public", "a/main.tf")).toBe("error");
    expect(ruleLevel(result.config, "app-share-terminal", "a/main.tf")).toBeNull();
    expect([...result.config.locked]).toEqual(["app-share-public", "app-share-terminal"]);
    expect(told(result)).toEqual([
      'rule "app-share-public" is locked, "off" has no effect @ off',
      'rule "app-share-terminal" is locked, "info" has no effect @ info',
    ]);
    expect(result.diagnostics[0]?.labels[1]).toMatchObject({ text: "locked here", primary: false });
  });

  it("may be set by the file that locks them", async () => {
    const result = await readText(
      "rules: { app-share-public: error }\nlocked: [app-share-public]\noverrides: [{ files: demo/*, rules: { app-share-public: warning } }]",
    );
    expect(result.diagnostics).toEqual([]);
    expect(ruleLevel(result.config, "app-share-public", "demo/main.tf")).toBe("warning");
  });
});

describe("modules", () => {
  it("are directories as seen from their file, the nearest file's patterns first", async () => {
    const result = await read(
      {
        ".git/HEAD": "",
        ".templatecheck.yaml": "modules: { a: '../registry/{name}', b: /srv/b }",
        "t/.templatecheck.yaml": "modules: { c: modules/c, b: ./b }",
      },
      "t",
    );
    expect([...result.config.modules]).toEqual([
      ["c", "t/modules/c"],
      ["b", "t/b"],
      ["a", "../registry/{name}"],
    ]);
  });
});

describe("readConfigFile", () => {
  it("reads that file and what it extends, nothing else", async () => {
    const host = memoryHost({
      ".git/HEAD": "",
      ".templatecheck.yaml": "rules: { app-no-target: off }",
      "ci/strict.yaml": "extends: base.yaml\npresets: [strict]",
      "ci/base.yaml": "rules: { agent-name-case: off }",
    });
    const { config } = await readConfigFile(host, "ci/strict.yaml", options);
    expect(config.presets).toEqual(["strict"]);
    expect([...config.rules.keys()]).toEqual(["agent-name-case"]);
  });

  it("tells when it isn't there", async () => {
    expect(told(await readConfigFile(memoryHost({}), "x.yaml", options))).toEqual([
      "can't read x.yaml: no such file @ ",
    ]);
  });
});
