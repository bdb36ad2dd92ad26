/**
 * Records what Terraform and the coder provider make of templates, as rows for tests.
 *
 *   npm run record -- DIR… [options]
 *
 * A directory with an expect.json says there which runs are wanted (`about`, `group`, and for each run `parameters`,
 * `previous`, `vars`, `transition`, `env`); the rest of the file is written anew. Any other directory gets one run, of
 * the options, and its row goes to standard output.
 *
 *   --parameter NAME=VALUE   answer to a parameter; may be repeated
 *   --var NAME=VALUE         value of a variable; may be repeated
 *   --transition start|stop  of the workspace (start)
 *   --write                  write DIR/expect.json though there is none
 *   --plan FILE              also the first run's plan, as `terraform show -json` prints it
 *   --state FILE             also the state after applying it
 *
 * TERRAFORM names the executable (terraform). CODER_PROVIDER_DIR is a directory with an executable
 * terraform-provider-coder; without it `terraform init` fetches the provider that the template asks for. What Coder
 * itself says of a plan isn't recorded: `coder` is null.
 */

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";

const run = promisify(execFile);
const terraform = process.env.TERRAFORM ?? "terraform";
const providerDirectory = process.env.CODER_PROVIDER_DIR;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    parameter: { type: "string", multiple: true, default: [] },
    var: { type: "string", multiple: true, default: [] },
    transition: { type: "string", default: "start" },
    write: { type: "boolean", default: false },
    plan: { type: "string" },
    state: { type: "string" },
  },
});
if (positionals.length === 0) throw new Error("usage: npm run record -- DIR… [options]");

/** Names and identifiers that the recorded plans have; other UUIDs differ from run to run. */
const ids = {
  CODER_WORKSPACE_ID: "11111111-1111-4111-8111-111111111111",
  CODER_WORKSPACE_OWNER_ID: "22222222-2222-4222-8222-222222222222",
  CODER_WORKSPACE_TEMPLATE_ID: "33333333-3333-4333-8333-333333333333",
  CODER_WORKSPACE_BUILD_ID: "44444444-4444-4444-8444-444444444444",
};
const fixedIds = new Set(Object.values(ids));
const surroundings = {
  CODER_AGENT_URL: "https://coder.example.com",
  CODER_WORKSPACE_OWNER_GROUPS: '["developers"]',
};
const workspace = {
  ...ids,
  CODER_WORKSPACE_NAME: "wsname",
  CODER_WORKSPACE_OWNER: "ownername",
  CODER_WORKSPACE_OWNER_EMAIL: "owner@example.com",
  CODER_WORKSPACE_OWNER_NAME: "Owner Fullname",
  CODER_WORKSPACE_OWNER_LOGIN_TYPE: "password",
  CODER_WORKSPACE_OWNER_RBAC_ROLES: "[]",
  CODER_WORKSPACE_OWNER_SESSION_TOKEN: "SESSIONTOKEN",
  CODER_WORKSPACE_OWNER_SSH_PRIVATE_KEY: "PRIVATEKEY",
  CODER_WORKSPACE_OWNER_SSH_PUBLIC_KEY: "ssh-ed25519 PUBLICKEY",
  CODER_WORKSPACE_TEMPLATE_NAME: "templatename",
  CODER_WORKSPACE_TEMPLATE_VERSION: "v1",
};

async function recordDirectory(directory) {
  const file = path.join(directory, "expect.json");
  const given = existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : null;
  const work = await realpath(await mkdtemp(path.join(tmpdir(), "record-")));
  try {
    const copy = path.join(work, "template");
    const skipped = (name) => /^expect\..*json$|^(plan|state)\.json$|^\.terraform$/.test(path.basename(name));
    await cp(directory, copy, { recursive: true, filter: (name) => !skipped(name) });
    const recorded = await recordTemplate(new Recorder(copy, work), given ?? optionsAsCase());
    const text = `${JSON.stringify(recorded, null, 2)}\n`;
    if (given || options.write) await writeFile(file, text);
    else process.stdout.write(text);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function optionsAsCase() {
  const pairs = (list) =>
    Object.fromEntries(list.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]));
  const { parameter, var: vars, transition } = options;
  return { about: "", group: 4, runs: [{ parameters: pairs(parameter), vars: pairs(vars), transition }] };
}

async function recordTemplate(recorder, { about, group, runs }) {
  await recorder.configure();
  const [first = {}] = runs ?? [];
  const { get, validate } = await recorder.validate(first);
  const out = { about, group, terraform: await recorder.version(), provider: providerText(), ...get, validate };
  out.import = await recorder.pushed(first);
  out.runs = [];
  for (const [index, inputs] of (runs ?? [{}]).entries()) out.runs.push(await recorder.run(inputs, index === 0));
  return out;
}

function providerText() {
  return process.env.CODER_PROVIDER_VERSION ?? (providerDirectory ? "built from source" : "as released");
}

