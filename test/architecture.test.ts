import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/** Folders of src/ and what each may import besides itself and the leaves. The order is the flow of the data. */
const direction: Readonly<Record<string, readonly string[]>> = {
  hcl: [],
  routing: [],
  schema: [],
  terraform: ["hcl"],
  config: ["schema", "hcl"],
  // Terraform's plan JSON, as evaluation would have it.
  plan: ["terraform", "hcl"],
  coder: ["schema", "routing", "terraform", "hcl"],
  manifest: ["routing"],
  routes: ["routing", "manifest", "coder", "terraform", "hcl"],
  // Comments of a template that suppress findings; edits of files as texts.
  suppress: ["hcl"],
  fix: [],
  validate: ["schema", "routing", "config", "routes", "coder", "terraform", "hcl"],
  check: [
    "plan",
    "schema",
    "routing",
    "config",
    "manifest",
    "routes",
    "coder",
    "validate",
    "suppress",
    "terraform",
    "hcl",
  ],
  report: [],
  // A manifest beside its template, HashiCorp's parser and a real plan.
  verify: ["plan", "manifest", "report", "hcl"],
  // Two manifests.
  diff: ["routing", "manifest", "report"],
  // The report's page, and the script that runs in it.
  html: ["routing", "manifest", "report"],
  "report-page": ["html"],
  gateway: ["routing", "manifest"],
  // A page in a browser, over the library.
  playground: [
    "index.ts",
    "check",
    "config",
    "validate",
    "manifest",
    "terraform",
    "fix",
    "report",
    "html",
    "report-page",
    "hcl",
  ],
};

const leaves = new Set([
  "source.ts",
  "diagnostic.ts",
  "rule-ids.ts",
  "host.ts",
  "suggest.ts",
  "version.ts",
  "check-types.ts",
  "json-budget.ts",
  "version-operator.ts",
]);
/** Built by others, or by nobody: they may see everything below them. */
const tops = new Set(["cli", "lsp", "index.ts"]);
const knowsNode = /^(cli\/|lsp\/server|gateway\/server)/;

interface Import {
  readonly from: string;
  /** A path below src/, or a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((file) => file.split(path.sep).join("/"))
  .filter((file) => file.endsWith(".ts"));
const imports = files.flatMap(importsOf);

function importsOf(from: string): readonly Import[] {
  const text = readFileSync(`src/${from}`, "utf8");
  const statement = /^(?:import|export)\s+(type\b)?[^;"]*?(?:from\s*)?"([^"]+)"|\bimport\("([^"]+)"\)/gm;
  return [...text.matchAll(statement)].map(([, typeOnly, target, dynamic]) => {
    const to = target ?? dynamic ?? "";
    const below = to.startsWith(".") ? path.posix.join(path.posix.dirname(from), to) : to;
    return { from, to: below, typeOnly: typeOnly !== undefined };
  });
}

function folderOf(file: string): string {
  return file.split("/")[0] ?? file;
}

describe("imports", () => {
  it("were found", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it("point along the data flow", () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!files.includes(to)) return false;
      const [own, other] = [folderOf(from), folderOf(to)];
      if (own === other || tops.has(own)) return false;
      if (leaves.has(own)) return !leaves.has(other) && !(own === "check-types.ts" && other === "hcl");
      return !leaves.has(other) && !direction[own]?.includes(other);
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it("know Node only at the edge", () => {
    const wrong = imports.filter(({ from, to }) => to.startsWith("node:") && !knowsNode.test(from));
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it("have no cycles", () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of imports) if (files.includes(to)) edges.set(from, [...(edges.get(from) ?? []), to]);
    expect(cycles(edges)).toEqual([]);
  });
});

describe("the gateway's module graph", () => {
  it("has nothing of the compiler, and no package", () => {
    const seen = new Set<string>();
    const pending = ["gateway/index.ts"];
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      pending.push(...imports.filter(({ from, typeOnly }) => from === file && !typeOnly).map(({ to }) => to));
    }
    const folders = new Set([...seen].map(folderOf));
    expect([...folders].sort()).toEqual(expect.arrayContaining(["gateway"]));
    for (const folder of [
      "hcl",
      "terraform",
      "coder",
      "validate",
      "check",
      "report",
      "cli",
      "commander",
      "ajv",
      "yaml",
    ]) {
      expect(folders).not.toContain(folder);
    }
  });
});

/** Depth first, each file once; a file that is met again while it is open closes a cycle. */
function cycles(edges: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (file: string, chain: readonly string[]): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      found.push([...chain.slice(chain.indexOf(file)), file].join(" → "));
      return;
    }
    state.set(file, "open");
    for (const next of edges.get(file) ?? []) visit(next, [...chain, file]);
    state.set(file, "done");
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}
