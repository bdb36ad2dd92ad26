/** Hostile files beside a template: configuration, manifests, plans, records, lists of modules, ignored paths. */

import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { app, type Case, type Files, nested, template, times } from "./case.ts";

const config = ".templatecheck.yaml";
const small = template + app("two", '"x"');

/** `lint` of a small template beside other files. */
function beside(files: () => Files, ...argv: readonly string[]): Pick<Case, "files" | "argv"> {
  return { files: () => ({ "main.tf": small, ...files() }), argv: argv.length > 0 ? argv : ["lint", "main.tf"] };
}

function configured(text: () => string): Pick<Case, "files" | "argv"> {
  return beside(() => ({ [config]: text() }));
}

const laughs = `a0: &a0 [x,x,x,x,x,x,x,x]\n${times(30, (at) => `a${at + 1}: &a${at + 1} [${Array(8).fill(`*a${at}`).join(",")}]\n`)}`;

/** A manifest of so many apps of one agent; `more` stands in each. */
function manifest(apps: number, more: (at: number) => object = () => ({}), whole: object = {}): string {
  const source = { file: "main.tf", line: 1, column: 1 };
  return JSON.stringify({
    manifestVersion: 1,
    compiler: { name: "templatecheck", version: "0.1.0" },
    template: { name: "t", digest: `sha256:${"0".repeat(64)}`, sources: [] },
    inputs: {
      ...{ profile: null, variables: {}, sensitiveVariables: {}, varFiles: [], parameters: {}, preset: null },
      ...{ workspace: null, owner: null, transition: "start", moduleMap: {}, maxChoices: 4096, providerVersion: null },
    },
    complete: true,
    deployment: {
      ...{ accessUrl: "https://coder.example.com", wildcardAccessUrl: "*--apps.example.com", coderVersion: "2.35" },
      ...{ edition: "premium", pathApps: true, pathAppSharing: false, pathAppSiteOwnerAccess: false },
      ownerWorkspaceAccess: true,
    },
    sharing: { templateMaximum: "public", appShare: "clamp" },
    cors: { behavior: "simple" },
    parameters: [],
    agents: [
      {
        ...{ name: "dev", kind: "agent", parent: null, address: "coder_agent.dev", os: "linux", portForwarding: true },
        ports: {
          hostname: "{port}{s}--dev--{workspace}--{owner}--apps.example.com",
          label: { fixed: 21, budget: 42 },
        },
        source,
      },
    ],
    apps: Array.from({ length: apps }, (_, at) => ({
      ...{ id: `dev/a${at}`, slug: `a${at}`, agent: "dev", kind: "proxy" },
      display: {
        name: `a${at}`,
        icon: null,
        order: null,
        group: null,
        hidden: false,
        openIn: "slim-window",
        tooltip: null,
      },
      upstream: { scheme: "http", port: 3000, path: "/", query: null },
      access: {
        method: "subdomain",
        hostname: `a${at}--{workspace}--{owner}--apps.example.com`,
        label: { fixed: 10 + String(at).length + 1, budget: 53 - String(at).length - 1 },
        aliases: [],
        path: null,
      },
      share: { declared: "owner", effective: "owner", limitedBy: [] },
      healthcheck: null,
      source: { address: `coder_app.a${at}`, ...source, via: [] },
      ...more(at),
    })),
    ports: { range: [9, 65535], defaultShare: "owner", maximumShare: "public", protocols: ["http", "https"] },
    unresolved: [],
    ...whole,
  });
}

const deep = (count = 200_000): string => nested("[", "", "]", count);
const url = "https://a0--dev--alice--apps.example.com/";

function resolving(text: () => string, address = url): Pick<Case, "files" | "argv"> {
  return { files: () => ({ "m.json": text() }), argv: ["resolve", "m.json", address] };
}

/** `terraform show -json` with these modules or resources. */
function plan(module: object): string {
  return JSON.stringify({
    ...{ format_version: "1.2", terraform_version: "1.11.0", complete: true },
    planned_values: { root_module: module },
  });
}

function planned(text: () => string): Pick<Case, "files" | "argv"> {
  return { files: () => ({ "plan.json": text() }), argv: ["lint", "plan.json"] };
}

function resource(at: number, values: object): object {
  return {
    ...{ address: `coder_app.a${at}`, mode: "managed", type: "coder_app", name: `a${at}` },
    ...{ provider_name: "registry.terraform.io/coder/coder", schema_version: 1, values },
  };
}

