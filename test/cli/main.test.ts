import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BrokenPipe } from "../../src/cli/exit-code.ts";
import { main } from "../../src/cli/main.ts";
import { accessUrlPattern, wildcardPattern } from "../../src/cli/options.ts";
import { ruleIds } from "../../src/rule-ids.ts";
import { version } from "../../src/version.ts";
import { directoryWith, fakeCore, run } from "./harness.ts";

const clean = { "main.tf": 'resource "coder_app" "a" {}\n' };
const bad = { "main.tf": 'resource "coder_app" "BAD" {}\n' };

describe("the command line", () => {
  it("prints the version of package.json", async () => {
    const { version: packaged } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(version).toBe(packaged);
    expect(await run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("prints help on standard output when asked, on standard error when lost", async () => {
    const asked = await run(["--help"]);
    expect(asked).toMatchObject({ code: 0, stderr: "" });
    expect(asked.stdout).toMatch(/^Usage: templatecheck /);
    const lost = await run([]);
    expect(lost).toMatchObject({ code: 2, stdout: "" });
    expect(lost.stderr).toMatch(/^Usage: templatecheck /);
  });

  it("lists every command with help of its own", async () => {
    const { stdout } = await run(["--help"]);
    for (const command of ["compile", "lint", "eval", "inspect", "rules", "explain"]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
      const own = await run([command, "--help"]);
      expect(own).toMatchObject({ code: 0, stderr: "" });
      expect(own.stdout).toContain("Examples:\n");
      expect(own.stdout).not.toMatch(/--[a-z-]+( <[^>]+>)?\s*\n/);
    }
  });

  it.each([
    [["lnt"], "unknown command 'lnt'", "lint"],
    [["help", "lnt"], "unknown command 'lnt'", "lint"],
    [["bogus"], "unknown command 'bogus'", 'Run "templatecheck --help" for its commands.'],
    [["inspect", "tre", "."], 'stage "tre" is not one of', "tokens"],
    [["lint", "--formt", "json"], "unknown option '--formt'", "--format"],
    [["lint", "--format"], "argument missing", ""],
    [["explain"], "missing required argument", ""],
    [["explain", "a", "b"], "too many arguments", ""],
  ])("explains %j", async (argv, message, suggestion) => {
    const { code, stdout, stderr } = await run(argv);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^templatecheck: /);
    expect(stderr).toContain(message);
    expect(stderr).toContain(suggestion);
  });

  it.each([
    [
      ["--format", "xml"],
      '--format "xml" is not one of human, json, jsonl, compact, sarif, github, gitlab, junit, checkstyle, markdown',
    ],
    [["--max-choices", "-5"], '--max-choices "-5" is not a whole number above 0'],
    [["--max-choices=0"], '--max-choices "0" is not a whole number above 0'],
    [
      ["--access-url", "coder"],
      '--access-url "coder" is not an address like https://coder.example.com, without a path',
    ],
    [
      ["--wildcard-access-url", "https://*.apps.example.com"],
      '--wildcard-access-url "https://*.apps.example.com" is not a hostname that begins with "*", like *.apps.example.com, without a scheme',
    ],
    [["--module-map", "x"], '--module-map "x" is not of the form SOURCE=DIR'],
    [["--today", "2026-02-30"], '--today "2026-02-30" is not a date like 2026-01-31'],
    [["--parameter", "x"], '--parameter "x" is not of the form NAME=VALUE'],
    [["--transition", "restart"], '--transition "restart" is not one of start, stop'],
    [["--fail-level", "none"], '--fail-level "none" is not one of error, warning, info'],
    [["--provider-version", "new"], '--provider-version "new" is not a version like 2.20 or 2.20.0'],
  ])("refuses %j with the legal values", async (options, message) => {
    const cwd = directoryWith(clean);
    expect(await run(["lint", ...options], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: `templatecheck: ${message}\n`,
    });
  });

  it("takes addresses of a deployment as a configuration does", () => {
    const schema = JSON.parse(readFileSync("src/schema/config.schema.json", "utf8"));
    const { accessUrl, wildcardAccessUrl } = schema.$defs.profile.properties;
    expect(accessUrlPattern).toEqual(new RegExp(accessUrl.pattern, "u"));
    expect(wildcardPattern).toEqual(new RegExp(wildcardAccessUrl.pattern, "u"));
  });

  it("reads joined short options as Commander does", async () => {
    const cwd = directoryWith(clean);
    expect(await run(["lint", "-qv"], { cwd })).toMatchObject({ code: 0, stdout: "" });
  });

  it("answers its own failure with one line and code 3, the stack only with --verbose", async () => {
    const core = fakeCore({
      check: () => {
        throw new TypeError("boom");
      },
    });
    const cwd = directoryWith(clean);
    const short = await run(["lint"], { cwd, core });
    expect(short).toEqual({
      code: 3,
      stdout: "",
      stderr: "templatecheck: internal error, please report it with what led to it: TypeError: boom\n",
    });
    expect((await run(["lint", "--verbose"], { cwd, core })).stderr).toContain("\n    at ");
  });

  it("ends quietly when nobody reads", async () => {
    const broken = {
      write: () => {
        throw new BrokenPipe();
      },
      isTTY: false,
      columns: undefined,
    };
    const program = {
      argv: ["lint"],
      stdin: { read: () => new Uint8Array() },
      stdout: broken,
      stderr: broken,
      cwd: directoryWith(bad),
      env: {},
    };
    expect(await main(program, fakeCore())).toBe(0);
  });
});

describe("lint", () => {
  it("is clean with 0 and has findings with 1", async () => {
    expect(await run(["lint"], { cwd: directoryWith(clean) })).toEqual({
      code: 0,
      stdout: "no problems in 1 template\n1 app: 1 decided\n",
      stderr: "",
    });
    const found = await run(["lint"], { cwd: directoryWith(bad) });
    expect(found.code).toBe(1);
    expect(found.stdout).toContain(" --> main.tf:1:23\n");
  });

  it("counts from --fail-level on, and not at all with --exit-zero", async () => {
    const cwd = directoryWith(bad);
    expect((await run(["lint", "--exit-zero"], { cwd })).code).toBe(0);
    const warning = fakeCore();
    const core = fakeCore({
      check: (...asked) => {
        const result = warning.check(...asked);
        return { ...result, diagnostics: result.diagnostics.map((found) => ({ ...found, severity: "warning" })) };
      },
    });
    expect((await run(["lint"], { cwd, core })).code).toBe(0);
    expect((await run(["lint", "--fail-level", "warning"], { cwd, core })).code).toBe(1);
  });

  it("writes several formats, to files and to standard output", async () => {
    const cwd = directoryWith(bad);
    const { stdout } = await run(["lint", "--format", "compact", "--format", "json=out.json"], { cwd });
    expect(stdout).toBe("main.tf:1:23: error[app-slug-format]: this is bad\n");
    const written = JSON.parse(readFileSync(`${cwd}/out.json`, "utf8"));
    expect(written.summary).toMatchObject({ errors: 1, templates: 1, files: 1 });
  });

  it("names what the template doesn't know, with code 2", async () => {
    const { code, stderr } = await run(["lint", "--parameter", "nowhere=1"], { cwd: directoryWith(bad) });
    expect(code).toBe(2);
    expect(stderr).toBe('templatecheck: no parameter "nowhere" in the template\n');
  });

  it("reads one file on standard input", async () => {
    const cwd = directoryWith({ "other.tf": "BAD" });
    const { code, stdout } = await run(["lint", "-", "--format", "compact"], { cwd, stdin: "a = 1 # BAD\n" });
    expect(code).toBe(1);
    expect(stdout).toBe("<stdin>:1:9: error[app-slug-format]: this is bad\n");
  });

  it("gives the compiler what the options and the environment say", async () => {
    const cwd = directoryWith(clean);
    let seen: unknown;
    const core = fakeCore();
    const spy = fakeCore({
      check: (host, directory, inputs, libraries) => {
        const { shown, ruleLevel, ...plain } = inputs;
        seen = plain;
        return core.check(host, directory, inputs, libraries);
      },
    });
    const argv =
      "lint --var a=1 --var-file x.tfvars --var b=x=y --parameter ide=code --preset P --workspace w --owner o";
    const more = "--transition stop --max-choices 10 --provider-version v2.18 --strict-unknown --today 2026-01-31";
    const share = "--max-share-level authenticated --access-url https://c.example --module-map a/{n}/b?ref=1=mods/{n}";
    await run(`${argv} ${more} ${share}`.split(" "), { cwd, core: spy, env: { TF_VAR_c: "3", HOME: "/" } });
    expect(seen).toMatchObject({
      variableArguments: [
        { kind: "value", name: "a", value: "1" },
        { kind: "file", path: "x.tfvars" },
        { kind: "value", name: "b", value: "x=y" },
      ],
      environment: new Map([["c", "3"]]),
      parameters: new Map([["ide", "code"]]),
      preset: "P",
      workspace: "w",
      owner: "o",
      transition: "stop",
      maxChoices: 10,
      providerVersion: "2.18",
      strictUnknown: true,
      allowPartial: false,
      today: "2026-01-31",
      moduleMap: new Map([["a/{n}/b?ref=1", "mods/{n}"]]),
      profiles: [{ name: null, maxShareLevel: "authenticated", accessUrl: "https://c.example" }],
    });
  });
});

describe("a file that HashiCorp's parser accepts", () => {
  const core = (): ReturnType<typeof fakeCore> => {
    const real = fakeCore();
    return fakeCore({
      check: (...asked) => {
        const result = real.check(...asked);
        const [file] = result.files;
        if (!file) return result;
        const label = { file, span: { start: 0, end: 1 }, text: "", primary: true };
        const refusal = {
          rule: "syntax-error",
          severity: "error",
          headline: "no",
          labels: [label],
          notes: [],
        } as const;
        return { ...result, diagnostics: [refusal, refusal] };
      },
    });
  };

  it("is never the author's mistake", async () => {
    const cwd = directoryWith({ "main.tf": "a = 1\n" });
    const { code, stdout } = await run(["lint", "--format", "compact"], { cwd, core: core() });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^main\.tf:1:1: error\[parser-disagreement\]: .*\n$/);
  });

  it("is when both refuse it, or nobody is asked", async () => {
    const cwd = directoryWith({ "main.tf": "a = = 1\n" });
    expect((await run(["lint"], { cwd, core: core() })).code).toBe(1);
    const fine = directoryWith({ "main.tf": "a = 1\n" });
    expect((await run(["lint", "--no-second-opinion"], { cwd: fine, core: core() })).code).toBe(1);
  });
});

describe("eval", () => {
  it("answers one JSON a line", async () => {
    const cwd = directoryWith(clean);
    expect(await run(["eval", "1 + 1"], { cwd })).toEqual({
      code: 0,
      stdout: '{"value":"1 + 1","type":"string"}\n',
      stderr: "",
    });
    const { stdout } = await run(["eval", "-", "."], { cwd, stdin: "a\n\nb\r\n" });
    expect(stdout).toBe('{"value":"a","type":"string"}\n{"value":"b","type":"string"}\n');
  });

  it("has code 1 with an error", async () => {
    const core = fakeCore({ evaluator: () => ({ usageErrors: [], evaluate: () => ({ error: "no" }) }) });
    expect(await run(["eval", "x"], { cwd: directoryWith(clean), core })).toMatchObject({
      code: 1,
      stdout: '{"error":"no"}\n',
    });
  });
});

describe("inspect", () => {
  it("shows a file, all files of a directory, or the template", async () => {
    const cwd = directoryWith(clean);
    const shown = async (...argv: string[]): Promise<unknown> =>
      JSON.parse((await run(["inspect", ...argv], { cwd })).stdout);
    expect(await shown("tokens", "main.tf")).toEqual({ stage: "tokens", name: "main.tf", size: 28 });
    expect(await shown("tree", ".")).toMatchObject([{ file: "main.tf", stage: "tree" }]);
    expect(await shown("plan", ".")).toEqual({ stage: "plan" });
    expect((await run(["inspect", "soul", "."], { cwd })).code).toBe(2);
  });
});

describe("rules and explain", () => {
  it("list every rule in every format", async () => {
    const text = await run(["rules"]);
    const markdown = await run(["rules", "--format", "markdown"]);
    const json = JSON.parse((await run(["rules", "--format=json"])).stdout);
    for (const rule of ruleIds) {
      expect(text.stdout).toMatch(new RegExp(`^ {2}${rule} +(error|warning|info|off) `, "m"));
      expect(markdown.stdout).toContain(`| \`${rule}\` |`);
    }
    expect(json.map((entry: { rule: string }) => entry.rule)).toEqual(ruleIds);
  });

  it("explain one rule, and suggest one", async () => {
    const { code, stdout } = await run(["explain", "app-share-public"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^app-share-public \(warning, Who can open it, presets recommended, strict, security\)\n\n {2}\S/,
    );
    expect(JSON.parse((await run(["explain", "app-share-public", "--format", "json"])).stdout)).toMatchObject({
      rule: "app-share-public",
      level: "warning",
    });
    expect(await run(["explain", "app-share-publik"])).toEqual({
      code: 2,
      stdout: "",
      stderr: 'templatecheck: no rule "app-share-publik"\nDid you mean "app-share-public"?\n',
    });
  });
});