class Recorder {
  constructor(directory, work) {
    this.directory = directory;
    this.work = work;
    this.configuration = path.join(work, "cli.tfrc");
  }

  async configure() {
    const overrides = providerDirectory
      ? `  dev_overrides {\n    "coder/coder" = ${JSON.stringify(path.resolve(providerDirectory))}\n  }\n`
      : "";
    await writeFile(this.configuration, `provider_installation {\n${overrides}  direct {}\n}\n`);
  }

  async version() {
    return JSON.parse((await this.call({}, "version", "-json")).stdout).terraform_version;
  }

  async call(inputs, ...argv) {
    const env = { PATH: process.env.PATH, HOME: this.work, ...this.#environment(inputs) };
    const answer = await run(terraform, argv, { cwd: this.directory, env, maxBuffer: 1 << 28 }).catch((error) => error);
    if (answer.code === "ENOENT") throw new Error(`no executable ${terraform}: TERRAFORM can name one`);
    return { ok: answer.code === undefined, stdout: answer.stdout, stderr: answer.stderr };
  }

  #environment({ pushed = false, transition = "start", parameters = {}, previous = {}, env = {} }) {
    const digest = (name) => createHash("sha256").update(name).digest("hex");
    const answers = (prefix, record) =>
      Object.fromEntries(Object.entries(record).map(([name, value]) => [`${prefix}${digest(name)}`, value]));
    return {
      TF_CLI_CONFIG_FILE: this.configuration,
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      ...surroundings,
      // A push knows neither a workspace nor its owner.
      ...(pushed ? { CODER_WORKSPACE_OWNER_RBAC_ROLES: "null" } : workspace),
      CODER_WORKSPACE_TRANSITION: transition,
      ...answers("CODER_PARAMETER_", parameters),
      ...answers("CODER_PARAMETER_PREVIOUS_", previous),
      ...env,
    };
  }

  /** `terraform get` where there are modules, `init` where the provider has to be fetched. */
  async validate(inputs) {
    const entries = await readdir(this.directory, { recursive: true });
    const below = entries.some((name) => /\.tf(\.json)?$/.test(name) && path.dirname(name) !== ".");
    let get = {};
    if (!providerDirectory || below) {
      const got = providerDirectory
        ? await this.call(inputs, "get", "-no-color")
        : await this.call(inputs, "init", "-no-color", "-input=false", "-backend=false");
      if (!got.ok) get = { get: { ok: false, error: this.clean(got.stderr.trim()) } };
    }
    const answer = await this.call(inputs, "validate", "-json");
    const report = parsed(answer.stdout);
    if (!report) return { get, validate: { ok: false, errors: [this.unplaced(answer)], warnings: [] } };
    return { get, validate: { ok: report.valid, ...this.sorted(report.diagnostics ?? []) } };
  }

  unplaced({ stdout, stderr }) {
    return { summary: this.clean((stderr || stdout).trim()), detail: "", file: null, line: null, column: null };
  }

  async forget() {
    const left = ["terraform.tfstate", "terraform.tfstate.backup", "plan.tfplan", ".terraform.tfstate.lock.info"];
    for (const name of left) await rm(path.join(this.directory, name), { force: true });
  }

  async plan(inputs) {
    await this.forget();
    const vars = Object.entries(inputs.vars ?? {}).map(([name, value]) => `-var=${name}=${value}`);
    const argv = ["-input=false", "-no-color", "-json", "-out=plan.tfplan", ...vars];
    const outcome = this.streamed(await this.call(inputs, "plan", ...argv));
    if (!outcome.ok) return { outcome, plan: null };
    return { outcome, plan: await this.shown(inputs, "plan.tfplan") };
  }

  async shown(inputs, ...file) {
    return JSON.parse((await this.call(inputs, "show", "-json", "-no-color", ...file)).stdout);
  }

  /** A push plans for start and for stop, without answers. */
  async pushed(first) {
    const out = { ok: true };
    for (const transition of ["start", "stop"]) {
      const { outcome } = await this.plan({ pushed: true, transition, vars: first.vars });
      out[transition] = { plan: { ok: outcome.ok, errors: outcome.errors }, coder: null };
      out.ok &&= outcome.ok;
      if (!out.ok) break;
    }
    return out;
  }

  async run(inputs, first) {
    const { outcome, plan } = await this.plan(inputs);
    const out = { parameters: inputs.parameters ?? {} };
    for (const key of ["about", "previous", "vars", "transition", "env"])
      if (filled(inputs[key])) out[key] = inputs[key];
    out.plan = outcome;
    if (!plan) return { ...out, apps: null, coder: null, built: null };
    if (first && options.plan) await writeFile(options.plan, this.document(plan));
    out.agents = this.planned(plan, "coder_agent").map(({ address }) => address);
    out.apps = this.planned(plan, "coder_app");
    const outputs = this.outputs(plan);
    if (filled(outputs)) out.outputs = outputs;
    const answers = parameterValues(plan);
    if (filled(answers)) out.parameter_values = answers;
    out.coder = null;
    const built = this.streamed(await this.call(inputs, "apply", "-input=false", "-no-color", "-json", "plan.tfplan"));
    out.built = { ...built, coder: null };
    if (first && options.state && built.ok) await writeFile(options.state, this.document(await this.shown(inputs)));
    return out;
  }