/** Modules within each other, that JSON.stringify() has no stack for. */
function deepPlan(depth: number): string {
  const [left, right] = JSON.stringify({
    ...{ format_version: "1.2", terraform_version: "1.11.0" },
    planned_values: { root_module: 0 },
  }).split("0}}");
  const one = (at: number): string => `{"address":"module.m${at}","child_modules":[`;
  return `${left}${Array.from({ length: depth }, (_, at) => one(at)).join("")}{}${"]}".repeat(depth)}}}${right ?? ""}`;
}

/** Of module calls that Terraform has installed. */
function installed(entries: readonly object[]): () => Files {
  return () => ({
    "main.tf": `${template}module "a" {\n  source = "registry.example.com/x/a/coder"\n}\n`,
    ".terraform/modules/modules.json": JSON.stringify({ Modules: entries }),
  });
}

const finding = (at: number): object => ({
  ...{ file: "main.tf", rule: "app-slug-format", count: 1 },
  fingerprint: at.toString(16).padStart(32, "0"),
});
const known = (count: number): string =>
  JSON.stringify({ version: 1, findings: Array.from({ length: count }, (_, at) => finding(at)) });

export const documentCases: readonly Case[] = [
  // Configuration.
  { name: "a configuration of YAML aliases", says: /./, code: 2, ...configured(() => laughs) },
  { name: "a configuration of 10,000 levels", says: /./, code: 2, ...configured(() => `rules: ${deep(10_000)}`) },
  {
    name: "a configuration of 100,000 unknown keys",
    says: /./,
    code: 2,
    large: true,
    ...configured(() => times(100_000, (at) => `k${at}: 1\n`)),
  },
  {
    name: "a configuration of 100,000 unknown rules",
    says: /./,
    code: 2,
    large: true,
    ...configured(() => `rules:\n${times(100_000, (at) => `  r${at}: error\n`)}`),
  },
  {
    name: "a configuration of one line of 10 MB",
    says: /./,
    code: 2,
    large: true,
    ...configured(() => `rules: "${"x".repeat(10_000_000)}"`),
  },
  {
    name: "configurations that extend each other",
    says: /extends/,
    code: 2,
    ...beside(() => ({ [config]: "extends: a.yaml\n", "a.yaml": "extends: b.yaml\n", "b.yaml": "extends: a.yaml\n" })),
  },
  {
    name: "a chain of 1,000 configurations",
    says: /64 are read/,
    code: 2,
    ...beside(() => ({
      [config]: "extends: c0.yaml\n",
      ...Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`c${at}.yaml`, `extends: c${at + 1}.yaml\n`])),
    })),
  },
  {
    name: "configurations that each extend the next twice",
    says: /./,
    code: 2,
    ...beside(() => ({
      [config]: "extends: [c0.yaml, c0.yaml]\n",
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, at) => [`c${at}.yaml`, `extends: [c${at + 1}.yaml, c${at + 1}.yaml]\n`]),
      ),
      "c40.yaml": "root: true\n",
    })),
  },
  {
    name: "patterns of paths that backtrack",
    says: /./,
    code: 0,
    ...beside(
      () => ({
        [config]: `overrides:\n${times(20, () => `  - files: ["${"**/a*a*a*a*a*/".repeat(10)}b", "${"*a".repeat(40)}b"]\n    rules: { app-slug-format: off }\n`)}`,
        [`${"aaaaaaaaaaaaaaaaaaaaaaaaa/".repeat(8)}main.tf`]: small,
      }),
      "lint",
      ".",
    ),
  },
  {
    name: "a pattern of paths with 2^40 alternatives",
    says: /./,
    code: 0,
    ...configured(() => `overrides:\n  - files: ["${"{a,b}".repeat(40)}"]\n    rules: { app-slug-format: off }\n`),
  },
  {
    name: "50,000 patterns of modules",
    says: /./,
    code: 2,
    large: true,
    ...beside(() => ({
      "main.tf": `${small}${times(200, (at) => `module "m${at}" {\n  source = "registry.example.com/x/m${at}/coder"\n}\n`)}`,
      [config]: `modules:\n${times(50_000, (at) => `  "registry.example.com/{a}/{b}/c${at}": "../{a}/{b}"\n`)}`,
    })),
  },
  {
    name: "a configuration that is a pipe",
    says: /not a regular file/,
    code: 2,
    ...beside(() => ({})),
    prepare: (directory) => void execFileSync("mkfifo", [`${directory}/${config}`]),
  },
  {
    name: "a configuration that is a device",
    says: /not a regular file|outside/,
    code: 2,
    ...beside(() => ({})),
    prepare: (directory) => symlinkSync("/dev/zero", `${directory}/${config}`),
  },
  // Manifests and what goes with them.
  { name: "a manifest of 200,000 levels", says: /./, code: 2, ...resolving(() => deep()) },
  { name: "a manifest in YAML of aliases", says: /./, code: 2, ...resolving(() => laughs) },
  {
    name: "a manifest of 50 MB of numbers",
    says: /./,
    code: 2,
    large: true,
    ...resolving(() => `{"apps": [${"1,".repeat(24_000_000)}1]}`),
  },
  { name: "a manifest of 100,000 apps", says: /./, code: 2, large: true, ...resolving(() => manifest(100_000)) },
  { name: "a manifest of 10,000 apps", says: /./, code: 0, large: true, ...resolving(() => manifest(10_000)) },
  {
    name: "an address of 100,000 characters",
    says: /./,
    code: 0,
    ...resolving(() => manifest(3), `https://${"a--".repeat(33_000)}apps.example.com/`),
  },
  {
    name: "a path of 100,000 parts",
    says: /./,
    code: 0,
    ...resolving(() => manifest(3), `https://coder.example.com/@alice/dev/apps/a0/${"../%2e%2e/".repeat(10_000)}`),
  },
  {
    name: "two manifests of 10,000 apps",
    says: /./,
    large: true,
    files: () => ({
      "a.json": manifest(10_000),
      "b.json": manifest(10_000, () => ({ share: { declared: "public", effective: "public", limitedBy: [] } })),
    }),
    argv: ["diff", "a.json", "b.json"],
    code: 0,
  },
  {
    name: "manifests whose guards have 2^30 choices",
    says: /./,
    files: () => {
      const names = Array.from({ length: 30 }, (_, at) => `p${at}`);
      const parameters = names.map((name) => ({
        ...{ name, type: "string", default: "a", mutable: true, options: ["a", "b"], min: null, max: null },
      }));
      const when = (value: string): object => ({
        when: names.map((name, at) => ({ [name]: [value], [names[(at + 1) % 30] ?? name]: ["b"] })),
      });
      return {
        "a.json": manifest(50, () => when("a"), { parameters }),
        "b.json": manifest(50, () => when("b"), { parameters }),
      };
    },
    argv: ["diff", "a.json", "b.json"],
    code: 0,
  },
  {
    name: "workspaces of 200,000 levels",
    says: /./,
    code: 2,
    files: () => ({ "m.json": manifest(2), "w.json": deep() }),
    argv: ["resolve", "m.json", url, "--workspaces", "w.json"],
  },
  {
    name: "100,000 workspaces",
    says: /./,
    code: 0,
    large: true,
    files: () => ({
      "m.json": manifest(2),
      "w.json": JSON.stringify(
        Array.from({ length: 100_000 }, (_, at) => ({
          ...{ template: { name: "t" }, owner: { name: "alice", id: "1" }, organization: "default", name: `w${at}` },
          ...{ state: "running", parameters: {}, agents: {}, portShares: [], access: {} },
        })),
      ),
    }),
    argv: ["resolve", "m.json", url, "--workspaces", "w.json"],
  },
  {
    name: "verify of a manifest of 200,000 levels",
    says: /./,
    code: 1,
    ...beside(() => ({ "m.json": deep() }), "verify", "m.json", "."),
  },
  {
    name: "access to 65,535 ports, 20 times",
    says: /./,
    code: 2,
    ...beside(
      () => ({}),
      "access",
      ".",
      ...["--workspace", "dev", "--owner", "alice", "--wildcard-access-url", "*.example.com"],
      ...Array.from({ length: 20 }, () => ["--tcp", "1-65535"]).flat(),
    ),
  },
  {
    name: "a manifest in YAML of 100,000 keys",
    says: /not a manifest/,
    code: 2,
    large: true,
    files: () => ({ "m.yaml": times(100_000, (at) => `k${at}: 1\n`) }),
    argv: ["resolve", "m.yaml", url],
  },
  {
    name: "a manifest in YAML of 10,000 levels",
    says: /nests too deeply/,
    code: 2,
    files: () => ({ "m.yaml": deep(10_000) }),
    argv: ["diff", "m.yaml", "m.yaml"],
  },
  {
    name: "a manifest in YAML of 40 MB",
    says: /MiB/,
    code: 2,
    large: true,
    ...beside(() => ({ "m.yaml": "- a\n".repeat(10_000_000) }), "verify", "m.yaml", "."),
  },
  // Plans.
  {
    name: "a plan of 200,000 modules beside each other",
    says: /./,
    code: 0,
    large: true,
    ...planned(() => plan({ child_modules: Array.from({ length: 200_000 }, () => ({})) })),
  },
  { name: "a plan of 200,000 levels", says: /./, code: 2, ...planned(() => deep()) },
  { name: "a plan of modules 100,000 deep", says: /./, code: 0, ...planned(() => deepPlan(100_000)) },
  { name: "a plan of modules 200 deep", says: /./, code: 0, ...planned(() => deepPlan(200)) },
  {
    name: "a plan of 100,000 apps",
    says: /./,
    code: 2,
    large: true,
    ...planned(() =>
      plan({
        resources: Array.from({ length: 100_000 }, (_, at) =>
          resource(at, { agent_id: "1", slug: `a${at}`, url: "http://localhost:1" }),
        ),
      }),
    ),
  },
  {
    name: "a plan of one value of 200,000 levels",
    says: /./,
    code: 1,
    ...planned(() => plan({ resources: [resource(0, { slug: 0 })] }).replace('"slug":0', `"slug":${deep()}`)),
  },
  // What Terraform leaves in a directory.
  {
    name: "a list of 100,000 modules",
    says: /./,
    code: 0,
    large: true,
    files: installed(
      Array.from({ length: 100_000 }, (_, at) => ({ Key: `m${at}`, Source: "./m", Dir: `.terraform/modules/m${at}` })),
    ),
    argv: ["lint", "main.tf"],
  },
  {
    name: "a list of modules of 200,000 levels",
    says: /./,
    code: 0,
    files: () => ({ ...installed([])(), ".terraform/modules/modules.json": deep() }),
    argv: ["lint", "main.tf"],
  },
  {
    name: "a list of modules that leads back to the template",
    says: /calls itself/,
    files: installed([
      { Key: "a", Source: "registry.example.com/x/a/coder", Dir: "." },
      { Key: "a.a", Source: "registry.example.com/x/a/coder", Dir: "." },
    ]),
    argv: ["lint", "main.tf"],
  },
  {
    name: "a lock file of 10 MB",
    says: /./,
    code: 0,
    large: true,
    ...beside(() => ({
      ".terraform.lock.hcl": times(
        50_000,
        (at) =>
          `provider "registry.terraform.io/x/p${at}" {\n  version = "1.0.0"\n  hashes = ["h1:${"a".repeat(100)}"]\n}\n`,
      ),
    })),
  },
  {
    name: "variables in JSON of 200,000 levels",
    says: /levels|budget/,
    ...beside(() => ({ "terraform.tfvars.json": `{"v": ${deep()}}` })),
  },
  // Which templates there are.
  {
    name: "50,000 ignored paths",
    says: /./,
    code: 0,
    large: true,
    ...beside(() => ({ ".templatecheckignore": times(50_000, (at) => `/x${at}/**/y*\n`) }), "lint", "."),
  },
  {
    name: "ignored paths that backtrack",
    says: /./,
    code: 0,
    ...beside(
      () => ({
        ".templatecheckignore": times(50, () => `${"**/a*a*a*a*a*a*/".repeat(12)}b\n${"*a".repeat(60)}b\n`),
        [`${"aaaaaaaaaaaaaaaaaaaaaaaaa/".repeat(8)}main.tf`]: small,
      }),
      "lint",
      ".",
    ),
  },
  {
    name: "an ignored path of 1 MB",
    says: /./,
    code: 0,
    ...beside(() => ({ ".templatecheckignore": `${"[a-z]*".repeat(170_000)}\n` }), "lint", "."),
  },
  {
    name: "50,000 known findings",
    says: /./,
    code: 0,
    large: true,
    ...beside(() => ({ "known.json": known(50_000) }), "lint", "main.tf", "--baseline", "known.json"),
  },
  {
    name: "200,000 known findings",
    says: /more than 250000 values/,
    code: 2,
    large: true,
    ...beside(() => ({ "known.json": known(200_000) }), "lint", "main.tf", "--baseline", "known.json"),
  },
  {
    name: "known findings of 200,000 levels",
    says: /./,
    code: 2,
    ...beside(() => ({ "known.json": deep() }), "lint", "main.tf", "--baseline", "known.json"),
  },
  {
    name: "a tree of 1,000 directories",
    says: /./,
    code: 0,
    ...beside(() => ({}), "lint", "."),
    prepare: (directory) => mkdirSync(directory + "/d".repeat(1000), { recursive: true }),
  },
  {
    name: "20,000 directories",
    says: /./,
    code: 0,
    large: true,
    ...beside(() => ({}), "lint", "."),
    prepare: (directory) => {
      for (let at = 0; at < 20_000; at++) mkdirSync(`${directory}/d${at % 100}/e${at}`, { recursive: true });
    },
  },
  {
    name: "directories that link to each other",
    says: /./,
    code: 0,
    ...beside(() => ({}), "lint", "."),
    prepare: (directory) => {
      for (const name of ["a", "b", "c"]) {
        mkdirSync(`${directory}/${name}`);
        for (const other of ["a", "b", "c"]) symlinkSync(`../${other}`, `${directory}/${name}/${other}`);
      }
    },
  },
];
