import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { nodeHost } from "../../src/cli/host.ts";
import { readConfig } from "../../src/config/read.ts";
import { directoryWith, run } from "./harness.ts";

const app = 'resource "coder_app" "a" {}\n';

/** `lint` with a configuration that is wrong: code 2 and what is told, and the template is checked all the same. */
async function told(cwd: string): Promise<readonly string[]> {
  const { code, stdout, stderr } = await run(["lint", "--format", "compact"], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  expect(lines.filter((line) => line.includes("app-slug-format"))).toHaveLength(1);
  return lines
    .filter((line) => line.includes("config-invalid"))
    .map((line) => line.replace("error[config-invalid]: ", ""));
}

function withConfig(content: string | Uint8Array | null): string {
  return directoryWith({ "main.tf": `${app}# BAD\n`, ".templatecheck.yaml": content });
}

const bomb = [..."abcdefghijklmnopqrstuvwxyz"]
  .map((name, at, all) => `${name}: &${name} [${at === 0 ? "x" : `*${all[at - 1]}, *${all[at - 1]}`}]`)
  .join("\n");

describe("a configuration that can't be used", () => {
  it.each<readonly [string, string | Uint8Array | null, RegExp]>([
    ["a directory", null, /^\.templatecheck\.yaml:1:1: can't read \.templatecheck\.yaml: is a directory$/],
    ["bytes that aren't UTF-8", Uint8Array.of(0x61, 0x3a, 0xff), /^\.templatecheck\.yaml:1:1: .*it isn't UTF-8$/],
    ["UTF-16", Buffer.from("\ufeffrules: {}\n", "utf16le"), /it isn't UTF-8$/],
    ["ten megabytes", "# x\n".repeat(2_600_000), /is larger than 1024 KiB$/],
    ["more than a file may have", new Uint8Array(51 * 1024 * 1024), /larger than 50 MB$/],
    ["aliases of aliases", bomb, /has more than 20000 values$|nests more than/],
    ["an alias of itself", "rules: &a { x: *a }\n", /nests more than 32 levels deep$/],
    ["duplicate keys", "root: true\nrules: {}\nroot: false\n", /^\.templatecheck\.yaml:3:1: .*repeats a key/],
    ["tabs", "rules:\n\tapp-no-target: off\n", /^\.templatecheck\.yaml:2:1: .*indented with a tab/],
    ["a bracket that is never closed", "rules: {\n", /^\.templatecheck\.yaml:\d:\d: .*bracket isn't closed/],
    ["two documents", "rules: {}\n---\nrules: {}\n", /^\.templatecheck\.yaml:2:1: .*second document/],
    ["no map", "- a\n", /^\.templatecheck\.yaml:1:1: a list is not a set of keys and values$/],
  ])("%s", async (_, content, message) => {
    const lines = await told(withConfig(content));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(message);
  });

  it.skipIf(process.platform === "win32")("a pipe that nobody writes to", async () => {
    const cwd = directoryWith({ "main.tf": `${app}# BAD\n` });
    execFileSync("mkfifo", [`${cwd}/.templatecheck.yaml`]);
    expect(await told(cwd)).toEqual([".templatecheck.yaml:1:1: can't read .templatecheck.yaml: not a regular file"]);
  });

  it("a file that is closed to us", async () => {
    const cwd = withConfig("");
    const host = {
      ...nodeHost(cwd, [cwd]),
      read: () => ({ ok: false, code: "denied", reason: "permission denied" }) as const,
    };
    const { diagnostics, config } = await readConfig(host, ".", {
      loadYaml: () => Promise.reject(new Error("not needed")),
    });
    expect(diagnostics.map(({ headline }) => headline)).toEqual(["can't read .templatecheck.yaml: permission denied"]);
    expect(config.presets).toEqual(["recommended"]);
  });

  it("tells each mistake once for all templates, in the file where it is", async () => {
    const cwd = directoryWith({
      ".git/HEAD": "",
      ".templatecheck.yaml": "extends: base.yaml\nrules: { app-icon-ulr: off }\n",
      "base.yaml": "profiles:\n  p: { edition: free, coderVersion: 2.30 }\n",
      ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`t${at}/main.tf`, app])),
    });
    const { code, stdout } = await run(["lint", "--format", "compact", "--profile", "p"], { cwd });
    expect(code).toBe(2);
    expect(stdout.trimEnd().split("\n").sort()).toEqual([
      '.templatecheck.yaml:2:10: error[config-invalid]: unknown key "app-icon-ulr" (rules)',
      'base.yaml:2:17: error[config-invalid]: "free" is no legal value (profiles.p.edition)',
      "base.yaml:2:37: error[config-invalid]: 2.3 is not a text (profiles.p.coderVersion)",
    ]);
  });
});

describe("a profile that isn't there", () => {
  it("is told once, and templates that have it are checked", async () => {
    const cwd = directoryWith({
      "a/main.tf": app,
      "b/main.tf": app,
      "c/main.tf": "# coder BAD\n",
      "c/.templatecheck.yaml": "profiles: { prod: {} }\n",
    });
    const { code, stdout, stderr } = await run(["lint", "--profile", "prod", "--format", "compact"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "c/main.tf:1:9: error[app-slug-format]: this is bad\n" });
    expect(stderr).toBe(
      'templatecheck: no profile "prod" in the configuration\nNo configuration file with profiles was found.\n',
    );
  });
});

describe("--show-config", () => {
  const files = {
    ".git/HEAD": "",
    ".templatecheck.yaml":
      "presets: strict\nprofiles:\n  prod: { edition: premium, accessUrl: https://coder.test }\n  dev: {}\nlocked: [app-share-public]\nrules:\n  app-share-public: error\n",
    "t/.templatecheck.yaml":
      "defaultProfile: prod\nmodules: { a: ../m }\noverrides: [{ files: x.tf, rules: { app-no-target: off } }]\n",
    "t/main.tf": app,
  };

  it("says what holds, and where each value comes from", async () => {
    const cwd = directoryWith(files);
    const options = ["--max-share-level", "owner", "--fail-level", "info", "--module-map", "b=m"];
    const { code, stdout } = await run(["lint", "--show-config", "t", ...options], { cwd });
    expect(code).toBe(0);
    const lines = stdout.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));
    for (const line of [
      "t",
      ".templatecheck.yaml",
      "t/.templatecheck.yaml",
      'profile | ["prod"] | t/.templatecheck.yaml:1',
      'failLevel | "info" | command line (--fail-level)',
      "strictUnknown | true | .templatecheck.yaml:1",
      'presets | ["strict"] | .templatecheck.yaml:1',
      'profiles.prod.edition | "premium" | .templatecheck.yaml:3',
      "profiles.prod.nameBudget | 32 | default",
      'profiles.prod.maxShareLevel | "owner" | command line (--max-share-level)',
      'profiles.dev.edition | "oss" | default',
      "locked.app-share-public | true | .templatecheck.yaml:5",
      'rules.app-share-public | "error" | .templatecheck.yaml:7',
      'rules.app-healthcheck-missing | "warning" | .templatecheck.yaml:1',
      'rules.app-no-target | "error" | default',
      'overrides.0 | {"files":["x.tf"],"rules":{"app-no-target":"off"}} | t/.templatecheck.yaml:3',
      'modules.a | "m" | t/.templatecheck.yaml:2',
      'modules.b | "m" | command line (--module-map)',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it("is JSON when that is asked for", async () => {
    const cwd = directoryWith(files);
    const { stdout } = await run(["lint", "--show-config", "t/main.tf", "--format", "json"], { cwd });
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      version: 1,
      template: "t",
      files: [".templatecheck.yaml", "t/.templatecheck.yaml"],
    });
    expect(document.values).toContainEqual({
      key: "profiles.prod.accessUrl",
      value: "https://coder.test",
      from: { kind: "file", file: ".templatecheck.yaml", line: 3, column: 40 },
    });
    expect(document.values).toContainEqual({ key: "maxChoices", value: 4096, from: { kind: "default" } });
  });

  it("has the defaults without a file, and for a directory without templates", async () => {
    const cwd = directoryWith({ "empty/x": "", ".templatecheck.yaml": "rules: { app-no-target: off }\n" });
    const none = await run(["lint", "--show-config", "--no-config", "empty"], { cwd });
    expect(none.stdout).toMatch(/^empty\n\nno configuration file\n\nvalues:\n {2}profile +\[\] +default\n/);
    expect(none.stdout).toMatch(/deployment\.nameBudget +32 +default\n/);
    const wildcard = ["--wildcard-access-url", "*.apps.test"];
    const { stdout } = await run(["lint", "--show-config", "empty", ...wildcard], { cwd });
    expect(stdout).toMatch(/rules\.app-no-target +"off" +\.templatecheck\.yaml:1\n/);
    expect(stdout).toMatch(/deployment\.wildcardAccessUrl +"\*\.apps\.test" +command line \(--wildcard-access-url\)\n/);
  });

  it("tells what is wrong, with code 2", async () => {
    const cwd = directoryWith({ ".templatecheck.yaml": "rulez: {}\n" });
    const { code, stderr } = await run(["lint", "--show-config"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('error[config-invalid]: unknown key "rulez"');
    expect((await run(["lint", "--show-config", "--config", "absent"], { cwd })).code).toBe(2);
    expect((await run(["lint", "--show-config", "a", "b"], { cwd })).code).toBe(2);
    expect((await run(["lint", "--show-config", "--format", "compact"], { cwd })).code).toBe(2);
  });
});