  /** Random identifiers stay: a state tells by them which agent an app has. The time doesn't. */
  document(shown) {
    const { timestamp: _, ...rest } = shown;
    return `${JSON.stringify(rest, null, 2).replaceAll(`${this.directory}/`, "").replaceAll(this.directory, ".")}\n`;
  }

  planned(plan, type) {
    const created = (plan.resource_changes ?? []).filter(
      (change) => change.mode === "managed" && change.type === type && change.change.actions.includes("create"),
    );
    return byAddress(
      created.map(({ address, change }) => {
        const { after_sensitive: hidden } = change;
        const names = typeof hidden === "object" ? Object.keys(hidden).filter((name) => hidden[name] === true) : [];
        const sensitive = names.filter((name) => name !== "token").sort();
        const values = this.merged(change.after, change.after_unknown);
        return { address, values, ...(sensitive.length > 0 && { sensitive }) };
      }),
    );
  }

  /** Values and unknowns in one. */
  merged(after, unknown) {
    if (unknown === true) return "(unknown)";
    if (Array.isArray(after)) return after.map((item, at) => this.merged(item, unknown?.[at]));
    if (isRecord(after) || isRecord(unknown)) {
      const names = new Set([...Object.keys(after ?? {}), ...Object.keys(isRecord(unknown) ? unknown : {})]);
      return Object.fromEntries([...names].sort().map((name) => [name, this.merged(after?.[name], unknown?.[name])]));
    }
    return typeof after === "string" ? this.clean(after) : (after ?? null);
  }

  outputs(plan) {
    const changes = Object.entries(plan.output_changes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      changes.map(([name, { after, after_unknown: unknown, after_sensitive: hidden }]) => {
        const value = this.merged(after, unknown);
        return [name, hidden === true ? { sensitive: true, value } : value];
      }),
    );
  }

  /** What `plan -json` and `apply -json` say, one message a line. */
  streamed({ ok, stdout, stderr }) {
    const messages = stdout.split("\n").map(parsed);
    const diagnostics = messages.flatMap((message) => (message?.type === "diagnostic" ? [message.diagnostic] : []));
    const sorted = this.sorted(diagnostics);
    if (!ok && sorted.errors.length === 0) sorted.errors.push(this.unplaced({ stdout: "", stderr }));
    return { ok, ...sorted };
  }

  sorted(diagnostics) {
    const told = (severity) => {
      const texts = new Map();
      for (const item of diagnostics) {
        if (item.severity !== severity || item.summary === "Provider development overrides are in effect") continue;
        const plain = this.diagnostic(item);
        texts.set(JSON.stringify([plain.file ?? "", plain.line, plain.column, plain.summary, plain.detail]), plain);
      }
      return [...texts.values()].sort(comparePlaces);
    };
    return { errors: told("error"), warnings: told("warning") };
  }

  diagnostic({ summary, detail, range, address }) {
    return {
      summary: this.clean(summary),
      detail: this.clean(detail ?? ""),
      file: range ? this.clean(range.filename) : null,
      line: range?.start.line ?? null,
      column: range?.start.column ?? null,
      ...(address && { address }),
    };
  }

  clean(text) {
    // Terraform begins a cycle anywhere.
    return text
      .replaceAll(`${this.directory}/`, "")
      .replaceAll(this.directory, ".")
      .replaceAll(this.work, "(removed)")
      .replace(/^(Cycle: )(.*)$/, (_, cycle, members) => cycle + members.split(", ").sort().join(", "))
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => (fixedIds.has(id) ? id : "(computed)"));
  }
}

function parameterValues(plan) {
  const found = [...resourcesOf(plan.prior_state?.values?.root_module)].filter(
    ({ type }) => type === "coder_parameter",
  );
  return Object.fromEntries(byAddress(found).map(({ address, values }) => [address, values.value ?? null]));
}

function* resourcesOf(module) {
  yield* module?.resources ?? [];
  for (const child of module?.child_modules ?? []) yield* resourcesOf(child);
}

function byAddress(items) {
  return items.sort((a, b) => (a.address < b.address ? -1 : 1));
}

function comparePlaces(a, b) {
  const keys = (item) => [item.file ?? "", item.line ?? 0, item.column ?? 0, item.summary, item.detail];
  const [left, right] = [keys(a), keys(b)];
  const at = left.findIndex((key, index) => key !== right[index]);
  return at === -1 ? 0 : left[at] < right[at] ? -1 : 1;
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function filled(value) {
  return isRecord(value) ? Object.keys(value).length > 0 : value !== undefined && value !== "";
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

for (const directory of positionals) await recordDirectory(path.resolve(directory));
