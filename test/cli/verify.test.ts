import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { validate } from "../../src/schema/generated/verify.validator.js";
import { problemsOf } from "../../src/schema/validate.ts";
import { core } from "../templatecheck.ts";
import { directoryWith, type Outcome, run } from "./harness.ts";

const plans = "test/data/plans";
const files: Readonly<Record<string, string>> = Object.fromEntries(
  ["main.tf", "plan.json", "plan.jupyter.json", "plan.stop.json", "state.json"].map((file) => [
    `t/${file}`,
    readFileSync(path.join(plans, "web-ide", file), "utf8"),
  ]),
);

interface Prepared {
  readonly cwd: string;
  readonly verify: (...more: readonly string[]) => Promise<Outcome>;
}

/** A directory with the template and its manifest, compiled with these options. */
async function prepared(
  change: { readonly options?: readonly string[]; readonly files?: Readonly<Record<string, string>> } = {},
): Promise<Prepared> {
  const cwd = directoryWith({ ...files, ...change.files });
  const env = { TF_VAR_token: "secret" };
  const compiled = await run(["compile", "t", "-o", "m.json", ...(change.options ?? [])], { cwd, env, core });
  if (compiled.code !== 0) throw new Error(compiled.stderr);
  return { cwd, verify: (...more) => run(["verify", "m.json", "t", ...more], { cwd, env, core }) };
}

/** The document, after a look at its schema. */
function documentOf({ stdout }: Outcome): Record<string, unknown> {
  const document = JSON.parse(stdout);
  expect(problemsOf(validate, document)).toEqual([]);
  return document;
}

function edited(cwd: string, change: (manifest: string) => string): Record<string, string> {
  return { ...files, "m.json": change(readFileSync(path.join(cwd, "m.json"), "utf8")) };
}

