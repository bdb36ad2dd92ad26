/**
 * Records what Terraform plans for generated modules into test/data/generated/rows.json.
 *
 *   node scripts/record-generated.mjs [--seed N] [--count N] [--calls N] [--coder N] [--templates N] [--out FILE]
 *
 * `--count` modules and `--calls` modules, of many calls of functions each, need no provider; `--coder` more have an agent and apps, `--templates` more whatever the provider
 * has: those need CODER_PROVIDER_DIR as `npm run record` does. The rows hold the modules' text: the test needs neither the generator nor its seed.
 */

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { generatedCalls } from "./generate-calls.mjs";
import { generatedModules } from "./generate-modules.mjs";
import { generatedTemplates } from "./generate-templates.mjs";

const run = promisify(execFile);
const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "160" },
    calls: { type: "string", default: "20" },
    coder: { type: "string", default: "60" },
    templates: { type: "string", default: "140" },
    out: { type: "string", default: "test/data/generated/rows.json" },
  },
});
const terraform = process.env.TERRAFORM ?? "terraform";
const work = await mkdtemp(path.join(tmpdir(), "record-generated-"));
const configuration = path.join(work, "cli.tfrc");
const override = process.env.CODER_PROVIDER_DIR
  ? `  dev_overrides {\n    "coder/coder" = ${JSON.stringify(path.resolve(process.env.CODER_PROVIDER_DIR))}\n  }\n`
  : "";
await writeFile(configuration, `provider_installation {\n${override}  direct {}\n}\n`);
const env = {
  PATH: process.env.PATH,
  HOME: work,
  TF_CLI_CONFIG_FILE: configuration,
  CHECKPOINT_DISABLE: "1",
  CODER_AGENT_URL: "https://coder.example.com",
  CODER_WORKSPACE_TRANSITION: "start",
  CODER_WORKSPACE_NAME: "wsname",
  CODER_WORKSPACE_OWNER: "ownername",
};

const seed = Number(options.seed);
const sources = [
  ...generatedModules(seed, Number(options.count), false),
  ...generatedModules(seed, Number(options.coder), true),
  ...generatedTemplates(seed, Number(options.templates)),
  ...generatedCalls(seed, Number(options.calls), await functionsOfTerraform()),
];
const rows = [];
const workers = Array.from({ length: 2 }, async () => {
  for (let at = rows.length; at < sources.length; at = rows.length) {
    rows.push(null);
    rows[at] = await record(sources[at], path.join(work, String(at)));
  }
});
await Promise.all(workers);
await rm(work, { recursive: true, force: true });
// One row a line.
await writeFile(options.out, `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
console.log(`${rows.length} rows, ${rows.filter(({ ok }) => ok).length} of them planned`);

/** Names with the kinds of their parameters. */
async function functionsOfTerraform() {
  const { stdout } = await run(terraform, ["metadata", "functions", "-json"], { env, maxBuffer: 1 << 26 });
  const kind = ({ type }) => (typeof type === "string" ? type.replace(/^\["(\w+)".*/, "$1") : type[0]);
  return new Map(
    Object.entries(JSON.parse(stdout).function_signatures)
      .filter(([name]) => !name.startsWith("core::"))
      .map(([name, { parameters = [], variadic_parameter: variadic }]) => [
        name,
        { parameters: parameters.map(kind), variadic: variadic ? kind(variadic) : null },
      ]),
  );
}

async function record(files, directory) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(directory, name)), { recursive: true });
    await writeFile(path.join(directory, name), text);
  }
  const call = (...argv) => run(terraform, argv, { cwd: directory, env, maxBuffer: 1 << 28 }).catch((error) => error);
  if (Object.keys(files).length > 1) await call("get", "-no-color");
  const planned = await call("plan", "-input=false", "-no-color", "-json", "-out=tfplan");
  if (planned.code !== undefined) return { files, ok: false, errors: errorsOf(planned.stdout, planned.stderr) };
  const shown = JSON.parse((await call("show", "-json", "-no-color", "tfplan")).stdout);
  await rm(directory, { recursive: true, force: true });
  const outputs = Object.entries(shown.output_changes ?? {}).map(([name, change]) => [
    name,
    merged(change.after, change.after_unknown),
  ]);
  const resources = (shown.resource_changes ?? [])
    .filter(({ mode }) => mode === "managed")
    .map(({ address, change }) => [address, merged(change.after, change.after_unknown)]);
  for (const { address, type, values } of resourcesOf(shown.prior_state?.values?.root_module))
    if (type === "coder_parameter") resources.push([address, values]);
  return { files, ok: true, outputs: Object.fromEntries(outputs), resources: Object.fromEntries(resources) };
}

function* resourcesOf(module) {
  yield* module?.resources ?? [];
  for (const child of module?.child_modules ?? []) yield* resourcesOf(child);
}

function errorsOf(stdout, stderr) {
  const messages = stdout.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
  const errors = messages.flatMap(({ type, diagnostic }) =>
    type === "diagnostic" && diagnostic.severity === "error"
      ? [
          {
            summary: diagnostic.summary,
            detail: diagnostic.detail.split("\n")[0],
            file: diagnostic.range?.filename ?? null,
            line: diagnostic.range?.start.line ?? null,
          },
        ]
      : [],
  );
  return errors.length > 0 ? errors : [{ summary: stderr.trim(), detail: "", line: null }];
}

/** What is known only after apply is "(unknown)". */
function merged(after, unknown) {
  if (unknown === true) return "(unknown)";
  if (Array.isArray(after)) return after.map((item, at) => merged(item, unknown?.[at]));
  if (
    (typeof after !== "object" || after === null) &&
    (typeof unknown !== "object" || unknown === null || Array.isArray(unknown))
  )
    return after ?? null;
  const names = new Set([...Object.keys(after ?? {}), ...Object.keys(unknown ?? {})]);
  return Object.fromEntries([...names].sort().map((name) => [name, merged(after?.[name], unknown?.[name])]));
}
