import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";

const { run } = parse(readFileSync("action.yml", "utf8")).runs.steps[0];

interface Ran {
  readonly code: number | null;
  readonly log: string;
  readonly summary: string;
  readonly output: (name: string) => string | undefined;
  readonly read: (file: string) => Buffer;
}

/** The action's own command line, in an environment as a runner makes it. */
function ran(template: string, inputs: Readonly<Record<string, string>>): Ran {
  if (!existsSync("dist/bin.js")) throw new Error("dist/bin.js is missing: run `npm run build` first");
  const home = mkdtempSync(path.join(tmpdir(), "templatecheck-action-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const workspace = path.join(home, "workspace");
  cpSync(template, path.join(workspace, "template"), { recursive: true });
  mkdirSync(path.join(home, "temp"));
  for (const file of ["output", "summary"]) writeFileSync(path.join(home, file), "");
  const { status, stdout } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
    cwd: workspace,
    encoding: "utf8",
    env: {
      PATH: process.env.PATH,
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: process.cwd(),
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: path.join(home, "output"),
      GITHUB_STEP_SUMMARY: path.join(home, "summary"),
      RUNNER_TEMP: path.join(home, "temp"),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
    },
  });
  const outputs = readFileSync(path.join(home, "output"), "utf8");
  return {
    code: status,
    log: stdout,
    summary: readFileSync(path.join(home, "summary"), "utf8"),
    output: (name) => new RegExp(`^${name}<<(\\S+)\\n([\\s\\S]*?)\\n\\1$`, "m").exec(outputs)?.[2],
    read: (file) => readFileSync(path.join(workspace, file)),
  };
}

it("annotates, writes SARIF and the step's summary, and fails", () => {
  const broken = mkdtempSync(path.join(tmpdir(), "templatecheck-broken-"));
  onTestFinished(() => rmSync(broken, { recursive: true, force: true }));
  cpSync("test/rules/base.tf", path.join(broken, "base.tf"));
  writeFileSync(
    path.join(broken, "main.tf"),
    'resource "coder_app" "web" {\n  agent_id = coder_agent.main.id\n  slug     = "Bad_Slug"\n  url      = "http://localhost:8080"\n}\n',
  );
  const { code, log, summary, output, read } = ran(broken, { SARIF_FILE: "out.sarif", MANIFEST: "manifest.json" });
  expect(code).toBe(1);
  expect(log).toMatch(/^::error [^\n]*file=template\/main\.tf,line=3,[^\n]*::/m);
  expect(summary).toContain("app-slug-format");
  expect([output("findings"), output("errors"), output("sarif"), output("manifest")]).toEqual([
    "1",
    "1",
    "out.sarif",
    undefined,
  ]);
  const [sarif] = JSON.parse(read("out.sarif").toString()).runs;
  expect(sarif.results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["app-slug-format"]);
});

it("compiles a template that is right", () => {
  const { code, output, read } = ran("examples/node-react-app", { PATHS: "template", MANIFEST: "manifest.json" });
  expect(code).toBe(0);
  expect(output("errors")).toBe("0");
  const bytes = read(output("manifest") ?? "");
  expect(JSON.parse(bytes.toString()).apps.length).toBeGreaterThan(0);
  expect(output("manifest-sha256")).toBe(createHash("sha256").update(bytes).digest("hex"));
});
