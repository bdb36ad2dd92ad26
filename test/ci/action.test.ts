import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { directoryWith } from "../cli/harness.ts";

const action = parse(readFileSync("action.yml", "utf8"));

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe("action.yml", () => {
  const steps: readonly Step[] = action.runs.steps;

  it("takes no input into a script", () => {
    for (const { run } of steps) expect(run ?? "").not.toContain("${{");
  });

  it("passes every input but the one of the upload step", () => {
    const passed = steps.flatMap(({ env = {} }) => Object.entries(env));
    for (const name of Object.keys(action.inputs).filter((input) => input !== "upload-sarif")) {
      const variable = `INPUT_${name.toUpperCase().replaceAll("-", "_")}`;
      expect(passed).toContainEqual([variable, `\${{ inputs.${name} }}`]);
      expect(readFileSync("action/run.mjs", "utf8")).toContain(`"${variable.slice("INPUT_".length)}"`);
    }
  });

  it("pins other actions by their commit", () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used).toHaveLength(1);
    for (const one of used) expect(one).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
  });

  it("describes all inputs and outputs, and answers with each output", () => {
    const script = readFileSync("action/run.mjs", "utf8");
    for (const { description } of [...Object.values<{ description: string }>(action.inputs)])
      expect(description).toBeTruthy();
    for (const name of Object.keys(action.outputs)) expect(script).toContain(`output("${name}"`);
  });
});

/** Writes what it is asked, and leaves the files and the code that `lint` and `compile` would. */
const fake = `
import { appendFileSync, writeFileSync } from "node:fs";
const [command, ...args] = process.argv.slice(2);
const inputs = Object.keys(process.env).filter((name) => name.startsWith("INPUT_") || name.startsWith("GIT_"));
appendFileSync(process.env.ASKED, JSON.stringify({ command, args, cwd: process.cwd(), inputs }) + "\\n");
const values = (name) => args.flatMap((arg, at) => (args[at - 1] === name ? [arg] : []));
for (const format of values("--format")) {
  const [, file] = format.split("=");
  if (file) writeFileSync(file, JSON.stringify({ summary: { errors: 1, warnings: 2, infos: 0 } }));
}
for (const file of values("--output")) writeFileSync(file, "{}\\n");
process.exitCode = command === "lint" ? Number(process.env.LINT_CODE ?? 0) : 0;
`;

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly asked: readonly {
    readonly command: string;
    readonly args: readonly string[];
    readonly inputs: readonly string[];
  }[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly workspace: string;
}

/** Runs the script as a runner would. */
function ran(inputs: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}): Ran {
  const home = directoryWith({
    "fake.mjs": fake,
    "asked.jsonl": "",
    output: "",
    "workspace/web/main.tf": "",
    "temp/x": "",
  });
  const workspace = path.join(home, "workspace");
  const start = `import { runAction } from ${JSON.stringify(path.resolve("action/run.mjs"))};
process.exitCode = runAction(process.env, { file: ${JSON.stringify(path.join(home, "fake.mjs"))}, more: [] });`;
  writeFileSync(path.join(home, "start.mjs"), start);
  let code = 0;
  let stdout = "";
  try {
    stdout = execFileSync(process.execPath, [path.join(home, "start.mjs")], {
      cwd: home,
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        GITHUB_WORKSPACE: workspace,
        GITHUB_OUTPUT: path.join(home, "output"),
        RUNNER_TEMP: path.join(home, "temp"),
        ASKED: path.join(home, "asked.jsonl"),
        GIT_DIR: "/nowhere",
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
        ...more,
      },
    });
  } catch (error) {
    ({ status: code, stdout } = error as { status: number; stdout: string });
  }
  const asked = readFileSync(path.join(home, "asked.jsonl"), "utf8");
  const outputs = readFileSync(path.join(home, "output"), "utf8").matchAll(/^([a-z0-9-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return {
    code,
    stdout,
    asked: asked
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line)),
    outputs: Object.fromEntries([...outputs].map(([, name, , value]) => [name, value])),
    workspace,
  };
}

describe("action/run.mjs", () => {
  it("checks the workspace without any input", () => {
    const { code, asked, outputs } = ran({});
    expect(code).toBe(0);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.args.filter((arg) => !arg.startsWith("json="))).toEqual([
      ...["--format", "github", "--format"],
      ...["--fail-level", "error"],
    ]);
    // Neither inputs nor what git sets for hooks reach the program.
    expect(asked[0]?.inputs).toEqual([]);
    expect(outputs).toEqual({ findings: "3", errors: "1", warnings: "2", infos: "0" });
  });

  it("passes every input as an argument of its own, whatever is in it", () => {
    const { asked, outputs } = ran({
      PATHS: "web\n with blanks; rm -rf / \n$(id)",
      ARGS: "--strict-unknown\n--var\nname=a b",
      FAIL_LEVEL: "warning",
      FORMAT: "human",
      CONFIG: "ci/check.yaml",
      SARIF_FILE: "out.sarif",
      WORKING_DIRECTORY: "web",
    });
    const [first] = asked;
    const { args = [] } = first ?? {};
    expect(args.slice(0, 4)).toEqual(["--format", "human", "--format", "sarif=out.sarif"]);
    expect(args.slice(6)).toEqual([
      ...["--fail-level", "warning", "--config", "ci/check.yaml", "--strict-unknown", "--var", "name=a b", "--"],
      ...["web", "with blanks; rm -rf /", "$(id)"],
    ]);
    expect(outputs).toMatchObject({ sarif: "web/out.sarif" });
  });

  it("fails as the program does, with the outputs", () => {
    const { code, asked, outputs } = ran({ MANIFEST: "manifest.json" }, { LINT_CODE: "1" });
    expect({ code, asked: asked.length }).toEqual({ code: 1, asked: 1 });
    expect(outputs).toMatchObject({ findings: "3" });
    expect(outputs).not.toHaveProperty("manifest");
  });

  it("compiles what has no findings, and says what the file is", () => {
    const { code, asked, outputs, workspace } = ran({ PATHS: "web", MANIFEST: "manifest.json", CONFIG: "c.yaml" });
    expect(code).toBe(0);
    expect(asked[1]).toMatchObject({
      command: "compile",
      args: ["--output", "manifest.json", "--config", "c.yaml", "--quiet", "--", "web"],
    });
    expect(existsSync(path.join(workspace, "manifest.json"))).toBe(true);
    expect(outputs).toMatchObject({
      manifest: "manifest.json",
      "manifest-sha256": "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356",
    });
  });

  it.each([
    [{ FAIL_LEVEL: "fatal" }, 'fail-level "fatal" is not one of error, warning, info'],
    [{ VERSION: "latest; id" }, 'version "latest; id" is not a version like 1.2.3'],
    [{ WORKING_DIRECTORY: "../.." }, "working-directory is outside of the workspace"],
    [{ WORKING_DIRECTORY: "none" }, "there is no directory none"],
    [{ PATHS: "a\nb", MANIFEST: "m.json" }, "manifest needs one template: give one path"],
    [{ PATHS: "--fix" }, "a path begins with a hyphen: options belong in args"],
    [{ FAIL_LEVEL: "100%\n::set-env" }, 'fail-level "100%25%0A::set-env" is not one of error, warning, info'],
  ])("refuses %j", (inputs, message) => {
    const { code, stdout, asked } = ran(inputs);
    expect({ code, stdout, asked }).toEqual({
      code: 2,
      stdout: `::error title=templatecheck::${message}\n`,
      asked: [],
    });
  });
});