describe("verify", () => {
  it("agrees with a manifest that was just written", async () => {
    const { verify } = await prepared();
    const outcome = await verify();
    expect(outcome).toEqual({
      code: 0,
      stdout: [
        "schema       ok: a manifest of version 1",
        "compilation  ok: t compiles to the same bytes",
        "parser       ok: HashiCorp's parser agrees about 1 file",
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  it("compiles with the inputs that the manifest names, and no others of the environment", async () => {
    const { cwd } = await prepared({ options: ["--var", "region=us", "--parameter", "ide=jupyter"] });
    const env = { TF_VAR_token: "secret", TF_VAR_region: "mars" };
    expect(await run(["verify", "m.json", "t"], { cwd, env, core })).toMatchObject({ code: 0 });
  });

  it("wants secrets again, and compares them by their digests", async () => {
    const { cwd } = await prepared();
    const without = await run(["verify", "m.json", "t"], { cwd, core });
    expect(without).toMatchObject({ code: 2 });
    expect(without.stderr).toContain('"token" has to be given again: TF_VAR_token, or --var token=');
    const other = await run(["verify", "m.json", "t", "--var", "token=other"], { cwd, core });
    expect(other).toMatchObject({ code: 2 });
    expect(other.stderr).toContain('"token" is not the value that the manifest was compiled with');
  });

  it("reads YAML", async () => {
    const cwd = directoryWith(files);
    const env = { TF_VAR_token: "secret" };
    await run(["compile", "t", "-o", "m.yaml"], { cwd, env, core });
    expect(await run(["verify", "m.yaml", "t"], { cwd, env, core })).toMatchObject({ code: 0 });
  });

  it("names what differs, app by app and field by field", async () => {
    const { cwd } = await prepared();
    const changed = edited(cwd, (text) => text.replace('"effective": "authenticated"', '"effective": "owner"'));
    const again = directoryWith({ ...changed, "t/more.tf": 'resource "terraform_data" "x" {}\n' });
    const env = { TF_VAR_token: "secret" };
    const outcome = await run(["verify", "m.json", "t"], { cwd: again, env, core });
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain("compilation  WRONG: 2 differences from a fresh compilation of t\n");
    expect(outcome.stdout).toContain("  source more.tf is only in the template now\n");
    expect(outcome.stdout).toContain(
      '  app dev/jupyter: share.effective is "owner" in the manifest, "authenticated" compiled now\n',
    );
  });

  it("tells a manifest that says the same in other bytes", async () => {
    const { cwd } = await prepared();
    const again = directoryWith(edited(cwd, (text) => `${text}\n`));
    const outcome = await run(["verify", "m.json", "t"], { cwd: again, env: { TF_VAR_token: "secret" }, core });
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain("it says the same as a fresh compilation, in other bytes than the canonical ones");
  });

  it("says when another version wrote it", async () => {
    const { cwd } = await prepared();
    const again = directoryWith(edited(cwd, (text) => text.replace(/"version": "[^"]*"/, '"version": "0.0.1"')));
    const outcome = await run(["verify", "m.json", "t"], { cwd: again, env: { TF_VAR_token: "secret" }, core });
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain("note: written by version 0.0.1");
  });

  it("names what is no manifest, and stops there", async () => {
    const cwd = directoryWith({ ...files, "m.json": '{"manifestVersion": 1, "apps": []}', "n.json": "[" });
    const outcome = await run(["verify", "m.json", "t", "--format", "json"], { cwd, core });
    expect(outcome.code).toBe(1);
    const { schema, compilation } = documentOf(outcome);
    expect(schema).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ path: "", message: expect.stringContaining("missing") }]),
    });
    expect(compilation).toBeNull();
    expect(await run(["verify", "n.json", "t"], { cwd, core })).toMatchObject({ code: 2, stdout: "" });
    expect(await run(["verify", "none.json", "t"], { cwd, core })).toMatchObject({ code: 2, stdout: "" });
  });

  it("tells why a template has no manifest any more", async () => {
    const { cwd } = await prepared();
    const broken = { ...edited(cwd, (text) => text), "t/more.tf": 'resource "coder_app" {\n' };
    const outcome = await run(["verify", "m.json", "t"], {
      cwd: directoryWith(broken),
      env: { TF_VAR_token: "secret" },
      core,
    });
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toMatch(/compilation {2}WRONG: t doesn't compile: \d+ errors?\nparser {7}ok/);
    expect(outcome.stderr).toContain("syntax-error");
  });
});

describe("verify with a plan", () => {
  it.each([
    ["--plan", "t/plan.json"],
    ["--plan", "t/plan.stop.json"],
    ["--state", "t/state.json"],
  ])("agrees with %s %s", async (option, file) => {
    const { verify } = await prepared();
    const outcome = await verify(option, file, "--format", "json");
    const { ok, plans: checks } = documentOf(outcome);
    expect({ code: outcome.code, ok, checks }).toMatchObject({
      code: 0,
      ok: true,
      checks: [{ ok: true, contradictions: 0 }],
    });
  });

  it("names variables and values that contradict it", async () => {
    const { verify } = await prepared();
    const outcome = await verify("--plan", "t/plan.jupyter.json");
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('  var.region: value is "us" in the plan, "eu" here\n');
    expect(outcome.stdout).toContain(
      '  coder_app.editor[0]: display_name is "Editor (US)" in the plan, "Editor (EU)" here\n',
    );
    const same = await prepared({ options: ["--var", "region=us"] });
    expect(await same.verify("--plan", "t/plan.jupyter.json")).toMatchObject({ code: 0 });
  });

  it("knows apps that only one of them has, and guards that are wrong", async () => {
    const { cwd } = await prepared();
    const wrong = edited(cwd, (text) => text.replace(/"ide": \[\s*"code-server"\s*\]/, '"ide": ["jupyter"]'));
    const app =
      '\nresource "coder_app" "more" {\n  agent_id = coder_agent.dev.id\n  slug     = "more"\n  url      = "http://localhost:1234"\n}\n';
    const again = directoryWith({ ...wrong, "t/main.tf": `${files["t/main.tf"]}${app}` });
    const env = { TF_VAR_token: "secret" };
    const outcome = await run(["verify", "m.json", "t", "--plan", "t/plan.json"], { cwd: again, env, core });
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain("  coder_app.more is only in the template\n");
    expect(outcome.stdout).toContain("  app dev/code-server is only in the plan\n");
  });

  it("says with --verbose what it can't compare", async () => {
    const { verify } = await prepared();
    const { stdout } = await verify("--state", "t/state.json", "--verbose");
    expect(stdout).toMatch(/ {2}coder_app\.logs: command is unknown: .* \("tail -f .*" in the state\)\n/);
  });

  it("refuses what is no plan", async () => {
    const { verify } = await prepared({ files: { "p.json": "{}" } });
    expect(await verify("--plan", "p.json")).toMatchObject({ code: 2, stdout: "" });
  });
});
